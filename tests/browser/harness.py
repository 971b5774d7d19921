"""A small site for the scripts of the pages: the real static files under the strict policy, and pages made by a test.

What a browser did wrong is kept: violations of the policy, messages on the console, requests to anybody else.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Playwright, sync_playwright

from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.pages.links import Links
from marsad.publishing.pages.shell import _environment
from marsad.publishing.project import Project

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = os.environ.get("MARSAD_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
IN_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; install one or name it in MARSAD_BROWSER"),
]
STATIC = Path(str(files("marsad.publishing"))) / "pages" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TYPES = {
    ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2",
    ".geojson": "application/geo+json", ".html": "text/html; charset=utf-8",
}  # fmt: skip
WITH_WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
WITHOUT_WEBGL = ("--disable-gpu", "--disable-3d-apis")


@dataclass
class Site:
    """Pages and files by path (`/page`, `/incidents.geojson`), besides `/static/…`."""

    address: str = ""
    held: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def page(self, path: str, body: str, language: str = "en", head: str = "") -> None:
        """A page with the style sheets and scripts of the product."""
        direction = "rtl" if language == "ar" else "ltr"
        sheets = "".join(
            f'<link rel="stylesheet" href="/static/{name}.css">'
            for name in ("fonts", "base", "explorer", "map", "drawing")
        )
        scripts = "".join(
            f'<script type="module" src="/static/{name}.js"></script>' for name in ("map", "timeline", "explorer")
        )
        html = (
            f'<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>Incidents</title>'
            f'<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">'
            f"{sheets}{head}<main><h1>Incidents</h1>{body}</main>{scripts}</html>"
        )
        self.held[path] = (TYPES[".html"], html.encode())

    def geojson(self, path: str, collection: object) -> None:
        self.held[path] = (TYPES[".geojson"], json.dumps(collection).encode())

    def answer(self, path: str) -> tuple[str, bytes] | None:
        if path.startswith("/static/"):
            file = STATIC / path.partition("?")[0].removeprefix("/static/")
            return (TYPES[file.suffix], file.read_bytes()) if file.is_file() else None
        return self.held.get(path) or self.held.get(path.partition("?")[0])


@contextmanager
def serving() -> Iterator[Site]:
    """A site on this machine, until the end of the block."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = site.answer(self.path)
            kind, content = found or ("text/plain", b"not here")
            self.send_response(200 if found else 404)
            headers = {"Content-Type": kind, "Content-Length": str(len(content)), "Content-Security-Policy": POLICY}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's own name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Visit:
    """Pages in one browser, and what went wrong on them."""

    def __init__(self, site: Site, driver: Playwright, options: tuple[str, ...]) -> None:
        self.site, self.driver = site, driver
        self.browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *options])
        self.wrong: list[str] = []
        self.kept: dict[str, Page] = {}

    def page(self, width: int = 800, height: int = 600, **context: Any) -> Page:
        """An empty page in a window of its own; what goes wrong on it is noted."""
        page: Page = self.browser.new_page(viewport={"width": width, "height": height}, **context)
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("request", lambda request: self._asked(request.url))
        return page

    def open(self, path: str, **context: Any) -> Page:
        """The page at `path` of the site."""
        page = self.page(**context)
        page.goto(self.site.address + path)
        return page

    def barriers(self, page: Page) -> list[str]:
        """What axe finds on a page that keeps people out: all but what it calls minor."""
        found = Axe().run(page).response["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] != "minor"]

    def forget(self) -> None:
        """Close all pages but those that are `kept` for the next test, and forget what went wrong."""
        kept = {page.context for page in self.kept.values()}
        for context in self.browser.contexts:
            if context not in kept:
                context.close()
        self.wrong.clear()

    @contextmanager
    def other(self, *options: str) -> Iterator[Visit]:
        """The same site in another browser, started with other options."""
        visit = Visit(self.site, self.driver, options)
        try:
            yield visit
        finally:
            visit.browser.close()

    def _note(self, kind: str, text: str) -> None:
        # the software renderer says of itself that it is slow
        if kind in {"error", "warning"} and "GPU stall" not in text:
            self.wrong.append(f"{kind}: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site.address, "data:", "blob:")):
            self.wrong.append(f"request: {url}")


@contextmanager
def visiting(*options: str) -> Iterator[Visit]:
    """A site and a browser to visit it with, started with `options`."""
    with serving() as site, sync_playwright() as driver:
        visit = Visit(site, driver, options)
        try:
            yield visit
        finally:
            visit.browser.close()


def rendered(template: str, /, language: str = "en", **values: object) -> str:
    """A piece of a template with the words and links of a page at the root of the site."""
    shared = {"t": catalogue(language), "links": Links("", language, language), "project": Project(language=language)}
    return _environment().from_string(template).render({**shared, **values})
