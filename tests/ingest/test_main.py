"""`python -m ingest`: what it prints where, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import ingest.__main__ as command
from assistant.adapters.generations import Layout, current_id
from ingest.publish import only_writer
from tests.corpora import CountingEmbedder, page, write, write_corpus

ROOT = Path(__file__).parents[2]


class NamedEmbedder(CountingEmbedder):
    """Takes the place of the real one."""

    fingerprint = "nep"

    def __init__(self, model: str, data_dir: Path) -> None:
        super().__init__()
        del model, data_dir


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_corpus(tmp_path / "corpus", {"eigen": page("eigen")})
    write(tmp_path / "docs" / "brief.txt", "De minister schrijft over school.\n")
    write(tmp_path / "docs" / "kapot.pdf", "geen pdf")
    for name in list(os.environ):
        if name.startswith("WEGWIJZER_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "SentenceEmbedder", NamedEmbedder)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command.app, list(arguments))


def one_sentence(result: Result) -> str:
    """Return the only line on stderr beside progress; nothing may stand on stdout."""
    assert result.stdout == ""
    lines = [line for line in result.stderr.splitlines() if not line.startswith("Lezen:")]
    assert len(lines) == 1, result.stderr
    assert lines[0].endswith((".", ".]"))
    return lines[0]


def test_a_build_says_what_it_did_and_ends_well(project: Path) -> None:
    result = run("build", str(project / "docs"))
    assert result.exit_code == 0
    assert "2 documenten" in result.stdout
    assert "kapot.pdf: wrong_type - Dit bestand heet .pdf" in result.stdout
    assert "(ongewijzigd)" in run("build", "docs").stdout


def test_for_machines_there_is_one_object_of_this_shape(project: Path) -> None:
    result = run("build", "docs", "--json")
    report = json.loads(result.stdout)
    assert set(report) == {"generation", "documents", "passages", "seconds", "left_out"}
    assert report["generation"] == current_id(Layout(project / "var"))
    assert report["documents"] == 2
    assert isinstance(report["passages"], int)
    assert isinstance(report["seconds"], float)
    (left,) = report["left_out"]
    assert (left["path"], left["reason"]) == ("docs/kapot.pdf", "wrong_type")
    assert set(left) >= {"path", "reason"}
    again = json.loads(run("build", "docs", "--json").stdout)
    assert {**again, "seconds": 0} == {**report, "seconds": 0}


@pytest.mark.usefixtures("project")
def test_progress_is_seen_step_by_step_also_where_there_is_no_terminal() -> None:
    lines = run("build", "docs", "--json").stderr.splitlines()
    assert "Lezen: 3" in lines
    assert "Lezen: 3/3 (100 %)" in lines
    steps = [line for line in lines if line.startswith("Betekenis bepalen")]
    assert 2 <= len(steps) <= 12
    assert steps[-1].endswith("(100 %)")


def test_if_stale_keeps_paths_and_manifest_and_builds_only_what_changed(project: Path) -> None:
    write(project / "lijst.yaml", "documents: [{file: brief.txt, kind: wet}]")
    first = json.loads(run("build", "docs", "--manifest", "lijst.yaml", "--json").stdout)
    again = run("build", "--if-stale", "--json")
    assert json.loads(again.stdout)["generation"] == first["generation"]
    assert "Lezen" not in again.stderr
    write(project / "docs" / "meer.txt", "Nog een brief over school.\n")
    assert json.loads(run("build", "--if-stale", "--json").stdout)["documents"] == 3
    extra = str(write(project / "extra" / "x.txt", "En nog een.\n").parent)
    assert json.loads(run("build", extra, "--if-stale", "--json").stdout)["documents"] == 4


def test_if_stale_tells_of_a_path_that_is_gone(project: Path) -> None:
    run("build", "docs")
    (project / "docs").rename(project / "elders")
    result = run("build", "--if-stale", "--json")
    assert result.exit_code == 0
    assert f"{project / 'docs'} is er niet meer" in result.stderr
    assert json.loads(result.stdout)["documents"] == 1


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["build", "weg"], "weg bestaat niet"),
        (["build", "docs", "--manifest", "weg.yaml"], "weg.yaml"),
        (["build", "docs"], "kapot.md"),
        (["report"], "kapot.md"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_exit_code_2(
    project: Path, arguments: list[str], part: str
) -> None:
    if part == "kapot.md":
        write(project / "corpus" / "rechten" / "kapot.md", "geen kop")
    result = run(*arguments)
    assert result.exit_code == 2
    assert part in one_sentence(result)


@pytest.mark.parametrize("name", ["WEGWIJZER_CORPUSS", "WEGWIJZER_MAX_QUESTION"])
@pytest.mark.parametrize("arguments", [["build"], ["check"], ["report"]])
def test_a_wrong_setting_is_one_sentence_and_exit_code_2(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str, arguments: list[str]
) -> None:
    del project
    monkeypatch.setenv(name, "x")
    result = run(*arguments)
    assert result.exit_code == 2
    assert name in one_sentence(result)


def test_a_missing_corpus_is_one_sentence_and_publishes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build")
    before = current_id(Layout(project / "var"))
    monkeypatch.setenv("WEGWIJZER_CORPUS", "corpsu")
    for arguments in (["build"], ["check"], ["report"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "corpsu" in one_sentence(result)
    assert current_id(Layout(project / "var")) == before


def test_a_second_build_is_one_sentence_and_exit_code_2(project: Path) -> None:
    with only_writer(Layout(project / "var")):
        result = run("build")
    assert result.exit_code == 2
    assert "al een index gebouwd" in one_sentence(result)


def test_a_disk_that_does_not_help_is_one_sentence_and_exit_code_2(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_DATA_DIR", str(write(project / "bestand", "x")))
    result = run("build")
    assert result.exit_code == 2
    assert "bestand" in one_sentence(result)


def test_a_check_ends_well_or_with_1(project: Path) -> None:
    assert run("check").exit_code == 0
    bad = page("fout", questions=[f"Vraag {n}?" for n in range(15)]).replace(
        "mag dat niet. [wpo-40-4]", "mag dat niet."
    )
    write(project / "corpus" / "rechten" / "fout.md", bad)
    result = run("check")
    assert result.exit_code == 1
    assert "fout.md: error (ground)" in result.stdout
    found = json.loads(run("check", "--json").stdout)
    assert {"path", "level", "rule", "message"} == set(found[0])
    assert run("check", "corpus/rechten/toelating").exit_code == 0
    assert run("check", "corpus/rechten/fout.md").exit_code == 1


@pytest.mark.usefixtures("project")
def test_a_report_counts_what_there_is() -> None:
    assert "rechtenpagina's" in run("report").stdout
    tables = json.loads(run("report", "--json").stdout)
    assert tables["Geheel"]["rechtenpagina's"] == 1
    assert tables["Rechtenpagina's per sector"] == {"po": 1, "vo": 1}


@pytest.mark.parametrize("name", ["build", "check", "report"])
def test_every_command_has_help(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_an_unknown_command_or_option_is_exit_code_2() -> None:
    assert run("bouw").exit_code == 2
    assert run("build", "--snel").exit_code == 2


def in_shell(project: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name[:9] != "WEGWIJZER"}
    return subprocess.run(
        [sys.executable, "-m", "ingest", *arguments],
        cwd=ROOT,
        env={**kept, "WEGWIJZER_CORPUS": str(project / "corpus"), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_from_a_shell_stdout_holds_the_json_and_stderr_the_sentence(project: Path) -> None:
    done = in_shell(project, "check", "--json", str(project))
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], "")
    failed = in_shell(project, "build", WEGWIJZER_DATADIR="x")
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr.startswith("De instelling WEGWIJZER_DATADIR bestaat niet.")


@pytest.mark.model
def test_from_a_shell_a_build_with_the_real_model_prints_only_its_report(
    project: Path, model_data: Path
) -> None:
    (project / "var").mkdir()
    (project / "var" / "models").symlink_to(model_data / "models", target_is_directory=True)
    data = str(project / "var")
    done = in_shell(project, "build", str(project / "docs"), "--json", WEGWIJZER_DATA_DIR=data)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["documents"], len(report["left_out"])) == (2, 1)
    lines = done.stderr.splitlines()
    assert {line.split(":")[0] for line in lines} == {"Lezen", "Betekenis bepalen"}
