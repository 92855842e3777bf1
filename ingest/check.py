"""The linter of the corpus: every rule of `corpus/README.md` that a machine can hold.

An error makes a page unfit to publish; a warning asks for a look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from assistant.adapters.registers import (
    ContactEntry,
    Source,
    Term,
    load_contact_entries,
    load_sources,
    load_terms,
)
from assistant.core.errors import CorpusError
from assistant.core.model import Kind
from assistant.core.sentences import words
from ingest.practice import load_practice
from ingest.readability import readability
from ingest.rights_page import SECTIONS, Page, parse_page

MAX_SENTENCE = 20
MAX_MEAN = 12.0
MIN_SCORE = 60.0
QUESTIONS = (15, 30)
STALE_AFTER = timedelta(days=183)
RIGHTS_HEADINGS = ("Kort antwoord", "Uitleg", "Wat kunt u doen")
OPENS_STATUS = re.compile(
    r"voorstel|plan|beleid|advies|wil(?:de|len)?\b|werkagenda|zou|nog geen wet|brief|schreef|"
    r"schreven|schrijft|volgens|doel|richting|afspraak|mening|experiment|onderzoek|nog niet|"
    r"kamerstuk|minister|kabinet|rapport|leidraad|toen|in 20\d\d|was |waren ",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d.-])(?:0\d{1,3}[ -]?\d[\d -]{4,9}\d|112|113|14 ?0\d{2,3})(?!\d|[.-]\d)"
)
_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to repair or to look at."""

    path: str
    level: Literal["error", "warning"]
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """All pages and registers, read once."""

    pages: tuple[Page, ...]
    sources: dict[str, Source]
    terms: tuple[Term, ...]
    contacts: dict[str, ContactEntry]
    today: date

    @property
    def rights(self) -> tuple[Page, ...]:
        """The rights pages, without the summaries."""
        return tuple(page for page in self.pages if page.front.kind is Kind.RECHTEN)


Remark = tuple[Literal["error", "warning"], str]
PageRule = Callable[[Page, Corpus], Iterator[Remark]]


def page_paths(corpus: Path) -> list[Path]:
    """Return all pages and summaries under `corpus`, in a fixed order."""
    folders = ("rechten", "kamerstukken", "leidraad")
    return sorted(path for name in folders for path in (corpus / name).rglob("*.md"))


def check(corpus: Path, today: date) -> list[Finding]:
    """Return every finding, errors of a file before its warnings."""
    pages, broken = _parsed(corpus)
    whole = Corpus(
        pages=tuple(pages),
        sources=load_sources(corpus),
        terms=load_terms(corpus),
        contacts=load_contact_entries(corpus),
        today=today,
    )
    found = [
        Finding(str(page.path), level, rule, message)
        for page in pages
        for rule, look in PAGE_RULES.items()
        for level, message in look(page, whole)
    ]
    return broken + found + list(_across(whole)) + list(_registers(corpus, whole))


def _parsed(corpus: Path) -> tuple[list[Page], list[Finding]]:
    pages, broken = [], []
    for path in page_paths(corpus):
        try:
            pages.append(parse_page(path))
        except CorpusError as error:
            broken.append(Finding(str(path), "error", "form", str(error)))
    return pages, broken


def _grounded(page: Page, _: Corpus) -> Iterator[Remark]:
    for sentence in page.sentences:
        if not sentence.grounds:
            yield "error", f"zin zonder grond: {sentence.text}"
        for ground in set(sentence.grounds) - set(page.front.grounds):
            yield "error", f"onbekende grond [{ground}]"


def _sourced(page: Page, corpus: Corpus) -> Iterator[Remark]:
    used = {ground for sentence in page.sentences for ground in sentence.grounds}
    for ground in page.front.grounds:
        source = ground.split("-")[0]
        if source not in corpus.sources:
            yield "error", f"grond {ground}: {source} staat niet in bronnen.yaml"
        if ground not in used:
            yield "warning", f"grond {ground} wordt niet gebruikt"


def _labelled(page: Page, _: Corpus) -> Iterator[Remark]:
    for ground, entry in page.front.grounds.items():
        if not entry.label.strip():
            yield "error", f"grond {ground} heeft geen label"
        if not (entry.url or "").startswith(("https://", "http://")):
            yield "error", f"grond {ground} heeft geen link"


def _form(page: Page, _: Corpus) -> Iterator[Remark]:
    if page.front.id != page.path.stem:
        yield "error", f"id {page.front.id} is niet de bestandsnaam"
    for heading in set(page.headings) - set(SECTIONS):
        yield "error", f"onbekende kop: {heading}"
    for sentence in page.sentences:
        if "[" in sentence.text:
            yield "error", f"verwijzing die geen grond is: {sentence.text}"


def _complete(page: Page, _: Corpus) -> Iterator[Remark]:
    if page.front.kind is not Kind.RECHTEN:
        return
    for heading in set(RIGHTS_HEADINGS) - set(page.headings):
        yield "error", f"kop ontbreekt: {heading}"
    low, high = QUESTIONS
    count = len(page.front.questions)
    if not low <= count <= high:
        yield "error", f"{count} voorbeeldvragen; het moeten er {low} tot {high} zijn"
    for name in ("sectors", "valid_from"):
        if not getattr(page.front, name):
            yield "error", f"{name} ontbreekt"


def _dates(page: Page, corpus: Corpus) -> Iterator[Remark]:
    if page.front.checked_on > corpus.today:
        yield "error", "checked_on ligt in de toekomst"
    if corpus.today - page.front.checked_on > STALE_AFTER:
        yield "warning", f"niet meer nagekeken sinds {page.front.checked_on}"


def _readable(page: Page, _: Corpus) -> Iterator[Remark]:
    texts = [sentence.text for sentence in page.sentences]
    for text in texts:
        if len(words(text)) > MAX_SENTENCE:
            yield "error", f"zin van {len(words(text))} woorden: {text}"
    measured = readability(texts)
    if measured.mean > MAX_MEAN:
        yield "error", f"gemiddeld {measured.mean:.1f} woorden per zin (hoogstens {MAX_MEAN:.0f})"
    if measured.score < MIN_SCORE:
        yield "error", f"Flesch-Douma {measured.score:.0f} (minstens {MIN_SCORE:.0f})"


def _phones(page: Page, corpus: Corpus) -> Iterator[Remark]:
    known = {digits(entry.phone) for entry in corpus.contacts.values() if entry.phone}
    for sentence in page.sentences:
        for number in phone_numbers(sentence.text):
            if digits(number) not in known:
                yield "error", f"telefoonnummer {number} staat niet in contacten.yaml"


def _links(page: Page, corpus: Corpus) -> Iterator[Remark]:
    ids = {other.front.id for other in corpus.pages}
    for id_ in page.front.see_also:
        if id_ not in ids:
            yield "error", f"see_also verwijst naar {id_}, die pagina is er niet"
    for id_ in page.front.contacts:
        if id_ not in corpus.contacts:
            yield "error", f"contact {id_} staat niet in contacten.yaml"
    if page.front.source and page.front.source not in corpus.sources:
        yield "error", f"source {page.front.source} staat niet in bronnen.yaml"


def _terms(page: Page, corpus: Corpus) -> Iterator[Remark]:
    known = {name.lower() for term in corpus.terms for name in _names(term)}
    used = {found for sentence in page.sentences for found in _ABBREVIATION.findall(sentence.text)}
    for abbreviation in sorted(used):
        if abbreviation.lower() not in known:
            yield "warning", f"afkorting {abbreviation} staat niet in begrippen.yaml"


def _named(page: Page, _: Corpus) -> Iterator[Remark]:
    if page.front.status in {"geldend", "vervallen"} or page.front.kind is not Kind.RECHTEN:
        return
    for sentence in page.sentences:
        if sentence.heading != "Wat kunt u doen" and not OPENS_STATUS.search(sentence.text):
            yield "warning", f"noemt niet dat het een plan of achtergrond is: {sentence.text}"


PAGE_RULES: dict[str, PageRule] = {
    "ground": _grounded,
    "source": _sourced,
    "label": _labelled,
    "form": _form,
    "complete": _complete,
    "date": _dates,
    "readability": _readable,
    "phone": _phones,
    "link": _links,
    "term": _terms,
    "status": _named,
}


def _across(corpus: Corpus) -> Iterator[Finding]:
    ids: dict[str, Page] = {}
    questions: dict[str, Page] = {}
    for page in corpus.pages:
        if page.front.id in ids:
            yield Finding(str(page.path), "error", "id", f"id {page.front.id} bestaat al")
        ids[page.front.id] = page
        for question in page.front.questions:
            key = " ".join(words(question))
            other = questions.setdefault(key, page)
            if other is not page:
                message = f"vraag staat ook bij {other.front.id}: {question}"
                yield Finding(str(page.path), "error", "question", message)


def _registers(folder: Path, corpus: Corpus) -> Iterator[Finding]:
    for contact in corpus.contacts.values():
        path = str(folder / "contacten.yaml")
        if contact.phone and not (contact.phone_source and contact.checked_on):
            yield Finding(path, "error", "phone", f"{contact.id}: telefoon zonder bron of datum")
        if contact.checked_on and corpus.today - contact.checked_on > STALE_AFTER:
            message = f"{contact.id}: niet meer nagekeken sinds {contact.checked_on}"
            yield Finding(path, "warning", "date", message)
    yield from _glossary(str(folder / "begrippen.yaml"), corpus.terms)
    yield from _practised(folder, {page.front.id for page in corpus.pages})


def _practised(folder: Path, pages: set[str]) -> Iterator[Finding]:
    """Yield the questions to learn from that lead to a page that is not there."""
    lost = {one.page for one in load_practice(folder) if one.page is not None} - pages
    for id_ in sorted(lost):
        yield Finding(str(folder / "vragen"), "error", "link", f"pagina {id_} is er niet")


def _glossary(path: str, terms: Iterable[Term]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for term in terms:
        if len(words(term.explanation)) > MAX_SENTENCE:
            yield Finding(path, "error", "readability", f"{term.term}: uitleg is te lang")
        for name in _names(term):
            other = seen.setdefault(name.lower(), term.term)
            if other != term.term:
                yield Finding(path, "warning", "term", f"{name} hoort bij {other} en {term.term}")


def _names(term: Term) -> list[str]:
    short = [term.abbreviation] if term.abbreviation else []
    return [term.term, *short, *term.synonyms, *term.misspellings]


def phone_numbers(text: str) -> list[str]:
    """Return what looks like a Dutch phone number in `text`."""
    return [match.group().strip() for match in _PHONE.finditer(text)]


def digits(text: str) -> str:
    """Return only the digits of `text`."""
    return "".join(character for character in text if character.isdigit())
