"""Carry out `python -m eval run`: choose cases, ask them, leave everything in the out folder."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.core.verifying import support
from eval.cases import bundled_files, digest, load_cases
from eval.history import history_in, remember
from eval.junit import junit
from eval.page import page
from eval.recipe import RECIPE, measure_recipe, recipes_in
from eval.results import RESULTS, TIMINGS, read_results, read_timings, write_record
from eval.run import Measured, Order, Progress, run
from eval.safety import NOTHING_ASKED, Redact, bundled_safety
from eval.side_by_side import side_by_side, variant_of, variants_in, write_variants

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from eval.door import Door
    from eval.register import Register
    from eval.results import Results

OUT = Path("var/eval")
REPORT = "report.html"
JUNIT = "junit.xml"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure and where to leave it. No files: the bundled cases, and whether it is safe.

    `redact` is how the assistant takes personal data out of a text.
    """

    files: Sequence[Path]
    out: Path
    now: datetime.datetime
    redact: Redact = str


def measure(plan: Plan, door: Door, register: Register, progress: Progress) -> Measured:
    """Ask all cases and write results, timings, report, JUnit XML and history."""
    measured = run(_order(plan, register), door, progress)
    write_record(measured.results, plan.out / RESULTS)
    write_record(measured.timings, plan.out / TIMINGS)
    remember(measured.results, plan.now, plan.out)
    return measured


def _order(plan: Plan, register: Register) -> Order:
    files = list(plan.files) or bundled_files()
    return Order(
        cases=load_cases(files),
        as_of=plan.now.date(),
        register=register,
        files={path.name: digest(path.read_bytes()) for path in files},
        verifier=support,
        safety=bundled_safety() if not plan.files else NOTHING_ASKED,
        redact=plan.redact,
    )


def measure_variants(
    plan: Plan, doors: Mapping[str, Door], register: Register, progress: Progress
) -> None:
    """Measure the same cases by other doors, by name, and write what they reach."""
    order = replace(_order(plan, register), safety=NOTHING_ASKED)
    found = [variant_of(name, run(order, door, progress).results) for name, door in doors.items()]
    write_variants(found, plan.out)


def measure_recipes(
    plan: Plan, door: Door, embeddings: Sequence[Embeddings], progress: Progress
) -> None:
    """Measure the plain recipe on the same cases, once an embedding model, and write it."""
    cases = load_cases(list(plan.files) or bundled_files())
    documents = door.library.current().documents
    recipes = [measure_recipe(cases, documents, one, progress) for one in embeddings]
    found = [one.model_dump(mode="json") for one in recipes]
    (plan.out / RECIPE).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def write_reports(out: Path) -> Results:
    """Write the page and JUnit XML of the results in `out`. Raises ResultsError."""
    results = read_results(out)
    recipes = recipes_in(out)
    beside = side_by_side(results, variants_in(out), recipes)
    html = page(results, read_timings(out), history_in(out), recipes, beside)
    (out / REPORT).write_text(html, encoding="utf-8")
    (out / JUNIT).write_text(junit(results), encoding="utf-8")
    return results
