"""Take the marks out of Markdown, so that a quote reads as the author meant it."""

from __future__ import annotations

import re

TITLE = r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\))"
MARKUP = (
    (re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?"), ""),
    (re.compile(r"\[([^\]\[]+)\]\(\s*(?:<[^<>]*>|[^)\s]*)(?:\s+" + TITLE + r")?\s*\)"), r"\1"),
    (re.compile(r"</?(?!https?:|mailto:)[a-zA-Z][^<>@]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)
ITEM = re.compile(r"(?:\s*(?:[-*+\u2022\u2013]|\(?\w{1,3}[.)°]+)\s|\s*>|\s*\d{1,2}[a-z]? [A-Z])")
RULER = re.compile(r"\s*\|?[ \t]*:?-{2,}[-|: \t]*")


def plain(text: str) -> str:
    """Remove emphasis, links, images, HTML tags and escapes; the words stay."""
    for pattern, kept in MARKUP:
        text = pattern.sub(kept, text)
    return text.strip()


def paragraph(lines: list[str]) -> str:
    """Join the wrapped lines of a paragraph; every list item keeps a line of its own."""
    text = ""
    for line in lines:
        own_line = bool(ITEM.match(line)) or text.endswith(("  ", "\\"))
        text = text.rstrip(" \\") + ("\n" if own_line else " ") + line.lstrip(" >")
    return plain(text)


def table(lines: list[str]) -> str:
    """Write the rows of a pipe table with tabs, without the ruler under the header."""
    rows = [line.strip().strip("|") for line in lines if not RULER.fullmatch(line)]
    cells = ([plain(cell) for cell in row.split("|")] for row in rows)
    return "\n".join("\t".join(row) for row in cells)
