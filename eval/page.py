"""The report of a run: one HTML page that stands on its own, in Dutch. No script, no asset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from eval import charts
from eval.door import ROADS
from eval.headline import Row, headline, points
from eval.metrics import BY_NAME, Rule
from eval.risk import area_under, risk_coverage
from eval.screen import SIGNS
from eval.slices import Slice, slices, weakest

if TYPE_CHECKING:
    from eval.history import Past
    from eval.recipe import RecipeResult
    from eval.results import CaseResult, Results, Timings
    from eval.side_by_side import SideBySide

TEMPLATE = "page.html.j2"
SLICED_BY = ("nuggets", "right_ground", "false_refusal", "hybrid_recall@5")
FOLLOWED = ("nuggets", "hybrid_recall@5", "paraphrase_consistency", "outcome")
ROAD_NAMES = {"hybrid": "samen", "words": "woorden", "meaning": "betekenis"}
WORST = 25
WEAKEST = 8


def page(
    results: Results,
    timings: Timings | None,
    history: Sequence[Past],
    recipes: Sequence[RecipeResult],
    beside: SideBySide | None = None,
) -> str:
    """Return the page as text. The same input gives the same bytes."""
    rows = headline(results)
    parts = slices(results.cases)
    return _template().render(
        results=results,
        rows=rows,
        missed=[row for row in rows if row.reached is False],
        weak=weakest(parts, "nuggets", WEAKEST),
        slices=parts,
        sliced_by=[BY_NAME[name] for name in SLICED_BY],
        worst=worst_cases(results.cases)[:WORST],
        faulty=sum(bool(one.why or one.error) for one in results.cases),
        timings=timings,
        history=history[-20:],
        followed=[BY_NAME[name] for name in FOLLOWED],
        recipes=recipes,
        beside=beside,
        before=_before(history),
        area=area_under(risk_coverage(results.cases)),
        chart=_charts(results, parts, rows, timings, history),
        points=points,
        signs=SIGNS,
    )


def worst_cases(cases: Sequence[CaseResult]) -> list[CaseResult]:
    """Return the cases that fall short, most serious first: errors, ungrounded, wrong, missing."""
    return sorted((case for case in cases if case.why or case.error), key=_seriousness)


def _seriousness(case: CaseResult) -> tuple[bool, bool, bool, int, str]:
    measured = case.measured()
    hard = any(
        BY_NAME[name].rule is Rule.HARD and score.hits < score.of
        for name, score in measured.items()
    )
    forbidden = "forbidden" in measured and measured["forbidden"].hits > 0
    return (case.error is None, not hard, not forbidden, -len(case.why), case.id)


def _before(history: Sequence[Past]) -> Mapping[str, float | None]:
    """Return the values of the run before the last one."""
    return history[-2].values if len(history) > 1 else {}


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE)


def _charts(
    results: Results,
    parts: Sequence[Slice],
    rows: Sequence[Row],
    timings: Timings | None,
    history: Sequence[Past],
) -> dict[str, Markup]:
    drawn = {
        "roads": _roads(rows),
        "slices": _slices(parts),
        "risk": _risk(results),
        "latency": _latency(timings) if timings else "",
        "history": _history(history) if len(history) > 1 else "",
    }
    return {name: Markup(svg) for name, svg in drawn.items()}  # noqa: S704 - charts escape


def _roads(rows: Sequence[Row]) -> str:
    values = {row.name: row.value for row in rows}
    found = [
        charts.Bar(f"{measure}, {ROAD_NAMES[road]}", value, f"{value:.3f}")
        for measure in ("recall@5", "mrr@10", "ndcg@10")
        for road in reversed(ROADS)
        for value in [values.get(f"{road}_{measure}")]
        if value is not None
    ]
    return charts.bars("Woorden, betekenis en samen op dezelfde vragen", found)


def _slices(parts: Sequence[Slice]) -> str:
    goal = BY_NAME["nuggets"].goal or 0.0
    found = [
        charts.Bar(f"{one.name} ({one.cases})", value, f"{value:.2f}", weak=value < goal)
        for one in weakest(parts, "nuggets", 24)
        for value in [one.values["nuggets"] or 0.0]
    ]
    return charts.bars("Kernfeiten genoemd per deel, zwakste eerst", found)


def _risk(results: Results) -> str:
    curve = [complex(one.coverage, one.risk) for one in risk_coverage(results.cases)]
    title = "Risico tegen dekking: hoe meer vragen beantwoord, hoe vaker fout"
    return charts.lines(title, [charts.Line("risico", curve)], "dekking", "risico")


def _latency(timings: Timings) -> str:
    longest = max((one.p95 for one in timings.parts.values()), default=1.0) or 1.0
    found = [
        charts.Bar(f"{name}, {percentile}", value / longest, f"{value:.1f} ms")
        for name, one in timings.parts.items()
        for percentile, value in (("p50", one.p50), ("p95", one.p95))
    ]
    return charts.bars(
        "Milliseconden per onderdeel, midden (p50) en traagste twintigste (p95)", found
    )


def _history(history: Sequence[Past]) -> str:
    recent = history[-20:]
    drawn = [
        charts.Line(BY_NAME[name].label, _steps([past.values.get(name) for past in recent]))
        for name in FOLLOWED
    ]
    return charts.lines(
        "Verloop over de laatste metingen", drawn, "meting, oud naar nieuw", "waarde"
    )


def _steps(found: Sequence[float | None]) -> list[complex]:
    last = max(1, len(found) - 1)
    return [complex(place / last, value) for place, value in enumerate(found) if value is not None]
