import datetime
from pathlib import Path

import pytest

from assistant.core.errors import CorpusError
from ingest.check import Finding, check, digits, phone_numbers
from tests.corpora import QUESTIONS, REGISTERS, page, write, write_corpus

TODAY = datetime.date(2026, 11, 24)
CORPUS = Path(__file__).parents[2] / "corpus"
TWENTY = "De school zoekt een plek en dan nog een plek en dan nog een plek en dan nog een plek."
OTHER = [f"Wat nu, vraag {n}?" for n in range(15)]
ANSWER = "De school mag dat niet."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", {"goed": page("goed")})


def findings(corpus: Path, text: str, name: str = "pagina") -> list[Finding]:
    path = write(corpus / "rechten" / "toelating" / f"{name}.md", text)
    return [one for one in check(corpus, TODAY) if one.path == str(path)]


def good() -> str:
    return page("pagina", questions=OTHER)


def test_a_good_page_breaks_no_rule(corpus: Path) -> None:
    assert findings(corpus, good()) == []
    assert check(corpus, TODAY) == []


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("ground", (f"{ANSWER} [wpo-40-4]", ANSWER)),
        ("ground", (f"{ANSWER} [wpo-40-4]", f"{ANSWER} [wpo-41-4]")),
        ("ground", (f"{ANSWER} [wpo-40-4]", f"{ANSWER} En dat blijft zo. [wpo-40-4]")),
        ("source", ("lpw-2", "lpx-2")),
        ("label", ("https://wetten.nl/wpo#40", "wetten.nl")),
        ("label", ("Leerplichtwet, artikel 2", " ")),
        ("form", ("id: pagina", "id: anders")),
        ("form", ("## Uitleg", "## Toelichting")),
        ("form", (ANSWER, "De school mag dat niet [WPO artikel 4].")),
        ("form", ("checked_on: 2026-11-01\n", "")),
        ("complete", ("## Kort antwoord", "## Let op")),
        ("complete", ("valid_from: 2014-08-01\n", "")),
        ("complete", ("sectors: [po, vo]\n", "")),
        ("complete", ("  - Wat nu, vraag 3?\n", "")),
        ("date", ("checked_on: 2026-11-01", "checked_on: 2026-11-25")),
        ("readability", (ANSWER, TWENTY.replace("De", "Dan zoekt de"))),
        (
            "readability",
            (ANSWER, "Toelaatbaarheidsverklaringsprocedureregelingen. " * 3),
        ),
        ("phone", (ANSWER, "Bel de school op 070-312 28 88.")),
        ("phone", (ANSWER, "Bel bij gevaar 112.")),
        ("link", ("contacts: [steunpunt]", "contacts: [niemand]")),
        ("link", ("topics:", "see_also: [weg]\ntopics:")),
        ("link", ("topics:", "source: weg\ntopics:")),
        ("question", ("Wat nu, vraag 3?", QUESTIONS[3].upper())),
    ],
)
def test_a_page_that_breaks_a_rule_is_refused(
    corpus: Path, rule: str, change: tuple[str, str]
) -> None:
    assert change[0] in good()
    found = findings(corpus, good().replace(*change))
    assert rule in {one.rule for one in found if one.level == "error"}


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("source", ("[lpw-2]", "[wpo-40-4]")),
        ("date", ("checked_on: 2026-11-01", "checked_on: 2026-05-01")),
        ("term", (ANSWER, "De school vraagt een TLV aan.")),
        ("status", ("status: geldend", "status: voorstel")),
    ],
)
def test_what_asks_for_a_look_is_a_warning(
    corpus: Path, rule: str, change: tuple[str, str]
) -> None:
    found = findings(corpus, good().replace(*change))
    assert {(one.level, one.rule) for one in found} == {("warning", rule)}


@pytest.mark.parametrize(
    "change",
    [
        (ANSWER, "Bel het steunpunt op 070-312 28 87."),
        (ANSWER, "Bel het steunpunt op 0703122887."),
        (ANSWER, "De ZP geldt voor elke school."),
        (ANSWER, TWENTY),
        ("checked_on: 2026-11-01", "checked_on: 2026-11-24"),
        ("checked_on: 2026-11-01", "checked_on: 2026-05-25"),
        ("topics:", "see_also: [goed]\ntopics:"),
        (ANSWER, "Dat kost 1.250,50 euro in 2026."),
    ],
)
def test_a_page_at_the_edge_of_a_rule_keeps_it(corpus: Path, change: tuple[str, str]) -> None:
    assert findings(corpus, good().replace(*change)) == []


def test_a_plan_that_is_named_as_one_keeps_the_rule(corpus: Path) -> None:
    text = good().replace("status: geldend", "status: voorstel")
    text = text.replace(ANSWER, "Volgens het plan mag de school dat niet.")
    text = text.replace("De school zoekt een plek.", "Het kabinet wil dat de school zoekt.")
    text = text.replace("U hoeft dat niet te doen.", "Dit is nog geen wet.")
    assert findings(corpus, text) == []


def test_two_pages_with_one_id_are_refused(corpus: Path) -> None:
    found = findings(corpus, page("goed", questions=OTHER), name="zz-goed")
    assert {"form", "id"} <= {one.rule for one in found}


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("contacten.yaml", "- {id: a, name: A, what: B., phone: 0800-1234}", "phone"),
        ("contacten.yaml", "- {id: a, name: A, what: B., checked_on: 2026-01-01}", "date"),
        ("begrippen.yaml", f"- {{term: a, explanation: {'woord ' * 21}}}", "readability"),
        ("begrippen.yaml", "- {term: a, explanation: A., synonyms: [zorgplicht]}", "term"),
    ],
)
def test_a_register_that_breaks_a_rule_is_told(
    corpus: Path, name: str, text: str, rule: str
) -> None:
    write(corpus / name, REGISTERS[name] + text)
    assert [one.rule for one in check(corpus, TODAY) if one.path.endswith(name)] == [rule]


def test_a_broken_page_does_not_hide_the_findings_of_others(corpus: Path) -> None:
    write(corpus / "rechten" / "kapot.md", "geen kop")
    found = findings(corpus, good().replace(f"{ANSWER} [wpo-40-4]", ANSWER))
    assert [one.rule for one in found] == ["ground"]
    assert "form" in {one.rule for one in check(corpus, TODAY)}


def test_a_broken_register_is_a_corpus_error(corpus: Path) -> None:
    write(corpus / "bronnen.yaml", "- {")
    with pytest.raises(CorpusError, match=r"bronnen\.yaml"):
        check(corpus, TODAY)


def test_phone_numbers_are_told_from_other_numbers() -> None:
    text = "Bel 070-312 28 87, 0800-2000, 06 12345678, 112 of 14 030. Artikel 40, 2014-08-01."
    assert [digits(one) for one in phone_numbers(text)] == [
        "0703122887",
        "08002000",
        "0612345678",
        "112",
        "14030",
    ]


def test_the_real_corpus_has_no_errors() -> None:
    errors = [one for one in check(CORPUS, datetime.date.today()) if one.level == "error"]
    assert errors == []
