"""One run beside others on the same cases: other weights of the search, and the plain recipe."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from eval.metrics import BY_NAME, values
from eval.results import read_list

if TYPE_CHECKING:
    from pathlib import Path

    from eval.recipe import RecipeResult
    from eval.results import Results

VARIANTS = "variants.json"
OURS = "deze run"
SHOWN = (
    "nuggets",
    "right_ground",
    "hybrid_recall@5",
    "hybrid_page@5",
    "hybrid_mrr@10",
    "paraphrase_consistency",
    "false_answer",
    "false_refusal",
)
OF_RECIPE = {
    "nuggets": "nuggets",
    "hybrid_recall@5": "recall@5",
    "hybrid_page@5": "page@5",
    "hybrid_mrr@10": "mrr@10",
}


class Variant(BaseModel):
    """What the assistant reaches with other weights, on the cases of the run beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    values: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A table: a column a retriever, a row a metric; None where a retriever has no such metric."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]


def variant_of(name: str, results: Results) -> Variant:
    """Return the metrics of a run that stand beside another."""
    measured = values(results.scores())
    return Variant(name=name, values={metric: measured[metric] for metric in SHOWN})


def side_by_side(
    results: Results, variants: Sequence[Variant], recipes: Sequence[RecipeResult]
) -> SideBySide | None:
    """Return the table; None when nothing was measured beside the run."""
    if not (variants or recipes):
        return None
    columns: dict[str, Mapping[str, float | None]] = {
        OURS: variant_of(OURS, results).values,
        **{one.name: one.values for one in variants},
        **{f"recept, {one.embedding}": _as_ours(one) for one in recipes},
    }
    rows = [(BY_NAME[name].label, tuple(of.get(name) for of in columns.values())) for name in SHOWN]
    return SideBySide(tuple(columns), tuple(rows))


def write_variants(variants: Sequence[Variant], out: Path) -> None:
    """Leave variants in the out folder; none takes away those of an earlier run."""
    found = [one.model_dump() for one in variants]
    (out / VARIANTS).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def variants_in(out: Path) -> list[Variant]:
    """Return the variants measured beside results; none when there are none."""
    return read_list(Variant, out / VARIANTS)


def _as_ours(recipe: RecipeResult) -> dict[str, float | None]:
    return {name: recipe.values.get(theirs) for name, theirs in OF_RECIPE.items()}
