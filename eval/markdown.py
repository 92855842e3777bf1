"""A comparison as Markdown, for a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.compare import Comparison, Difference, Verdict
from eval.screen import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.compare import Change

LISTED = 20


def markdown(comparison: Comparison) -> str:
    """Return the verdict, the metrics that moved, and the cases that got worse or better."""
    parts = [
        f"## Evaluatie: {_verdict(comparison)}",
        _metrics(comparison.differences),
        _cases("Slechter geworden", comparison.lost),
        _cases("Beter geworden", comparison.won),
        _ids("Ontbreken of veranderd", comparison.missing),
        _ids("Eindigden in een fout", comparison.errors),
        _ids("Nieuw", comparison.new),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _verdict(comparison: Comparison) -> str:
    return {0: "geslaagd", 1: "gezakt", 2: "onvolledig"}[comparison.exit_code]


def _metrics(differences: Sequence[Difference]) -> str:
    moved = [one for one in differences if one.verdict not in (Verdict.SAME, Verdict.UNKNOWN)]
    if not moved:
        return "Geen enkele maat is veranderd."
    head = "| maat | was | is | verschil | oordeel |\n|---|---:|---:|---:|---|"
    return "\n".join([head, *(_metric(one) for one in moved)])


def _metric(one: Difference) -> str:
    change = "" if one.change is None else f"{one.change * 100:+.1f} punt"
    was, now = ("" if value is None else f"{value:.3f}" for value in (one.before, one.after))
    return f"| {one.metric.label} | {was} | {now} | {change} | {VERDICTS[one.verdict]} |"


def _cases(title: str, changes: Sequence[Change]) -> str:
    if not changes:
        return ""
    by_case: dict[str, list[str]] = {}
    for one in changes:
        by_case.setdefault(one.case, []).append(f"{one.metric} {one.before:.2f} → {one.after:.2f}")
    lines = [f"- `{case}`: {', '.join(moves)}" for case, moves in by_case.items()]
    return "\n".join([f"### {title} ({len(lines)})", *_first(lines)])


def _ids(title: str, ids: Sequence[str]) -> str:
    lines = [f"- `{one}`" for one in ids]
    return "\n".join([f"### {title} ({len(lines)})", *_first(lines)]) if lines else ""


def _first(lines: Sequence[str]) -> list[str]:
    rest = len(lines) - LISTED
    return [*lines[:LISTED], *([f"- … en nog {rest}"] if rest > 0 else [])]
