"""The same pages in a real browser: axe finds nothing serious, nothing is loaded from elsewhere, all fit a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from marsad.store.store import Store
from marsad.web.app import build
from tests.browser.harness import IN_CHROMIUM
from tests.publishing import observed
from tests.web.browsing import chromium, listening

PATHS = (
    "totals/", "totals/?by=area&country=UA", "sources/", "sources/resident/", "silence/", "silence/?area=Kherson", "method/",
    "corrections/", "data/", "about/",
)  # fmt: skip
GRAVE = ("serious", "critical")

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with Store.open(observed.folder()) as store, listening(build(store)) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize("language,dark", [("", False), ("ar/", True)], ids=["english", "arabic, dark"])
def test_pages_are_open_to_everybody(address: str, browser: Browser, language: str, dark: bool) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page, elsewhere, said, found, wide = context.new_page(), list[str](), list[str](), {}, {}
    page.on("request", lambda request: None if request.url.startswith(address) else elsewhere.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in PATHS:
        page.goto(f"{address}/{language}{path}")
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
        # axe is put into the page by the driver, past the page's own policy
        violations = Axe().run(page).response["violations"]
        found[path] = [(one["id"], one["nodes"][0]["html"][:120]) for one in violations if one["impact"] in GRAVE]
    context.close()
    assert {path: one for path, one in found.items() if one} == {}
    assert {path: width for path, width in wide.items() if width > 390} == {}
    assert (elsewhere, said) == ([], [])
