"""What an answer opens with, before its first statement: fixed sentences only. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.core.messages import HOME_LANGUAGE, Messages
from assistant.core.model import Answer, Kind, Outcome, Question
from assistant.core.ports import DocumentStore
from assistant.core.premises import names_article, unknown_article, unsaid_term

LAWS = frozenset({Kind.WET, Kind.REGELING})


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


def opening_without_evidence(
    question: Question, documents: DocumentStore, messages: Messages
) -> str:
    """Return what is said when there is no answer: first of an article that no document knows."""
    sorry = messages.opening(Outcome.NO_EVIDENCE, question.language)
    if not names_article(question.text):
        return sorry
    article = unknown_article(question.text, _all_articles(documents))
    return f"{_not_known(article, question, messages)} {sorry}" if article else sorry


def _all_articles(documents: DocumentStore) -> Iterator[str]:
    for document in documents.documents():
        yield from (basis.label for one in document.grounded for basis in one.basis)
        if document.kind in LAWS:
            yield from (f"artikel {one.article}" for one in documents.passages(document.id))


def _not_known(article: str, question: Question, messages: Messages) -> str:
    return messages.say("unknown_article", question.language).format(article=article)


def _premise(answer: Answer, question: Question, messages: Messages) -> str:
    """Return that an article or a term is not in the sources; '' when all is as asked."""
    labels = [basis.label for one in answer.citations for basis in one.basis]
    titles = [f"artikel {one.passage.article}" for one in answer.citations if one.passage.article]
    article = unknown_article(question.text, [*labels, *titles])
    if article:
        found_instead = messages.say("found_instead", question.language)
        return f"{_not_known(article, question, messages)} {found_instead}"
    term = unsaid_term(question.text, [one.text for one in answer.statements])
    return messages.say("unsaid_term", question.language).format(asked=term) if term else ""
