import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval import opening, rehearsal
from eval.__main__ import app
from eval.cases import lines_of
from eval.register import register_of
from eval.rehearsal import Faults, RehearsalDoor
from eval.results import RESULTS, read_results, write_record

RUNNER = CliRunner()


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text(lines_of(rehearsal.cases()[:30]), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def rehearsing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "open_door", lambda *_: RehearsalDoor())
    monkeypatch.setattr(opening, "register_in", lambda _: register_of([]))


def test_a_run_leaves_everything_and_two_runs_are_byte_identical(
    case_file: Path, tmp_path: Path
) -> None:
    found = []
    for name in ("a", "b"):
        out = tmp_path / name
        result = RUNNER.invoke(app, ["run", "--cases", str(case_file), "--out", str(out), "--json"])
        assert result.exit_code == 0, result.output
        values = json.loads(result.stdout)
        assert values["values"]["quote_containment"] == 1.0
        assert values["errors"] == 0
        files = {path.name for path in out.iterdir()}
        assert {RESULTS, "timings.json", "report.html", "junit.xml", "history.jsonl"} <= files
        found.append((out / RESULTS).read_bytes())
    assert found[0] == found[1]


def test_a_run_with_a_broken_case_exits_2_and_names_it(
    case_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = rehearsal.term("document-00:1")
    monkeypatch.setattr(opening, "open_door", lambda *_: RehearsalDoor(Faults(breaks_on=word)))
    arguments = ["run", "--cases", str(case_file), "--out", str(tmp_path / "out")]
    result = RUNNER.invoke(app, arguments)
    assert result.exit_code == 2
    assert "RuntimeError: zo bedoeld" in result.stderr
    assert "29" not in result.stderr


def test_accepting_then_comparing_passes_and_a_drop_fails(
    case_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, baseline = str(tmp_path / "out"), str(tmp_path / "baseline.json")
    run = ["run", "--cases", str(case_file), "--out", out]
    compare = ["compare", "--baseline", baseline, "--out", out]
    assert RUNNER.invoke(app, run).exit_code == 0
    accept = ["accept", "--reason", "eerste", "--baseline", baseline, "--out", out]
    assert RUNNER.invoke(app, accept).exit_code == 0
    assert RUNNER.invoke(app, compare).exit_code == 0
    monkeypatch.setattr(opening, "open_door", lambda *_: RehearsalDoor(Faults(no_pages=True)))
    RUNNER.invoke(app, run)
    diff = tmp_path / "diff.md"
    result = RUNNER.invoke(app, [*compare, "--json", "--markdown", str(diff)])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["verdicts"]["citation_resolvability"] == "failed"
    assert diff.read_text().startswith("## Evaluatie: gezakt")


def test_a_baseline_moves_only_with_a_reason_and_never_on_errors(
    case_file: Path, tmp_path: Path
) -> None:
    out, baseline = tmp_path / "out", tmp_path / "baseline.json"
    RUNNER.invoke(app, ["run", "--cases", str(case_file), "--out", str(out)])
    accept = ["accept", "--baseline", str(baseline), "--out", str(out), "--reason"]
    assert RUNNER.invoke(app, [*accept, " "]).exit_code == 2
    results = read_results(out)
    broken = results.cases[0].model_copy(update={"error": "stuk"})
    write_record(results.model_copy(update={"cases": (broken,)}), out / RESULTS)
    assert RUNNER.invoke(app, [*accept, "goed"]).exit_code == 2
    assert not baseline.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "--cases", "weg.jsonl"], "kan niet worden gelezen"),
        (["compare", "--baseline", "weg.json"], "bestaat niet"),
        (["report", "--out", "weg"], "python -m eval run"),
        (["split", "weg.jsonl"], "kan niet worden gelezen"),
        (["beir", "weg"], "qrels.tsv"),
    ],
)
def test_what_is_missing_is_one_sentence_on_stderr_and_exit_2(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = RUNNER.invoke(app, arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_splitting_sorts_files_of_authors_into_halves(case_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "halves"
    result = RUNNER.invoke(app, ["split", str(case_file), "--folder", str(folder)])
    assert result.exit_code == 0, result.output
    assert {path.name for path in folder.iterdir()} == {"dev.jsonl", "test.jsonl", "test.sha256"}


@pytest.mark.parametrize("command", ["run", "compare", "accept", "report", "split", "add", "beir"])
def test_every_command_explains_itself(command: str) -> None:
    result = RUNNER.invoke(app, [command, "--help"])
    assert result.exit_code == 0
