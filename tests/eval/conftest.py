from collections.abc import Callable

import pytest

from assistant.core.verifying import support
from eval import rehearsal
from eval.register import register_of
from eval.rehearsal import Faults, RehearsalDoor
from eval.results import Results
from eval.run import Measured, Order, run


class Silent:
    def begin(self, what: str, total: int) -> None:
        del what, total

    def done(self, count: int) -> None:
        del count


def rehearsed(faults: Faults = Faults()) -> Measured:  # noqa: B008 - frozen
    order = Order(
        cases=rehearsal.cases(),
        as_of=rehearsal.TODAY,
        register=register_of([]),
        files={},
        verifier=support,
    )
    return run(order, RehearsalDoor(faults), Silent())


@pytest.fixture
def silent() -> Silent:
    return Silent()


@pytest.fixture(scope="session")
def healthy() -> Measured:
    return rehearsed()


@pytest.fixture(scope="session")
def rehearse() -> Callable[[Faults], Results]:
    return lambda faults: rehearsed(faults).results
