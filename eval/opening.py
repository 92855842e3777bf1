"""Open the real assistant, and collect what an answer may give as a way to reach somebody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import assistant
from assistant.adapters.registers import load_contacts
from eval.register import Register, register_of

if TYPE_CHECKING:
    from assistant.settings import Settings
    from eval.door import Door

POLICY = Path(assistant.__file__).parent / "policy"


def open_door(settings: Settings) -> Door:
    """Return the assistant with these settings, its model loaded. Raises WegwijzerError."""
    from assistant.bootstrap import open_application  # slow to import: only for who measures

    door = open_application(settings)
    door.retrieve("school", "hybrid", 1)  # so that no question pays for loading the model
    return door


def register_in(corpus: Path) -> Register:
    """Return the register of `contacten.yaml` and of the policy for a crisis."""
    cards = sorted(POLICY.glob("crisis*.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in cards]
    return register_of(load_contacts(corpus).values(), texts)
