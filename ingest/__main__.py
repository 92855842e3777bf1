"""`python -m ingest`: build the index, check the corpus, report on it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ingest.check import Finding
from ingest.check import check as check_corpus

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Documents in, an index out.")
console = Console()


@app.callback()
def main() -> None:
    """Keep the subcommands."""


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Show only findings here.")] = None,
    corpus: Annotated[Path, typer.Option(help="The folder of the corpus.")] = Path("corpus"),
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Read the whole corpus and refuse what breaks a rule of corpus/README.md."""
    found = check_corpus(corpus, date.today())  # noqa: DTZ011
    if paths:
        wanted = [path.resolve() for path in paths]
        found = [one for one in found if any(Path(one.path).resolve().is_relative_to(p) for p in wanted)]
    errors = sum(one.level == "error" for one in found)
    if as_json:
        console.print_json(json.dumps([asdict(one) for one in found]))
    else:
        _print(found, errors)
    raise typer.Exit(1 if errors else 0)


def _print(found: list[Finding], errors: int) -> None:
    for one in sorted(found, key=lambda finding: (finding.level, finding.path)):
        place = f"{Path(one.path).name}: {one.level} ({one.rule})"
        console.print(f"{place}: {one.message}", markup=False, highlight=False, soft_wrap=True)
    console.print(f"{errors} fouten, {len(found) - errors} waarschuwingen.")


if __name__ == "__main__":
    app()
