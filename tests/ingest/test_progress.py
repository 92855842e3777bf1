import io

import pytest
from rich.console import Console

from ingest.progress import shown_progress


def shown(total: int, steps: list[int], *, terminal: bool = False) -> list[str]:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=80)
    with shown_progress(console) as progress:
        progress.begin("Lezen", total)
        for count in steps:
            progress.done(count)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_a_line_is_printed_at_every_tenth() -> None:
    lines = shown(1000, [1] * 1000)
    assert lines[0] == "Lezen: 1000"
    assert lines[1:] == [f"Lezen: {n}00/1000 ({n}0 %)" for n in range(1, 11)]


def test_big_steps_print_no_line_twice() -> None:
    assert shown(10, [0, 7, 3]) == ["Lezen: 10", "Lezen: 7/10 (70 %)", "Lezen: 10/10 (100 %)"]


@pytest.mark.parametrize("steps", [[], [0], [0, 0]])
def test_a_step_with_nothing_to_do_is_named(steps: list[int]) -> None:
    assert shown(0, steps) == ["Lezen: 0"]


def test_a_terminal_gets_a_bar() -> None:
    assert any("━" in line for line in shown(3, [1, 2], terminal=True))
