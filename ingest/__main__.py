"""`python -m ingest`: build the index, check the corpus, report on it."""

from __future__ import annotations

import datetime
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.adapters.embedding import SentenceEmbedder
from assistant.core.errors import WegwijzerError
from assistant.settings import load_settings
from ingest.bench import ingest_figures
from ingest.check import Finding
from ingest.check import check as check_corpus
from ingest.coverage import coverage_tables
from ingest.pipeline import Earlier, Order, Report, renew_seed, with_published_paths
from ingest.pipeline import build as build_index
from ingest.progress import shown_progress

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Documents in, an index out.")
out = Console()
err = Console(stderr=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print for machines.")]


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn a failure of ours or of the disk into one sentence on stderr and exit code 2."""
    try:
        yield
    except WegwijzerError as error:
        _say(str(error))
        raise typer.Exit(2) from error
    except (OSError, sqlite3.Error) as error:
        _say(f"Lezen of schrijven mislukt: {error}.")
        raise typer.Exit(2) from error


def _say(sentence: str) -> None:
    one_line = " ".join(sentence.split())
    err.print(one_line, style="bold red", markup=False, highlight=False, soft_wrap=True)


@app.command()
def build(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders to take in beside the corpus.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="What the files are; default: manifest.yaml in the folder.")
    ] = None,
    if_stale: Annotated[
        bool, typer.Option("--if-stale", help="Keep earlier paths; build only if it is needed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build the index from the corpus and PATHS, and publish it in one step."""
    with clear_errors():
        settings = load_settings()
        embedder = SentenceEmbedder(settings.embedding_model, settings.data_dir)
        order = Order(
            data_dir=settings.data_dir,
            corpus=settings.corpus,
            model=embedder.fingerprint,
            paths=tuple(paths or ()),
            manifest=manifest,
        )
        earlier = with_published_paths(order) if if_stale else Earlier(order)
        for path in earlier.gone:
            _say(f"Het pad {path} is er niet meer; wat erin stond, gaat uit de index.")
        with shown_progress(err) as progress:
            report = build_index(earlier.order, embedder, progress)
    _print_report(report, as_json=as_json)


def _print_report(report: Report, *, as_json: bool) -> None:
    if as_json:
        fields = {
            "generation": report.generation,
            "documents": report.documents,
            "passages": report.passages,
            "seconds": report.seconds,
            "left_out": [one.model_dump() for one in report.left_out],
        }
        sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
        return
    state = "ongewijzigd" if report.unchanged else "gepubliceerd"
    _line(f"Generatie {report.generation} ({state})")
    _line(f"{report.documents} documenten, {report.passages} passages, {report.seconds} s")
    _line(f"Niet opgenomen: {len(report.left_out)}")
    for one in report.left_out:
        _line(f"  {one.path}: {one.reason} - {one.sentence}")


@app.command()
def seed() -> None:
    """Renew corpus/vectoren.npz, the vectors that a first build need not make."""
    with clear_errors():
        settings = load_settings()
        embedder = SentenceEmbedder(settings.embedding_model, settings.data_dir)
        order = Order(settings.data_dir, settings.corpus, embedder.fingerprint)
        with shown_progress(err) as progress:
            count = renew_seed(order, embedder, progress)
    _line(f"{count} vectoren bewaard.")


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Show only findings here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read the whole corpus and refuse what breaks a rule of corpus/README.md."""
    with clear_errors():
        corpus = load_settings().corpus
        found = check_corpus(corpus, datetime.date.today())
    wanted = [path.resolve() for path in paths or [Path()]]
    found = [one for one in found if _is_under(one, wanted)]
    errors = sum(one.level == "error" for one in found)
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False) + "\n")
    else:
        for one in sorted(found, key=lambda finding: (finding.level, finding.path)):
            _line(f"{Path(one.path).name}: {one.level} ({one.rule}): {one.message}")
        _line(f"{errors} fouten, {len(found) - errors} waarschuwingen.")
    raise typer.Exit(1 if errors else 0)


def _is_under(finding: Finding, folders: list[Path]) -> bool:
    return any(Path(finding.path).resolve().is_relative_to(folder) for folder in folders)


@app.command()
def bench(as_json: AsJson = False) -> None:
    """Print how fast a first ingest is, against reading and embedding alone."""
    with clear_errors():
        figures = ingest_figures(load_settings())
    if as_json:
        sys.stdout.write(json.dumps({one.name: round(one.value, 3) for one in figures}) + "\n")
        return
    for one in figures:
        _line(f"{one.value:10.2f}  {one.unit:14} {one.name}")


@app.command()
def report(as_json: AsJson = False) -> None:
    """List the pages per topic and sector, and the counts of the registers."""
    with clear_errors():
        tables = coverage_tables(load_settings().corpus)
    if as_json:
        sys.stdout.write(json.dumps(tables, ensure_ascii=False) + "\n")
        return
    for name, rows in tables.items():
        _line(f"\n{name}")
        for key, value in rows.items():
            _line(f"  {value:5}  {key}")


def _line(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    app()
