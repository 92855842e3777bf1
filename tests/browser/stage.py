"""A real server for a real browser: a small real index, and a script for the rare endings.

Whatever is asked goes to the real assistant, except the few questions of `SCRIPT`: endings that
the corpus cannot bring about at will.
"""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import uvicorn
import yaml

from assistant.adapters.embedding import SentenceEmbedder
from assistant.bootstrap import Application, open_application, today
from assistant.core.assistant import Assistant, Event, Progress
from assistant.core.errors import NoIndexError
from assistant.core.model import Answer, Citation, Outcome, Question, Statement
from assistant.settings import Settings
from assistant.web.app import create_app
from ingest.pipeline import Order, build
from tests.corpora import Silence

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
VECTORS = ROOT / "var" / "index" / "vectors.sqlite"
PAGES = (
    "weg-van-school/thuiszitten",
    "aanmelden/aanmelding-geweigerd",
    "speciaal-onderwijs/toelaatbaarheidsverklaring",
    "ontwikkelingsperspectief/ontwikkelingsperspectief",
    "plannen/leerrecht",
)
REGISTERS = ("begrippen.yaml", "contacten.yaml", "bronnen.yaml")
QUESTIONS_KEPT = 4
AT_HOME = "Mijn zoon zit al vier maanden thuis. Wat moet de school doen?"
SCRIPT = {
    "toon: bezig": "thinking",
    "toon: komt binnen": "streaming",
    "toon: deel": "partly_answered",
    "toon: wat bedoelt u": "clarify",
    "toon: niet": "refused",
    "toon: buiten": "out_of_scope",
    "toon: stuk": "error",
    "toon: geen index": "off",
}


def small_corpus(folder: Path) -> Path:
    """Copy a handful of rights pages, with few of their questions, and the registers."""
    for name in PAGES:
        path = folder / "rechten" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        _, front, body = (CORPUS / "rechten" / f"{name}.md").read_text("utf-8").split("---\n", 2)
        known = yaml.safe_load(front)
        known["questions"] = known["questions"][:QUESTIONS_KEPT]
        known["see_also"] = [one for one in known["see_also"] if any(one in p for p in PAGES)]
        written = yaml.safe_dump(known, allow_unicode=True, sort_keys=False)
        path.write_text(f"---\n{written}---\n{body}", "utf-8")
    for name in REGISTERS:
        (folder / name).write_text((CORPUS / name).read_text("utf-8"), "utf-8")
    return folder


def borrow_vectors(data_dir: Path, lender: Path) -> None:
    """Copy the vectors of an index that is there, so that nothing is embedded twice."""
    if not lender.exists():
        return
    (data_dir / "index").mkdir(parents=True, exist_ok=True)
    there = sqlite3.connect(f"file:{lender}?mode=ro", uri=True)
    here = sqlite3.connect(data_dir / "index" / lender.name)
    with closing(there), closing(here):
        there.backup(here)


def open_stage(data_dir: Path, corpus: Path) -> Application:
    """Build the index and return an application that follows the script."""
    borrow_vectors(data_dir, VECTORS)
    embedder = SentenceEmbedder("", data_dir)
    build(Order(data_dir, corpus, embedder.fingerprint), embedder, Silence())
    settings = Settings.model_validate({"data_dir": data_dir, "corpus": corpus})
    application = open_application(settings)
    application.embedder.warm()
    scripted = ScriptedAssistant(application.assistant)
    return replace(application, assistant=cast(Assistant, scripted))


@dataclass
class ScriptedAssistant:
    """Passes questions on to the real assistant, except the ones of the script."""

    real: Assistant
    go_on: threading.Event = field(default_factory=threading.Event)

    def answer(self, question: Question) -> Answer:
        """Return the end of the stream."""
        return [one for one in self.stream(question) if isinstance(one, Answer)][-1]

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield what the script says, or what is real."""
        scene = SCRIPT.get(question.text)
        match scene:
            case None:
                yield from self.real.stream(question)
            case "thinking":
                yield Progress("searching")
                self.wait()
                yield from self.real.stream(replace(question, text=AT_HOME))
            case "streaming":
                yield from self._slowly(question)
            case "error":
                raise RuntimeError(question.text)
            case "off":
                raise NoIndexError("Er is nog geen index.")
            case _:
                yield self._ending(Outcome(scene), question)

    def wait(self) -> None:
        """Wait until a test says to go on."""
        self.go_on.wait(20)
        self.go_on.clear()

    def _slowly(self, question: Question) -> Iterator[Event]:
        said = 0
        for event in self.real.stream(replace(question, text=AT_HOME)):
            yield event
            said += isinstance(event, Statement)
            if said == 5 and isinstance(event, Statement):
                self.wait()

    def _ending(self, outcome: Outcome, question: Question) -> Answer:
        real = self.real.answer(replace(question, text=AT_HOME))
        if outcome is Outcome.PARTLY_ANSWERED:
            opening = (
                "Op een deel van uw vraag vind ik een antwoord. Voor de rest vind ik geen bron."
            )
            return replace(real, outcome=outcome, opening=opening)
        choices = ("Mijn kind zit ziek thuis", "Mijn kind is geschorst")
        openings = {
            Outcome.CLARIFY: "Waarom zit uw kind thuis? Dan zoek ik de regels die daarbij horen.",
            Outcome.REFUSED: "Hier kan ik u niet bij helpen.",
            Outcome.OUT_OF_SCOPE: "Deze vraag gaat niet over passend onderwijs.",
        }
        asks = choices if outcome is Outcome.CLARIFY else ()
        return Answer(outcome, openings[outcome], contacts=real.contacts[:2], follow_ups=asks)


def crisis_question() -> str:
    """Return words that the crisis guard answers first."""
    return "Ik wil niet meer leven, ik maak er een eind aan"


def first_citation(application: Application) -> Citation:
    """Return the first citation of the answer that most tests ask for."""
    return application.assistant.answer(Question(AT_HOME, today())).citations[0]


class Server:
    """A uvicorn on a free port of this machine; can be stopped and started again."""

    def __init__(self, application: Application) -> None:
        self.application = application
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address of the window."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def script(self) -> ScriptedAssistant:
        """The assistant that follows the script."""
        return cast(ScriptedAssistant, self.application.assistant)

    def start(self) -> Server:
        """Serve; return when it answers."""
        config = uvicorn.Config(
            create_app(self.application),
            host="127.0.0.1",
            port=self.port,
            log_level="critical",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        return self

    def stop(self) -> None:
        """Stop; open lines are cut."""
        assert self._server is not None
        assert self._thread is not None
        self._server.should_exit = True
        self._thread.join(10)
