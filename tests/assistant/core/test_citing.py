from assistant.core.citing import CitationBook
from assistant.core.model import Status
from assistant.core.ports import Quote, Written
from tests.fakes import refusal_page


def quote(text: str) -> Quote:
    page = refusal_page()
    start = page.text.index(text)
    return Quote(
        document=page.document,
        passage=page.passages[0],
        status=Status.GELDEND,
        start=start,
        end=start + len(text),
        text=text,
    )


SHORT = "Een school mag uw kind niet zomaar weigeren."


def test_what_its_quote_does_not_carry_is_not_entered() -> None:
    book = CitationBook({"lead_wet": "In de wet staat"}.__getitem__)
    assert book.enter(Written("De school mag alles weigeren.", "kort", (quote(SHORT),))) is None
    assert book.citations == []


def test_a_quote_used_twice_has_one_number() -> None:
    book = CitationBook({"lead_wet": "In de wet staat"}.__getitem__)
    first = book.enter(Written(SHORT, "kort", (quote(SHORT),)))
    again = book.enter(Written("uw kind niet zomaar weigeren", "uitleg", (quote(SHORT),)))
    assert first is not None
    assert again is not None
    assert first.statement.citations == again.statement.citations == (1,)
    assert again.citations == ()


def test_nothing_is_said_twice() -> None:
    book = CitationBook({"lead_wet": "In de wet staat"}.__getitem__)
    book.enter(Written(SHORT, "kort", (quote(SHORT),)))
    assert book.enter(Written(SHORT, "uitleg", (quote(SHORT),))) is None


def test_a_source_that_is_not_ours_is_named_and_quoted() -> None:
    entry = CitationBook({"lead_wet": "In de wet staat"}.__getitem__).enter(
        Written(SHORT, "bron", (quote(SHORT),), lead="lead_wet")
    )
    assert entry is not None
    assert entry.statement.text == f"In de wet staat: “{SHORT}”"
