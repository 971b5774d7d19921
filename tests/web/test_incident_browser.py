"""The page of an incident in a real browser: nothing is loaded from elsewhere, it fits a phone, a keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from marsad.store.store import Store
from marsad.web.app import build
from tests.browser.harness import IN_CHROMIUM
from tests.publishing.incidents_kept import KHARKIV, KHERSON, LIVIV, ODESA, built
from tests.web.browsing import chromium, listening

PHONE, DESK = 390, 1280

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with Store.open(built().folder) as store, listening(build(store)) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@contextmanager
def opened(browser: Browser, address: str, width: int, *, dark: bool = False, script: bool = True) -> Iterator[Page]:
    """A page, on which nothing may be said on the console and nothing be asked of anybody else."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", java_script_enabled=script
    )
    page, wrong = context.new_page(), list[str]()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    yield page
    context.close()
    assert wrong == []


@pytest.mark.parametrize("language", ["", "ar/"], ids=["english", "arabic"])
@pytest.mark.parametrize("width,dark", [(DESK, False), (PHONE, True)], ids=["desk", "phone, dark"])
def test_it_is_open_to_everybody(address: str, browser: Browser, language: str, width: int, dark: bool) -> None:
    with opened(browser, address, width, dark=dark) as page:
        for code in (KHARKIV, KHERSON):
            page.goto(f"{address}/{language}incident/{code}/")
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            violations = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in violations if one["impact"] != "minor"] == []
            cut = """[...document.querySelectorAll("svg text")].filter(text => {
                const box = text.getBoundingClientRect(), frame = text.closest(".wide");
                return !frame && box.width && (box.left < 0 || box.right > innerWidth);
            }).map(text => text.textContent)"""
            assert page.evaluate(cut) == []


def test_a_number_leads_to_its_claim_by_keyboard(address: str, browser: Browser) -> None:
    with opened(browser, address, DESK) as page:
        page.goto(f"{address}/incident/{KHARKIV}/")
        page.locator("table.ranges a.ref").first.focus()
        page.keyboard.press("Enter")
        anchor = page.url.partition("#")[2]
        assert page.evaluate("anchor => document.getElementById(anchor).matches(':target')", anchor)
        assert page.locator(f"#{anchor} q").is_visible()


def test_directions_follow_the_words(address: str, browser: Browser) -> None:
    with opened(browser, address, DESK) as page:
        page.goto(f"{address}/ar/incident/{KHARKIV}/")
        direction = "([selector]) => getComputedStyle(document.querySelector(selector)).direction"
        assert page.evaluate(direction, ["h1"]) == "rtl"
        assert page.evaluate(direction, [".strips q"]) == "ltr"
        assert page.evaluate(direction, [".in-english"]) == "ltr"
        page.get_by_role("link", name="English").first.click()
        assert page.evaluate(direction, ["h1"]) == "ltr"


def test_it_reads_without_script(address: str, browser: Browser) -> None:
    with opened(browser, address, PHONE, script=False) as page:
        page.goto(f"{address}/incident/{KHARKIV}/")
        assert page.locator("h1").inner_text() == "Air strike, Kharkiv"
        page.locator("details.key summary").click()
        assert page.locator(".legend li").first.is_visible()


def test_what_was_known_then_and_what_became_of_codes(address: str, browser: Browser) -> None:
    with opened(browser, address, DESK) as page:
        page.goto(f"{address}/incident/{KHARKIV}/")
        page.locator(".as-of a").first.click()
        assert "as_of=" in page.url
        assert page.locator(".past").is_visible()
        page.goto(f"{address}/incident/{LIVIV}/")
        assert page.url.endswith(f"/incident/{KHERSON}/")


def test_a_withdrawn_incident_leaves_a_page(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(f"{address}/incident/{ODESA}/")
    assert answer is not None
    assert answer.status == 410
    assert page.locator(".notes").first.is_visible()
    context.close()
