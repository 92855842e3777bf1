"""The content of an OpenDocument text (odt), from its XML."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from ingest.readers.odt_hidden import drop_hidden
from ingest.readers.outline import Body, Heading, Item, from_rows
from ingest.reading import Reason, UnreadableError

NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW = (
    f"{NAMESPACE}{name}:1.0}}" for name in ("office", "text", "table", "drawing")
)
TITLE = "{http://purl.org/dc/elements/1.1/}title"
UNREAD = frozenset(
    {
        f"{TEXT}tracked-changes", f"{TEXT}table-of-content", f"{TEXT}note-citation",
        f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}sequence-decls",
    }
)  # fmt: skip
APART = frozenset({f"{DRAW}frame", f"{TEXT}note"})
GAPS = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
MOST_COLUMNS = 50


def items(archive: ZipFile) -> Iterator[Item]:
    """Yield headings, paragraphs, list items and tables in order.

    Raises UnreadableError: PASSWORD. Raises what zipfile and lxml raise for a broken file.
    """
    if b"encryption-data" in _optional(archive, "META-INF/manifest.xml"):
        raise UnreadableError(Reason.PASSWORD, "Dit bestand is beveiligd met een wachtwoord.")
    content = _parse(archive.read("content.xml"))
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableError(Reason.WRONG_TYPE, "Dit bestand heet .odt, maar is geen tekst.")
    common = _optional(archive, "styles.xml")
    drop_hidden(body, *([_parse(common)] if common else []), content)
    return _blocks(body)


def title(archive: ZipFile) -> str:
    """Return the title that the author gave, or nothing."""
    raw = _optional(archive, "meta.xml")
    found = next(_parse(raw).iter(TITLE), None) if raw else None
    return "" if found is None else found.text or ""


def _optional(archive: ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _parse(raw: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    return etree.fromstring(raw, parser)


def _blocks(parent: etree._Element) -> Iterator[Item]:
    for element in parent:
        if element.tag not in UNREAD:
            yield from _READERS.get(element.tag, _blocks)(element)


def _table(element: etree._Element) -> Iterator[Item]:
    yield from from_rows(map(_cells, element.iter(f"{TABLE}table-row")))


def _heading(element: etree._Element) -> Iterator[Item]:
    text = " ".join(_inline(element).split())
    if text:
        yield Heading(int(element.get(f"{TEXT}outline-level", "1")), text)


def _paragraph(element: etree._Element) -> Iterator[Item]:
    """Yield the paragraph, then the footnotes and text frames that hang on it."""
    text = _inline(element).strip()
    if text:
        yield Body(text)
    for child in element.iter(*APART):
        if not any(above.tag in APART for above in child.iterancestors(*APART)):
            yield from _blocks(child)


def _list_item(element: etree._Element) -> Iterator[Item]:
    """Put a dash before the first paragraph of the item."""
    mark = "- "
    for item in _blocks(element):
        if isinstance(item, Body) and not item.text.startswith("- "):
            yield Body(mark + item.text, item.kind)
            mark = ""
        else:
            yield item


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iter(f"{TABLE}table-cell"):
        text = "\n".join(_inline(paragraph) for paragraph in cell.iter(f"{TEXT}p", f"{TEXT}h"))
        repeated = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        yield from [text] * min(repeated, MOST_COLUMNS)


def _inline(element: etree._Element) -> str:
    return "".join(_strings(element))


def _strings(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in GAPS:
            yield GAPS[child.tag]
        elif child.tag not in UNREAD | APART:
            yield from _strings(child)
        yield child.tail or ""


_READERS = {
    f"{TEXT}h": _heading,
    f"{TEXT}p": _paragraph,
    f"{TEXT}list-item": _list_item,
    f"{TABLE}table": _table,
}
