"""`python -m assistant`: serve, ask once, or look whether all is well."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markdown import Markdown

from assistant.adapters.database import CountingDatabase
from assistant.adapters.switch import FileSwitch
from assistant.bootstrap import Application, open_application, today
from assistant.core.errors import WegwijzerError
from assistant.core.feedback import kept_from
from assistant.logs import set_up_logs
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.web.schemas import QuestionIn

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Wegwijzer Passend Onderwijs.")
out = Console()
err = Console(stderr=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print for machines.")]


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn a failure of ours into one sentence on stderr and exit code 2."""
    try:
        yield
    except WegwijzerError as error:
        err.print(str(error), style="bold red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from error


def _opened() -> tuple[Settings, Application]:
    settings = load_settings()
    set_up_logs(settings.log_level)
    return settings, open_application(settings)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Serve the chat at / and the API at /api/v1."""
    import uvicorn

    from assistant.web.app import create_app

    with clear_errors():
        _, application = _opened()
        served = create_app(application)
    err.print(f"Wegwijzer staat op http://{host}:{port}", highlight=False)
    uvicorn.run(
        served,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
    )


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in plain words.")],
    sector: Annotated[str | None, typer.Option(help="po, vo, so, vso or mbo.")] = None,
    region: Annotated[str | None, typer.Option(help="The id of a region.")] = None,
    as_json: AsJson = False,
) -> None:
    """Answer one question in the terminal."""
    from assistant.web.schemas import AnswerOut

    with clear_errors():
        asked = _asked(question, sector, region)
        _, application = _opened()
        with application.timed() as timings:
            answer = application.answer(asked.question_on(today()))
    shown = AnswerOut.of(answer, timings, application.messages)
    if as_json:
        sys.stdout.write(shown.model_dump_json(indent=1) + "\n")
    else:
        out.print(Markdown(shown.markdown))


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Look at the settings, the model and the index; exit 1 when something is wrong."""
    from assistant.doctor import examine

    with clear_errors():
        settings, application = _opened()
        findings = examine(settings, application)
    if as_json:
        rows = [{"name": one.name, "ok": one.ok, "says": one.says} for one in findings]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
    for one in findings if not as_json else []:
        mark = "goed" if one.ok else "FOUT"
        out.print(f"{mark}  {one.name}: {one.says}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(0 if all(one.ok for one in findings) else 1)


@app.command()
def off(
    reason: Annotated[str, typer.Option(help="Why; it is logged and shown by doctor.")],
) -> None:
    """Switch the assistant off: every door says so and shows who can help."""
    if not reason.strip():
        raise typer.BadParameter("geef een reden", param_hint="--reason")
    with clear_errors():
        _switch().turn_off(reason, datetime.datetime.now(datetime.UTC))
    err.print("De wegwijzer is uit. Weer aan: python -m assistant on", highlight=False)


@app.command()
def on() -> None:
    """Switch the assistant on again."""
    with clear_errors():
        _switch().turn_on()
    err.print("De wegwijzer is aan.", highlight=False)


@app.command()
def purge(as_json: AsJson = False) -> None:
    """Forget the counts that are older than the retention time."""
    with clear_errors():
        settings = load_settings()
        set_up_logs(settings.log_level)
        database = CountingDatabase(settings.database_url, settings.data_dir)
        before = kept_from(today(), settings.retention_days)
        gone = database.purge(before)
        database.close()
    if as_json:
        found = {"purged": gone, "before": before.isoformat()}
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        out.print(f"Gewist: {gone} tellingen van voor {before:%d-%m-%Y}.", highlight=False)


def _switch() -> FileSwitch:
    settings = load_settings()
    set_up_logs(settings.log_level)
    return FileSwitch(settings.data_dir)


def _asked(question: str, sector: str | None, region: str | None) -> QuestionIn:
    from assistant.web.schemas import QuestionIn

    fields = {"question": question, "sector": sector, "region": region}
    try:
        return QuestionIn.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        text = first["msg"].removeprefix("Value error, ")
        raise WegwijzerError(f"Het veld {place} klopt niet: {text}.") from error


if __name__ == "__main__":
    app()
