"""Hear in which language a question is written, with lingua: made for short texts."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from assistant.core.sentences import words

if TYPE_CHECKING:
    from lingua import LanguageDetector

HOME_LANGUAGE = "nl"
SPOKEN = ("NL", "EN", "TR", "AR", "PL", "UK", "ES", "DE", "FR")
FEW_WORDS = 3
SURE = 0.6
SURE_OF_FEW = 0.9  # "wat is sbo" looks like many a language


class LinguaDetector:
    """Tells our nine languages apart; loads its tables at the first text."""

    def __init__(self) -> None:
        self._detector: LanguageDetector | None = None
        self._lock = threading.Lock()

    def language_of(self, text: str) -> str:
        """Return the code of the likeliest language; Dutch when it is not sure enough."""
        likeliest = self._opened().compute_language_confidence_values(text)[0]
        limit = SURE_OF_FEW if len(words(text)) <= FEW_WORDS else SURE
        if likeliest.value < limit:
            return HOME_LANGUAGE
        return likeliest.language.iso_code_639_1.name.lower()

    def warm(self) -> None:
        """Load the tables now."""
        self.language_of("Waar vind ik hulp voor mijn kind?")

    def _opened(self) -> LanguageDetector:
        with self._lock:
            if self._detector is None:
                from lingua import IsoCode639_1, LanguageDetectorBuilder

                codes = [getattr(IsoCode639_1, name) for name in SPOKEN]
                builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
                self._detector = builder.with_preloaded_language_models().build()
            return self._detector
