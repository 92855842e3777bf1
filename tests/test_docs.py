"""The documents are complete: every setting is told, and what touches privacy in privacy.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TOUCHES_PRIVACY = re.compile(
    r"retention|database|per_minute|clients|proxies|max_|at_once|waiting|log_level"
)


def names() -> set[str]:
    return {PREFIX + name.upper() for name in Settings.model_fields}


def table() -> str:
    """Return the table of settings as README should have it."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {f'`{field.default}`' if field.default != '' else ''} "
        f"| {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| setting | default | what |", "|---|---|---|", *rows])


def test_every_setting_is_in_the_table_of_the_readme_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- settings -->(.*?)<!-- /settings -->", readme, re.DOTALL)
    assert found
    told = set(re.findall(rf"{PREFIX}[A-Z_]+", found.group(1)))
    assert told == names(), f"Zet deze tabel in README.md:\n{table()}"


def test_every_setting_has_a_description() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_what_touches_retention_or_limits_is_in_privacy() -> None:
    text = (DOCS / "privacy.md").read_text(encoding="utf-8")
    wanted = {
        PREFIX + name.upper() for name in Settings.model_fields if TOUCHES_PRIVACY.search(name)
    }
    assert wanted - set(re.findall(rf"{PREFIX}[A-Z_]+", text)) == set()


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.stem)
def test_the_documents_name_only_what_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", text)) <= names()
    linked = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [name for name in linked if not (DOCS / name).exists()] == []
    tests = re.findall(r"`((?:web|adapters|core)/test_\w+\.py)`", text)
    assert [name for name in tests if not (ROOT / "tests/assistant" / name).exists()] == []
