"""All settings, read once from `WEGWIJZER_*` variables or `.env`, frozen, passed down."""

from __future__ import annotations

import os
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.core.errors import SettingsError

PREFIX = "WEGWIJZER_"


class Settings(BaseSettings):
    """What can be set. README has the same table; a test compares them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", frozen=True, extra="ignore"
    )

    data_dir: Path = Field(
        Path("var"), description="Where the model, the index and all other data live."
    )
    corpus: Path = Field(Path("corpus"), description="The folder of pages and registers.")
    embedding_model: str = Field(
        "", description="A hub name or path of another embedding model; empty is the bundled one."
    )
    max_question: int = Field(
        4000, ge=100, description="The longest question in characters; longer ones get a 422."
    )
    log_level: str = Field("INFO", description="How much the log tells: DEBUG, INFO, WARNING.")


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Return the settings. Raises SettingsError on an unknown name or an impossible value."""
    _reject_unknown({**_names_in(env_file), **os.environ})
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(step) for step in first["loc"]).upper()
        raise SettingsError(f"De instelling {name} klopt niet: {first['msg']}.") from error


def _names_in(env_file: Path | None) -> dict[str, str | None]:
    return dict(dotenv_values(env_file)) if env_file and env_file.exists() else {}


def _reject_unknown(environment: dict[str, str | None]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            choices = ", ".join(sorted(known))
            raise SettingsError(f"De instelling {name} bestaat niet. Wel: {choices}.")
