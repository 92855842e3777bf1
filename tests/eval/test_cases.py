import json
from pathlib import Path
from typing import Any

import pytest

from eval import rehearsal
from eval.cases import Case, bundled_files, lines_of, load_cases
from eval.errors import CaseFileError
from eval.splitting import halves, split_of, split_of_case, write_halves

GOOD: dict[str, Any] = {
    "id": "a-1",
    "question": "mag dat zomaar?",
    "paraphrases": ["kan dit?"],
    "expect": ["answered"],
    "gold": [{"document": "hoorrecht", "quote": "De school hoort uw kind."}],
    "pages": ["hoorrecht"],
    "nuggets": ["hoort"],
}


def written(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "a.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_good_line_becomes_a_case(tmp_path: Path) -> None:
    (case,) = load_cases([written(tmp_path, GOOD)])
    assert case.documents == ("hoorrecht",)
    assert case.cluster == "hoorrecht"
    assert case.answerable


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"question": " "}, "question"),
        ({"nuggets": ["("]}, "reguliere expressie"),
        ({"expect": ["soms"]}, "expect"),
        ({"expect": []}, "expect"),
        ({"paraphrases": []}, "paraphrases"),
        ({"onbekend": 1}, "onbekend"),
        ({"id": "Ä 1"}, "id"),
        ({"sector": "hbo"}, "sector"),
        ({"gold": []}, "gold"),
    ],
)
def test_a_broken_line_is_named_with_file_line_and_field(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    path = written(tmp_path, GOOD, {**GOOD, "id": "a-2", **change})
    with pytest.raises(CaseFileError) as caught:
        load_cases([path])
    assert f"{path}, regel 2" in str(caught.value)
    assert said in str(caught.value)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="regel 1"):
        load_cases([written(tmp_path, "{")])


def test_an_id_may_stand_in_one_place_only(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="a-1 bestaat al"):
        load_cases([written(tmp_path, GOOD, GOOD)])


def test_a_missing_file_or_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="kan niet worden gelezen"):
        load_cases([tmp_path / "weg.jsonl"])
    with pytest.raises(CaseFileError, match=r"dev\.jsonl en test\.jsonl"):
        bundled_files(tmp_path)


def test_a_case_without_an_answer_needs_no_gold(tmp_path: Path) -> None:
    row = {"id": "b-1", "question": "hoe duur is een fiets?", "expect": ["no_evidence"]}
    (case,) = load_cases([written(tmp_path, row)])
    assert not case.answerable
    assert case.cluster == "b-1"


def test_writing_and_reading_cases_gives_the_same_cases(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(lines_of(rehearsal.cases()), encoding="utf-8")
    assert load_cases([path]) == rehearsal.cases()


def test_a_document_is_always_in_the_same_half_and_both_halves_fill() -> None:
    found = [split_of(f"document-{number}") for number in range(400)]
    assert found == [split_of(f"document-{number}") for number in range(400)]
    assert 150 < found.count("dev") < 250


def test_no_document_of_dev_alone_stands_in_test_and_dev_holds_dev_documents_only() -> None:
    sorted_cases = halves(rehearsal.cases())
    dev = {id_ for case in sorted_cases.dev for id_ in case.documents}
    assert {split_of(id_) for id_ in dev} == {"dev"}
    assert dev.isdisjoint({id_ for case in sorted_cases.test for id_ in case.documents})


def test_one_test_document_puts_a_case_in_test() -> None:
    names = [f"d{number}" for number in range(50)]
    dev = next(name for name in names if split_of(name) == "dev")
    test = next(name for name in names if split_of(name) == "test")
    gold = [{"document": name, "quote": "x"} for name in (dev, test)]
    assert split_of_case(Case.model_validate({**GOOD, "gold": gold}, strict=False)) == "test"


def test_a_changed_test_file_is_refused(tmp_path: Path) -> None:
    write_halves(rehearsal.cases(), tmp_path)
    assert len(load_cases(bundled_files(tmp_path))) == len(rehearsal.cases())
    with (tmp_path / "test.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(CaseFileError, match="veranderd na het vastzetten"):
        load_cases(bundled_files(tmp_path))
