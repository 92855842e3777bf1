from pathlib import Path

from assistant.adapters.crisis_reading import (
    NONE,
    CrisisReader,
    open_crisis_reader,
    read_reading,
    write_reading,
)
from assistant.core.crisis import CrisisKind
from eval.tune_crisis import Message, fit_second_look, training_messages
from tests.corpora import CountingEmbedder

MESSAGES = [
    *(Message(f"hij wil dood {n}", "suicide") for n in ("nu", "echt", "weer")),
    *(Message(f"vader slaat haar hard {n}", "abuse") for n in ("nu", "echt", "weer")),
    *(Message(f"de juf geeft hem les {n}", NONE) for n in ("nu", "echt", "weer", "graag")),
]
EMBEDDER = CountingEmbedder()
EMBED = EMBEDDER.embed_query


def test_it_senses_the_kind_it_learned_and_lets_the_harmless_pass(tmp_path: Path) -> None:
    weights = fit_second_look(MESSAGES, EMBEDDER, "model")
    write_reading(tmp_path / "weights.npz", weights)
    reader = CrisisReader(read_reading(tmp_path / "weights.npz"))
    sensed = reader.sense("zij zegt dat hij dood wil", EMBED)
    assert sensed.kind is CrisisKind.SUICIDE
    assert sensed.odds > reader.sense("de juf geeft les", EMBED).odds
    assert reader.sense("vader slaat haar", EMBED).kind is CrisisKind.ABUSE


def test_an_empty_text_senses_something_finite() -> None:
    reader = CrisisReader(fit_second_look(MESSAGES, EMBEDDER, "model"))
    assert abs(reader.sense("", EMBED).odds) < 50


def test_weights_of_another_model_are_not_used() -> None:
    assert open_crisis_reader("an other model") is None


def test_the_training_messages_hold_both_sorts_in_nine_languages() -> None:
    kinds = {one.kind for one in training_messages()}
    assert kinds == {NONE, *(kind.value for kind in CrisisKind)}
