"""Looking at pages of HTML: as a tree of tags, by the contrast of their colours, and in a real browser.

The browser is the one that MARSAD_BROWSER names, else any Chromium on the path; where there is none, and none is
named, its tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = os.environ.get("MARSAD_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here; install one or name it in MARSAD_BROWSER"),
]
VOID = {"meta", "br", "hr", "img", "link", "input"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"></div></mark>&lt;\'"><a href="javascript:alert(3)">x'


class Tree(HTMLParser):
    """Collects what a page is made of, and complains about tags that do not close in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.paths: list[tuple[str, ...]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.paths.append((*self._open, tag))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.paths.append((*self._open, tag))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(attribute))]


def policy_of(tree: Tree) -> str | None:
    """The policy that a page gives itself."""
    return next(
        a["content"] for tag, a in tree.tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours_of(page: str, theme: int) -> dict[str, str]:
    """The colours of a page by name, all its style sheets together; theme 0 is light, 1 dark."""
    style = re.sub(r"@media print \{.*?^\}", "", page.partition("</style>")[0], flags=re.DOTALL | re.MULTILINE)
    roots = re.findall(r":root \{([^}]*)\}", style)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", "".join(roots[theme::2])))


def opened(html: str, folder: Path, width: int = 1000, *options: str) -> tuple[str, str]:
    """The page's elements after loading, and what the browser logged."""
    assert BROWSER is not None
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--enable-logging=stderr", "--v=0",
        "--allow-file-access-from-files", f"--user-data-dir={folder / 'profile'}", f"--window-size={width},900",
        *options, file.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
    return done.stdout, done.stderr


def titled(elements: str) -> Any:
    """What a script wrote into the title as JSON."""
    found = re.search(r"<title>(.*?)</title>", elements, re.DOTALL)
    assert found is not None
    return json.loads(unescape(found[1]))


def framed(html: str, script: str, folder: Path, width: int, fragment: str = "", *options: str) -> Any:
    """What a script outside the page sees of it in a frame of `width`: `view` is its window, `page` its document.

    The page keeps its policy, and a frame can be as narrow as a phone, which a window cannot.
    """
    (folder / "inside.html").write_text(html, encoding="utf-8")
    outside = (
        '<!DOCTYPE html><meta charset="utf-8"><title>null</title><meta name="color-scheme" content="light dark">'
        f'<iframe src="inside.html{fragment}" style="width:{width}px;height:900px;border:0"></iframe><script>'
        'addEventListener("load", () => {const view = document.querySelector("iframe").contentWindow,'
        f"page = view.document; document.title = JSON.stringify({script})}})</script>"
    )
    return titled(opened(outside, folder, 1000, *options)[0])
