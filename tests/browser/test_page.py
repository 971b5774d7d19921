"""The page of a reading as a browser lays it out: it loads nothing, fits a phone, and runs from right to left where the text does."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.house.tree import ROOT

BROWSER = os.environ.get("MARSAD_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
PHONE = 360
ARABIC = "قتل ثلاثة مدنيين في قصف على المدينة.\n\nAt least 13 people were killed, the monitor said.\n"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here; MARSAD_BROWSER can name one"),
]

HARNESS = """<!DOCTYPE html><meta charset="utf-8"><iframe src="page.html" style="width:%dpx;height:900px"></iframe><pre></pre>
<script>addEventListener("load", () => {
  const view = document.querySelector("iframe").contentWindow, page = view.document;
  const links = [...page.querySelectorAll("a[href^='#']")].map(a => a.getAttribute("href").slice(1));
  const directionOf = text => {
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.textContent.includes(text)) return view.getComputedStyle(walker.currentNode.parentElement).direction;
    }
  };
  document.querySelector("pre").textContent = JSON.stringify({
    width: page.documentElement.scrollWidth,
    loaded: view.performance.getEntriesByType("resource").map(entry => entry.name),
    links: links.length,
    broken: links.filter(id => !page.getElementById(id)),
    scripts: page.scripts.length,
    arabic: directionOf("مدنيين"),
    english: directionOf("people"),
  });
});</script>
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser says of a page with the example and a report in Arabic and English, on a phone."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "arabic.txt").write_text(ARABIC, encoding="utf-8")
    example = ROOT / "examples" / "idlib-2023-06-25"
    reports = [str(folder / "arabic.txt"), *(str(path) for path in sorted(example.glob("?-*")))]
    command = [
        sys.executable,
        "-m",
        "marsad",
        "read",
        "--format",
        "html",
        "--output",
        str(folder / "page.html"),
        *reports,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (folder / "harness.html").write_text(HARNESS % PHONE, encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--allow-file-access-from-files",
        "--virtual-time-budget=10000",
    ]
    view = [
        str(BROWSER),
        *options,
        f"--user-data-dir={folder / 'profile'}",
        "--dump-dom",
        (folder / "harness.html").as_uri(),
    ]
    shown = subprocess.run(view, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8").stdout
    found = re.search(r"<pre>(\{.*?\})</pre>", shown, re.DOTALL)
    assert found is not None, shown[-2000:]
    answer: dict[str, Any] = json.loads(html.unescape(found[1]))
    return answer


def test_it_loads_nothing_and_runs_nothing(seen: dict[str, Any]) -> None:
    assert seen["loaded"] == []
    assert seen["scripts"] == 0


def test_it_fits_a_phone(seen: dict[str, Any]) -> None:
    assert seen["width"] <= PHONE


def test_every_link_inside_it_leads_somewhere(seen: dict[str, Any]) -> None:
    assert seen["links"] > 0
    assert seen["broken"] == []


def test_arabic_runs_from_right_to_left_and_english_does_not(seen: dict[str, Any]) -> None:
    assert seen["arabic"] == "rtl"
    assert seen["english"] == "ltr"
