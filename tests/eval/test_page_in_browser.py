import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request

from eval.history import history_in, remember
from eval.page import page
from eval.rehearsal import Faults
from eval.results import Results
from eval.run import Measured
from eval.side_by_side import side_by_side, variant_of

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_opens_without_a_request_and_axe_finds_nothing(
    width: int,
    browser: Browser,
    healthy: Measured,
    rehearse: Callable[[Faults], Results],
    tmp_path: Path,
) -> None:
    broken = rehearse(Faults(no_words=True, breaks_on="fiets van 7 jaar"))
    remember(healthy.results, NOW, tmp_path)
    remember(broken, NOW, tmp_path)
    path = tmp_path / "report.html"
    beside = side_by_side(broken, [variant_of("andere gewichten", healthy.results)], [])
    html = page(broken, healthy.timings, history_in(tmp_path), [], beside)
    assert "andere gewichten" in html
    path.write_text(html, encoding="utf-8")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.on("request", note)
    opened.goto(path.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()
