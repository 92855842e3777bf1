"""Tell which text of a PDF a reader of the page can see, with pdfium.

White on white, tiny, transparent and invisible letters and letters outside the page are not seen;
white on a dark colour or a photo is, and so is the text layer under a scanned page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import hypot
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.contrast import is_near_white

SMALLEST = 2.0  # points
FAINTEST = 13  # of 255
INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
STROKED = frozenset({pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP})
BOTH = frozenset(
    {pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP}
)
MOST_STAMPED = 40  # letters that may stand visibly on a scan
LEAST_CONTRAST = 24  # of 255
MOST_RENDERED = 50  # pages
LONGEST_SIDE = 1000  # pixels

Box = tuple[float, float, float, float]
Colour = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """The text of a page that can be seen; `is_whole` when nothing on it is hidden."""

    text: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters that are painted together, in one colour and size, on one straight line."""

    letters: pypdfium2.PdfTextPage
    places: list[int]

    @property
    def mode(self) -> int:
        """How pdfium says that the letters are painted: filled, stroked, not at all."""
        text = pdfium.FPDFText_GetTextObject(self.letters, self.places[0])
        return int(pdfium.FPDFTextObj_GetTextRenderMode(text))

    def hidden(self, shown: _Shown) -> list[int]:
        """Return the places of the letters that nobody sees, of a run that is painted."""
        colours = self._colours()
        if all(alpha < FAINTEST for *_, alpha in colours) or self._is_tiny():
            return self.places
        hidden = [at for at in self._suspect(shown) if shown.is_outside(self._box(at))]
        if all(is_near_white(*colour[:3]) for colour in colours):
            hidden += [at for at in self.places if shown.is_on_white(self._box(at))]
        return sorted(set(hidden))

    def _colours(self) -> list[Colour]:
        mode, at = self.mode, self.places[0]
        fill = [] if mode in STROKED else [_colour(pdfium.FPDFText_GetFillColor, self.letters, at)]
        if mode not in STROKED | BOTH:
            return fill
        return [*fill, _colour(pdfium.FPDFText_GetStrokeColor, self.letters, at)]

    def _suspect(self, shown: _Shown) -> list[int]:
        """Return all places, or none when the run begins and ends on the page."""
        ends = self.places[0], self.places[-1]
        return self.places if any(shown.is_outside(self._box(at)) for at in ends) else []

    def _box(self, at: int) -> Box:
        left, bottom, right, top = self.letters.get_charbox(at, loose=True)
        return left, bottom, right, top

    def _is_tiny(self) -> bool:
        """Tell whether the run is too low to read; a full stop in a common size is not."""
        at = self.places[0]
        left, bottom, right, top = self._box(at)
        if max(right - left, top - bottom) > SMALLEST:
            return False
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.letters, at, matrix)
        scale = max(hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))
        return bool(pdfium.FPDFText_GetFontSize(self.letters, at) * scale <= SMALLEST)


@dataclass(slots=True)
class _Shown:
    """One page; it is drawn once, and only when it has white letters."""

    page: pypdfium2.PdfPage
    may_draw: bool
    frame: Box
    drawing: pypdfium2.PdfBitmap | None = None

    def is_outside(self, box: Box) -> bool:
        """Tell whether no part of the letter falls within the page."""
        left, bottom, right, top = self.frame
        return box[2] < left or box[0] > right or box[3] < bottom or box[1] > top

    def is_on_white(self, box: Box) -> bool:
        """Tell whether the middle tone around a white letter is white too."""
        if not self.may_draw:
            return True
        if self.drawing is None:
            scale = min(1.0, LONGEST_SIDE / max(*self.page.get_size(), 1.0))
            self.drawing = self.page.render(scale=scale, grayscale=True, may_draw_forms=False)
        tones = sorted(_tones(self.drawing, self.page, box))
        return not tones or 255 - tones[len(tones) // 2] < LEAST_CONTRAST


def _tones(drawing: pypdfium2.PdfBitmap, page: pypdfium2.PdfPage, box: Box) -> bytes:
    place = drawing.get_posconv(page)
    (x, y), (other_x, other_y) = place.to_bitmap(*box[:2]), place.to_bitmap(*box[2:])
    left, right = max(min(x, other_x), 0), min(max(x, other_x) + 1, drawing.width)
    rows = range(max(min(y, other_y), 0), min(max(y, other_y) + 1, drawing.height))
    pixels = memoryview(drawing.buffer)
    starts = (row * drawing.stride for row in rows)
    return b"".join(bytes(pixels[start + left : start + right]) for start in starts)


def visible_pages(path: Path) -> Iterator[Seen]:
    """Yield what can be seen of every page. Raises PdfiumError for a file it cannot open."""
    left = MOST_RENDERED
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            shown = _Shown(page, left > 0, page.get_bbox())
            yield _seen(shown)
            left -= shown.drawing is not None
            page.close()


def _seen(shown: _Shown) -> Seen:
    letters = shown.page.get_textpage()
    hidden = _hidden(letters, shown)
    if not hidden:
        return Seen(_range(letters, 0, -1), is_whole=True)
    kept = (at for at in range(letters.count_chars()) if at not in hidden)
    runs = [list(run) for _, run in groupby(enumerate(kept), key=lambda pair: pair[1] - pair[0])]
    texts = [_range(letters, run[0][1], len(run)) for run in runs]
    return Seen("".join(texts), is_whole=False)


def _range(letters: pypdfium2.PdfTextPage, start: int, count: int) -> str:
    return str(letters.get_text_range(start, count)).replace("\r\n", "\n")


def _hidden(letters: pypdfium2.PdfTextPage, shown: _Shown) -> frozenset[int]:
    """Return the places of the letters that nobody sees."""
    hidden: list[int] = []
    invisible: list[int] = []
    seen = 0
    for run in _runs(letters):
        if run.mode in INVISIBLE:
            invisible += run.places
        else:
            gone = run.hidden(shown)
            hidden += gone
            seen += len(run.places) - len(gone)
    gone = hidden + invisible if seen > MOST_STAMPED else hidden
    return frozenset(at for at in gone if not _letter(letters, at).isspace())


def _letter(letters: pypdfium2.PdfTextPage, at: int) -> str:
    return chr(pdfium.FPDFText_GetUnicode(letters, at))


def _runs(letters: pypdfium2.PdfTextPage) -> Iterator[_Run]:
    """Yield the letters that are painted together; what pdfium adds itself has no paint."""
    places = range(letters.count_chars())
    for address, run in groupby(places, key=lambda at: _address(letters, at)):
        if address:
            yield _Run(letters, list(run))


def _address(letters: pypdfium2.PdfTextPage, at: int) -> int:
    text = pdfium.FPDFText_GetTextObject(letters, at)
    return ctypes.addressof(text.contents) if text else 0


def _colour(get: Callable[..., int], letters: pypdfium2.PdfTextPage, at: int) -> Colour:
    parts = [ctypes.c_uint(0), ctypes.c_uint(0), ctypes.c_uint(0), ctypes.c_uint(255)]
    get(letters, at, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha
