from __future__ import annotations

from ingest.page_furniture import running_marks, without_page_furniture
from ingest.reading import Part


def cleaned(*texts: str) -> list[str]:
    pages = [Part(text, at, kind="page") for at, text in enumerate(texts, start=1)]
    running = running_marks(pages)
    return [without_page_furniture(page, running) for page in pages]


def body(page: int) -> str:
    word = ("school", "ouder", "leerling", "leraar", "gemeente", "inspectie")[page]
    return "\n".join(f"De {word} schrijft zin {line * page + 30} op." for line in range(10))


def test_running_heads_and_page_numbers_go() -> None:
    pages = (
        f"Monitor 2023 | Onderwijs\n{body(at)}\nKamerstuk, nr. 5 {at + 3}" for at in range(1, 6)
    )
    assert cleaned(*pages) == [body(at) for at in range(1, 6)]


def test_a_bare_page_number_goes_only_when_it_is_one() -> None:
    assert cleaned(f"{body(1)}\n1", f"{body(2)}\n17") == [body(1), f"{body(2)}\n17"]


def test_the_label_of_a_page_goes_on_a_single_page_too() -> None:
    assert cleaned(f"{body(1)}\nPagina 3 van 7") == [body(1)]
    assert cleaned(f"- 4 -\n{body(1)}") == [body(1)]


def test_headings_that_count_on_are_no_running_heads() -> None:
    pages = [f"Vraag {at}\n{body(at)}\nTotaal {at * at}" for at in range(1, 6)]
    assert cleaned(*pages) == pages


def test_a_line_that_stands_on_few_pages_stays() -> None:
    pages = [f"Bijlage bij de brief\n{body(1)}", body(2), body(3), body(4)]
    assert cleaned(*pages) == pages


def test_a_table_of_contents_goes() -> None:
    assert cleaned(f"1 Inleiding ........... 3\n1.1 Doel . . . . . . . 14\n{body(1)}") == [body(1)]
