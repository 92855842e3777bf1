"""The page around Gradio: our own head, and the window at once instead of after its scripts.

Gradio's page is an empty element until some thirty scripts have come in. The window is put in it
ready-made, so that a parent can read and type at once; `chat.js` moves it into its Gradio
component when that is there.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.ui.page import bottom_html, top_html, window_html
from assistant.ui.texts import Texts, chosen_language, load_texts

FOLDER = Path(__file__).parent
STYLES = ("chat.css", "answer.css", "print.css")
MODULES = ("words", "turns", "reading", "line")
_OTHERS = re.compile(
    r'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>'
    r"|<title>.*?</title>",
    re.S,
)


class Shell:
    """Wraps Gradio's app: rewrites its page and leaves everything else as it is."""

    def __init__(self, app: ASGIApp, longest: int) -> None:
        """Take the most characters of a question: the window tells the browser."""
        self._app = app
        self._longest = longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"] == "/" and scope["method"] == "GET":
            send = _Rewriting(send, language_of(scope), self._longest)
        await self._app(scope, receive, send)


class _Rewriting:
    """Holds a page until it is whole, and sends it on in our dress."""

    def __init__(self, send: Send, language: str, longest: int) -> None:
        self._send = send
        self._texts = load_texts(language)
        self._longest = longest
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        page = dressed(self._body.decode(), self._texts, self._longest).encode()
        headers = MutableHeaders(raw=self._start["headers"])
        headers["content-length"] = str(len(page))
        headers["cache-control"] = "no-store"
        headers["vary"] = "Accept-Language, Cookie"
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": page})


def language_of(scope: Scope) -> str:
    """Return the language of the address, else that of the cookie, else of the browser."""
    headers = Headers(scope=scope)
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("taal", [""])[0]
    cookie = SimpleCookie(headers.get("cookie", "")).get("taal")
    wished = asked or (cookie.value if cookie else None)
    return chosen_language(wished, headers.get("accept-language", ""))


def dressed(page: str, texts: Texts, longest: int) -> str:
    """Return Gradio's page with our language, head and window."""
    language, direction = texts.language, texts["direction"]
    page = re.sub(r"<html[^>]*>", f'<html lang="{language}" dir="{direction}">', page, count=1)
    page = _OTHERS.sub("", page)
    page = page.replace("<head>", f"<head>{_head(texts)}", 1)
    early = f'{top_html(texts)}<main id="early">{window_html(texts, longest)}</main>'
    body = f'<body id="window" data-language="{language}">'
    page = re.sub(r"<body[^>]*>", lambda _: f"{body}{early}", page, count=1)
    return page.replace("</body>", f"{bottom_html(texts)}</body>", 1)


def _head(texts: Texts) -> str:
    styles = "".join(f'<link rel="stylesheet" href="{address(name)}">' for name in STYLES)
    modules = {f"wegwijzer/{name}": address(f"{name}.js") for name in MODULES}
    scripts = (
        f'<script type="importmap">{json.dumps({"imports": modules})}</script>'
        f'<script type="module" src="{address("chat.js")}"></script>'
    )
    return (
        f"<title>{texts['title']}</title>"
        f'<meta name="description" content="{texts["description"]}">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="theme-color" content="#faf8f3" media="(prefers-color-scheme: light)">'
        '<meta name="theme-color" content="#12191c" media="(prefers-color-scheme: dark)">'
        f'<link rel="icon" type="image/svg+xml" href="{address("favicon.svg")}">{styles}{scripts}'
    )


@cache
def address(name: str) -> str:
    """Return where a file of the window is; another content is another address."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/window/{name}?v={digest}"
