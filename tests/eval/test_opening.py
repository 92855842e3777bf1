from pathlib import Path

from eval.opening import redactor, register_in

CORPUS = Path(__file__).parents[2] / "corpus"


def test_a_name_and_a_number_leave_a_question_from_life() -> None:
    text = redactor(CORPUS)("Mijn zoon Daan Jansen zit thuis, bel 06-12345678.")
    assert "Daan" not in text
    assert "12345678" not in text
    assert "Mijn zoon" in text


def test_the_register_knows_the_contacts_and_the_crisis_numbers() -> None:
    ways = register_in(CORPUS).ways
    assert {"0703122887", "08002000", "113.nl", "112", "113"} <= ways
