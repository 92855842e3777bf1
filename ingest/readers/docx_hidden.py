"""Take the runs out of a Word document that Word does not show: white, tiny or marked hidden."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from ingest.readers.contrast import is_dark, is_white

SMALLEST = 4  # half points
OFF = frozenset({"0", "false", "off"})
WHITE_THEME = frozenset({"background1", "light1"})
DARK_THEME = frozenset({"text1", "dark1", "text2", "dark2", *(f"accent{n}" for n in range(1, 7))})
LIGHT_MARKERS = frozenset({"", "white", "none", "yellow", "cyan", "lightGray"})
VALUE = qn("w:val")
TEXT, BLOCK, CELL, TABLE = (qn(f"w:{name}") for name in ("rPr", "pPr", "tcPr", "tblPr"))

Layers = list[etree._Element]


def drop_hidden_runs(document: Document) -> None:
    """Remove every run that is hidden by itself or by a style of it."""
    sheet = _Sheet(document)
    for run in list(document.element.body.iter(qn("w:r"))):
        parent = run.getparent()
        if parent is not None and sheet.hides(run):
            parent.remove(run)


class _Sheet:
    """The styles of one document: they tell how a run looks."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self._known = {style.get(qn("w:styleId"), ""): style for style in root}
        self._chains: dict[str, Layers] = {}
        self._defaults = list(root.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{TEXT}"))
        self._normal = next(filter(_is_default, root), root).get(qn("w:styleId"), "")
        page = document.element.find(qn("w:background"))
        self._is_dark = page is not None and is_dark(page.get(qn("w:color"), ""))

    def hides(self, run: etree._Element) -> bool:
        """Tell whether nobody sees this run."""
        layers = self._layers(run)
        if _is_on(layers, "w:vanish") or _is_on(layers, "w:webHidden") or _is_tiny(layers):
            return True
        return _is_white(layers) and not self._is_on_dark(run)

    def _layers(self, run: etree._Element) -> Layers:
        """Return the properties that decide how the run looks, nearest first."""
        styles = [*self._chain(_named(run, TEXT, "w:rStyle")), *self._block_styles(run)]
        own = [*run.iterfind(TEXT), *(found for style in styles for found in style.iterfind(TEXT))]
        return [*own, *self._defaults]

    def _block_styles(self, run: etree._Element) -> Layers:
        block = next(run.iterancestors(qn("w:p")), run)
        return self._chain(_named(block, BLOCK, "w:pStyle") or self._normal)

    def _chain(self, id_: str) -> Layers:
        """Return the style and what it is based on, nearest first."""
        if id_ not in self._chains:
            self._chains[id_] = list(self._walk(id_))
        return self._chains[id_]

    def _walk(self, id_: str) -> Iterator[etree._Element]:
        seen = {""}
        while id_ in self._known and id_ not in seen:
            seen.add(id_)
            yield self._known[id_]
            id_ = _value(self._known[id_], "w:basedOn")

    def _is_on_dark(self, run: etree._Element) -> bool:
        """Judge by the nearest shading; the style of a table may shade any of its cells."""
        styles = [*self._chain(_named(run, TEXT, "w:rStyle")), *self._block_styles(run)]
        holders = [run, *styles, *run.iterancestors()]
        grounds = [found for one in holders for found in _grounds(one)]
        if grounds:
            return grounds[0]
        return self._is_dark or any(map(self._shades, run.iterancestors(qn("w:tbl"))))

    def _shades(self, table: etree._Element) -> bool:
        styles = self._chain(_named(table, TABLE, "w:tblStyle"))
        return any(_is_dark_shading(one) for style in styles for one in style.iter(qn("w:shd")))


def _grounds(holder: etree._Element) -> Iterator[bool]:
    """Yield for each shading of the run, style, paragraph, cell or table whether it is dark."""
    for properties in holder.iterchildren(TEXT, BLOCK, CELL, TABLE):
        marker = _value(properties, "w:highlight")
        if marker:
            yield marker not in LIGHT_MARKERS
        yield from map(_is_dark_shading, filter(_is_shading, properties.iterfind(qn("w:shd"))))


def _is_shading(shading: etree._Element) -> bool:
    names = ("w:fill", "w:themeFill", "w:color")
    return any(shading.get(qn(name), "auto") != "auto" for name in names)


def _is_dark_shading(shading: etree._Element) -> bool:
    if shading.get(VALUE) == "solid" and is_dark(shading.get(qn("w:color"), "")):
        return True
    fill = shading.get(qn("w:fill"), "auto")
    return is_dark(fill) if fill != "auto" else shading.get(qn("w:themeFill")) in DARK_THEME


def _is_white(layers: Layers) -> bool:
    colour = _first(layers, "w:color")
    if colour is None:
        return False
    is_theme_white = colour.get(qn("w:themeColor")) in WHITE_THEME
    if is_theme_white and colour.get(qn("w:themeShade")) is None:
        return True
    return is_white(colour.get(VALUE, ""))


def _is_tiny(layers: Layers) -> bool:
    size = _first(layers, "w:sz")
    return size is not None and float(size.get(VALUE, "24")) <= SMALLEST


def _is_on(layers: Layers, name: str) -> bool:
    found = _first(layers, name)
    return found is not None and found.get(VALUE, "true") not in OFF


def _first(layers: Layers, name: str) -> etree._Element | None:
    return next((found for layer in layers for found in layer.iterfind(qn(name))), None)


def _is_default(style: etree._Element) -> bool:
    return style.get(qn("w:default")) in {"1", "true"} and style.get(qn("w:type")) == "paragraph"


def _named(holder: etree._Element, properties: str, name: str) -> str:
    found = holder.find(properties)
    return "" if found is None else _value(found, name)


def _value(properties: etree._Element, name: str) -> str:
    found = properties.find(qn(name))
    return "" if found is None else found.get(VALUE, "")
