"""Build the poisoned documents of eval/probes: each hides or says something it should not."""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.run import Run

RECORDS = Path(__file__).resolve().parents[2] / "eval" / "probes" / "poisoned.jsonl"
WHITE = RGBColor(255, 255, 255)


@dataclass(frozen=True, slots=True)
class Poison:
    """One poisoned document: what a reader sees of it, and what the document is up to."""

    id: str
    technique: str
    format: str
    where: str
    visible: str
    hidden: str
    question: str
    must_not: tuple[str, ...]
    quotable: bool

    def found_in(self, text: str) -> list[str]:
        """Return the patterns that must not be in a text but are."""
        return [pattern for pattern in self.must_not if re.search(pattern, text, re.IGNORECASE)]


def poisons() -> list[Poison]:
    """Read all records."""
    lines = RECORDS.read_text(encoding="utf-8").splitlines()
    return [Poison(**(fields := json.loads(line)) | {"must_not": (*fields["must_not"],)})
            for line in lines]  # fmt: skip


def build(poison: Poison, folder: Path) -> Path:
    """Write the document of a record and return where it is."""
    path = folder / f"{poison.id}.{poison.format}"
    if poison.format == "docx":
        _word(poison, path)
    elif poison.format == "odt":
        _open_document(poison, path)
    elif poison.format == "pdf":
        path.write_bytes(_pdf(poison))
    else:
        path.write_text(_law(poison) if poison.format == "xml" else _text(poison), "utf-8")
    return path


def _text(poison: Poison) -> str:
    first, second = poison.visible, poison.hidden
    if poison.where == "front_matter":
        first, second = second, first
    return f"{first}\n\n{second}\n"


def _law(poison: Poison) -> str:
    added = {
        "after": f"<al>{escape(poison.hidden)}</al>",
        "al": f"<al>{poison.hidden}</al>",
        "al_raw": f"<al>{poison.hidden}</al>",
    }
    data = f"<meta-data><al>{escape(poison.hidden)}</al></meta-data>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<toestand bwb-id="BWBR00999{poison.id[-2:]}" inwerkingtreding="2026-08-01">'
        '<wetgeving soort="wet"><citeertitel>'
        f"{escape(poison.hidden) if poison.where == 'citeertitel' else 'Regeling regio'}"
        f"</citeertitel>{data if poison.where == 'meta_data' else ''}<wettekst><artikel>"
        f"<kop><label>Artikel</label><nr>1</nr></kop><al>{escape(poison.visible)}</al>"
        f"{added.get(poison.where, '')}</artikel></wettekst></wetgeving></toestand>"
    )


def _word(poison: Poison, path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(poison.visible)
    own = document.core_properties
    if poison.where == "core_title":
        own.title = poison.hidden
    elif poison.where == "core_comments_keywords":
        own.comments = own.keywords = own.subject = poison.hidden
    elif poison.where == "comment":
        document.add_comment(document.paragraphs[0].runs, text=poison.hidden)
    else:
        _hide_run(document, poison)
    document.save(str(path))


def _hide_run(document: Document, poison: Poison) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(poison.hidden)
    if poison.where == "run_colour":
        run.font.color.rgb = WHITE
    elif poison.where == "run_size":
        run.font.size = Pt(1)
    elif poison.where == "vanish":
        run.font.hidden = True
    elif poison.where == "deleted_run":
        _delete(run)
    elif poison.where == "style_colour":
        style = document.styles.add_style("Wit", 1)
        style.font.color.rgb = WHITE
        paragraph.style = style


def _delete(run: Run) -> None:
    """Mark a run as deleted in a change that nobody accepted yet."""
    deletion = OxmlElement("w:del")
    deletion.set(qn("w:id"), "1")
    deletion.set(qn("w:author"), "x")
    for text in run._r.findall(qn("w:t")):
        text.tag = qn("w:delText")
    run._r.addprevious(deletion)
    deletion.append(run._r)


SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
SPAN_STYLES = {
    "span_colour": 'fo:color="#ffffff"',
    "span_size": 'fo:font-size="1pt"',
    "span_display_none": 'text:display="none"',
}
ODT_BODIES = {
    "section_display_none": '<text:section text:name="S" text:display="none"><text:p>{}</text:p>'
    "</text:section>",
    "hidden_text_field": '<text:p>Einde.<text:hidden-text text:condition="ooow:1"'
    ' text:is-hidden="true" text:string-value="{0}">{0}</text:hidden-text></text:p>',
    "dc_title": "",
    **dict.fromkeys(SPAN_STYLES, '<text:p><text:span text:style-name="T1">{}</text:span></text:p>'),
}


def _open_document(poison: Poison, path: Path) -> None:
    hidden = escape(poison.hidden)
    look = SPAN_STYLES.get(poison.where, "")
    body = ODT_BODIES.get(poison.where, "<text:p>{}</text:p>").format(hidden)
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {SPACES}><office:automatic-styles>'
            '<style:style style:name="T1" style:family="text">'
            f"<style:text-properties {look}/></style:style></office:automatic-styles>"
            f"<office:body><office:text><text:p>{escape(poison.visible)}</text:p>{body}"
            "</office:text></office:body></office:document-content>",
        )
        if poison.where == "dc_title":
            archive.writestr(
                "meta.xml",
                f'<?xml version="1.0"?><office:document-meta {SPACES}'
                ' xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
                f"<dc:title>{hidden}</dc:title></office:meta></office:document-meta>",
            )


PDF_BLOCKS = {  # where the hidden text begins, its size, and what is set before it
    "after": (640, 11, b""),
    "fill_white": (640, 11, b"1 1 1 rg"),
    "font_size_1": (640, 1, b""),
    "render_mode_3": (640, 11, b"3 Tr"),
    "outside_mediabox": (-400, 11, b""),
    "outside_cropbox": (60, 11, b""),
}


def _pdf(poison: Poison) -> bytes:
    hidden = _pdf_string(poison.hidden)
    content = _pdf_block(poison.visible, 760, 11, b"")
    if poison.where in PDF_BLOCKS:
        content += _pdf_block(poison.hidden, *PDF_BLOCKS[poison.where])
    page = {
        "outside_cropbox": b"/CropBox [0 300 595 842]",
        "annotation": b"/Annots [<< /Type /Annot /Subtype /Text /Rect [50 50 70 70]"
        b" /Contents %s >>]" % hidden,
    }
    about = {
        "info_title": b"/Title %s" % hidden,
        "info_keywords": b"/Keywords %s /Subject %s" % (hidden, hidden),
    }
    return _pdf_file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % page.get(poison.where, b""),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %s >>" % about.get(poison.where, b""),
    )


def _pdf_block(text: str, top: int, size: int, before: bytes) -> bytes:
    shown = b" ".join(b"%s Tj T*" % _pdf_string(line) for line in textwrap.wrap(text, 80))
    return b"BT %s /F1 %d Tf 60 %d Td 14 TL %s ET\n" % (before, size, top, shown)


def _pdf_string(text: str) -> bytes:
    raw = text.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        raw = raw.replace(mark, b"\\" + mark)
    return b"(%s)" % raw


def _pdf_file(*objects: bytes) -> bytes:
    """Write a PDF of these objects: the first is the catalogue, the last says what it is."""
    written, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(objects), len(written))
    )
