"""`python -m eval`: measure the assistant from outside, and guard what was reached."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.core.errors import WegwijzerError
from assistant.settings import load_settings
from eval import measuring, screen
from eval.baseline import BASELINE, accept as accept_baseline, read_baseline
from eval.beir import measure_dataset, read_dataset
from eval.cases import FOLDER, load_cases
from eval.compare import compare as compare_runs
from eval.errors import EvaluationError
from eval.headline import headline
from eval.making import NewCase, add_case
from eval.markdown import markdown
from eval.measuring import OUT, REPORT, Plan
from eval.opening import open_door, register_in
from eval.results import read_results, read_timings
from eval.splitting import write_halves

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
console = Console()
err = Console(stderr=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print for machines.")]
Out = Annotated[Path, typer.Option(help="The folder with results and reports.")]
Files = Annotated[list[Path] | None, typer.Option("--cases", help="Files of cases.")]
BaselineFile = Annotated[Path, typer.Option(help="A baseline, or the results of any earlier run.")]


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn a failure of ours into one sentence on stderr and exit code 2."""
    try:
        yield
    except (EvaluationError, WegwijzerError) as error:
        err.print(str(error), style="bold red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from error


@app.command()
def run(
    cases: Files = None,
    out: Out = OUT,
    recipe: Annotated[
        bool, typer.Option("--recipe", help="Also measure the plain LangChain recipe.")
    ] = False,
    embedding: Annotated[
        list[str] | None, typer.Option(help="Also the recipe with this embedding model.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask all cases; write JSON, the page and JUnit XML. Exit 2 when a case ended in an error."""
    with clear_errors():
        settings = load_settings()
        plan = Plan(cases or [], out, datetime.datetime.now(datetime.UTC))
        door = open_door(settings)
        with screen.Bar(err) as bar:
            measured = measuring.measure(plan, door, register_in(settings.corpus), bar)
            names = [*([settings.embedding_model] if recipe else []), *(embedding or [])]
            measuring.measure_recipes(plan, door, embedders(names, settings.data_dir), bar)
        results = measuring.write_reports(out)
    _show_run(measured, out, as_json=as_json)
    for one in results.errors:
        err.print(f"{one.id}: {one.error}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(2 if results.errors else 0)
