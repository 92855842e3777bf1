"""Every failure this project raises on purpose, in one tree.

    WegwijzerError            one clear sentence in Dutch, for a person to read
    ├── SettingsError         an unknown or impossible setting
    ├── ModelError            the embedding model cannot be read or loaded
    ├── CorpusError           a document, page, manifest or path that cannot be used
    ├── GenerationError       no generation to serve, or one that does not fit
    │   ├── NoIndexError      nothing was built yet
    │   ├── OtherModelError   built with another embedding model
    │   └── BusyError         somebody else is building
    ├── UnverifiedError       a guard found a statement that no citation carries
    ├── UnknownDocumentError  a document or passage that is not in this generation
    ├── SwitchedOffError      the staff switched the assistant off
    ├── StorageError          the database cannot be reached or read
    └── TypesettingError      a PDF cannot be made

A refusal is not here: it is an Outcome, a value.
"""

from __future__ import annotations


class WegwijzerError(Exception):
    """Base of the tree. `str(error)` is the sentence a person reads."""


class SettingsError(WegwijzerError):
    """An unknown or impossible setting."""


class ModelError(WegwijzerError):
    """The embedding model cannot be read or loaded."""


class CorpusError(WegwijzerError):
    """A document, page, manifest or path that cannot be used."""


class GenerationError(WegwijzerError):
    """No generation to serve, or one that does not fit."""


class NoIndexError(GenerationError):
    """Nothing was built yet."""


class OtherModelError(GenerationError):
    """The generation was built with another embedding model."""


class BusyError(GenerationError):
    """Somebody else is building."""


class UnverifiedError(WegwijzerError):
    """A guard found a statement that no citation carries."""


class UnknownDocumentError(WegwijzerError):
    """A document or passage that is not in this generation."""


class SwitchedOffError(WegwijzerError):
    """The staff switched the assistant off."""


class StorageError(WegwijzerError):
    """The database cannot be reached or read."""


class TypesettingError(WegwijzerError):
    """A PDF cannot be made."""
