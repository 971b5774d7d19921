"""A frame as another site shows it, in a real browser: nothing fails, nothing comes from elsewhere, axe finds nothing serious."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.harness import IN_CHROMIUM
from tests.web.browsing import chromium, listening
from tests.web.served import KHARKIV, app_of, whole

GRAVE = ("serious", "critical")

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with app_of(whole()) as app, listening(app) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def elsewhere(tmp_path: Path, address: str) -> Iterator[str]:
    """Another site, whose page frames an incident as oEmbed says, and shows a picture."""
    frame = (
        f'<iframe src="{address}/embed/incident/{KHARKIV}?lang=ar" width="600" height="440" '
        f'sandbox="allow-popups allow-same-origin"></iframe><img src="{address}/chart/incident/{KHARKIV}.png" alt="x">'
    )
    (tmp_path / "index.html").write_text(frame, encoding="utf-8")
    (tmp_path / "favicon.ico").write_bytes(b"")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0),
        lambda *said: _Quiet(*said, directory=str(tmp_path)),
    )
    running = threading.Thread(target=server.serve_forever)
    running.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    running.join()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *said: object) -> None:  # noqa: A002  the base class calls it so
        """Say nothing."""


def test_a_frame_shows_on_another_site(browser: Browser, elsewhere: str, address: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    page.goto(elsewhere)
    page.wait_for_load_state("networkidle")
    frame = page.frames[1]
    assert frame.url.startswith(address)
    assert frame.locator("h1").inner_text() != ""
    assert frame.evaluate("document.fonts.status") == "loaded"
    assert frame.locator("img").evaluate("image => image.naturalWidth") > 0
    assert page.locator("img").evaluate("image => image.naturalWidth") > 0
    assert said == []
    page.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", [f"embed/incident/{KHARKIV}?lang=en", f"embed/incident/{KHARKIV}?lang=ar", "api/"])
def test_frames_and_the_reference_are_open_to_everybody(browser: Browser, address: str, path: str, dark: bool) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme="dark" if dark else "light")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: None if request.url.startswith(address) else said.append(request.url))
    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in GRAVE] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert said == []
    page.close()
