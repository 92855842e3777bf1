"""All settings, read once from `WEGWIJZER_*` variables or `.env`, frozen, passed down."""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.core.errors import SettingsError

PREFIX = "WEGWIJZER_"
Network = IPv4Network | IPv6Network


class Settings(BaseSettings):
    """What can be set. README has the same table; a test compares them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", frozen=True, extra="ignore"
    )

    data_dir: Path = Field(
        Path("var"), description="Where the model, the index and all other data live."
    )
    corpus: Path = Field(Path("corpus"), description="The folder of pages and registers.")
    embedding_model: str = Field(
        "", description="A hub name or path of another embedding model; empty is the bundled one."
    )
    max_question: int = Field(
        4000,
        ge=100,
        le=4000,
        description="The longest question in characters; longer ones get a 422.",
    )
    chat_model: str = Field("", description="A chat model; comes later, must be empty for now.")
    chat_base_url: str = Field("", description="As chat_model: must be empty for now.")
    chat_api_key: str = Field("", description="As chat_model: must be empty for now.")
    chroma_url: str = Field("", description="A Chroma server; comes later, must be empty for now.")
    database_url: str = Field(
        "", description="The SQLAlchemy URL of the database of counts; empty is a file in data_dir."
    )
    retention_days: int = Field(
        365, ge=1, description="How many days counts of feedback are kept; older ones are purged."
    )
    answers_at_once: int = Field(4, ge=1, description="How many answers are made at once.")
    answers_waiting: int = Field(
        32, ge=0, description="How many questions may wait; more get a 503 at once."
    )
    questions_per_minute: int = Field(
        60,
        ge=0,
        description="Questions a client may ask each minute; more get a 429; 0 is no limit.",
    )
    requests_per_minute: int = Field(
        600, ge=0, description="Requests of any sort a client may make each minute; 0 is no limit."
    )
    questions_per_minute_all: int = Field(
        1200, ge=0, description="Questions all clients together may ask each minute; 0 is no limit."
    )
    unlimited_clients: str = Field(
        "127.0.0.1,::1",
        description="Addresses or networks that only the limit for all counts for.",
    )
    trusted_proxies: str = Field(
        "", description="Addresses or networks of proxies whose X-Forwarded-For is believed."
    )
    max_body: int = Field(
        1_000_000,
        ge=1_000,
        description="The largest request body in bytes; a larger one gets a 413.",
    )
    operator: str = Field("", description="The organisation that runs this assistant, by name.")
    operator_url: str = Field(
        "", description="Where readers can complain to the operator: an https or mailto address."
    )
    log_level: str = Field("INFO", description="How much the log tells: DEBUG, INFO, WARNING.")

    @field_validator("chat_model", "chat_base_url", "chat_api_key", "chroma_url")
    @classmethod
    def _comes_later(cls, value: str) -> str:
        if value:
            msg = "dit kan in deze versie nog niet; laat de instelling leeg"
            raise ValueError(msg)
        return value

    @field_validator("unlimited_clients", "trusted_proxies")
    @classmethod
    def _are_networks(cls, listed: str) -> str:
        networks(listed)
        return listed

    @field_validator("operator_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if url and not url.startswith(("https://", "mailto:")):
            msg = "begin met https:// of mailto:"
            raise ValueError(msg)
        return url


def networks(listed: str) -> tuple[Network, ...]:
    """Return addresses and networks from a list with commas. Raises ValueError."""
    return tuple(ip_network(one.strip(), strict=False) for one in listed.split(",") if one.strip())


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Return the settings. Raises SettingsError on an unknown name or an impossible value."""
    _reject_unknown({**_names_in(env_file), **os.environ})
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(step) for step in first["loc"]).upper()
        raise SettingsError(f"De instelling {name} klopt niet: {first['msg']}.") from error


def _names_in(env_file: Path | None) -> dict[str, str | None]:
    return dict(dotenv_values(env_file)) if env_file and env_file.exists() else {}


def _reject_unknown(environment: dict[str, str | None]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            choices = ", ".join(sorted(known))
            raise SettingsError(f"De instelling {name} bestaat niet. Wel: {choices}.")
