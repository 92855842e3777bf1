"""Icons as inline SVG, hidden from screen readers: words always stand beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "icons.yaml"


@cache
def icon(name: str) -> str:
    """Return the SVG of an icon."""
    return (
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{_drawings()[name]}</svg>"
    )


@cache
def _drawings() -> dict[str, str]:
    drawings: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return drawings
