"""Takes the pictures of the observatory that the README shows, from a record of the two examples.

Usage: python scripts/take_pictures.py CHROMIUM
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
EXAMPLES = ("idlib-2023-06-25", "hroza-2023-10-05")
IDLIB = "SY-20230625-idlib-1"


class Picture(NamedTuple):
    """A part of a page: `top` is what stands at its upper edge, `height` in pixels."""

    name: str
    path: str
    width: int
    height: int
    scheme: str = "light"
    top: str = "body"


PICTURES = (
    Picture("explorer", "/", 1280, 1000),
    Picture("map", "/?view=map&country=SY", 1280, 900, "dark"),
    Picture("incident", f"/incident/{IDLIB}/", 1280, 1240),
    Picture("why", f"/incident/{IDLIB}/", 1280, 1000, "light", "#why"),
    Picture("arabic", f"/ar/incident/{IDLIB}/", 420, 1000),
)


def main() -> None:
    """Make the record, serve it, take every picture."""
    with tempfile.TemporaryDirectory() as scratch:
        record = Path(scratch) / "record"
        marsad("init", str(record), "--as", "demo")
        for example in EXAMPLES:
            marsad("add", "--record", str(record), "--manifest", str(ROOT / "examples" / example / "manifest.csv"))
        marsad("run", "--record", str(record))
        with served(record) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=sys.argv[1], args=["--no-sandbox", "--enable-unsafe-swiftshader"]
            )
            for picture in PICTURES:
                size = {"width": picture.width, "height": picture.height}
                page = browser.new_page(viewport=size, color_scheme=picture.scheme)  # type: ignore[arg-type]
                page.goto(address + picture.path, wait_until="networkidle")
                page.wait_for_timeout(2_000 if "map" in picture.path else 300)
                top = page.locator(picture.top).first.bounding_box()
                assert top is not None
                clip = {"x": 0, "y": max(0, top["y"] - 16 * (picture.top != "body")), **size}
                page.screenshot(path=IMAGES / f"{picture.name}.png", clip=clip, full_page=True)  # type: ignore[arg-type]
                page.close()
            browser.close()


def marsad(*arguments: str) -> None:
    """Run a command."""
    subprocess.run([sys.executable, "-m", "marsad", *arguments], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address of the record's observatory, while the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "marsad", "serve", "--record", str(record), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
