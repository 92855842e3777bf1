"""Every failure evaluation raises on purpose, in one tree.

EvaluationError       one clear sentence in Dutch, for a maintainer to read
├── CaseFileError     a file of cases that cannot be used, with file and line
├── GoldError         the gold of a case is not in the live index
├── ResultsError      results or a baseline that are missing or broken
└── DatasetError      a public data set that does not have the BEIR form
"""

from __future__ import annotations


class EvaluationError(Exception):
    """Base of the tree. `str(error)` is the sentence a maintainer reads."""


class CaseFileError(EvaluationError):
    """A file of cases that cannot be used."""


class GoldError(EvaluationError):
    """The gold of a case is not in the live index."""


class ResultsError(EvaluationError):
    """Results or a baseline that are missing or broken."""


class DatasetError(EvaluationError):
    """A public data set that does not have the BEIR form."""
