from __future__ import annotations

from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.run import Run
from lxml import etree

from ingest.readers.docx_hidden import drop_hidden_runs

WHITE = RGBColor(255, 255, 255)


def element(name: str, **values: str) -> etree._Element:
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def whiten(run: Run) -> None:
    run.font.color.rgb = WHITE


def near_white(run: Run) -> None:
    run.font.color.rgb = RGBColor(0xFE, 0xFE, 0xFD)


def theme_white(run: Run) -> None:
    colour = element("color", val="000000", themeColor="background1")
    run._r.get_or_add_rPr().append(colour)


def tiny(run: Run) -> None:
    run._r.get_or_add_rPr().append(element("sz", val="4"))


def vanish(run: Run) -> None:
    run.font.hidden = True


def web_hidden(run: Run) -> None:
    run.font.web_hidden = True


def white_on_white(run: Run) -> None:
    whiten(run)
    run._r.get_or_add_rPr().append(element("shd", val="clear", fill="FFFFFF"))


def white_on_blue(run: Run) -> None:
    whiten(run)
    run._r.get_or_add_rPr().append(element("shd", val="clear", fill="1F3864"))


def white_in_blue_theme(run: Run) -> None:
    whiten(run)
    run._r.get_or_add_rPr().append(element("shd", val="clear", themeFill="accent1"))


def white_marked_blue(run: Run) -> None:
    whiten(run)
    run._r.get_or_add_rPr().append(element("highlight", val="darkBlue"))


def not_vanished(run: Run) -> None:
    run.font.hidden = False


def texts(document: Document) -> str:
    drop_hidden_runs(document)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).strip()


@pytest.mark.parametrize(
    "hide", [whiten, near_white, theme_white, tiny, vanish, web_hidden, white_on_white]
)
def test_a_run_that_nobody_sees_is_dropped(hide: Callable[[Run], None]) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Zicht")
    hide(paragraph.add_run("baar niet"))
    assert texts(document) == "Zicht"


@pytest.mark.parametrize(
    "show", [white_on_blue, white_in_blue_theme, white_marked_blue, not_vanished]
)
def test_white_on_a_dark_ground_is_kept(show: Callable[[Run], None]) -> None:
    document = docx.Document()
    show(document.add_paragraph().add_run("Zichtbaar"))
    assert texts(document) == "Zichtbaar"


def test_the_header_of_a_table_may_be_white_in_a_dark_cell() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    for cell, fill in zip(table.rows[0].cells, ("003366", "FFFFFF"), strict=True):
        cell._tc.get_or_add_tcPr().append(element("shd", val="clear", fill=fill))
        whiten(cell.paragraphs[0].add_run(fill))
    assert texts(document) == "003366"


def test_a_style_hides_and_a_style_based_on_it_too() -> None:
    document = docx.Document()
    white = document.styles.add_style("Wit", 1)
    white.font.color.rgb = WHITE
    heir = document.styles.add_style("Erfgenaam", 1)
    heir.base_style = white
    secret = document.styles.add_style("Weg", 2)
    secret.font.hidden = True
    document.add_paragraph("een", style=white)
    document.add_paragraph("twee", style=heir)
    document.add_paragraph().add_run("drie", style=secret)
    document.add_paragraph(style=heir).add_run("vier").font.color.rgb = RGBColor(0, 0, 0)
    assert texts(document) == "vier"
