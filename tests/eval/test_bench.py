import datetime
from pathlib import Path

from assistant.settings import Settings
from eval.bench import answer_figures
from tests.fakes import application_of


def test_the_figures_of_answers_are_named_and_above_zero(tmp_path: Path) -> None:
    application = application_of(Settings(data_dir=tmp_path))
    asked = ["Mag de school mijn kind weigeren?"] * 10
    figures = answer_figures(application, asked, datetime.date(2026, 11, 24))
    named = {figure.name: figure.value for figure in figures}
    assert named["answer p95"] >= named["answer p50"] > 0
    assert named["8 clients / 1 client"] > 0
