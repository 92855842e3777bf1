from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core.model import Outcome
from eval.add import FromLife, add_case
from eval.cases import load_cases
from eval.errors import CaseFileError, GoldError
from eval.live import LiveIndex
from eval.rehearsal import RehearsalDoor, cases
from eval.splitting import split_of

LIVE = LiveIndex(RehearsalDoor().library.current().documents)
GOLD = cases()[0].gold[0]
NOTED = FromLife(
    question="Mijn zoon Daan mag niet komen, en nu?",
    document=GOLD.document,
    quote=GOLD.quote,
    paraphrases=["mag Daan geweigerd worden"],
    nuggets=["weken"],
)


def without_name(text: str) -> str:
    return text.replace("Daan", "[naam]")


def test_a_question_from_life_becomes_a_case_without_a_name(tmp_path: Path) -> None:
    added = add_case(NOTED, LIVE, without_name, tmp_path)
    assert added.path.stem == split_of(GOLD.document)
    (case,) = load_cases([added.path])
    assert case == added.case
    assert case.question == "Mijn zoon [naam] mag niet komen, en nu?"
    assert case.paraphrases == ("mag [naam] geweigerd worden",)
    assert case.tags == ("uit-het-leven",)


def test_a_second_question_gets_an_id_of_its_own_and_the_pin_still_fits(tmp_path: Path) -> None:
    ids = [add_case(NOTED, LIVE, without_name, tmp_path).case.id for _ in range(2)]
    assert ids == [f"leven-{GOLD.document}-1", f"leven-{GOLD.document}-2"]
    assert len(load_cases(tmp_path.glob("*.jsonl"))) == 2


def test_a_question_without_a_document_expects_no_evidence(tmp_path: Path) -> None:
    added = add_case(FromLife("Hoe duur is een fiets?"), LIVE, without_name, tmp_path)
    assert added.case.expect == (Outcome.NO_EVIDENCE,)


def test_a_quote_that_does_not_stand_there_is_refused_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    with pytest.raises(GoldError, match="staat niet in"):
        add_case(replace(NOTED, quote="Dit staat er niet."), LIVE, without_name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="nuggets"):
        add_case(replace(NOTED, nuggets=()), LIVE, without_name, tmp_path)
