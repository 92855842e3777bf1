from collections.abc import Sequence

from assistant.core.verifying import support
from eval.metrics import Score
from eval.mutations import KINDS, TRUE, Mutant, mutants, power

SENTENCES = (
    "De school beslist binnen 6 weken over de aanmelding.",
    "Het samenwerkingsverband geeft geen toestemming zonder deskundigen.",
    "De gemeente betaalt het vervoer naar een school op 4 kilometer.",
    "De inspectie houdt toezicht op de kwaliteit van het onderwijs.",
    "Ouders krijgen na 3 dagen bericht van het bestuur.",
)


def believes_everything(text: str, quotes: Sequence[str], /) -> str:
    del text, quotes
    return "full"


def believes_nothing(text: str, quotes: Sequence[str], /) -> None:
    del text, quotes


def test_every_kind_of_mutant_is_made_and_differs_from_the_truth() -> None:
    made = mutants(SENTENCES)
    assert {one.kind for one in made} == set(KINDS)
    assert all(one.text not in one.quotes for one in made if one.kind != TRUE)


def test_thousands_of_sentences_give_three_hundred_mutants_and_never_too_many() -> None:
    many = [f"{text[:-1]} in regio {n + 100}." for n in range(200) for text in SENTENCES]
    made = mutants(many)
    assert 300 < len(made) <= 150 * len(KINDS)
    assert made == mutants(many)


def test_a_verifier_that_believes_everything_has_no_power() -> None:
    found = power(mutants(SENTENCES), believes_everything)
    assert {score.value for score in found.values()} == {0.0}


def test_a_verifier_that_believes_nothing_drops_the_truth_too() -> None:
    found = power(mutants(SENTENCES), believes_nothing)
    assert found["mutation_true"].value == 1.0


def test_our_verifier_drops_changed_numbers_denials_and_citations_and_keeps_the_truth() -> None:
    found = power(mutants(SENTENCES), support)
    for kind in ("number", "citation", "negation"):
        assert found[f"mutation_{kind}"].value == 1.0, kind
    assert found["mutation_true"].value == 0.0


def test_power_counts_what_is_dropped() -> None:
    made = [Mutant("number", "8", ("6",)), Mutant("number", "6", ("6",))]
    assert power(made, lambda text, quotes: True if text in quotes else None) == {
        "mutation_number": Score(1, 2)
    }
