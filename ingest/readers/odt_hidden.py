"""Take out of an OpenDocument text what its page does not show: white, tiny or marked hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ingest.readers.contrast import is_clear, is_dark, is_white

NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
STYLE, TEXT, TABLE, DRAW = (
    f"{NAMESPACE}{name}:1.0}}" for name in ("style", "text", "table", "drawing")
)
FORMAT = f"{NAMESPACE}xsl-fo-compatible:1.0}}"
NEVER = frozenset({f"{TEXT}script", f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"})
FOLDED = frozenset({"collapse", "filter"})
FAMILIES = {
    f"{TEXT}p": "paragraph", f"{TEXT}h": "paragraph", f"{TEXT}span": "text", f"{TEXT}a": "text",
    f"{TEXT}section": "section", f"{TABLE}table": "table", f"{TABLE}table-cell": "table-cell",
    f"{TABLE}table-row": "table-row", f"{DRAW}frame": "graphic", f"{DRAW}custom-shape": "graphic",
}  # fmt: skip
STYLED = (f"{TEXT}style-name", f"{TABLE}style-name", f"{DRAW}style-name")
LENGTH = re.compile(r"(\d*\.?\d+)(pt|px|mm|cm|in|%)")
Styles = dict[tuple[str, str], etree._Element]
POINTS = {"pt": 1.0, "px": 0.75, "mm": 2.83, "cm": 28.3, "in": 72.0}
SMALLEST = 2.0  # points
USUAL = 12.0


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks: what a style does not say comes from what is around it."""

    colour: str = ""
    ground: str = ""
    size: float = USUAL
    shown: bool = True

    @property
    def is_hidden(self) -> bool:
        """Tell whether nobody sees text that looks like this."""
        if not self.shown or self.size <= SMALLEST or is_clear(self.colour):
            return True
        return is_white(self.colour) and not is_dark(self.ground)


def drop_hidden(body: etree._Element, *sheets: etree._Element) -> None:
    """Empty every piece of text in the body that is hidden by itself or by its styles.

    `sheets` are the XML documents that hold the styles, the one that goes first last.
    """
    styles = {_key(style): style for sheet in sheets for style in sheet.iter(f"{STYLE}style")}
    defaults = (style for sheet in sheets for style in sheet.iter(f"{STYLE}default-style"))
    look = _Look()
    for style in defaults:
        if style.get(f"{STYLE}family") == "paragraph":
            look = _with_properties(look, style)
    _sift(body, look, styles)


def _key(style: etree._Element) -> tuple[str, str]:
    return style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")


def _sift(element: etree._Element, look: _Look, styles: Styles) -> None:
    if look.is_hidden:
        element.text = None
    for child in element:
        if _is_away(child):
            _empty(child)
        else:
            _sift(child, _look_of(child, look, styles), styles)
        if look.is_hidden:
            child.tail = None


def _is_away(element: etree._Element) -> bool:
    """Tell whether the element itself says that it is not shown."""
    if element.tag in NEVER or element.get(f"{TEXT}display", "true") in {"none", "condition"}:
        return True
    if element.get(f"{TABLE}visibility") in FOLDED:
        return True
    return element.find(f"{TEXT}hidden-paragraph") is not None


def _empty(element: etree._Element) -> None:
    element.text = None
    for child in list(element):
        element.remove(child)


def _look_of(element: etree._Element, look: _Look, styles: Styles) -> _Look:
    named = next(filter(None, map(element.get, STYLED)), "")
    for style in reversed(list(_chain(FAMILIES.get(str(element.tag), ""), named, styles))):
        look = _with_properties(look, style)
    return look


def _chain(family: str, name: str, styles: Styles) -> Iterator[etree._Element]:
    """Yield the style and its parents, nearest first."""
    seen: set[str] = set()
    while (family, name) in styles and name not in seen:
        seen.add(name)
        yield styles[family, name]
        name = styles[family, name].get(f"{STYLE}parent-style-name", "")


def _with_properties(look: _Look, style: etree._Element) -> _Look:
    for properties in style:
        look = replace(
            look,
            colour=_colour(properties, look.colour),
            ground=_ground(properties, look.ground),
            size=_size(properties.get(f"{FORMAT}font-size", ""), look.size),
            shown=_shown(properties, before=look.shown),
        )
    return look


def _colour(properties: etree._Element, before: str) -> str:
    if properties.get(f"{STYLE}use-window-font-color") == "true":
        return ""
    return properties.get(f"{FORMAT}color", before)


def _ground(properties: etree._Element, before: str) -> str:
    filled = properties.get(f"{DRAW}fill-color", before)
    found = properties.get(f"{FORMAT}background-color", filled)
    return before if found == "transparent" else found


def _shown(properties: etree._Element, *, before: bool) -> bool:
    display = properties.get(f"{TEXT}display", "")
    return display != "none" if display else before


def _size(text: str, before: float) -> float:
    found = LENGTH.fullmatch(text)
    if not found:
        return before
    share = float(found[1])
    return share / 100 * before if found[2] == "%" else share * POINTS[found[2]]
