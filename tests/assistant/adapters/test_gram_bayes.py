from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import MultinomialNB

from assistant.adapters.gram_bayes import SMOOTHING, Cut, fit_grams, read_grams

TEXTS = ("mag de school mijn kind weigeren", "hij is geschorst", "de taxi komt niet", "geschorst!")
OWNERS = (0, 1, 2, 1)


@pytest.mark.parametrize("cut", Cut)
@given(text=st.text(alphabet="abcdeghijkmnoprst é?", max_size=60) | st.sampled_from(TEXTS))
def test_it_tells_what_scikit_learn_tells(cut: Cut, text: str) -> None:
    analyzer, lengths = cut.value
    cutter = TfidfVectorizer(analyzer=analyzer, ngram_range=lengths, sublinear_tf=True)
    table = cutter.fit_transform(TEXTS)
    reference = MultinomialNB(alpha=SMOOTHING, fit_prior=False).fit(table, OWNERS)
    chances = reference.predict_log_proba(cutter.transform([text]))[0]
    scores = fit_grams(cut, TEXTS, OWNERS, 3).scores(text)
    assert np.allclose(scores - scores.max(), chances - chances.max(), atol=1e-3)


@pytest.mark.parametrize("cut", Cut)
@pytest.mark.parametrize("texts", [TEXTS, ()])
def test_it_is_the_same_after_it_was_put_away(
    cut: Cut, texts: tuple[str, ...], tmp_path: Path
) -> None:
    bayes = fit_grams(cut, texts, OWNERS[: len(texts)], 3)
    bayes.write(tmp_path, "grams")
    again = read_grams(cut, tmp_path, "grams")
    for text in (*TEXTS, "iets heel anders", ""):
        assert np.array_equal(again.scores(text), bayes.scores(text))


def test_a_text_belongs_where_its_words_were_seen() -> None:
    bayes = fit_grams(Cut.WORDS, TEXTS, OWNERS, 3)
    assert int(bayes.scores("mijn zoon is geschorst").argmax()) == 1


def test_words_that_nobody_ever_used_tell_nothing() -> None:
    scores = fit_grams(Cut.WORDS, TEXTS, OWNERS, 3).scores("xylofoon")
    assert set(scores.tolist()) == {0.0}
