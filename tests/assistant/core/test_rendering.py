from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.core.model import Answer, Contact, Outcome, Statement
from assistant.core.rendering import escaped, markdown


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render("x " + escaped(text))
    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html


def test_steps_are_numbered_in_order() -> None:
    statements = tuple(Statement(f"Stap {n}.", (n,), "stappen") for n in (1, 2))
    text = markdown(Answer(Outcome.ANSWERED, "", statements), str)
    assert "1. Stap 1. \\[1\\]\n2. Stap 2. \\[2\\]" in text


def test_contacts_are_named_with_what_they_do() -> None:
    contact = Contact("a", "Steunpunt", "Denkt mee.", url="https://example.org")
    text = markdown(Answer(Outcome.NO_EVIDENCE, "Niets gevonden.", contacts=(contact,)), str)
    assert text.startswith("Niets gevonden.")
    assert "- **Steunpunt**: Denkt mee. https://example.org" in text
