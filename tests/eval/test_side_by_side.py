from collections.abc import Callable
from pathlib import Path

import pytest

from eval.errors import ResultsError
from eval.recipe import RecipeResult
from eval.rehearsal import Faults
from eval.results import Results
from eval.run import Measured
from eval.screen import beside_table
from eval.side_by_side import (
    OURS,
    VARIANTS,
    side_by_side,
    variant_of,
    variants_in,
    write_variants,
)

RECIPE = RecipeResult(
    embedding="e5", chunks=3, cases=2, values={"recall@5": 0.25, "nuggets": 0.5}, latency=None
)
Rehearse = Callable[[Faults], Results]


def test_a_worse_retriever_shows_beside_the_run(healthy: Measured, rehearse: Rehearse) -> None:
    worse = variant_of("zonder-woorden", rehearse(Faults(no_words=True)))
    table = side_by_side(healthy.results, [worse], [RECIPE])
    assert table is not None
    assert table.columns == (OURS, "zonder-woorden", "recept, e5")
    rows = dict(table.rows)
    ours, without, recipe = rows["recall@5, samen"]
    assert ours is not None
    assert without is not None
    assert ours > without
    assert recipe == 0.25
    assert rows["Antwoord waar geen bron is"][2] is None
    assert beside_table(table).row_count == len(table.rows)


def test_with_nothing_beside_it_there_is_no_table(healthy: Measured) -> None:
    assert side_by_side(healthy.results, [], []) is None


def test_variants_are_the_same_after_they_were_put_away(healthy: Measured, tmp_path: Path) -> None:
    variants = [variant_of("anders", healthy.results)]
    assert variants_in(tmp_path) == []
    write_variants(variants, tmp_path)
    assert variants_in(tmp_path) == variants
    (tmp_path / VARIANTS).write_text('[{"naam": "anders"}]')
    with pytest.raises(ResultsError, match="de vorm van deze versie"):
        variants_in(tmp_path)
