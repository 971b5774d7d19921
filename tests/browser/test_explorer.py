"""Keys for readers of many incidents, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import IN_CHROMIUM, Visit, rendered, visiting

pytestmark = IN_CHROMIUM

RESULTS = "".join(f'<li><a data-result href="/incident/{n}/">Incident {n}</a></li>' for n in (1, 2, 3))
LIST = f"""<form><label>Words <input name="q"></label></form>
<ol data-results>{RESULTS}</ol>
"""


def keys() -> str:
    """What the explorer sets below its list, the help for its keys among it."""
    one_page = SimpleNamespace(pages=1)
    return rendered('{% include "explorer/after.html" %}', said=one_page, ways=None, downloads=(), files="")


@pytest.fixture(scope="module")
def browser() -> Iterator[Visit]:
    with visiting() as visit:
        visit.site.page("/list", LIST + keys())
        for number in (1, 2, 3):
            for language in ("en", "ar"):
                links = f'<link rel="prev" href="/{language}/incident/1/">' if number > 1 else ""
                links += f'<link rel="next" href="/{language}/incident/3/">' if number < 3 else ""
                page = f'<p><input aria-label="As of"></p><p>Incident {number}</p>'
                visit.site.page(f"/{language}/incident/{number}/", page, language, links)
            visit.site.page(f"/incident/{number}/", f"<p>Incident {number}</p>")
        yield visit


@pytest.fixture
def visit(browser: Visit) -> Iterator[Visit]:
    yield browser
    assert browser.wrong == []
    browser.forget()


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent")
    return text


def test_j_and_k_step_through_the_list_and_enter_opens(visit: Visit) -> None:
    page = visit.open("/list")
    steps = []
    for key in ("j", "j", "ArrowDown", "j", "k", "ArrowUp"):
        page.keyboard.press(key)
        steps.append(focused(page))
    assert steps == [f"Incident {number}" for number in (1, 2, 3, 3, 2, 1)]
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/1/")


def test_arrows_scroll_the_page_where_the_list_has_no_focus(visit: Visit) -> None:
    page = visit.open("/list")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.body")


def test_keys_belong_to_a_field_while_one_writes_in_it(visit: Visit) -> None:
    page = visit.open("/list")
    page.get_by_label("Words").focus()
    page.keyboard.type("jk?")
    expect(page.get_by_label("Words")).to_have_value("jk?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_question_mark_and_the_button_say_the_keys(visit: Visit) -> None:
    page = visit.open("/list")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert visit.barriers(page) == []
    page.keyboard.press("j")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


@pytest.mark.parametrize(
    "language, key, number",
    [("en", "ArrowLeft", 1), ("en", "ArrowRight", 3), ("ar", "ArrowLeft", 3), ("ar", "ArrowRight", 1)],
)
def test_arrows_turn_to_the_incident_before_and_after(visit: Visit, language: str, key: str, number: int) -> None:
    page = visit.open(f"/{language}/incident/2/")
    page.get_by_label("As of").focus()
    page.keyboard.press(key)
    assert page.url.endswith(f"/{language}/incident/2/")
    page.get_by_label("As of").blur()
    page.keyboard.press(key)
    page.wait_for_url(f"**/{language}/incident/{number}/")
    assert page.url.endswith(f"/{language}/incident/{number}/")


def test_nothing_comes_before_the_first(visit: Visit) -> None:
    page = visit.open("/en/incident/1/")
    page.keyboard.press("ArrowLeft")
    assert page.url.endswith("/en/incident/1/")
