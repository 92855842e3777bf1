from __future__ import annotations

import json
import re
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.policies import load_privacy_policy
from assistant.adapters.registers import load_contacts
from assistant.core.errors import CorpusError
from assistant.core.identifiers import Finding, is_iban, passes_eleven_test
from assistant.core.privacy import (
    Placeholders,
    PrivacyPolicy,
    Redacted,
    names_a_person,
    redact,
    without_placeholders,
)

ROOT = Path(__file__).resolve().parents[3]
POLICY = ROOT / "assistant" / "policy" / "privacy.yaml"
SOFT = {"NAAM", "SCHOOL"}
PLACEHOLDER = re.compile(r"\[[A-Z-]+(?: \d+)?\]")
PIECES = [
    "Mijn zoon Daan",
    "juf Ingrid",
    "basisschool De Regenboog",
    "06-12345678",
    "123456782",
    "karin@gmail.com",
    "NL91 ABNA 0417 1643 00",
    "1311 RL 25",
    "geboren op 12 mei 2014",
    "artikel 40 lid 4",
    "Kamerstuk 26 695",
    "heeft autisme",
    "[NAAM]",
    "[NAAM 2]",
    "Sem de Vries",
    "Groetjes",
    "0",
    ", ",
    ". ",
    " ",
    "\n",
    "12",
]
messy = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map("".join)


@cache
def policy() -> PrivacyPolicy:
    return load_privacy_policy(POLICY, load_contacts(ROOT / "corpus").values())


@cache
def cases() -> list[dict[str, Any]]:
    path = ROOT / "eval" / "safety" / "personal_data.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def corpus_questions() -> list[str]:
    """Return every third example question of the rights pages."""
    pages = sorted((ROOT / "corpus" / "rechten").rglob("*.md"))
    heads = [page.read_text(encoding="utf-8").split("---")[1] for page in pages]
    lists = [head.partition("questions:")[2].partition("grounds:")[0] for head in heads]
    lines = [line.strip() for text in lists for line in text.splitlines()]
    return [line[2:].strip('"') for line in lines if line.startswith("- ")][::3]


def redacted(text: str) -> Redacted:
    return redact(text, policy())


def covers(found: tuple[Finding, ...], text: str, span: dict[str, Any]) -> bool:
    hidden = {at for one in found for at in range(one.start, one.end)}
    return all(at in hidden for at in range(span["start"], span["end"]) if text[at].isalnum())


def recall(kinds: set[str]) -> float:
    found: Counter[bool] = Counter()
    for case in cases():
        result = redacted(case["text"]).found
        for span in case["spans"]:
            if span["kind"] in kinds:
                found[covers(result, case["text"], span)] += 1
    return found[True] / found.total()


def test_the_set_is_large_enough() -> None:
    assert len(cases()) >= 300
    assert sum(not case["spans"] for case in cases()) >= 90


def test_hard_identifiers_are_found() -> None:
    kinds = {span["kind"] for case in cases() for span in case["spans"]}
    assert recall(kinds - SOFT) >= 0.98


def test_names_are_found() -> None:
    assert recall({"NAAM"}) >= 0.90
    assert recall({"SCHOOL"}) >= 0.90


def test_little_else_is_taken() -> None:
    right: Counter[bool] = Counter()
    for case in cases():
        for one in redacted(case["text"]).found:
            right[
                any(
                    span["kind"] == one.kind and span["start"] < one.end and one.start < span["end"]
                    for span in case["spans"]
                )
            ] += 1
    assert right[True] / right.total() >= 0.95


def test_questions_of_the_corpus_stay_nearly_whole() -> None:
    questions = corpus_questions()
    assert len(questions) > 500
    changed = [question for question in questions if redacted(question).found]
    assert len(changed) / len(questions) <= 0.01, changed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mijn zoon Daan heeft autisme", "mijn zoon [NAAM] heeft autisme"),
        ("mijn dochter roos", "mijn dochter [NAAM]"),
        ("Daan en Lotte. Daan is 8.", "[NAAM] en [NAAM 2]. [NAAM] is 8."),
        ("Sem de Vries zit thuis. Sem huilt.", "[NAAM] zit thuis. [NAAM] huilt."),
        ("hij zit op basisschool De Ark in Almere", "hij zit op basisschool [SCHOOL] in Almere"),
        ("het Calvijn College in Goes", "het [SCHOOL] in Goes"),
        ("Juf X. en mevrouw J. waren er", "Juf [NAAM] en mevrouw [NAAM 2] waren er"),
        ("bsn 123456782", "bsn [BSN]"),
        ("bsn 1234.56.782", "bsn [BSN]"),
        ("bel 06 12 34 56 78 of 0612345678", "bel [TELEFOON] of [TELEFOON]"),
        ("mail a.b@gmail.com.", "mail [E-MAIL]."),
        ("NL91ABNA0417164300", "[IBAN]"),
        ("Kerkstraat 12, 3811 AB Amersfoort", "[ADRES] Amersfoort"),
        ("geboren op 12 mei 2014", "geboren op [GEBOORTEDATUM]"),
        ("Groetjes,\nKarin Jansen", "Groetjes,\n[NAAM]"),
    ],
)
def test_what_identifies_becomes_a_readable_placeholder(text: str, expected: str) -> None:
    assert redacted(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Artikel 40 lid 4 van de WPO",
        "Kamerstuk 26 695, nr. 134",
        "In 2018-2019 zat hij in groep 3.",
        "Dat kost 123456 euro of 1.234.567 euro.",
        "Ouders & Onderwijs en het College voor de Rechten van de Mens",
        "Bel Veilig Thuis op 0800-2000 of de Onderwijsconsulenten op 070-312 28 87.",
        "Wij wonen in Almere.",
        "Op 12 mei 2024 hadden we een gesprek.",
        "Minister Paul schreef een brief.",
        "ECLI:NL:RVS:2020:1153",
        "DE SCHOOL WEIGERT MIJN KIND EN NIEMAND HELPT ONS",
    ],
)
def test_what_is_public_stays(text: str) -> None:
    assert redacted(text).text == text


def test_a_name_keeps_its_placeholder_through_a_conversation() -> None:
    first = redacted("Mijn zoon Daan wordt geschorst door juf Ingrid.")
    later = redact("Ingrid wil niet praten over daan. Nu Tess ook.", policy(), first.placeholders)
    assert later.text == "[NAAM 2] wil niet praten over [NAAM]. Nu [NAAM 3] ook."


def test_placeholders_never_show_what_they_stand_for() -> None:
    result = redacted("Mijn zoon Daan, bsn 123456782")
    assert "Daan" not in repr(result)
    assert "123456782" not in repr(result.placeholders)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Op basisschool De Verbinding in Almere werkt dit zo.", True),
        ("De moeder, mevrouw J., was erbij.", True),
        ("Het Calvijn College weigerde de leerling.", True),
        ("Juf Ingrid hielp hem.", True),
        ("Minister Slob schreef de Kamer.", False),
        ("De motie van het lid Westerveld is aangenomen.", False),
        ("Het College voor de Rechten van de Mens oordeelde.", False),
        ("De Wet op het primair onderwijs, artikel 40.", False),
        ("De school overlegt met de ouders.", False),
    ],
)
def test_persons_and_particular_schools_are_told_from_public_ones(text: str, named: bool) -> None:
    assert names_a_person(text, policy()) is named


@given(messy)
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redacted(text)
    again = redact(once.text, policy())
    assert (again.text, again.found) == (once.text, ())


@given(messy)
def test_findings_are_in_order_apart_and_inside_the_text(text: str) -> None:
    last = 0
    for one in redacted(text).found:
        assert last <= one.start < one.end <= len(text)
        last = one.end


@given(messy)
def test_everything_outside_the_findings_stays(text: str) -> None:
    result = redacted(text)
    kept, last = "", 0
    for one in result.found:
        kept += text[last : one.start]
        last = one.end
    kept += text[last:]
    assert PLACEHOLDER.sub("", result.text) == PLACEHOLDER.sub("", kept)


def check_digit(eight: int) -> int:
    """Return the ninth digit that makes a BSN of eight digits; 10 when there is none."""
    digits = map(int, f"{eight:08d}")
    return sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11


bsns = (
    st.integers(1, 99_999_999)
    .filter(lambda eight: check_digit(eight) < 10)
    .map(lambda eight: f"{eight:08d}{check_digit(eight)}")
)


@given(bsns, messy)
def test_no_valid_bsn_survives(bsn: str, around: str) -> None:
    assert passes_eleven_test(bsn)
    left = redacted(f"{around} {bsn} {around}").text
    runs = re.findall(r"(?<!\d)\d{8,9}(?!\d)", PLACEHOLDER.sub(" ", left))
    assert not any(passes_eleven_test(run) for run in runs)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,?", max_size=200))
def test_small_letters_without_context_stay_in_place(text: str) -> None:
    result = redacted(text)
    assert all(one.kind == "NAAM" for one in result.found)


@given(st.lists(st.sampled_from([c["text"] for c in cases() if not c["spans"]]), max_size=4))
def test_texts_without_identifiers_stay_unchanged(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    assert redacted(text).text == text


def test_check_digits() -> None:
    assert passes_eleven_test("111222333")
    assert not passes_eleven_test("123456789")
    assert not passes_eleven_test("000000000")
    assert is_iban("NL91ABNA0417164300")
    assert not is_iban("NL92ABNA0417164300")


def test_an_empty_conversation_has_no_names() -> None:
    assert Placeholders().names() == []


def test_there_are_enough_first_names() -> None:
    names = policy().words.first_names
    assert len(names) >= 1500
    assert {"daan", "fatima", "emre", "kacper", "shanaya"} <= names


@pytest.mark.parametrize(
    ("old", "new"),
    [("public:\n", "public: []\nrest:\n"), ("- 'Veilig Thuis'", "- '('"), ("kin:", "kin: [")],
)
def test_a_broken_policy_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = POLICY.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "privacy.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "voornamen.txt").write_text("daan\n", encoding="utf-8")
    with pytest.raises(CorpusError):
        load_privacy_policy(tmp_path / "privacy.yaml")


def test_a_missing_list_of_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "privacy.yaml").write_bytes(POLICY.read_bytes())
    with pytest.raises(CorpusError):
        load_privacy_policy(tmp_path / "privacy.yaml")


@pytest.mark.parametrize(
    "unit",
    ["a", "1", " ", "A ", "Sem ", "a@", "+3", "NL12 ", "(((", "Straat ", "geboren 1-1-2010 ", "a-"],
)
def test_no_text_makes_it_slow(unit: str) -> None:
    half, whole = (unit * 10_000)[:10_000], (unit * 20_000)[:20_000]
    assert min(took(whole), took(whole)) <= 5 * took(half) + 0.05, "it grows as the text does"


def took(text: str) -> float:
    begun = time.process_time()
    redacted(text)
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Mag de school mijn dochter [NAAM] weigeren?", "Mag de school mijn dochter weigeren?"),
        ("Hij wordt gepest op [SCHOOL].", "Hij wordt gepest op school."),
        ("[NAAM 2] en [NAAM], van 9, zitten thuis", "en, van 9, zitten thuis"),
        ("niets te zien [hier]", "niets te zien [hier]"),
    ],
)
def test_a_search_needs_no_placeholders(said: str, left: str) -> None:
    assert without_placeholders(said) == left
