"""Cut Dutch text into sentences and words, with offsets. Pure, and without loss of a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    (
        "a.d art artt bijv blz bv ca cf c.q c.s d.d d.w.z dhr dr drs e.a e.d e.v enz etc evt "
        "excl fig hfst i.c i.p.v i.v.m incl ing ir jl jo jr m.b.t m.i.v m.n max mevr min mr mw "
        "n.a.v nl nr nrs o.a o.b.v o.g.v o.i.d o.l.v p p.j p/a par pag plm prof resp sr st stb "
        "stcrt subs t.a.v t.b.v t.g.v t.h.v t.l.v t.m t.n.v t.o.v t/m tel vgl vlg vnl w.o wo "
        "z.g z.i zgn zie"
    ).split()
)
_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s|$)"  # a full stop with what closes it
    r"|\n[ \t]*(?=\n)"  # a blank line
    r"|\n(?=[^\n]*\t)|(?<=\t)[^\t\n]*\n"  # a row of a table
    r"|\n(?=[ ]*(?:[-•–*]|\d{1,2}[.)]|[a-z][.)]|\d{1,2}°\.?)[ ])"  # a list item
)
_STARTS_SENTENCE = re.compile(r"[\s\"'“‘«(\[]*[A-ZÀ-ÖØ-Þ0-9€\u0370-\uffff]")
_LAST_WORD = re.compile(r"[\w./]+$")
_LIST_MARK = re.compile(r"(?:^|\n)\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})$")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]`, in code points."""

    start: int
    end: int


def sentence_spans(text: str) -> list[Span]:
    """Return the sentences of `text` in order, without the white space around them.

    A full stop after an abbreviation, an initial or a list number ends nothing; a blank line, a
    list item and a row of a table end a sentence without a full stop.
    """
    spans: list[Span] = []
    start = 0
    for mark in _END.finditer(text):
        if mark.end() > start and _ends_sentence(text, start, mark):
            spans.append(Span(start, mark.end()))
            start = mark.end()
    spans.append(Span(start, len(text)))
    return [span for raw in spans for span in [_stripped(text, raw)] if span.start < span.end]


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` as strings."""
    return [text[span.start : span.end] for span in sentence_spans(text)]


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case; digits count as words."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def _ends_sentence(text: str, start: int, mark: re.Match[str]) -> bool:
    found = mark.group()
    if "\n" in found:
        return True
    rest = text[mark.end() : mark.end() + 12]
    if rest.strip() and not _STARTS_SENTENCE.match(rest):
        return False
    return not (found.startswith(".") and _is_no_end(text[start : mark.start()], rest))


def _is_no_end(before: str, rest: str) -> bool:
    if not rest.strip():
        return False
    last = _LAST_WORD.search(before)
    word = last.group().lower().rstrip(".") if last else ""
    initial = len(word) == 1 and word.isalpha() and before[-1:].isupper()
    return word in _ABBREVIATIONS or initial or bool(_LIST_MARK.search(before))


def _stripped(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, span.start + max(left, len(piece.rstrip())))
