"""The manifest beside documents: what each file is. Without one, a file is background."""

from __future__ import annotations

import datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.core.errors import CorpusError
from assistant.core.model import Kind, Sector, Status

NAME = "manifest.yaml"


class Entry(BaseModel):
    """What the manifest says of one file or of all files in a folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    file: str | None = None
    folder: str | None = None
    kind: Kind = Kind.VOORLICHTING
    status: Status = Status.ACHTERGROND
    title: str | None = None
    publisher: str | None = None
    identifier: str | None = None
    date: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    url: str | None = None
    sectors: tuple[Sector, ...] = ()
    note: str | None = None

    @model_validator(mode="after")
    def _names_one_place(self) -> Entry:
        if (self.file is None) == (self.folder is None):
            msg = "noem precies één van file en folder"
            raise ValueError(msg)
        return self


class Manifest(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    documents: tuple[Entry, ...]


UNDESCRIBED = Entry(folder=".")


def read_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises CorpusError with the place of the first fault."""
    try:
        return Manifest.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"Het manifest {path} kan niet worden gelezen.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", regel {mark.line + 1}" if mark else ""
        raise CorpusError(f"Het manifest {path} is geen geldige YAML{place}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise CorpusError(f"Het manifest {path} klopt niet: {place}: {first['msg']}.") from error
    except ValueError as error:
        raise CorpusError(f"Het manifest {path} klopt niet: {error}.") from error
