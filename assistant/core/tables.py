"""Read a row of a table aloud: which column says what. Pure."""

from __future__ import annotations

import re
from itertools import takewhile

from assistant.core.analysis import content_words
from assistant.core.retrieval import CELL, overlap
from assistant.core.verifying import NUMBER_WORDS

COLUMNS = 3
_FIGURE = re.compile(r"^[\d.,% -]*\d[\d.,% -]*$")


def is_table(text: str) -> bool:
    """Tell whether `text` holds rows with cells."""
    return CELL in text


def row_aloud(table: str, wanted: frozenset[str]) -> str | None:
    """Return the row that fits best as `label: column value; …`, or None without a header.

    Only the columns that fit what is asked are named, at most three; when none stands out, all.
    """
    rows = [line.split(CELL) for line in table.splitlines() if CELL in line]
    heads = list(takewhile(lambda row: not _is_data(row), rows))
    data = rows[len(heads) :]
    if not heads or not data:
        return None
    asked = wanted | {NUMBER_WORDS[word] for word in wanted if word in NUMBER_WORDS}
    row = max(data, key=lambda cells: overlap(asked, " ".join(cells[:1])))
    labels = [_label(heads, column) for column in range(len(row))]
    pairs = [
        (label, cell.strip())
        for label, cell in list(zip(labels, row, strict=True))[1:]
        if label and cell.strip()
    ]
    chosen = _fitting(pairs, asked)
    return f"{row[0].strip()}: " + "; ".join(f"{label}: {cell}" for label, cell in chosen)


def _fitting(pairs: list[tuple[str, str]], asked: frozenset[str]) -> list[tuple[str, str]]:
    scores = [_likeness(label, asked) for label, _ in pairs]
    best = max(scores, default=0.0)
    if best == 0:
        return pairs
    chosen = [pair for pair, score in zip(pairs, scores, strict=True) if score >= 0.99 * best]
    return chosen[:COLUMNS]


def _likeness(label: str, asked: frozenset[str]) -> float:
    """Return the F1 of the words of a label and what is asked."""
    own = content_words(label)
    common = overlap(own, " ".join(asked)) * len(own)
    return 2 * common / (len(own) + len(asked)) if own else 0.0


def _label(heads: list[list[str]], column: int) -> str:
    cells = [row[column].strip() for row in heads if column < len(row)]
    return next((cell for cell in reversed(cells) if cell), "")


def _is_data(row: list[str]) -> bool:
    return sum(bool(_FIGURE.match(cell.strip())) for cell in row[1:]) >= max(1, (len(row) - 1) // 2)
