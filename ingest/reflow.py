"""Make paragraphs of wrapped lines, as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

LABEL = re.compile(r"(?:[-*+•▪◦○–—>o]|\(?\d{1,2}[.)]|\(?[a-z]{1,2}[.)]|\d{1,2}°\.?)(?:\s|$)")
FOOTNOTE = re.compile(r"[⁰¹²³⁴-⁹]")
SENTENCE_END = re.compile(r"[.?!:;…][\"'”’)\]]*$")
BROKEN_WORD = re.compile(r"(\w+)-$")
KEEPS_HYPHEN = frozenset(
    {
        "po", "vo", "so", "vso", "sbo", "mbo", "hbo", "wo", "vmbo", "mavo", "havo", "vwo", "avg",
        "opp", "tlv", "ex", "niet", "oud", "non", "sociaal", "ouder", "anti", "pre", "semi",
    }
)  # fmt: skip
HANGING = frozenset({"en", "of", "dan", "noch", "tot", "als", "respectievelijk"})
FULL = 0.8
USUAL = 0.85
FEWEST_WRAPPED = 3
SHARE_WRAPPED = 0.2
SHORT = 0.5


def is_wrapped(text: str) -> bool:
    """Tell whether lines were cut to a width: several go on in the middle of a sentence."""
    lines = text.split("\n")
    going_on = sum(_goes_on(line, after) for line, after in pairwise(lines))
    return going_on >= max(FEWEST_WRAPPED, SHARE_WRAPPED * sum(map(bool, lines)))


def reflow(text: str, words: frozenset[str]) -> str:
    """Join the lines of each paragraph; list items and table rows keep their own line.

    `words` are the words of the whole document, lower case: they show whether a hyphen at the
    end of a line belongs to the word.
    """
    width = _usual_width(text)
    paragraphs = (_joined(lines, width, words) for lines in _paragraphs(text))
    return "\n\n".join(_continued(paragraphs, words, is_wrapped=True))


def without_interruption(text: str) -> str:
    """Put footnotes that break a paragraph in two after that paragraph."""
    return "\n\n".join(_continued(iter(text.split("\n\n")), frozenset(), is_wrapped=False))


def _paragraphs(text: str) -> Iterator[list[str]]:
    for is_blank, lines in groupby(text.split("\n"), key=lambda line: not line.strip()):
        if not is_blank:
            yield [line.strip(" ") for line in lines]


def _usual_width(text: str) -> int:
    lengths = sorted(len(line) for line in text.split("\n") if len(line.split()) > 3)
    return lengths[int(len(lengths) * USUAL)] if lengths else 0


def _joined(lines: list[str], width: int, words: frozenset[str]) -> str:
    text = lines[0]
    for line, after in pairwise(lines):
        if _wraps(line, after, width):
            text = join(text, after, words)
        else:
            text += ("\n\n" if _ends(line) and not LABEL.match(after) else "\n") + after
    return text


def _wraps(line: str, after: str, width: int) -> bool:
    if LABEL.match(after) or FOOTNOTE.match(after) or "\t" in line + after:
        return False
    if _goes_on(line, after):
        return True
    if _ends(line) and not _ends(after) and len(after) < SHORT * width:
        return False  # a heading under a full last line
    first = after.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) >= FULL * width and len(line) > FULL * FULL * width


def _goes_on(line: str, after: str) -> bool:
    begins = after.lstrip()[:1].islower() and not LABEL.match(after.lstrip())
    return bool(line.strip()) and begins and not _ends(line) and "\t" not in line + after


def _last_line(text: str) -> str:
    return text.rsplit("\n", maxsplit=1)[-1]


def _ends(line: str) -> bool:
    return bool(SENTENCE_END.search(line.rstrip()))


def join(text: str, after: str, words: frozenset[str]) -> str:
    """Join two pieces of a paragraph; a word that was cut in two becomes whole."""
    broken = BROKEN_WORD.search(text)
    first = re.match(r"\w+", after)
    if not broken or not first or first[0] in HANGING:
        return f"{text} {after}"
    if _is_link(text) or not _is_one_word(broken[1], first[0], words):
        return text + after
    return text[:-1] + after


def _is_link(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1]
    return "/" in last or "www." in last or "@" in last


def _is_one_word(left: str, right: str, words: frozenset[str]) -> bool:
    """Tell `onder-/wijs` from `po-/scholen`: first by the document, then by the left part."""
    whole, hyphenated = (left + right).lower(), f"{left}-{right}".lower()
    if whole in words or hyphenated in words:
        return whole in words
    is_name = right[:1].isupper() or left.isupper() or any(map(str.isdigit, left + right))
    return not is_name and left.lower() not in KEEPS_HYPHEN


def _continued(
    paragraphs: Iterator[str], words: frozenset[str], *, is_wrapped: bool
) -> Iterator[str]:
    """Join a paragraph with what goes on after it; footnotes in between come afterwards.

    Where lines were not wrapped, only footnotes can have broken a paragraph in two.
    """
    whole = ""
    footnotes: list[str] = []
    for paragraph in paragraphs:
        if whole and FOOTNOTE.match(paragraph):
            footnotes.append(paragraph)
        elif (footnotes or is_wrapped) and _goes_on(_last_line(whole), paragraph):
            whole = join(whole, paragraph, words)
        else:
            yield from filter(None, [whole, *footnotes])
            whole, footnotes = paragraph, []
    yield from filter(None, [whole, *footnotes])
