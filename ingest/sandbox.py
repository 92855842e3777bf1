"""Run a reader in a child process that gets little time, little memory and no settings.

`python -m ingest.sandbox READER PATH MEMORY OUTPUT` writes the Reading as JSON on stdout; READER
is `module:function`, MEMORY and OUTPUT are bytes. A file that cannot be read gives
`{"reason": ..., "sentence": ...}`.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

from ingest.reading import Part, Reader, Reading, Reason, UnreadableError

MEGABYTE = 1024 * 1024
ORPHAN_SECONDS = 60  # of processor time: ends a child whose parent was killed
OUT_OF_MEMORY = 77
TOO_MUCH_TEXT = 78
ROOT = Path(__file__).resolve().parents[1]
SENTENCES = {
    Reason.TOO_SLOW: "Het lezen van dit bestand duurt te lang.",
    Reason.TOO_MUCH_MEMORY: "Het lezen van dit bestand kost te veel geheugen.",
    Reason.TOO_LARGE: "In dit bestand staat te veel tekst.",
    Reason.DAMAGED: "Dit bestand is beschadigd en kan niet worden gelezen.",
}
ENDINGS = {
    OUT_OF_MEMORY: Reason.TOO_MUCH_MEMORY,
    -signal.SIGKILL: Reason.TOO_MUCH_MEMORY,
    -signal.SIGXCPU: Reason.TOO_SLOW,
    TOO_MUCH_TEXT: Reason.TOO_LARGE,
    -signal.SIGXFSZ: Reason.TOO_LARGE,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds on the clock, bytes of memory, bytes of output."""

    seconds: float = 20.0
    memory: int = 512 * MEGABYTE
    output: int = 64 * MEGABYTE


DEFAULT = Limits()


def load(name: str) -> Reader:
    """Import the reader with the name `module:function`."""
    module, function = name.split(":")
    return cast(Reader, getattr(importlib.import_module(module), function))


def read_in_child(reader: str, path: Path, limits: Limits = DEFAULT) -> Reading:
    """Read `path` with `reader` (`module:function`) in a child process.

    Raises UnreadableError: what the reader raises, or TOO_SLOW, TOO_MUCH_MEMORY, TOO_LARGE (more
    text than limits.output), DAMAGED (the reader crashed).
    """
    with tempfile.TemporaryFile() as output:
        ending = _run(_command(reader, path, limits), output, limits.seconds)
        if ending != 0:
            raise _unreadable(ENDINGS.get(ending, Reason.DAMAGED))
        output.seek(0)
        return _from_json(output.read())


def _command(reader: str, path: Path, limits: Limits) -> list[str]:
    sizes = (str(limits.memory), str(limits.output))
    return [sys.executable, "-m", "ingest.sandbox", reader, str(path.absolute()), *sizes]


def _run(command: list[str], output: IO[bytes], seconds: float) -> int:
    """Run the command in a process group of its own and end the whole group."""
    child = subprocess.Popen(  # noqa: S603  our own module, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
        start_new_session=True,
    )
    try:
        return child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise _unreadable(Reason.TOO_SLOW) from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _environment() -> dict[str, str]:
    """Keep our settings, keys among them, away from code that parses a stranger's file."""
    return {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJZER_")}


def _unreadable(reason: Reason) -> UnreadableError:
    return UnreadableError(reason, SENTENCES[reason])


def _from_json(raw: bytes) -> Reading:
    try:
        found = cast(dict[str, Any], json.loads(raw))
    except ValueError as error:
        raise _unreadable(Reason.DAMAGED) from error
    if "reason" in found:
        raise UnreadableError(Reason(found["reason"]), found["sentence"])
    return Reading(tuple(map(_part, found["parts"])), found["metadata"])


def _part(fields: dict[str, Any]) -> Part:
    return Part(**{**fields, "headings": tuple(fields["headings"])})


def main(arguments: list[str]) -> int:
    """Be the child: read one file within the limits and print it as JSON."""
    reader, path, memory, output = arguments
    answers = _take_stdout()
    _limit(int(memory), int(output))
    try:
        answer = json.dumps(_answer(load(reader), Path(path))).encode()
    except MemoryError:
        return OUT_OF_MEMORY
    if len(answer) > int(output):
        return TOO_MUCH_TEXT
    with answers:
        answers.write(answer)
    return 0


def _take_stdout() -> IO[bytes]:
    """Keep stdout for the answer alone: a library may print what it likes."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _answer(reader: Reader, path: Path) -> dict[str, object]:
    try:
        return asdict(reader(path))
    except UnreadableError as error:
        return {"reason": error.reason, "sentence": error.sentence}


def _limit(memory: int, output: int) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, ORPHAN_SECONDS),
    ):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
