import datetime
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from eval.baseline import baseline_of
from eval.compare import compare
from eval.errors import ResultsError
from eval.history import history_in, remember
from eval.junit import junit
from eval.markdown import markdown
from eval.page import page
from eval.rehearsal import Faults
from eval.results import Results
from eval.run import Measured

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
Rehearse = Callable[[Faults], Results]


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.language = found.get("lang") or self.language
        self.addresses += [found[name] or "" for name in ("src", "href") if name in found]


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    return parser


@pytest.fixture
def broken(rehearse: Rehearse) -> Results:
    return rehearse(Faults(no_words=True, breaks_on="fiets van 7 jaar"))


def test_the_page_stands_alone_and_has_a_table_with_a_caption_for_every_table(
    healthy: Measured, broken: Results, tmp_path: Path
) -> None:
    remember(healthy.results, NOW, tmp_path)
    remember(broken, NOW, tmp_path)
    found = outline(page(broken, healthy.timings, history_in(tmp_path), []))
    assert found.language == "nl"
    assert found.tags.count("h1") == 1
    assert found.tags.count("caption") == found.tags.count("table") >= 4
    assert found.tags.count("svg") == found.tags.count("title") - 1 == 5
    assert "script" not in found.tags
    assert all(one.startswith(("#", "data:,")) for one in found.addresses)


def test_the_page_says_first_what_is_weakest_and_shows_the_worst_cases(broken: Results) -> None:
    html = page(broken, None, [], [])
    assert html.index("Wat is het zwakst?") < html.index("Cijfers tegen de doelen")
    assert "Geen antwoord waar het kan" in html
    assert "RuntimeError: zo bedoeld" in html
    assert "kernfeit ontbreekt" in html


def test_the_page_shows_questions_as_text_and_never_as_markup(healthy: Measured) -> None:
    first = healthy.results.cases[0].model_copy(
        update={"question": "<script>alert(1)</script>", "why": ("<b>",)}
    )
    html = page(healthy.results.model_copy(update={"cases": (first,)}), None, [], [])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_same_results_give_the_same_page(healthy: Measured) -> None:
    assert page(healthy.results, healthy.timings, [], []) == page(
        healthy.results, healthy.timings, [], []
    )


def test_junit_has_a_case_each_with_failures_and_errors(broken: Results) -> None:
    suite = fromstring(junit(broken))  # noqa: S314 - our own text
    assert int(suite.attrib["tests"]) == len(suite.findall("testcase")) == len(broken.cases)
    assert len(suite.findall(".//error")) == int(suite.attrib["errors"]) == 1
    assert len(suite.findall(".//failure")) == int(suite.attrib["failures"]) > 0


def test_junit_survives_what_xml_cannot_hold(healthy: Measured) -> None:
    first = healthy.results.cases[0].model_copy(update={"error": "stuk \x00 \ud800"})
    assert fromstring(junit(healthy.results.model_copy(update={"cases": (first,)}))) is not None  # noqa: S314


def test_markdown_names_the_verdict_and_the_cases_that_got_worse(
    healthy: Measured, rehearse: Rehearse
) -> None:
    worse = markdown(compare(baseline_of(healthy.results, ()), rehearse(Faults(no_words=True))))
    assert worse.startswith("## Evaluatie: gezakt")
    assert "### Slechter geworden" in worse
    assert "GEZAKT" in worse
    same = markdown(compare(baseline_of(healthy.results, ()), healthy.results))
    assert same == "## Evaluatie: geslaagd\n\nGeen enkele maat is veranderd.\n"


def test_history_grows_by_a_line_a_run_and_names_a_broken_line(
    healthy: Measured, tmp_path: Path
) -> None:
    for _ in range(2):
        remember(healthy.results, NOW, tmp_path)
    assert [past.values["nuggets"] for past in history_in(tmp_path)] == [1.0, 1.0]
    (tmp_path / "history.jsonl").write_text("{}\n")
    with pytest.raises(ResultsError, match="regel 1"):
        history_in(tmp_path)
