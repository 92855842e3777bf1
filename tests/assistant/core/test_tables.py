from assistant.core.analysis import content_words
from assistant.core.tables import is_table, row_aloud

TABLE = (
    "Schooljaar\tVerzuim\t\t\n"
    "\tAbsoluut verzuim totaal\tLangdurig relatief verzuim\tLangdurig relatief verzuim >3 maanden\n"
    "2017-2018\t4.515\t4174\t2.507\n"
    "2018-2019\t4.958\t3917\t2.712"
)


def test_the_row_and_column_that_are_asked_for_are_read_aloud() -> None:
    asked = content_words("hoeveel leerlingen in 2018-2019 drie maanden langdurig relatief verzuim")
    assert row_aloud(TABLE, asked) == "2018-2019: Langdurig relatief verzuim >3 maanden: 2.712"


def test_without_a_column_that_stands_out_the_whole_row_is_read() -> None:
    aloud = row_aloud(TABLE, content_words("wat was er in 2017-2018"))
    assert aloud is not None
    assert aloud.startswith("2017-2018: Absoluut verzuim totaal: 4.515; ")


def test_text_without_cells_is_no_table() -> None:
    assert not is_table("gewone tekst")
    assert row_aloud("a\tb\nc\td", frozenset()) is None
