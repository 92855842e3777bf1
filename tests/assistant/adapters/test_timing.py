from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from assistant.adapters.timing import timed, timing


class Port:
    """Something slow with a name."""

    name = "poort"

    def slow(self, milliseconds: float, *, text: str = "") -> str:
        sleep(milliseconds / 1000)
        return text

    def broken(self) -> None:
        sleep(0.002)
        msg = "kapot"
        raise ValueError(msg)


def test_calls_add_up_by_part_and_results_come_through() -> None:
    port = timing(Port(), "meaning")
    with timed() as parts:
        assert port.slow(3, text="a") == "a"
        assert port.slow(3) == ""
        assert port.name == "poort"
    assert set(parts) == {"meaning", "total"}
    assert 6 <= parts["meaning"] <= parts["total"]


def test_a_call_that_fails_is_counted_and_still_fails() -> None:
    port = timing(Port(), "words")
    with timed() as parts, pytest.raises(ValueError, match="kapot"):
        port.broken()
    assert parts["words"] >= 2


def test_total_is_known_when_the_whole_fails() -> None:
    collected: dict[str, float] = {}

    def whole() -> None:
        nonlocal collected
        with timed() as collected:
            timing(Port(), "words").broken()

    with pytest.raises(ValueError, match="kapot"):
        whole()
    assert set(collected) == {"words", "total"}


def test_outside_a_measurement_nothing_is_kept() -> None:
    assert timing(Port(), "words").slow(0, text="b") == "b"
    with timed() as parts:
        pass
    assert set(parts) == {"total"}


def test_threads_do_not_count_each_others_time() -> None:
    port = timing(Port(), "meaning")

    def measured(milliseconds: float) -> float:
        with timed() as parts:
            port.slow(milliseconds)
        return parts["meaning"]

    with ThreadPoolExecutor(2) as pool:
        short, long = pool.map(measured, [1, 40])
    assert short < long
    assert long >= 40


def test_what_a_port_has_not_stays_missing() -> None:
    with pytest.raises(AttributeError):
        timing(Port(), "words").weg  # type: ignore[attr-defined]  # noqa: B018
