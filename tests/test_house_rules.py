"""The rules of the house that no off-the-shelf linter holds."""

import ast
import re
import statistics
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("assistant", "ingest", "eval")
CORE_MAY_IMPORT = frozenset(
    "__future__ collections contextlib dataclasses datetime difflib enum functools itertools math "
    "re string types typing unicodedata bisect heapq operator assistant".split()
)


def modules() -> list[Path]:
    return sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))


def functions() -> list[ast.FunctionDef]:
    return [
        node
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    ]


def test_no_module_is_over_300_lines() -> None:
    long = {str(path): n for path in modules() if (n := len(path.read_text().splitlines())) > 300}
    assert long == {}


def test_the_median_module_is_at_most_120_lines() -> None:
    assert statistics.median(len(path.read_text().splitlines()) for path in modules()) <= 120


def test_the_median_function_body_is_at_most_8_lines() -> None:
    lengths = [(node.end_lineno or 0) - node.body[0].lineno + 1 for node in functions()]
    assert statistics.median(lengths) <= 8


def test_the_core_imports_the_standard_library_only() -> None:
    found = {
        (path.name, name)
        for path in (ROOT / "assistant" / "core").glob("*.py")
        for name in imported(path)
        if name not in CORE_MAY_IMPORT
    }
    assert found == set()


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_nothing_is_called_utils_helpers_manager_or_base() -> None:
    banned = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
    assert not [path for path in modules() if path.stem in banned]


def test_no_public_result_is_a_tuple_of_three_or_more() -> None:
    tuples = [
        node.name
        for node in functions()
        if node.returns is not None
        and not node.name.startswith("_")
        and re.match(r"tuple\[[^\]]*,[^\]]*,(?! *\.\.\.)", ast.unparse(node.returns))
    ]
    assert tuples == []


def test_nobody_reads_the_environment_but_the_settings() -> None:
    reading = {
        str(path.relative_to(ROOT))
        for path in modules()
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    }
    assert reading <= {"assistant/settings.py", "ingest/sandbox.py"}


def test_the_error_tree_in_the_docstring_is_the_tree() -> None:
    from assistant.core import errors

    drawn = re.findall(r"(\w+Error)\b", errors.__doc__ or "")
    defined = [
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.WegwijzerError)
    ]
    assert sorted(drawn) == sorted(defined)


def test_nothing_names_a_path_of_one_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.py", "*.md", "*.yaml", "*.toml", "Makefile", ".ci/run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    pattern = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|farm)/")
    found = [name for name in listed if pattern.search((ROOT / name).read_text(errors="replace"))]
    assert found == []
