from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.core.errors import SettingsError
from assistant.settings import load_settings
from tests.corpora import write


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start without a setting of this machine."""
    import os

    for name in list(os.environ):
        if name.upper().startswith("WEGWIJZER_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_anything_set_the_defaults_hold() -> None:
    settings = load_settings()
    assert (settings.data_dir, settings.corpus) == (Path("var"), Path("corpus"))
    assert settings.embedding_model == ""


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write(Path(".env"), "WEGWIJZER_DATA_DIR=uit-bestand\nWEGWIJZER_CORPUS=teksten\n")
    assert load_settings().data_dir == Path("uit-bestand")
    monkeypatch.setenv("WEGWIJZER_DATA_DIR", "uit-omgeving")
    settings = load_settings()
    assert (settings.data_dir, settings.corpus) == (Path("uit-omgeving"), Path("teksten"))


@pytest.mark.parametrize("name", ["WEGWIJZER_DATADIR", "wegwijzer_data_dirr", "WEGWIJZER_"])
def test_an_unknown_name_in_the_environment_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError, match=f"{name} .*WEGWIJZER_DATA_DIR"):
        load_settings()


@pytest.mark.parametrize("line", ["WEGWIJZER_CHAT_MODLE=x", "export WEGWIJZER_CORPS=y"])
def test_an_unknown_name_in_the_file_is_told(line: str) -> None:
    write(Path(".env"), f"ANDERS=1\n{line}\n")
    name = line.split("=", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_names_of_others_are_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZERS_ANDERS", "x")
    write(Path(".env"), "POSTGRES_PASSWORD=geheim\n")
    assert load_settings().corpus == Path("corpus")


def test_an_impossible_value_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_MAX_QUESTION", "veel")
    with pytest.raises(SettingsError, match="WEGWIJZER_MAX_QUESTION"):
        load_settings()


def test_settings_do_not_change() -> None:
    settings = load_settings(None)
    with pytest.raises(ValidationError):
        setattr(settings, "corpus", Path("anders"))  # noqa: B010 - mypy knows it is frozen
