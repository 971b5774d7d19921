"""The running server over a real record, and a browser to visit it with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from marsad.store.location import SETTINGS
from marsad.store.store import Store
from marsad.web.app import build
from tests.browser.harness import Site, Visit
from tests.pipeline.kept import FARMERS, MARKET, RESCUERS, Kept
from tests.web.browsing import listening

TEXTS = {
    "Harbour Post": (
        MARKET,
        "Drones hit a clinic in Odesa on 4 March 2024 and killed at least 5 people, the mayor said.",
    ),
    "River News": (RESCUERS, "A mine near Izium killed a farmer on 1 March 2024, rescuers said."),
    "Hill Gazette": (FARMERS, "Shelling of Kherson on 2 March 2024 killed 3 to 6 people and wounded 12, doctors said."),
    "Field Notes": ("Two people were killed somewhere in the Kherson region on 3 March 2024, the governor said.",),
}


def built(folder: Path) -> Path:
    """A record of a few reports of our own, read and grouped."""
    kept = Kept(folder)
    for outlet, texts in TEXTS.items():
        for text in texts:
            kept.text(text, outlet, date(2024, 3, 6))
    kept.run()
    with (folder / SETTINGS).open("a", encoding="utf-8") as file:
        file.write('\n[public]\ntitle = "Harbour Observatory"\n')
    return folder


@contextmanager
def visiting_record(folder: Path, *options: str) -> Iterator[Visit]:
    """The record served, and a browser started with `options`."""
    with Store.open(folder) as store, listening(build(store)) as address, sync_playwright() as driver:
        visit = Visit(Site(address), driver, options)
        try:
            yield visit
        finally:
            visit.browser.close()


def serious(page: Page) -> list[str]:
    """What axe finds of serious and critical barriers: the rule, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
