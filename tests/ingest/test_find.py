import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.errors import CorpusError
from assistant.core.model import Kind
from ingest.find import LARGEST, Found, _slug, digest_of, find
from ingest.manifest import UNDESCRIBED
from ingest.reading import Reason
from tests.corpora import page, write, write_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", {"eigen": page("eigen")})


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    write(folder / "a.txt", "a")
    write(folder / "sub" / "b.txt", "b")
    return folder


def others(found: list[Found]) -> dict[str, Found]:
    return {one.id: one for one in found if not one.is_own}


def test_our_own_pages_and_all_files_in_a_folder_are_found(corpus: Path, docs: Path) -> None:
    found = find(corpus, [docs])
    assert [one.id for one in found] == ["a", "eigen", "sub-b"]
    assert [one.is_own for one in found] == [False, True, False]
    assert all(one.fault is None for one in found)


def test_a_folder_may_be_written_in_any_way(
    corpus: Path, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = set(others(find(corpus, [docs])))
    hidden = docs.with_name(".verborgen")
    docs.rename(hidden)
    (hidden / "sub").joinpath(".").resolve()
    monkeypatch.chdir(hidden / "sub")
    for path in (hidden, Path(".."), Path("../../.verborgen"), hidden / "sub" / ".."):
        assert set(others(find(corpus, [path]))) == expected


def test_hidden_files_are_let_be(corpus: Path, docs: Path) -> None:
    write(docs / ".git" / "config.txt", "x")
    write(docs / ".geheim.txt", "x")
    assert set(others(find(corpus, [docs]))) == {"a", "sub-b"}


def test_a_single_file_is_found_and_described_by_the_manifest_beside_it(
    corpus: Path, docs: Path
) -> None:
    assert others(find(corpus, [docs / "a.txt"]))["a"].entry == UNDESCRIBED
    write(docs / "manifest.yaml", "documents: [{file: a.txt, kind: wet}]")
    found = others(find(corpus, [docs / "a.txt"]))
    assert set(found) == {"a"}
    assert found["a"].entry.kind is Kind.WET


def test_what_the_manifest_says_of_a_file_goes_before_what_it_says_of_its_folder(
    corpus: Path, docs: Path
) -> None:
    entries = "{file: sub/../sub/b.txt, kind: wet}, {folder: ., kind: regio}, {folder: sub}"
    write(docs / "manifest.yaml", f"documents: [{entries}]")
    found = others(find(corpus, [docs]))
    assert {id_: one.entry.kind for id_, one in found.items()} == {
        "a": Kind.REGIO,
        "sub-b": Kind.WET,
    }


def test_a_manifest_is_no_document_wherever_it_lies(corpus: Path, docs: Path) -> None:
    write(docs / "sub" / "manifest.yaml", "documents: []")
    named = write(docs / "lijst.yaml", "documents: [{folder: .}]")
    assert set(others(find(corpus, [docs], named))) == {"a", "sub-b"}


@pytest.mark.parametrize("name", ["weg.txt", "sub/weg.txt"])
def test_a_file_that_is_named_but_not_there_has_a_reason(
    corpus: Path, docs: Path, name: str
) -> None:
    write(docs / "manifest.yaml", f"documents: [{{file: {name}}}, {{folder: ook-weg}}]")
    faults = [one for one in find(corpus, [docs]) if one.fault]
    assert [one.fault for one in faults] == [Reason.NOT_FOUND, Reason.NOT_FOUND]
    assert all(one.sentence for one in faults)


@pytest.mark.parametrize("form", ["file: {0}/geheim.txt", "file: ../geheim.txt", "folder: .."])
def test_a_manifest_does_not_reach_outside_its_folder(corpus: Path, docs: Path, form: str) -> None:
    write(docs.parent / "geheim.txt", "geheim")
    write(docs / "manifest.yaml", f"documents: [{{{form.format(docs.parent)}}}]")
    found = others(find(corpus, [docs]))
    outside = [one for one in found.values() if one.fault is Reason.OUTSIDE_FOLDER]
    assert len(outside) == 1
    assert outside[0].digest == ""
    assert set(found) - {outside[0].id} == {"a", "sub-b"}


def test_links_out_of_the_folder_to_nowhere_or_to_themselves_have_a_reason(
    corpus: Path, docs: Path
) -> None:
    secret = write(docs.parent / "elders" / "geheim.txt", "geheim")
    (docs / "uit.txt").symlink_to(secret)
    (docs / "map.txt").symlink_to(secret.parent)
    (docs / "weg.txt").symlink_to(docs / "bestaat-niet.txt")
    (docs / "rond.txt").symlink_to(docs / "rond.txt")
    faults = {one.id: one.fault for one in find(corpus, [docs]) if one.fault}
    assert faults == {
        "uit": Reason.OUTSIDE_FOLDER,
        "map": Reason.OUTSIDE_FOLDER,
        "weg": Reason.NOT_FOUND,
        "rond": Reason.NOT_FOUND,
    }


def test_what_is_no_file_has_a_reason_and_is_never_opened(corpus: Path, docs: Path) -> None:
    os.mkfifo(docs / "pijp.txt")
    write(docs / "manifest.yaml", "documents: [{file: pijp.txt}, {file: sub}]")
    faults = {one.id: one.fault for one in find(corpus, [docs]) if one.fault}
    assert faults == {"pijp": Reason.WRONG_TYPE, "sub": Reason.WRONG_TYPE}


def test_a_file_that_two_paths_lead_to_is_found_once(corpus: Path, docs: Path) -> None:
    paths = [docs, docs / "sub", docs / "a.txt", docs]
    forth, back = find(corpus, paths), find(corpus, paths[::-1])
    assert [one.id for one in forth] == [one.id for one in back] == ["a", "eigen", "sub-b"]


def test_one_manifest_for_two_paths_misses_only_what_neither_has(
    corpus: Path, docs: Path, tmp_path: Path
) -> None:
    other = write(tmp_path / "meer" / "c.txt", "c").parent
    names = ", ".join(f"{{file: {name}, kind: wet}}" for name in ("a.txt", "c.txt", "weg.txt"))
    manifest = write(tmp_path / "lijst.yaml", f"documents: [{names}]")
    found = others(find(corpus, [docs, other], manifest))
    assert {id_ for id_, one in found.items() if one.fault} == {"weg"}
    assert found["c"].entry.kind is Kind.WET


def test_a_document_of_others_never_takes_the_id_of_a_page_of_ours(
    corpus: Path, docs: Path
) -> None:
    write(docs / "eigen.txt", "van een ander")
    write(docs / "valse-pagina.md", page("eigen"))
    found = find(corpus, [docs])
    assert [one.id for one in found if one.is_own] == ["eigen"]
    assert set(others(found)) == {"a", "bron-eigen", "sub-b", "valse-pagina"}


@pytest.mark.parametrize("what", ["corpus", "path", "manifest"])
def test_a_path_that_is_not_there_is_a_corpus_error(
    corpus: Path, docs: Path, tmp_path: Path, what: str
) -> None:
    weg = tmp_path / "weg"
    wanted = {"corpus": corpus, "path": docs, "manifest": None} | {what: weg}
    with pytest.raises(CorpusError, match=str(weg)):
        find(wanted["corpus"] or weg, [wanted["path"] or weg], wanted["manifest"])


def test_a_file_over_the_limit_is_not_read_to_know_it(tmp_path: Path) -> None:
    file = tmp_path / "groot.txt"
    with file.open("wb") as hole:
        hole.truncate(LARGEST + 1)
    assert digest_of(file) == f"size:{LARGEST + 1}"


@given(st.text())
def test_an_id_is_plain_and_never_empty(name: str) -> None:
    slug = _slug(name)
    assert slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")


def test_names_in_other_scripts_stay_apart() -> None:
    names = ["قانون", "مدرسة", "學校", "wet-學校", "école", "ecole"]
    assert len({_slug(name) for name in names}) == 5
    assert _slug("école") == _slug("ecole") == "ecole"
