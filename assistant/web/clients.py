"""Who asks: an address, or the one that a trusted proxy saw. Kept in memory only, never logged."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.settings import Network

Address = IPv4Address | IPv6Address
IPV6_HOME = 64
UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Clients:
    """Tells clients apart. X-Forwarded-For counts only when a trusted proxy sent it."""

    trusted_proxies: tuple[Network, ...] = ()
    unlimited: tuple[Network, ...] = ()

    def name(self, scope: Scope) -> str:
        """Return the key of the client; one IPv6 home (a /64) is one client."""
        address = self._address(scope)
        if isinstance(address, IPv6Address):
            return str(ip_network((address, IPV6_HOME), strict=False))
        return str(address) if address else str((scope.get("client") or (UNKNOWN,))[0])

    def is_unlimited(self, scope: Scope) -> bool:
        """Tell whether only the limit for all counts for this client."""
        address = self._address(scope)
        return address is not None and _within(address, self.unlimited)

    def _address(self, scope: Scope) -> Address | None:
        peer = _parsed((scope.get("client") or ("",))[0])
        if peer is None or not _within(peer, self.trusted_proxies):
            return peer
        return self._forwarded(scope) or peer

    def _forwarded(self, scope: Scope) -> Address | None:
        """Return the last address in X-Forwarded-For that is no proxy of ours.

        Everything left of it was sent by the client, so it proves nothing.
        """
        listed = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
        for one in reversed(listed):
            address = _parsed(one.strip())
            if address is None or not _within(address, self.trusted_proxies):
                return address
        return None


def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _within(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address in network for network in networks)
