from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.reading import Reason, UnreadableError
from ingest.sandbox import MEGABYTE, Limits, load, read_in_child

TEXT = "ingest.readers.text:read_text"
QUICK = Limits(seconds=10)


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a module with badly behaved readers where the child finds it."""
    (tmp_path / "bad_readers.py").write_text(
        "import os, signal, subprocess, sys, time\n"
        "from ingest.reading import Part, Reading, Reason, UnreadableError\n"
        "def sleeps(path):\n"
        "    child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "    path.with_suffix('.pid').write_text(str(child.pid))\n"
        "    time.sleep(60)\n"
        "def eats(path):\n    return Reading((Part('a' * 10**10),))\n"
        "def crashes(path):\n    os.kill(os.getpid(), signal.SIGSEGV)\n"
        "def prints(path):\n    print('lawaai'); os.write(1, b'x'); return Reading((Part('a'),))\n"
        "def raises(path):\n    raise RecursionError\n"
        "def talks(path):\n    return Reading((Part('a' * 10**6),))\n"
        "def refuses(path):\n    raise UnreadableError(Reason.PASSWORD, 'Er is een wachtwoord.')\n"
        "def tells(path):\n    return Reading((Part(repr(sorted(os.environ))),))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def reason(reader: str, file: Path, limits: Limits = QUICK) -> Reason:
    with pytest.raises(UnreadableError) as caught:
        read_in_child(f"bad_readers:{reader}", file, limits)
    assert caught.value.sentence
    return caught.value.reason


def test_a_reading_comes_out_of_the_child_as_it_went_in(tmp_path: Path) -> None:
    file = tmp_path / "stuk.txt"
    file.write_text("1 Inleiding\n\nEén 👩‍👧 zin.\n\nJaar\tAantal\n2020\t1", encoding="utf-8")
    assert read_in_child(TEXT, file, QUICK) == load(TEXT)(file)


def test_a_slow_reader_is_stopped_with_all_its_children(readers: Path) -> None:
    file = readers / "stuk.txt"
    begun = time.monotonic()
    assert reason("sleeps", file, Limits(seconds=1.5)) is Reason.TOO_SLOW
    assert time.monotonic() - begun < 10
    grandchild = int(file.with_suffix(".pid").read_text())
    for _ in range(50):
        if not _is_alive(grandchild):
            return
        time.sleep(0.1)
    pytest.fail("the child of the child lives on")


def _is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("eats", Reason.TOO_MUCH_MEMORY),
        ("crashes", Reason.DAMAGED),
        ("raises", Reason.DAMAGED),
        ("refuses", Reason.PASSWORD),
    ],
)
def test_every_bad_end_has_a_reason(readers: Path, reader: str, expected: Reason) -> None:
    assert reason(reader, readers / "stuk.txt") is expected


def test_what_a_library_prints_does_no_harm(readers: Path) -> None:
    (part,) = read_in_child("bad_readers:prints", readers / "stuk.txt", QUICK).parts
    assert part.text == "a"


def test_too_much_text_is_refused(readers: Path) -> None:
    assert reason("talks", readers / "stuk.txt", Limits(output=1000)) is Reason.TOO_LARGE


def test_the_child_does_not_get_our_settings(
    readers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_CHAT_API_KEY", "geheim")
    (part,) = read_in_child("bad_readers:tells", readers / "stuk.txt", QUICK).parts
    assert "PATH" in part.text
    assert "WEGWIJZER" not in part.text


def test_the_child_stays_light(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "counting.py").write_text(
        "import sys\nfrom ingest.reading import Part, Reading\n"
        "from ingest.readers import office, pdf\n"
        "def loaded(path):\n    return Reading((Part(' '.join(sys.modules)),))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (part,) = read_in_child("counting:loaded", tmp_path, QUICK).parts
    assert not {"torch", "chromadb", "numpy", "langchain", "yaml"} & set(part.text.split())


def test_the_limits_are_those_of_the_standard() -> None:
    assert Limits() == Limits(seconds=20, memory=512 * MEGABYTE, output=64 * MEGABYTE)
