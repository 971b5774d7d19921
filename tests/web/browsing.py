"""Pages as a server sends them, in a real Chromium."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from starlette.types import ASGIApp

from tests.browser.harness import CHROMIUM


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """The address of an application that is served while the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as own:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        running = threading.Thread(target=lambda: server.run(sockets=[own]))
        running.start()
        while not server.started and running.is_alive():
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{own.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, while the block lasts."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
