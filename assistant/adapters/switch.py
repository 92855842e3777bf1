"""The kill switch: a file in the data folder. While it is there, every door is closed."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

import structlog

from assistant.core.errors import SwitchedOffError

FILE_NAME = "UIT.json"
UNREADABLE = "onbekend: het bestand van de schakelaar is niet te lezen"
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """Why and since when the assistant is off."""

    reason: str
    since: str


class FileSwitch:
    """Reads the file at every question, so that it works on a running server."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / FILE_NAME

    def turn_off(self, reason: str, now: datetime.datetime) -> None:
        """Close every door, with the reason in the log."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".nieuw")
        state = {"reason": reason, "since": now.isoformat(timespec="seconds")}
        temporary.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        temporary.replace(self._path)
        log.warning("switched_off", reason=reason)

    def turn_on(self) -> None:
        """Open the doors again."""
        self._path.unlink(missing_ok=True)
        log.warning("switched_on")

    def state(self) -> SwitchedOff | None:
        """Return why it is off, or None when it is on. A file that cannot be read means off."""
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            return SwitchedOff(str(stored["reason"]), str(stored["since"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return SwitchedOff(UNREADABLE, "")

    def must_be_on(self) -> None:
        """Raise SwitchedOffError when it is off."""
        if self.state() is not None:
            raise SwitchedOffError("De wegwijzer is nu uitgezet. Probeer het later opnieuw.")
