"""Open the real assistant, and collect what an answer may give as a way to reach somebody."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

import assistant
from assistant.adapters.answer_policy import load_search_policy
from assistant.adapters.documents import SqliteDocumentStore
from assistant.adapters.generations import Layout, current_id
from assistant.adapters.policies import load_privacy_policy
from assistant.adapters.registers import load_contacts
from assistant.core.errors import NoIndexError
from assistant.core.model import Contact, Question
from assistant.core.privacy import redact
from eval.register import Register, register_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from langchain_core.embeddings import Embeddings

    from assistant.bootstrap import Application
    from assistant.core.ports import DocumentStore
    from assistant.core.retrieval import Weights
    from assistant.settings import Settings
    from eval.cases import Case

POLICY = Path(assistant.__file__).parent / "policy"


def open_door(settings: Settings, cases: Sequence[Case] = ()) -> Application:
    """Return the assistant with these settings, its model loaded. Raises WegwijzerError.

    The vectors of most questions of `cases` are there beforehand; without cases it is the
    assistant just as it is served.
    """
    from assistant.bootstrap import open_application, today  # slow to import: only for who measures
    from eval.prepared import SEED, PreparedEmbedder

    name, folder = settings.embedding_model, settings.data_dir
    embedder = PreparedEmbedder(name, folder, [SEED]) if cases else None
    door = open_application(settings, embedder)
    if embedder is not None:
        embedder.prepare(_asked(door, cases))
    door.answer(Question("Wat is een school?", today()))  # no question pays for loading
    return door


def open_variant(settings: Settings, door: Application, weights: Path) -> Application:
    """Return the assistant with the weights of another file, and the model of `door`."""
    from assistant.bootstrap import open_application

    return open_application(
        settings, door.embedder, load_search_policy(weights.parent, weights.name)
    )


def renew_seed(settings: Settings, cases: Sequence[Case]) -> int:
    """Write the vectors of the questions of `cases` beside them; return how many."""
    from assistant.bootstrap import open_application
    from eval.prepared import SEED, PreparedEmbedder

    embedder = PreparedEmbedder(settings.embedding_model, settings.data_dir)
    return embedder.write_seed(SEED, _asked(open_application(settings, embedder), cases))


def _asked(application: Application, cases: Sequence[Case]) -> list[str]:
    from assistant.bootstrap import today
    from eval.prepared import texts_to_prepare
    from eval.safety import bundled_safety

    needs = partial(application.understanding.needs, looks_back=False)
    return [*texts_to_prepare(cases, needs, today()), *bundled_safety().messages]


def open_embedder(model: str, data_dir: Path) -> Embeddings:
    """Return an embedding model by name or path; empty is the bundled one."""
    from assistant.adapters.embedding import SentenceEmbedder

    return SentenceEmbedder(model, data_dir)


def open_documents(settings: Settings) -> DocumentStore:
    """Return the stored texts of the published generation. Raises NoIndexError."""
    layout = Layout(settings.data_dir)
    id_ = current_id(layout)
    if id_ is None:
        raise NoIndexError("Er is nog geen index. Maak hem met: python -m ingest build")
    return SqliteDocumentStore(layout.generation(id_) / "documents.sqlite")


def search_weights() -> Weights:
    """Return how the assistant weighs its search."""
    return load_search_policy().weights


def redactor(corpus: Path) -> Callable[[str], str]:
    """Return what takes personal data out of a text, as the assistant itself does it."""
    policy = load_privacy_policy(POLICY / "privacy.yaml", load_contacts(corpus).values())
    return lambda text: redact(text, policy).text


def register_in(corpus: Path) -> Register:
    """Return the register of `contacten.yaml` and of the helplines of the crisis policy."""
    return register_of([*load_contacts(corpus).values(), *_helplines(POLICY / "crisis.yaml")])


def _helplines(path: Path) -> list[Contact]:
    """Return a contact a phone number: a helpline may have a short one and a long one."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))["helplines"]
    return [
        Contact(id=line["id"], name=line["name"], what="", phone=phone, url=line["url"])
        for line in listed
        for phone in line["phones"]
    ]
