"""The handles on a timeline in a real browser: what is chosen is written into the address, by pointer and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from marsad.publishing.drawing.span import bars
from marsad.publishing.drawing.timeline import Bin, timeline
from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.pages.timeline import Figure
from tests.browser.harness import IN_CHROMIUM, Visit, rendered, visiting

pytestmark = IN_CHROMIUM

YEAR = bars(date(2023, 1, 1), date(2023, 12, 31), "month")


def figure(language: str) -> str:
    """The timeline as the explorer sets it into its page."""
    t = catalogue(language)
    bins = [
        Bin(first, last, t.month(first.year, first.month), 0 if number == 4 else 2, number,
            None if number == 6 else number * 2, t.day(first), t.day(last))
        for number, (first, last) in enumerate(YEAR)
    ]  # fmt: skip

    def link(bar: Bin) -> str:
        return f"/list?since={bar.first}&until={bar.last}"

    def say(bar: Bin) -> str:
        incidents = t.plain("count.incidents", n=bar.incidents)
        killed = t.plain("map.killed", range=t.range(bar.lower, bar.upper))
        return t.plain("timeline.bar", days=bar.label, incidents=incidents, killed=killed)

    shown = Figure(timeline(bins, link, label="By month", say=say), "By month", (), 0)
    return rendered('{% include "explorer/timeline.html" %}', language, figure=shown)


@pytest.fixture(scope="module")
def browser() -> Iterator[Visit]:
    with visiting() as visit:
        for language in ("en", "ar"):
            visit.site.page(f"/{language}", figure(language), language)
        visit.site.page("/list", "<p>A list</p>")
        yield visit


@pytest.fixture
def visit(browser: Visit) -> Iterator[Visit]:
    yield browser
    assert browser.wrong == []
    browser.forget()


def middle_of(page: Page, month: int) -> tuple[float, float]:
    box = page.locator("svg.timeline-bars").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * (month - 0.5) / 12, box["y"] + box["height"] / 2


def test_arrow_keys_move_a_handle_and_enter_asks_for_the_days(visit: Visit) -> None:
    page = visit.open("/en?country=SY&country=IQ&page=2")
    start = page.get_by_role("slider", name="From")
    start.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(start).to_have_attribute("aria-valuetext", "1 April 2023")
    page.get_by_role("slider", name="Until").focus()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("slider", name="Until")).to_have_attribute("aria-valuetext", "30 April 2023")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en?country=SY&country=IQ&since=2023-04-01&until=2023-11-30")


def test_a_drag_over_the_bars_chooses_days_and_the_button_asks(visit: Visit) -> None:
    page = visit.open("/en")
    page.mouse.move(*middle_of(page, 9))
    page.mouse.down()
    page.mouse.move(*middle_of(page, 6))
    page.mouse.move(*middle_of(page, 3))
    page.mouse.up()
    expect(page.locator("output")).to_have_text("1 March 2023 – 30 September 2023")
    assert page.url.endswith("/en")
    page.get_by_role("button", name="Show these days").click()
    page.wait_for_url("**/en?since=2023-03-01&until=2023-09-30")
    page.get_by_role("button", name="All days").click()
    page.wait_for_url("**/en")


def test_a_handle_follows_the_pointer_but_not_past_the_other(visit: Visit) -> None:
    page = visit.open("/en?until=2023-05-31")
    handle = page.get_by_role("slider", name="From").bounding_box()
    assert handle is not None
    page.mouse.move(handle["x"] + 12, handle["y"] + 30)
    page.mouse.down()
    page.mouse.move(*middle_of(page, 10))
    page.mouse.up()
    expect(page.locator("output")).to_have_text("1 May 2023 – 31 May 2023")


def test_a_click_on_a_bar_is_still_a_link(visit: Visit) -> None:
    page = visit.open("/en")
    page.mouse.click(*middle_of(page, 3))
    page.wait_for_url("**/list?since=2023-03-01&until=2023-03-31")
    assert page.url.endswith("/list?since=2023-03-01&until=2023-03-31")


def test_bars_are_one_stop_for_the_keyboard(visit: Visit) -> None:
    page = visit.open("/en")
    page.locator("a.bar").nth(3).focus()
    page.keyboard.press("ArrowRight")
    # May has no incident and is no link
    expect(page.locator("a.bar:focus")).to_have_attribute("data-first", "2023-06-01")
    assert page.locator('a.bar[tabindex="0"]').count() == 1


def test_escape_takes_the_choice_back(visit: Visit) -> None:
    page = visit.open("/en?since=2023-02-01")
    page.get_by_role("slider", name="Until").focus()
    page.keyboard.press("Home")
    expect(page.locator("output")).to_have_text("1 February 2023 – 28 February 2023")
    page.keyboard.press("Escape")
    expect(page.locator("output")).to_have_text("1 February 2023 – 31 December 2023")
    expect(page.get_by_role("button", name="Show these days")).to_be_disabled()


def test_time_runs_to_the_right_in_arabic_too(visit: Visit) -> None:
    page = visit.open("/ar")
    boxes = [page.locator(".brush-handle").nth(end).bounding_box() for end in (0, 1)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] < boxes[1]["x"]
    expect(page.get_by_role("slider", name="من")).to_have_count(1)
    expect(page.locator("a.bar").nth(1)).to_have_attribute(
        "aria-label", "شباط/فبراير 2023: حادثتان، القتلى: من 1 إلى 2"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_without_a_script_too(visit: Visit, scheme: str) -> None:
    page = visit.open("/en?since=2023-03-01", width=390, color_scheme=scheme)
    assert visit.barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    bare = visit.open("/en", width=390, color_scheme=scheme, java_script_enabled=False)
    expect(bare.locator("a.bar")).to_have_count(11)
    first = bare.locator("a.bar").first
    expect(first).to_have_attribute("href", "/list?since=2023-01-01&until=2023-01-31")
    expect(first).to_have_attribute("aria-label", "January 2023: 2 incidents, none killed")
