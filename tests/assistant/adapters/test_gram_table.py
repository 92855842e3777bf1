from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.adapters.gram_table import Cut, fit_grams, read_grams

TEXTS = ("mag de school mijn kind weigeren", "hij is geschorst", "de taxi komt niet", "")


@pytest.mark.parametrize("cut", Cut)
@given(text=st.text(alphabet="abcdeghijkmnoprst é?", max_size=60) | st.sampled_from(TEXTS))
def test_it_measures_what_scikit_learn_measures(cut: Cut, text: str) -> None:
    analyzer, lengths = cut.value
    reference = TfidfVectorizer(analyzer=analyzer, ngram_range=lengths, sublinear_tf=True)
    table = reference.fit_transform(TEXTS)
    expected = (reference.transform([text]) @ table.T).toarray().ravel()
    assert np.allclose(fit_grams(cut, TEXTS).similar(text), expected, atol=1e-5)


@pytest.mark.parametrize("cut", Cut)
@pytest.mark.parametrize("texts", [TEXTS, ()])
def test_a_table_is_the_same_after_it_was_put_away(
    cut: Cut, texts: tuple[str, ...], tmp_path: Path
) -> None:
    table = fit_grams(cut, texts)
    table.write(tmp_path, "grams")
    again = read_grams(cut, tmp_path, "grams")
    for text in (*TEXTS, "iets heel anders"):
        assert np.array_equal(again.similar(text), table.similar(text))


def test_a_text_is_most_like_itself() -> None:
    table = fit_grams(Cut.LETTERS, TEXTS)
    assert int(table.similar(TEXTS[1]).argmax()) == 1
    assert float(table.similar(TEXTS[1]).max()) == pytest.approx(1, abs=1e-5)
