"""Pages written on the server: Jinja with escaping always on, one style sheet, no script."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.core.rendering import STATUS_LABELS

HERE = Path(__file__).parent
STYLE = HERE / "static" / "wegwijzer.css"
STYLE_PATH = "/static/wegwijzer.css"
KINDS = {
    "wet": "Wetten",
    "regeling": "Regelingen",
    "rechten": "Rechtenpagina's",
    "leidraad": "Leidraden",
    "kamerstuk": "Kamerstukken",
    "uitspraak": "Uitspraken",
    "voorlichting": "Voorlichting en brieven",
    "onderzoek": "Onderzoek",
    "regio": "Stukken uit de regio",
}
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()

router = APIRouter(tags=["pages"])


def web_address(url: str | None) -> str | None:
    """Return `url` when a browser may follow it: http, https or mailto, and nothing that runs."""
    safe = url is not None and url.lower().startswith(("https://", "http://", "mailto:"))
    return url if safe else None


def phone_address(phone: str) -> str:
    """Return the address that calls `phone`."""
    return "tel:" + "".join(mark for mark in phone if mark.isdigit() or mark == "+")


def day_in_words(day: object) -> str:
    """Return a date as people write it: 1 augustus 2026."""
    year, month, date = str(day).split("-")
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"web": web_address, "tel": phone_address, "day": day_in_words}
    environment.globals |= {"STATUS_LABELS": STATUS_LABELS, "KINDS": KINDS, "STYLE": STYLE_PATH}
    return environment


_ENVIRONMENT = _environment()


def render(template: str, http_status: int = 200, **shown: object) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(
        _ENVIRONMENT.get_template(template).render(**shown), status_code=http_status
    )


@router.get(STYLE_PATH, include_in_schema=False)
def style() -> Response:
    """Give the one style sheet."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(STYLE.read_bytes(), media_type="text/css", headers=headers)
