"""PDF with Typst: a compiler in one package, that reads nothing but its template."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import typst
from pypdf import PdfReader

from assistant.core.errors import TypesettingError


def typeset(template: Path, data: Mapping[str, object], form: str, size: float) -> bytes:
    """Return a tagged PDF (PDF/UA-1) of `template` with `data`; `size` is in points.

    `data` arrives in the template as values, never as markup. Raises TypesettingError.
    """
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "vorm": form,
        "maat": str(size),
    }
    try:
        made: bytes = typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            sys_inputs=inputs,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=0,
        )
    except RuntimeError as error:
        raise TypesettingError("De gesprekskaart kan nu niet worden gemaakt.") from error
    return made


def typeset_on_one_page(
    template: Path, data: Mapping[str, object], form: str, sizes: Sequence[float]
) -> bytes:
    """Return a PDF of one page in the largest of `sizes` that fits. Raises TypesettingError."""
    for size in sizes:
        made = typeset(template, data, form, size)
        if page_count(made) == 1:
            return made
    raise TypesettingError("De gesprekskaart past niet op 1 pagina.")


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts that come with Typst, so that a card looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False)
