"""Does an answer rest on its sources? Pure, but for reading the live index.

Every function returns a Score. Where nothing was claimed there is no chance, with one exception
(*eligibility*): an answer without a statement or citation counts as 0 of 1, so that an empty or
evasive answer never counts as grounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.core.model import Answer, Citation, Outcome, Statement
from eval.cases import ANSWERS
from eval.facts import claimed, offered
from eval.live import LiveIndex
from eval.metrics import NOTHING, Score, counted, once
from eval.normalising import content_words, normalised
from eval.register import Register, ways_in, ways_of

CARRIES = 0.75  # share of the content words of a statement that its quotes must hold


def quote_containment(answer: Answer, live: LiveIndex) -> Score:
    """Return how many quotes are `text[start:end]` of the document they cite.

    Compared after `normalised`; an empty quote or impossible offsets fail.
    """
    return _of_answer(answer, (_is_verbatim(one, live) for one in answer.citations))


def citation_resolvability(answer: Answer, live: LiveIndex) -> Score:
    """Return how many references lead somewhere.

    A citation does when its document, passage, page and article are those of the live index and
    the quote lies (partly) in the passage; a number in a statement does when that citation is
    there.
    """
    known = {citation.number for citation in answer.citations}
    references = [number in known for one in answer.statements for number in one.citations]
    return _of_answer(answer, [*references, *(_resolves(one, live) for one in answer.citations)])


def number_fidelity(answer: Answer, live: LiveIndex) -> Score:
    """Return how many facts (see `eval.facts`) of statements stand in what they cite.

    That is: the cited passages, their article, lid and headings, the name and date of the
    document, and the labels of the basis. No facts claimed: no chance.
    """
    return counted(
        fact in given
        for statement in answer.statements
        for given in [_given(cited(answer, statement), live)]
        for fact in sorted(claimed(statement.text))
    )


def contact_fidelity(answer: Answer, register: Register, live: LiveIndex) -> Score:
    """Return how many phone numbers, e-mail and web addresses are known ones.

    Known is what the register holds, or a cited document or its basis. None given: no chance.
    """
    texts = (answer.opening, *(one.text for one in answer.statements), *answer.follow_ups)
    given = frozenset[str]().union(
        *(ways_in(text) for text in texts), *(ways_of(contact) for contact in answer.contacts)
    )
    known = register.and_also(_sources_in_full(answer, live))
    return counted(way in known.ways for way in sorted(given))


def eligibility(answer: Answer) -> Score:
    """Return how many statements of an answer have a citation; none at all is 0 of 1."""
    return _of_answer(answer, (bool(one.citations) for one in answer.statements))


def citation_recall(answer: Answer) -> Score:
    """Return how many statements are carried by their quotes together.

    ALCE (Gao et al., 2023), with containment in place of a language model: see `carries`.
    """
    return counted(
        carries([one.quote for one in cited(answer, statement)], statement.text)
        for statement in answer.statements
    )


def citation_precision(answer: Answer) -> Score:
    """Return how many citations of carried statements are needed.

    ALCE: a citation is when it carries the statement alone, or the others do not without it.
    A citation of a statement that is not carried is not needed either.
    """
    return counted(
        flag for one in answer.statements for flag in _needed(cited(answer, one), one.text)
    )


def carries(quotes: Sequence[str], statement: str) -> bool:
    """Tell whether `quotes` hold `statement`.

    They do when one contains it whole (also after a lead that ends in a colon), or when together
    they hold its facts and at least three quarters of its content words.
    """
    wanted = normalised(statement).casefold()
    bare = wanted.partition(": ")[2].strip(" \"'") or wanted
    if any(form in normalised(quote).casefold() for quote in quotes for form in (wanted, bare)):
        return True
    whole = "\n".join(quotes)
    words = content_words(statement)
    if not words or not claimed(statement) <= offered(whole):
        return False
    return len(words & content_words(whole)) / len(words) >= CARRIES


def cited(answer: Answer, statement: Statement) -> list[Citation]:
    """Return the citations of a statement that exist, in the order of the answer."""
    return [one for one in answer.citations if one.number in statement.citations]


def _of_answer(answer: Answer, flags: Iterable[bool]) -> Score:
    score = counted(flags)
    if answer.outcome in ANSWERS and (not score.of or not answer.statements):
        return once(0.0)
    return score if answer.outcome is not Outcome.CRISIS else NOTHING


def _is_verbatim(citation: Citation, live: LiveIndex) -> bool:
    text = live.text(citation.document.id)
    if text is None or not 0 <= citation.start < citation.end <= len(text):
        return False
    quote = normalised(citation.quote)
    return bool(quote) and quote in normalised(text[citation.start : citation.end])


def _resolves(citation: Citation, live: LiveIndex) -> bool:
    known = live.passages(citation.document.id).get(citation.passage.id)
    if known is None:
        return False
    same_place = (known.page, known.article) == (citation.passage.page, citation.passage.article)
    return same_place and known.start < citation.end and citation.start < known.end


def _given(citations: Sequence[Citation], live: LiveIndex) -> frozenset[str]:
    return frozenset[str]().union(
        *(offered(text) for one in citations for text in _says(one, live))
    )


def _says(citation: Citation, live: LiveIndex) -> list[str]:
    document, passage = citation.document, citation.passage
    article = f"artikel {passage.article}" if passage.article else ""
    paragraph = f"lid {passage.paragraph}" if passage.paragraph else ""
    date = document.date.isoformat() if document.date else ""
    names = (document.title, document.identifier or "", date, article, paragraph)
    labels = (basis.label for basis in citation.basis)
    return [live.passage_text(passage), citation.quote, *names, *passage.headings, *labels]


def _sources_in_full(answer: Answer, live: LiveIndex) -> list[str]:
    texts = [live.text(one.document.id) or "" for one in answer.citations]
    links = [one.document.url or "" for one in answer.citations]
    grounds = [basis.url or "" for one in answer.citations for basis in one.basis]
    return [*dict.fromkeys([*texts, *links, *grounds])]


def _needed(citations: Sequence[Citation], statement: str) -> list[bool]:
    quotes = [one.quote for one in citations]
    if not carries(quotes, statement):
        return [False] * len(quotes)
    return [
        carries([quote], statement) or not carries([*quotes[:at], *quotes[at + 1 :]], statement)
        for at, quote in enumerate(quotes)
    ]
