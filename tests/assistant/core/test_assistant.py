import datetime
from pathlib import Path

import pytest

from assistant.bootstrap import Application
from assistant.core.assistant import Progress
from assistant.core.errors import NoIndexError
from assistant.core.model import (
    Answer,
    Citation,
    Document,
    Kind,
    Outcome,
    Question,
    Statement,
    Status,
)
from assistant.settings import Settings
from ingest.take import Taken
from tests.fakes import (
    EmptyLibrary,
    FailingGuard,
    application_of,
    refusal_page,
    rights_page,
    source,
)

TODAY = datetime.date(2026, 11, 24)
ASKED = "Mag de school mijn kind weigeren?"


class CrisisAlways:
    def stop(self, question: Question) -> Answer | None:  # noqa: ARG002 - the port's shape
        return Answer(Outcome.CRISIS, "Bel 112.")


@pytest.fixture
def application(tmp_path: Path) -> Application:
    return application_of(Settings(data_dir=tmp_path))


def test_an_answer_opens_with_the_short_answer_and_every_statement_is_cited(
    application: Application,
) -> None:
    answer = application.answer(Question(ASKED, TODAY))
    assert answer.outcome is Outcome.ANSWERED
    assert answer.statements[0].text == "Een school mag uw kind niet zomaar weigeren."
    assert answer.statements[0].section == "kort"
    numbers = {citation.number for citation in answer.citations}
    assert all(set(one.citations) <= numbers and one.citations for one in answer.statements)


def test_every_quote_is_cut_from_the_stored_text(application: Application) -> None:
    answer = application.answer(Question(ASKED, TODAY))
    store = application.library.current().documents
    for citation in answer.citations:
        assert store.text(citation.document.id)[citation.start : citation.end] == citation.quote


def test_a_statement_comes_after_its_citations_and_the_answer_last(
    application: Application,
) -> None:
    seen: set[int] = set()
    events = list(application.assistant.stream(Question(ASKED, TODAY)))
    for event in events:
        if isinstance(event, Citation):
            seen.add(event.number)
        if isinstance(event, Statement):
            assert set(event.citations) <= seen
    assert isinstance(events[0], Progress)
    assert isinstance(events[-1], Answer)
    assert [e for e in events if isinstance(e, Statement)] == list(events[-1].statements)


def test_without_a_source_it_says_so_and_names_who_can_help(application: Application) -> None:
    answer = application.answer(Question("recept appeltaart bakken oven", TODAY))
    assert answer.outcome is Outcome.NO_EVIDENCE
    assert answer.statements == ()
    assert [contact.id for contact in answer.contacts][:1] == ["steunpunt"]


def test_a_crisis_goes_before_everything_even_without_an_index(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    application = application_of(settings, library=EmptyLibrary(), crisis=CrisisAlways())
    assert application.answer(Question("help", TODAY)).outcome is Outcome.CRISIS


def test_a_broken_guard_raises_and_lets_nothing_through(tmp_path: Path) -> None:
    application = application_of(Settings(data_dir=tmp_path), crisis=FailingGuard())
    with pytest.raises(RuntimeError):
        application.answer(Question(ASKED, TODAY))


def test_without_an_index_it_raises(tmp_path: Path) -> None:
    application = application_of(Settings(data_dir=tmp_path), library=EmptyLibrary())
    with pytest.raises(NoIndexError):
        application.answer(Question(ASKED, TODAY))


def test_smalltalk_needs_no_source(tmp_path: Path) -> None:
    application = application_of(Settings(data_dir=tmp_path), library=EmptyLibrary())
    assert application.answer(Question("Hallo!", TODAY)).outcome is Outcome.SMALLTALK


def test_a_greeting_before_a_question_is_no_smalltalk(application: Application) -> None:
    answer = application.answer(Question(f"Hallo, {ASKED}", TODAY))
    assert answer.outcome is Outcome.ANSWERED


def law(
    id_: str, status: Status, valid_from: datetime.date, valid_to: datetime.date | None
) -> Taken:
    document = Document(
        id=id_,
        title="Wet op het primair onderwijs",
        publisher="Overheid.nl",
        kind=Kind.WET,
        status=status,
        identifier="BWBR0003420",
        valid_from=valid_from,
        valid_to=valid_to,
    )
    text = "De school mag weigeren na 8 weken zoeken naar een andere school voor het kind."
    return source(document, text)


def test_expired_law_never_comes_into_an_answer(tmp_path: Path) -> None:
    old = law("wpo-2015", Status.VERVALLEN, datetime.date(2015, 8, 1), None)
    past = law("wpo-2024", Status.GELDEND, datetime.date(2024, 8, 1), datetime.date(2025, 7, 31))
    application = application_of(Settings(data_dir=tmp_path), [refusal_page(), old, past])
    answer = application.answer(
        Question("mag de school weigeren na 8 weken zoeken andere school", TODAY)
    )
    assert {citation.document.id for citation in answer.citations} <= {"aanmelding-geweigerd"}
    assert all(citation.status is Status.GELDEND for citation in answer.citations)


def test_law_of_an_earlier_day_is_found_when_that_day_is_asked_for(tmp_path: Path) -> None:
    past = law("wpo-2024", Status.VERVALLEN, datetime.date(2024, 8, 1), datetime.date(2025, 7, 31))
    application = application_of(Settings(data_dir=tmp_path), [past])
    text = "mag de school weigeren na 8 weken zoeken naar een andere school voor het kind"
    then = application.answer(Question(text, datetime.date(2025, 1, 1)))
    now = application.answer(Question(text, TODAY))
    assert {citation.document.id for citation in then.citations} == {"wpo-2024"}
    assert now.outcome is Outcome.NO_EVIDENCE


def test_background_is_named_as_background_in_the_sentence(tmp_path: Path) -> None:
    letter = source(
        Document(
            id="brief",
            title="Brief",
            publisher="Ouderorganisaties",
            kind=Kind.VOORLICHTING,
            status=Status.ACHTERGROND,
        ),
        "Ouders ervaren drang via leerplicht of Veilig Thuis bij onenigheid over de plek.",
    )
    application = application_of(Settings(data_dir=tmp_path), [letter])
    answer = application.answer(
        Question("ouders ervaren drang via leerplicht of Veilig Thuis bij onenigheid", TODAY)
    )
    assert answer.statements[0].section == "bron"
    assert "geen wet" in answer.statements[0].text


def test_follow_ups_are_pages_that_exist(tmp_path: Path) -> None:
    page = refusal_page()
    other = rights_page(
        "b", "Wat is een wachtlijst", {"Kort antwoord": ["Een wachtlijst is een lijst."]}
    )
    application = application_of(Settings(data_dir=tmp_path), [page, other])
    titles = {"De school wil mijn kind niet aannemen", "Wat is een wachtlijst"}
    assert set(application.answer(Question(ASKED, TODAY)).follow_ups) <= titles
