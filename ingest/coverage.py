"""What the corpus covers: pages per topic folder, sector and status; sizes of the registers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from assistant.adapters.registers import load_contacts, load_sources, load_terms
from assistant.core.model import Kind
from ingest.check import page_paths
from ingest.rights_page import parse_page


def coverage_tables(corpus: Path) -> dict[str, dict[str, int]]:
    """Return tables name -> row -> count."""
    pages = [parse_page(path) for path in page_paths(corpus)]
    rights = [page for page in pages if page.front.kind is Kind.RECHTEN]
    others = [page for page in pages if page.front.kind is not Kind.RECHTEN]
    return {
        "Rechtenpagina's per onderwerp": _sorted(page.path.parent.name for page in rights),
        "Rechtenpagina's per sector": _sorted(s for page in rights for s in page.front.sectors),
        "Rechtenpagina's per status": _sorted(page.front.status.value for page in rights),
        "Samenvattingen per soort": _sorted(page.path.parent.name for page in others),
        "Geheel": {
            "rechtenpagina's": len(rights),
            "voorbeeldvragen": sum(len(page.front.questions) for page in rights),
            "zinnen met grond": sum(len(page.sentences) for page in pages),
            "samenvattingen": len(others),
            "bronnen": len(load_sources(corpus)),
            "begrippen": len(load_terms(corpus)),
            "contacten": len(load_contacts(corpus)),
        },
    }


def _sorted(names: object) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))  # type: ignore[call-overload]
