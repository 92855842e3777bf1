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
from rich.console import Console, RenderableType

from assistant.adapters.crisis_reading import SECOND_LOOK, write_reading
from assistant.adapters.vector_seed import NAME
from assistant.bootstrap import today
from assistant.core.errors import WegwijzerError
from assistant.core.model import Outcome
from assistant.settings import load_settings
from eval import measuring, opening, screen
from eval.add import FromLife, add_case
from eval.baseline import BASELINE, read_baseline
from eval.baseline import accept as accept_baseline
from eval.beir import measure_dataset, read_dataset
from eval.bench import answer_figures
from eval.cases import FOLDER, bundled_files, load_cases
from eval.compare import Comparison
from eval.compare import compare as compare_runs
from eval.errors import EvaluationError
from eval.headline import headline
from eval.live import LiveIndex
from eval.markdown import markdown
from eval.measuring import OUT, Plan
from eval.prepared import PreparedEmbedder
from eval.recipe import recipes_in
from eval.results import Results, Timings, read_results
from eval.side_by_side import side_by_side, variants_in
from eval.splitting import write_halves
from eval.tune import examples
from eval.tune import tune as fit
from eval.tune_crisis import fit_second_look, harmless_questions, training_messages

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Measure the assistant.")
console = Console()
err = Console(stderr=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print for machines.")]
Out = Annotated[Path, typer.Option(help="The folder with results and reports.")]
Texts = list[str] | None


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn a failure of ours into one sentence on stderr and exit code 2."""
    try:
        yield
    except (EvaluationError, WegwijzerError) as error:
        _say(str(error))
        raise typer.Exit(2) from error


@app.command()
def run(  # noqa: PLR0913, PLR0917 - an option each
    cases: Annotated[list[Path] | None, typer.Option(help="Files of cases.")] = None,
    out: Out = OUT,
    recipe: Annotated[bool, typer.Option(help="Also measure the plain LangChain recipe.")] = False,
    embedding: Annotated[Texts, typer.Option(help="Also the recipe with this model.")] = None,
    retriever: Annotated[
        list[Path] | None, typer.Option(help="Also our search with the weights of this file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask all cases; write JSON, the page and JUnit XML. Exit 2 when a case ended in an error."""
    with clear_errors():
        settings = load_settings()
        redact = opening.redactor(settings.corpus)
        plan = Plan(cases or [], out, datetime.datetime.now(datetime.UTC), redact)
        asked = load_cases(plan.files or bundled_files())
        door, register = opening.open_door(settings, asked), opening.register_in(settings.corpus)
        models = [*([settings.embedding_model] if recipe else []), *(embedding or [])]
        with screen.Bar(err) as bar:
            measured = measuring.measure(plan, door, register, bar)
            embedders = [opening.open_embedder(name, settings.data_dir) for name in models]
            measuring.measure_recipes(plan, door, embedders, bar)
            others = {
                path.stem: opening.open_variant(settings, door, path) for path in retriever or ()
            }
            measuring.measure_variants(plan, others, register, bar)
        results = measuring.write_reports(out)
    _show_run(results, measured.timings, out, as_json=as_json)
    beside = side_by_side(results, variants_in(out), recipes_in(out))
    if beside and not as_json:
        _print(screen.beside_table(beside))
    for one in results.errors:
        _say(f"{one.id}: {one.error}")
    raise typer.Exit(2 if results.errors else 0)


@app.command()
def bench(
    count: Annotated[int, typer.Option(min=8, help="How many questions to ask.")] = 48,
    as_json: AsJson = False,
) -> None:
    """Print how fast answers are: p50, p95, their parts, and with eight clients at once."""
    with clear_errors():
        door = opening.open_door(load_settings())
        cases = load_cases([FOLDER / "dev.jsonl"])
        questions = [case.question for case in cases][:count]
        figures = answer_figures(door, questions, datetime.datetime.now(datetime.UTC).date())
    if as_json:
        _print(json.dumps({one.name: round(one.value, 3) for one in figures}))
        return
    for one in figures:
        _print(f"{one.value:10.2f}  {one.unit:14} {one.name}")


@app.command()
def tune() -> None:
    """Fit the weights of policy/retrieval.yaml on dev and print them; test is never opened."""
    with clear_errors():
        cases = load_cases([FOLDER / "dev.jsonl"])
        found = examples(opening.open_door(load_settings(), cases), cases, today())
        tuned = fit(found)
    for name, weights in {"page": tuned.page, "confidence": tuned.confidence}.items():
        _print(f"  {name}:")
        for key, value in weights.items():
            _print(f"    {key}: {value}")
    _print(f"dev: right page first {tuned.first:.3f}, in the first three {tuned.in_three:.3f}")


@app.command()
def seed() -> None:
    """Renew eval/vectoren.npz: the vectors of the questions, so that a run takes a minute."""
    with clear_errors():
        count = opening.renew_seed(load_settings(), load_cases(bundled_files()))
    _print(f"{count} vectoren bewaard.")


@app.command(name="tune-crisis")
def tune_crisis() -> None:
    """Fit the second look for crises and write it beside the policy."""
    with clear_errors():
        settings = load_settings()
        seed = settings.corpus / NAME
        embedder = PreparedEmbedder(settings.embedding_model, settings.data_dir, [seed])
        harmless = harmless_questions(settings.corpus, opening.open_documents(settings))
        messages = [*training_messages(), *harmless]
        write_reading(SECOND_LOOK, fit_second_look(messages, embedder, embedder.fingerprint))
    _print(f"{len(messages)} berichten; geschreven: {SECOND_LOOK.name}")


@app.command()
def compare(
    baseline: Annotated[Path, typer.Option(help="A baseline or earlier results.")] = BASELINE,
    out: Out = OUT,
    markdown_file: Annotated[
        Path | None, typer.Option("--markdown", help="Also write the differences here.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hold the last run against the baseline: exit 1 when something got worse, 2 if incomplete."""
    with clear_errors():
        comparison = compare_runs(read_baseline(baseline), read_results(out))
    if markdown_file is not None:
        markdown_file.write_text(markdown(comparison), encoding="utf-8")
    _show_comparison(comparison, as_json=as_json)
    raise typer.Exit(comparison.exit_code)


@app.command()
def accept(
    reason: Annotated[str, typer.Option(help="Why the baseline may move.")],
    baseline: Annotated[Path, typer.Option(help="The baseline to move.")] = BASELINE,
    out: Out = OUT,
) -> None:
    """Make the last run the baseline."""
    with clear_errors():
        today = datetime.datetime.now(datetime.UTC).date()
        moved = accept_baseline(read_results(out), reason, today, baseline)
    _print(f"{baseline}: {len(moved.cases)} cases, {moved.moves[-1].reason}")


@app.command()
def report(out: Out = OUT) -> None:
    """Write the page and JUnit XML of the last run again."""
    with clear_errors():
        measuring.write_reports(out)
    _print(str(out / measuring.REPORT))


@app.command()
def split(
    files: Annotated[list[Path], typer.Argument(help="Files of authors.")],
    folder: Annotated[Path, typer.Option(help="Where the halves go.")] = FOLDER,
) -> None:
    """Sort cases into dev and test by document, and pin the test file."""
    with clear_errors():
        halves = write_halves(load_cases(files), folder)
    _print(f"{folder}: {len(halves.dev)} in dev, {len(halves.test)} in test")


@app.command()
def add(  # noqa: PLR0913, PLR0917 - an option each
    question: Annotated[str, typer.Option(help="What somebody asked.")],
    document: Annotated[str | None, typer.Option(help="The document that answers it.")] = None,
    quote: Annotated[str | None, typer.Option(help="The sentence that does.")] = None,
    paraphrase: Annotated[Texts, typer.Option(help="The same in other words.")] = None,
    nugget: Annotated[Texts, typer.Option(help="A vital fact, as a pattern.")] = None,
    must_not: Annotated[Texts, typer.Option(help="A forbidden claim, as a pattern.")] = None,
    tag: Annotated[Texts, typer.Option(help="A label to slice by.")] = None,
    expect: Annotated[list[Outcome] | None, typer.Option(help="Allowed outcomes.")] = None,
    folder: Annotated[Path, typer.Option(help="Where the halves are.")] = FOLDER,
) -> None:
    """Turn a question from life, redacted, into a case."""
    noted = FromLife(
        question=question,
        document=document,
        quote=quote,
        paraphrases=paraphrase or (),
        nuggets=nugget or (),
        must_not=must_not or (),
        tags=tag or (),
        expect=expect or (),
    )
    with clear_errors():
        settings = load_settings()
        live = LiveIndex(opening.open_documents(settings))
        added = add_case(noted, live, opening.redactor(settings.corpus), folder)
    _print(f"{added.path}: {added.case.id}\n{added.case.question}")


@app.command()
def beir(
    folder: Annotated[Path, typer.Argument(help="corpus.jsonl, queries.jsonl and qrels.")],
    as_json: AsJson = False,
) -> None:
    """Measure words, meaning and both on a public data set in the BEIR form."""
    with clear_errors():
        dataset = read_dataset(folder)
        settings = load_settings()
        embedder = opening.open_embedder(settings.embedding_model, settings.data_dir)
        with screen.Bar(err) as bar:
            values = measure_dataset(dataset, embedder, opening.search_weights(), bar)
    _json(values) if as_json else _print(screen.roads_table(values))


def _show_run(results: Results, timings: Timings, out: Path, *, as_json: bool) -> None:
    rows = headline(results)
    if as_json:
        values = {row.name: row.value for row in rows}
        counts = {"cases": len(results.cases), "errors": len(results.errors)}
        skipped = [one.model_dump() for one in results.skipped]
        latency = {name: one.model_dump() for name, one in timings.parts.items()}
        _json({**counts, "skipped": skipped, "values": values, "latency_ms": latency})
        return
    _print(screen.headline_table(rows))
    _print(screen.latency_table(timings))
    _print(f"{len(results.cases)} vragen, {len(results.errors)} fouten, {timings.seconds:.1f} s")
    for one in results.skipped:
        _print(f"Overgeslagen: {one.id} ({one.reason})")
    _print(f"Lees {out / measuring.REPORT}")


def _show_comparison(comparison: Comparison, *, as_json: bool) -> None:
    if as_json:
        found = {one.metric.name: one.verdict.value for one in comparison.differences}
        lists = {"missing": comparison.missing, "errors": comparison.errors, "new": comparison.new}
        _json({"exit_code": comparison.exit_code, "verdicts": found, **lists})
        return
    _print(screen.comparison_table(comparison))
    for name, ids in (("ontbreken of veranderd", comparison.missing), ("fout", comparison.errors)):
        if ids:
            _print(f"{len(ids)} cases {name}: {', '.join(ids[:10])}")


def _json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _print(what: RenderableType) -> None:
    console.print(what, markup=False, highlight=False, soft_wrap=True)


def _say(text: str) -> None:
    err.print(text, style="bold red", markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    app()
