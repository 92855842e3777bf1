import json
from pathlib import Path

import pytest

from assistant.core.errors import CorpusError
from ingest.practice import Practice, digest_of_practice, load_practice
from tests.corpora import write


def test_questions_come_in_order_of_file_and_line(tmp_path: Path) -> None:
    lines = [{"page": "schorsing", "question": "hij is geschorst"}, {"page": None, "question": "x"}]
    write(tmp_path / "vragen" / "nl.jsonl", "".join(json.dumps(one) + "\n" for one in lines))
    assert load_practice(tmp_path) == [
        Practice("schorsing", "hij is geschorst"),
        Practice(None, "x"),
    ]


def test_without_questions_there_is_nothing_to_practise(tmp_path: Path) -> None:
    assert load_practice(tmp_path) == []


@pytest.mark.parametrize("line", ["geen json", '{"question": "x"}', '["x"]'])
def test_a_broken_line_is_told_with_its_place(tmp_path: Path, line: str) -> None:
    write(tmp_path / "vragen" / "nl.jsonl", f"{line}\n")
    with pytest.raises(CorpusError, match=r"nl\.jsonl, regel 1"):
        load_practice(tmp_path)


def test_a_changed_question_changes_the_digest(tmp_path: Path) -> None:
    before = digest_of_practice(tmp_path)
    write(tmp_path / "vragen" / "nl.jsonl", '{"page": null, "question": "x"}\n')
    assert digest_of_practice(tmp_path) != before
