"""Look whether everything that an answer needs is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.adapters.crisis_reading import open_crisis_reader
from assistant.adapters.generations import Layout, current_id, record_of
from assistant.bootstrap import Application
from assistant.core.errors import SwitchedOffError, WegwijzerError
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    says: str


def examine(settings: Settings, application: Application) -> list[Finding]:
    """Return what was found, in the order of dependence."""
    looks: dict[str, Callable[[], str]] = {
        "instellingen": lambda: f"data in {settings.data_dir}, corpus in {settings.corpus}",
        "model": lambda: _model(application),
        "index": lambda: _index(settings, application),
        "schakelaar": lambda: _switch(application),
        "tweede blik": lambda: _second_look(application),
        "contacten": lambda: f"{len(application.contacts.all())} in het register",
    }
    return [_found(name, look) for name, look in looks.items()]


def _found(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, ok=True, says=look())
    except WegwijzerError as error:
        return Finding(name, ok=False, says=str(error))


def _switch(application: Application) -> str:
    state = application.switch.state()
    if state is not None:
        raise SwitchedOffError(f"uit sinds {state.since or 'onbekend'}: {state.reason}")
    return "aan"


def _model(application: Application) -> str:
    embedder = application.embedder
    embedder.warm()
    precision = embedder.precision
    return f"{embedder.fingerprint}, {precision.name} ({precision.why})"


def _second_look(application: Application) -> str:
    if open_crisis_reader(application.embedder.fingerprint):
        return "ziet een noodsituatie ook aan de betekenis"
    return "niet voor dit model: alleen de tekens van crisis.yaml gelden"


def _index(settings: Settings, application: Application) -> str:
    application.library.current()
    layout = Layout(settings.data_dir)
    record = record_of(layout, current_id(layout) or "")
    return f"generatie {record.id}: {record.documents} documenten, {record.passages} passages"
