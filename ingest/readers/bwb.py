"""Read a law as Overheid.nl publishes it: the XML "toestand" of the Basiswettenbestand (BWB)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

from lxml import etree

from ingest.reading import Part, Reading, Reason, UnreadableError

SITE = "https://wetten.overheid.nl"
PUBLISHER = "Overheid.nl"
UNREAD = frozenset(
    {
        "meta-data", "redactie", "kop", "intitule", "citeertitel", "aanhef", "wetsluiting",
        "officiele-inhoudsopgave", "inhoudsopgave", "bwb-inputbestand", "bwb-wijzigingen",
        "redactionele-correcties", "noot", "plaatje", "illustratie", "lidnr", "li.nr",
    }
)  # fmt: skip
INLINE = frozenset(
    "al nadruk extref intref sup inf tekst term definitie label nr titel subtitel entry".split()
)
BLOCKS = frozenset(
    "wetgeving wet-besluit wettekst wetboek regeling regeling-tekst circulaire circulaire-tekst "
    "circulaire.divisie circulaire-divisie circulaire.sub-divisie verdrag verdragtekst boek deel "
    "hoofdstuk titeldeel afdeling sub-afdeling paragraaf subparagraaf sub-paragraaf "
    "sub-sub-paragraaf divisie artikel enig-artikel artikel.toelichting citaat-artikel "
    "wijzig-artikel wijzig-divisie wijzig-lid-groep lid al tekst tussenkop lijst li definitielijst "
    "definitie-item term definitie citaat wetcitaat table tgroup bijlage model formulier vraag "
    "regeling-sluiting slotformulering preambule considerans considerans.al".split()
)
EXPIRED = frozenset({"vervallen", "nogniet"})
GONE = re.compile(r"(\w+\.? )?\[?(vervallen|gereserveerd)\.?\]?\.?", re.IGNORECASE)
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
KINDS = {"wet": "wet", "rijkswet": "wet"}


@dataclass(frozen=True, slots=True)
class _Law:
    identifier: str
    valid_from: str

    @property
    def url(self) -> str:
        return f"{SITE}/{self.identifier}/{self.valid_from}"


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    kind: Literal["text", "table"] = "text"
    is_item: bool = False


def read_bwb(path: Path) -> Reading:
    """Read every lid of the law as a Part; expired and not yet valid articles are left out.

    Raises UnreadableError: DAMAGED for broken XML, WRONG_TYPE when it is no toestand, NO_TEXT.
    """
    root = _parse(path)
    law = _Law(root.get("bwb-id", ""), root.get("inwerkingtreding", ""))
    parts = tuple(_read_section(root, law, ()))
    if not parts:
        raise UnreadableError(Reason.NO_TEXT, "In deze wet staat geen geldende tekst.")
    return Reading(parts, _metadata(root, law))


def _parse(path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(Reason.DAMAGED, "De XML van deze wet is beschadigd.") from error
    if root.tag != "toestand" or not root.get("bwb-id"):
        raise UnreadableError(
            Reason.WRONG_TYPE, "Dit XML-bestand is geen wettekst van Overheid.nl (BWB)."
        )
    return root


def _metadata(root: etree._Element, law: _Law) -> dict[str, str]:
    found = {
        "title": _first_text(root, "citeertitel") or _first_text(root, "intitule"),
        "identifier": law.identifier,
        "valid_from": law.valid_from,
        "url": law.url if law.valid_from else "",
        "publisher": PUBLISHER,
        "kind": _kind(root),
    }
    return {key: value for key, value in found.items() if value}


def _kind(root: etree._Element) -> str:
    wetgeving = root.find("wetgeving")
    sort = "" if wetgeving is None else wetgeving.get("soort", "")
    return KINDS.get(sort.lower(), "regeling")


def _first_text(root: etree._Element, tag: str) -> str:
    found = next(root.iter(tag), None)
    return "" if found is None else _inline(found)


def _read_section(element: etree._Element, law: _Law, above: tuple[str, ...]) -> Iterator[Part]:
    """Walk down hoofdstuk, titel, afdeling, paragraaf; what holds text itself becomes a Part."""
    headings = (*above, *_heading(element))
    for holds_sections, children in groupby(_readable(element), key=_is_section):
        if holds_sections:
            for child in children:
                yield from _read_child(child, law, headings)
        else:
            yield from _to_parts(_pieces(children), Part("", headings=headings))


def _read_child(child: etree._Element, law: _Law, headings: tuple[str, ...]) -> Iterator[Part]:
    if child.get("status") in EXPIRED:
        return
    read = _read_article if child.tag == "artikel" else _read_section
    yield from read(child, law, headings)


def _read_article(article: etree._Element, law: _Law, above: tuple[str, ...]) -> Iterator[Part]:
    number = _kop_text(article, "nr")
    model = Part(
        "",
        headings=(*above, *_heading(article)),
        article=number or None,
        url=_article_url(law, number),
    )
    for is_lid, children in groupby(_readable(article), key=lambda child: child.tag == "lid"):
        if is_lid:
            for lid in children:
                yield from _read_lid(lid, model)
        else:
            yield from _to_parts(_pieces(children), model)


def _read_lid(lid: etree._Element, article: Part) -> Iterator[Part]:
    if lid.get("status") in EXPIRED:
        return
    number = _child_text(lid, "lidnr").rstrip(".")
    pieces = _labelled(number, list(_pieces(_readable(lid))))
    for part in _to_parts(pieces, article):
        yield replace(part, paragraph=number or None)


def _article_url(law: _Law, number: str) -> str | None:
    return f"{law.url}#Artikel{number}" if law.valid_from and number else None


def _to_parts(pieces: Iterable[_Piece], model: Part) -> Iterator[Part]:
    kept = (piece for piece in pieces if not GONE.fullmatch(piece.text))
    for kind, group in groupby(kept, key=lambda piece: piece.kind):
        text = "".join(("\n" if piece.is_item else "\n\n") + piece.text for piece in group)
        yield replace(model, text=text.strip(), kind=kind)


def _pieces(elements: Iterable[etree._Element]) -> Iterator[_Piece]:
    """Turn elements into lines; a term alone in its al goes before the definition after it."""
    term = ""
    for element in elements:
        if _is_term(element):
            term = _inline(element) + " "
            continue
        for piece in _pieces_of(element):
            yield replace(piece, text=term + piece.text)
            term = ""


def _is_term(element: etree._Element) -> bool:
    after = element.getnext()
    if element.tag != "al" or after is None or after.tag != "al":
        return False
    text = _inline(element)
    emphasised = text == " ".join(map(_inline, element.iter("nadruk")))
    return text.endswith(":") and (emphasised or text[0].islower())


def _pieces_of(element: etree._Element) -> Iterator[_Piece]:
    if element.tag == "table":
        yield from _table(element)
    elif element.tag == "li":
        yield from _item(element)
    elif _holds_blocks(element):
        yield from _pieces(_readable(element))
    elif text := _inline(element):
        yield _Piece(text)


def _item(li: etree._Element) -> Iterator[_Piece]:
    label = _child_text(li, "li.nr")
    for number, piece in enumerate(_labelled(label, list(_pieces(_readable(li))))):
        yield replace(piece, is_item=piece.is_item or (number == 0 and bool(label)))


def _labelled(label: str, pieces: list[_Piece]) -> list[_Piece]:
    if not pieces or not label:
        return pieces
    first, *rest = pieces
    return [replace(first, text=f"{label} {first.text}"), *rest]


def _holds_blocks(element: etree._Element) -> bool:
    return any(child.tag in {"al", "lijst", "li", "table", "tgroup"} for child in element)


def _table(table: etree._Element) -> Iterator[_Piece]:
    rows = [_child_text(table, "title"), *map(_row, table.iter("row"))]
    filled = [row for row in rows if row.strip()]
    if filled:
        yield _Piece("\n".join(filled), "table")


def _row(row: etree._Element) -> str:
    return "\t".join(_inline(entry) for entry in row.iter("entry"))


def _readable(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if child.tag in BLOCKS and child.tag not in UNREAD]


def _is_section(element: etree._Element) -> bool:
    if element.tag == "artikel" or element.find("kop") is not None:
        return True
    return any(True for _ in element.iter("artikel", "kop"))


def _heading(element: etree._Element) -> tuple[str, ...]:
    name = " ".join(filter(None, (_kop_text(element, "label"), _kop_text(element, "nr"))))
    title = _kop_text(element, "titel")
    heading = ". ".join(filter(None, (name, title)))
    return (heading,) if heading else ()


def _kop_text(element: etree._Element, tag: str) -> str:
    kop = element.find("kop")
    return "" if kop is None else _child_text(kop, tag)


def _child_text(element: etree._Element, tag: str) -> str:
    child = element.find(tag)
    return "" if child is None else _inline(child)


def _inline(element: etree._Element) -> str:
    return re.sub(r"\s+", " ", "".join(_strings(element))).strip()


def _strings(element: etree._Element) -> Iterator[str]:
    """Yield the text in reading order, without notes of the editors and without brondata."""
    text = element.text or ""
    yield text.translate(SUPERSCRIPT) if element.tag == "sup" else text
    for child in element:
        if child.tag in INLINE:
            yield from _strings(child)
        yield child.tail or ""
