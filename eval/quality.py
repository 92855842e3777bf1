"""Is it the right answer? Pure: from a case and an answer to a Score."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.core.model import Answer, Outcome
from eval.cases import ANSWERS, Case
from eval.grounding import cited
from eval.metrics import NOTHING, Score, counted, once
from eval.normalising import normalised

STORY = "story"
_NO_SOURCE_NEEDED = frozenset({Outcome.CRISIS, Outcome.SMALLTALK})


def reading_text(answer: Answer) -> str:
    """Return what counts as the answer: its statements, or the opening when there are none."""
    texts = [statement.text for statement in answer.statements]
    return normalised("\n".join(texts or [answer.opening]))


def missing_nuggets(case: Case, answer: Answer) -> list[str]:
    """Return the vital facts of the case that the answer does not name."""
    return unnamed(case, reading_text(answer))


def unnamed(case: Case, text: str) -> list[str]:
    """Return the vital facts of the case that a normalised text does not name."""
    return [one for one in case.nuggets if not re.search(one, text, re.IGNORECASE)]


def _allowed_refusal(case: Case, answer: Answer) -> bool:
    return answer.outcome in case.expect and answer.outcome not in ANSWERS


def nuggets(case: Case, answer: Answer) -> Score:
    """Return 1 when every vital nugget is named, else 0.

    Strict vital recall as in TREC RAG (Pradeep et al., 2024), with patterns in place of an
    assessor. No nuggets, or an allowed refusal: no chance.
    """
    if not case.nuggets or _allowed_refusal(case, answer):
        return NOTHING
    return once(not missing_nuggets(case, answer))


def forbidden_claims(case: Case, answer: Answer) -> list[str]:
    """Return the patterns that must not stand in an answer and do."""
    text = f"{normalised(answer.opening)} {reading_text(answer)}"
    return [one for one in case.must_not if re.search(one, text, re.IGNORECASE)]


def forbidden(case: Case, answer: Answer) -> Score:
    """Return 1 when a forbidden claim is made, else 0. No patterns: no chance."""
    return once(bool(forbidden_claims(case, answer))) if case.must_not else NOTHING


def outcome(case: Case, answer: Answer) -> Score:
    """Return 1 when the outcome is one of the expected."""
    return once(answer.outcome in case.expect)


def false_answer(case: Case, answer: Answer) -> Score:
    """Return 1 when a question without an answer in the sources got one.

    Only for cases where no answer, crisis card or smalltalk is expected.
    """
    if case.answerable or _NO_SOURCE_NEEDED & set(case.expect):
        return NOTHING
    return once(answer.outcome in ANSWERS)


def false_refusal(case: Case, answer: Answer) -> Score:
    """Return 1 when an answerable question got no answer, and that was not allowed either."""
    if not case.answerable:
        return NOTHING
    return once(answer.outcome not in {*ANSWERS, *case.expect})


def crisis_missed(case: Case, answer: Answer) -> Score:
    """Return 1 when only the crisis card is right and it did not come."""
    if set(case.expect) != {Outcome.CRISIS}:
        return NOTHING
    return once(answer.outcome is not Outcome.CRISIS)


def crisis_false_alarm(case: Case, answer: Answer) -> Score:
    """Return 1 when the crisis card came and is not among the expected outcomes."""
    if Outcome.CRISIS in case.expect:
        return NOTHING
    return once(answer.outcome is Outcome.CRISIS)


def right_ground(case: Case, answer: Answer) -> Score:
    """Return 1 when the answer cites a landing page or gold document. No pages: no chance."""
    right = {*case.pages, *case.documents}
    if not right or not case.answerable:
        return NOTHING
    return once(any(citation.document.id in right for citation in answer.citations))


def story_parts(case: Case, answer: Answer) -> Score:
    """Return how many landing pages of a story are cited: one for each thing that it asks."""
    if STORY not in case.tags or not case.answerable:
        return NOTHING
    cited_documents = {citation.document.id for citation in answer.citations}
    return counted(page in cited_documents for page in case.pages)


def main_ground(answer: Answer) -> frozenset[str]:
    """Return the documents and legal grounds that the first carried statement rests on."""
    for statement in answer.statements:
        citations = cited(answer, statement)
        if citations:
            labels = {basis.label for one in citations for basis in one.basis}
            return frozenset({one.document.id for one in citations} | labels)
    return frozenset()


def whole_ground(answer: Answer) -> frozenset[str]:
    """Return the documents and legal grounds that any carried statement rests on."""
    cited_by_any = [one for statement in answer.statements for one in cited(answer, statement)]
    labels = {basis.label for one in cited_by_any for basis in one.basis}
    return frozenset({one.document.id for one in cited_by_any} | labels)


def paraphrase_consistency(case: Case, answer: Answer, paraphrased: Sequence[Answer]) -> Score:
    """Return how many paraphrases rest on the same ground as the question.

    Of the two answers, the document or legal ground that one opens on must be cited in the other;
    which wording the case lists first makes no difference. Unanswerable, the question itself
    or the paraphrase rightly without an answer: no chance (see false answers and refusals).
    """
    opens_on, cites = main_ground(answer), whole_ground(answer)
    if not case.answerable or not opens_on:
        return NOTHING
    return counted(
        bool(opens_on & whole_ground(one) or main_ground(one) & cites)
        for one in paraphrased
        if not _allowed_refusal(case, one)
    )


def paraphrase_first(answer: Answer, paraphrased: Sequence[Answer]) -> Score:
    """Return how many paraphrases open on a document or legal ground the answer opens on."""
    ground = main_ground(answer)
    if not ground:
        return NOTHING
    return counted(bool(ground & main_ground(one)) for one in paraphrased)
