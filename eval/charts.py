"""Charts as SVG text: no script, no asset, a title for who cannot see them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 640
LABEL = 230
ROW = 26
HEIGHT = 240
MARGIN = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled value; `part` is its length, 0..1; `shown` is what stands behind it."""

    label: str
    part: float
    shown: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A named line through points whose x and y are 0..1, x rising."""

    name: str
    points: Sequence[complex]  # x + y j


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Return horizontal bars, one a row; a weak one is hatched as well as red."""
    drawn = "".join(_bar(place, row) for place, row in enumerate(rows))
    return _svg(title, ROW * len(rows) + 6, drawn)


def lines(title: str, drawn: Sequence[Line], x_label: str, y_label: str) -> str:
    """Return lines in a square from 0 to 1, each with its own dash and its name at the end."""
    axes = _grid() + _axis_names(x_label, y_label)
    body = "".join(_line(place, line) for place, line in enumerate(drawn))
    return _svg(title, HEIGHT, axes + body)


def _svg(title: str, height: int, body: str) -> str:
    return (
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {WIDTH} {height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>{body}</svg>'
    )


def _bar(place: int, row: Bar) -> str:
    room = WIDTH - LABEL - 90
    length = max(1.0, room * min(1.0, max(0.0, row.part)))
    top = place * ROW
    kind = "weak" if row.weak else "bar"
    return (
        f'<text x="{LABEL - 8}" y="{top + 18}" text-anchor="end">{escape(row.label[:34])}</text>'
        f'<rect class="{kind}" x="{LABEL}" y="{top + 4}" width="{length:.1f}" height="18"/>'
        f'<text x="{LABEL + length + 6:.1f}" y="{top + 18}">{escape(row.shown)}</text>'
    )


def _grid() -> str:
    return "".join(_mark(step / 4) for step in range(5))


def _mark(part: float) -> str:
    y, x, bottom = _y(part), _x(part), _y(0) + 16
    return (
        f'<line class="grid" x1="{MARGIN}" x2="{_x(1):.0f}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{part:.2f}</text>'
        f'<text x="{x:.1f}" y="{bottom:.1f}" text-anchor="middle">{part:.2f}</text>'
    )


def _axis_names(x_label: str, y_label: str) -> str:
    return (
        f'<text x="{_x(0.5):.0f}" y="{HEIGHT - 4}" text-anchor="middle">{escape(x_label)}</text>'
        f'<text x="{MARGIN}" y="12">{escape(y_label)}</text>'
    )


def _line(place: int, line: Line) -> str:
    if not line.points:
        return ""
    path = " ".join(f"{_x(one.real):.1f},{_y(one.imag):.1f}" for one in line.points)
    last = line.points[-1]
    return (
        f'<polyline class="line line{place % 4}" points="{path}"/>'
        f'<text x="{_x(last.real) + 6:.1f}" y="{_y(last.imag) + 4:.1f}">{escape(line.name)}</text>'
    )


def _x(part: float) -> float:
    return MARGIN + part * (WIDTH - MARGIN - 170)


def _y(part: float) -> float:
    return 20 + (1 - part) * (HEIGHT - 66)
