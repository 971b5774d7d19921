"""The explorer as the server sends it, in a real browser: asked by hand, by keys, with and without scripts, in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import IN_CHROMIUM, WITH_WEBGL, Visit
from tests.browser.served import built, serious, visiting_record

pytestmark = IN_CHROMIUM
VIEWS = ("", "?view=map", "?view=timeline", "?q=nowhere&country=UA")
WIDE: dict[str, Any] = {"width": 1280, "height": 900}
PHONE: dict[str, Any] = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with visiting_record(built(tmp_path_factory.mktemp("explorer") / "record"), *WITH_WEBGL) as visit:
        yield visit


@pytest.fixture
def visit(browser: Visit) -> Iterator[Visit]:
    """Whatever a test does: nothing breaks the policy, nobody else is asked, the console stays empty."""
    yield browser
    assert browser.wrong == []
    browser.forget()


def titles(page: Page) -> list[str]:
    return page.locator("[data-result]").all_inner_texts()


@pytest.mark.parametrize("language, scheme, size", [("", "light", WIDE), ("ar/", "dark", PHONE)])
@pytest.mark.parametrize("view", VIEWS)
def test_no_barrier_stands_before_readers(
    visit: Visit, language: str, scheme: Literal["light", "dark"], size: dict[str, Any], view: str
) -> None:
    page = visit.open(f"/{language}{view}", color_scheme=scheme, **size)
    if "map" in view:
        page.wait_for_selector(".map[data-state=drawn]")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_reader_asks_by_keys_alone(visit: Visit) -> None:
    page = visit.open("/", **WIDE)
    search = page.get_by_role("searchbox")
    for _ in range(20):
        page.keyboard.press("Tab")
        if search.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("Kherson")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?*q=Kherson*")
    assert titles(page)
    assert all("Kherson" in title for title in titles(page))
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    second = page.locator("[data-result]").nth(1)
    expect(second).to_be_focused()
    to = second.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{(to or '').removeprefix('./')}")


@pytest.mark.parametrize("scripts", [True, False])
def test_boxes_are_ticked_and_taken_away_again(visit: Visit, scripts: bool) -> None:
    page = visit.open("/", java_script_enabled=scripts, **WIDE)
    everything = len(titles(page))
    page.get_by_role("checkbox", name=re.compile("^shelling"), include_hidden=True).check()
    page.get_by_role("button", name="Show these incidents").click()
    page.wait_for_url("**event_type=shelling*")
    assert 0 < len(titles(page)) < everything
    assert all(title.startswith("Shelling") for title in titles(page))
    page.get_by_role("link", name="Remove: What happened: shelling").click()
    assert len(titles(page)) == everything


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_filters_fold_away_and_open(visit: Visit, scripts: bool) -> None:
    page = visit.open("/", java_script_enabled=scripts, **PHONE)
    box = page.get_by_role("checkbox", name=re.compile("^shelling"), include_hidden=True)
    expect(box).to_be_hidden()
    page.locator("summary", has_text="Filters").click()
    expect(box).to_be_visible()


def test_the_map_draws_incidents_and_the_list_stays_below(visit: Visit) -> None:
    page = visit.open("/", **WIDE)
    listed = titles(page)
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_selector(".map[data-state=drawn]")
    assert page.locator(".map-in-view button").count() > 0
    assert titles(page) == listed
    expect(page.locator(".map-without")).to_have_text(re.compile("no point on the map"))


@pytest.mark.parametrize("language", ["", "ar/"])
def test_without_scripts_the_list_says_what_the_map_would(visit: Visit, language: str) -> None:
    page = visit.open(f"/{language}?view=map", java_script_enabled=False, **WIDE)
    expect(page.locator(".map [role=status]")).to_contain_text("JavaScript")
    assert titles(page)


def test_days_chosen_on_the_timeline_are_written_into_the_address(visit: Visit) -> None:
    page = visit.open("/?view=timeline&country=UA", **WIDE)
    start = page.get_by_role("slider").first
    start.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=2024-03-03*")
    assert "country=UA" in page.url
    expect(page.get_by_role("link", name="Remove: From: 3 March 2024")).to_be_visible()


def test_a_bar_leads_to_its_days_without_scripts(visit: Visit) -> None:
    page = visit.open("/?view=timeline", java_script_enabled=False, **WIDE)
    page.locator("svg.timeline-bars a").first.click()
    page.wait_for_url("**since=2024-03-01&until=2024-03-01*")
    assert titles(page) == ["Mine or unexploded ordnance in Izium"]


def test_the_other_language_asks_the_same(visit: Visit) -> None:
    page = visit.open("/?country=UA&sort=-killed&view=timeline", **WIDE)
    listed = len(titles(page))
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/ar/?country=UA&sort=-killed&view=timeline")
    assert len(titles(page)) == listed
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"


def test_what_cannot_be_asked_leads_back(visit: Visit) -> None:
    page = visit.page(**WIDE)
    page.goto(f"{visit.site.address}/?since=soon")
    expect(page.get_by_role("heading", level=1)).to_have_text("This question cannot be answered")
    page.get_by_role("link", name="To all incidents").click()
    assert titles(page)
    # the browser itself says on its console that an answer was 400
    assert [each for each in visit.wrong if "400" not in each] == []
    visit.wrong.clear()
