"""From what was seen of one case to its scores, and why it falls short, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from assistant.core.model import Kind
from eval import grounding, quality, ranking, readability
from eval.metrics import BY_NAME, NOTHING, Rule, Score, once

if TYPE_CHECKING:
    from assistant.core.model import Answer, Evidence
    from eval.cases import Case
    from eval.live import LiveIndex
    from eval.observing import Observation
    from eval.register import Register

OURS = Kind.RECHTEN


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What answers are held against."""

    live: LiveIndex
    register: Register


def scores_of(case: Case, seen: Observation, yardstick: Yardstick) -> dict[str, Score]:
    """Return the scores of a case; metrics without a chance are left out.

    Raises GoldError when a gold quote is not in the live index.
    """
    scores = {
        **_grounding(seen, yardstick),
        **_quality(case, seen),
        **_rankings(case, seen, yardstick.live),
        **_reading(seen.asked.answer),
    }
    return {name: score for name, score in scores.items() if score.of}


def shortcomings(case: Case, answer: Answer, scores: Mapping[str, Score]) -> list[str]:
    """Return in words why a case falls short, worst first; empty when it does not."""
    faults = [f"verboden bewering: {one}" for one in quality.forbidden_claims(case, answer)]
    missing = quality.missing_nuggets(case, answer) if case.nuggets else []
    faults += [f"kernfeit ontbreekt: {one}" for one in missing]
    if answer.outcome not in case.expect:
        faults.append(f"afloop {answer.outcome}, verwacht {' of '.join(case.expect)}")
    faults += [
        f"{BY_NAME[name].label}: {score.hits:g} van {score.of:g}"
        for name, score in scores.items()
        if BY_NAME[name].rule is Rule.HARD and score.hits < score.of
    ]
    return faults


def _grounding(seen: Observation, yardstick: Yardstick) -> dict[str, Score]:
    live, answers = yardstick.live, seen.answers
    return {
        "quote_containment": _sum(grounding.quote_containment(one, live) for one in answers),
        "citation_resolvability": _sum(
            grounding.citation_resolvability(one, live) for one in answers
        ),
        "number_fidelity": _sum(grounding.number_fidelity(one, live) for one in answers),
        "contact_fidelity": _sum(
            grounding.contact_fidelity(one, yardstick.register, live) for one in answers
        ),
        "eligibility": _sum(grounding.eligibility(one) for one in answers),
        "citation_recall": _sum(grounding.citation_recall(one) for one in answers),
        "citation_precision": _sum(grounding.citation_precision(one) for one in answers),
        "determinism": _determinism(seen),
    }


def _determinism(seen: Observation) -> Score:
    """Return 1 when asking twice gave the same answer to the last byte. Asked once: no chance."""
    if seen.repeated is None:
        return NOTHING
    return once(repr(seen.repeated.answer) == repr(seen.asked.answer))


def _quality(case: Case, seen: Observation) -> dict[str, Score]:
    answer, others = seen.asked.answer, seen.answers[1:]
    return {
        "nuggets": quality.nuggets(case, answer),
        "nuggets_paraphrase": _sum(quality.nuggets(case, one) for one in others),
        "forbidden": _sum(quality.forbidden(case, one) for one in seen.answers),
        "outcome": _sum(quality.outcome(case, one) for one in seen.answers),
        "false_answer": _sum(quality.false_answer(case, one) for one in seen.answers),
        "false_refusal": _sum(quality.false_refusal(case, one) for one in seen.answers),
        "right_ground": quality.right_ground(case, answer),
        "story_parts": quality.story_parts(case, answer),
        "right_ground_dutch": _dutch_ground(case, seen),
        "paraphrase_consistency": quality.paraphrase_consistency(case, answer, others),
        "paraphrase_first": quality.paraphrase_first(answer, others),
        "crisis_missed": _sum(quality.crisis_missed(case, one) for one in seen.answers),
        "crisis_false_alarm": _sum(quality.crisis_false_alarm(case, one) for one in seen.answers),
    }


def _dutch_ground(case: Case, seen: Observation) -> Score:
    """Return the right ground of the Dutch counterpart. None: no chance."""
    return quality.right_ground(case, seen.in_dutch.answer) if seen.in_dutch else NOTHING


def _rankings(case: Case, seen: Observation, live: LiveIndex) -> dict[str, Score]:
    if not case.gold:
        return {}
    gold = live.gold_spans(case)
    ideal = live.passages_needed(gold)
    found: dict[str, Score] = {}
    for road, evidence in seen.roads.items():
        places = ranking.covered([span_of(one) for one in evidence], gold)
        found[f"{road}_recall@5"] = ranking.recall_at(places, len(gold), 5)
        found[f"{road}_mrr@10"] = ranking.reciprocal_rank(places, len(gold))
        found[f"{road}_ndcg@10"] = ranking.ndcg_at(places, ideal)
        found[f"{road}_page@5"] = once(lands(case, evidence[:5]))
    return found


def lands(case: Case, evidence: Sequence[Evidence]) -> bool:
    """Tell whether any of `evidence` is of a landing page or gold document."""
    return any(one.document.id in {*case.pages, *case.documents} for one in evidence)


def span_of(evidence: Evidence) -> ranking.Span:
    """Return where a piece of evidence stands."""
    passage = evidence.passage
    return ranking.Span(evidence.document.id, passage.start, passage.end)


def _reading(answer: Answer) -> dict[str, Score]:
    own = [
        statement.text
        for statement in answer.statements
        if any(one.document.kind is OURS for one in grounding.cited(answer, statement))
    ]
    return {
        "readability": readability.flesch_douma(own),
        "short_sentences": readability.short_sentences(own),
    }


def _sum(scores: Iterable[Score]) -> Score:
    return reduce(add, scores, NOTHING)
