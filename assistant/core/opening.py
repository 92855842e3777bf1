"""What an answer opens with, before its first statement: fixed sentences only. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.core.messages import HOME_LANGUAGE, Messages
from assistant.core.model import Answer, Outcome, Question
from assistant.core.premises import unknown_article, unsaid_term


def opening_of(answer: Answer, question: Question, terms: Sequence[str], messages: Messages) -> str:
    """Return what is said first: a premise that does not hold, a part without a source, Dutch.

    `terms` are Dutch words to use at school, for who asks in another language.
    """
    language = question.language
    said = [_premise(answer, question, messages)]
    if answer.outcome is Outcome.PARTLY_ANSWERED:
        said.append(messages.opening(answer.outcome, language))
    if language not in {None, HOME_LANGUAGE}:
        said.append(messages.say("in_dutch", language))
        said.append(messages.say("key_terms", language).format(terms=", ".join(terms)))
    return " ".join(one for one in said if one)


def _premise(answer: Answer, question: Question, messages: Messages) -> str:
    """Return that an article or a term is not in the sources; '' when all is as asked."""
    labels = [basis.label for one in answer.citations for basis in one.basis]
    titles = [f"artikel {one.passage.article}" for one in answer.citations if one.passage.article]
    article = unknown_article(question.text, [*labels, *titles])
    if article:
        return messages.say("unknown_article", question.language).format(article=article)
    term = unsaid_term(question.text, [one.text for one in answer.statements])
    return messages.say("unsaid_term", question.language).format(asked=term) if term else ""
