from __future__ import annotations

import re
import time
from dataclasses import replace
from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests.assistant.web.conftest import ClientOf
from tests.fakes import a_law, refusal_page, source

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}"


def marked(page: str) -> str:
    return unescape("".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)))


def test_the_quoted_words_are_marked_in_their_context(client: TestClient) -> None:
    text = refusal_page().text
    quote = "Een school mag uw kind niet zomaar weigeren."
    start = text.index(quote)
    page = client.get(f"/bron/aanmelding-geweigerd?van={start}&tot={start + len(quote)}").text
    assert f'<mark id="citaat">{quote}</mark>' in page
    assert "De school moet eerst een andere school vinden." in page
    assert "<h2>Uitleg</h2>" in page
    assert 'href="#citaat"' in page
    assert "geldt nu" in page


def test_offsets_count_code_points(client_of: ClientOf) -> None:
    text = "Eén 👩‍👧 met é en 𝒳.\n\nDe school mag 𝒳 niet weigeren.\n\nSlot."
    client = client_of({"taken": [source(a_law(), text)]})
    start = text.index("𝒳 niet")
    page = client.get(f"/bron/wpo?van={start}&tot={start + 6}").text
    assert marked(page) == "𝒳 niet"


def test_a_quote_over_several_blocks_is_marked_in_each_and_named_once(client_of: ClientOf) -> None:
    text = "Een.\n\nTwee twee.\n\nDrie.\n\nVier."
    client = client_of({"taken": [source(a_law(), text)]})
    page = client.get(f"/bron/wpo?van={text.index('twee')}&tot={text.index('Vier') - 2}").text
    assert marked(page) == "twee.Drie."
    assert page.count('id="citaat"') == 1


def test_rows_with_tabs_are_a_table(client_of: ClientOf) -> None:
    text = "Termijnen\n\nWat\tHoe lang\nAanmelden\t6 weken\n\nSlot."
    client = client_of({"taken": [source(a_law(), text)]})
    start = text.index("6 weken")
    page = client.get(f"/bron/wpo?van={start}&tot={start + 7}").text
    assert page.count("<tr>") == 2
    assert '<td><mark id="citaat">6 weken</mark></td>' in page


@pytest.mark.parametrize(
    "query",
    [
        "van=abc&tot=def", "van=-1&tot=5", "van=5&tot=5", "van=9&tot=2", "van=0&tot=99999999",
        "van=1e3&tot=2e3", "van=²&tot=³", "van=" + "9" * 400, "van=&tot=", "vanaf=x",
        "vanaf=999999999", "van=1&van=2&tot=3",
    ],
)  # fmt: skip
def test_offsets_that_are_no_place_give_a_page_without_a_mark(
    client: TestClient, query: str
) -> None:
    response = client.get(f"/bron/aanmelding-geweigerd?{query}")
    assert response.status_code == 200
    assert "Een school mag uw kind" in response.text
    assert query.count("van=") == 2 or "<mark" not in response.text


@pytest.mark.parametrize("id_", ["bestaat-niet", "..%2f..%2fetc%2fpasswd", "%00", ATTACK])
def test_an_unknown_source_is_a_kind_404(client: TestClient, id_: str) -> None:
    response = client.get(f"/bron/{id_}", headers={"accept": "text/html"})
    assert response.status_code == 404
    assert "<h1>" in response.text
    assert "<script" not in response.text
    assert "alert(" not in response.text


def test_hostile_text_does_not_run(client_of: ClientOf) -> None:
    hostile = replace(
        a_law(), title=ATTACK, publisher=ATTACK, identifier=ATTACK, url="javascript:alert(3)"
    )
    text = f"{ATTACK}\n\nKop {ATTACK}\n\n{ATTACK}\t</td></table>{ATTACK}\n\n<!-- {ATTACK} -->"
    client = client_of({"taken": [source(hostile, text, headings=[f"Kop {ATTACK}"])]})
    for page in (client.get("/bron/wpo?van=3&tot=40").text, client.get("/over").text):
        assert not re.search(r"<(script|img|table><)|onerror=alert\(2\)>[^&]*<img", page)
        assert "javascript:" not in page
        assert "49" not in re.sub(r"<style.*?</style>|#[0-9a-f]+", "", page)


def test_a_law_of_half_a_million_characters_shows_the_surroundings(client_of: ClientOf) -> None:
    articles = [
        f"Artikel {n}\n\nLid van artikel {n}: " + "de school zorgt. " * 40 for n in range(720)
    ]
    text = "\n\n".join(articles)
    headings = [f"Artikel {n}" for n in range(720)]
    client = client_of({"taken": [source(a_law(), text, headings)]})
    assert len(text) > 500_000
    start = text.index("Lid van artikel 400")
    client.get("/bron/wpo")
    began = time.perf_counter()
    page = client.get(f"/bron/wpo?van={start}&tot={start + 19}").text
    spent = time.perf_counter() - began
    assert marked(page) == "Lid van artikel 400"
    assert "Artikel 399" in page
    assert len(page) < 120_000
    assert spent < 5
    assert 'rel="prev"' in page
    assert 'rel="next"' in page


def test_the_outline_opens_at_the_heading(client_of: ClientOf) -> None:
    headings = [f"Artikel {n}" for n in range(90)]
    text = "\n\n".join(f"Artikel {n}\n\n{n} De school. " + "En zo. " * 90 for n in range(90))
    client = client_of({"taken": [source(a_law(), text, headings)]})
    page = client.get("/bron/wpo").text
    address = unescape(re.findall(r'href="([^"]*)">Artikel 60<', page)[0])
    there = client.get(address).text
    article = there[there.index("<article") :]
    assert re.search(r"<h\d>(.*?)</h\d>", article).group(1) == "Artikel 60"  # type: ignore[union-attr]


def test_paging_on_reads_the_whole_text_without_a_gap(client_of: ClientOf) -> None:
    text = "\n\n".join(f"Alinea {n} over de school en het kind." * 5 for n in range(400))
    client = client_of({"taken": [source(a_law(), text)]})
    seen: list[str] = []
    address: str | None = "/bron/wpo"
    while address:
        page = client.get(address).text
        seen += re.findall(r"Alinea (\d+) over", page)
        later = re.search(r'href="([^"]*)" rel="next"', page)
        address = unescape(later.group(1)) if later else None
    assert list(dict.fromkeys(seen)) == [str(n) for n in range(400)]


def test_the_address_of_a_citation_opens_at_the_mark(client: TestClient) -> None:
    page = client.post("/eenvoudig", data={"question": "Mag de school mijn kind weigeren?"}).text
    address = unescape(re.findall(r'href="(/bron/[^"]*)"', page)[0])
    assert address.endswith("#citaat")
    assert 'id="citaat"' in client.get(address).text
