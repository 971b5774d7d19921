"""The page of tolls in a real browser: it keeps to its policy, loads nothing, fits a phone, and opens what a link leads to."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from marsad.model.claim import Span
from marsad.publishing.toll_page import toll_page
from tests.publishing.parsed import IN_A_BROWSER, framed, opened
from tests.publishing.test_toll_page import hostile_tolls, many
from tests.publishing.tolls_by_hand import CLAIMS, NINE, TOLLS

pytestmark = IN_A_BROWSER

PAGE = toll_page(TOLLS)
LONG = toll_page(many(300, 30, 100))
UNFOLDED = re.sub(r"<details(?! open)( class=\"\w+\")?>", r"<details\1 open>", PAGE)
DARK = "--blink-settings=preferredColorScheme=0"
WIDER = "page.documentElement.scrollWidth - page.documentElement.clientWidth"


@pytest.mark.parametrize(
    "html", [PAGE, LONG, toll_page(hostile_tolls(), explain=True)], ids=["page", "long", "hostile"]
)
@pytest.mark.parametrize("options", [(), (DARK,)], ids=["light", "dark"])
def test_the_browser_has_nothing_to_complain_of(tmp_path: Path, html: str, options: tuple[str, ...]) -> None:
    _, log = opened(html, tmp_path, 1000, *options)
    assert "CONSOLE" not in log
    assert "Content Security Policy" not in log


def test_a_script_that_got_in_would_not_run(tmp_path: Path) -> None:
    smuggled = '<script>document.title="ran"</script></body>'
    elements, log = opened(PAGE.replace("</body>", smuggled), tmp_path)
    assert "<title>Tolls reckoned by marsad</title>" in elements
    assert "Content Security Policy" in log


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "html", [PAGE, UNFOLDED, toll_page(hostile_tolls(), explain=True)], ids=["page", "open", "hostile"]
)
def test_it_does_not_scroll_sideways_and_loads_nothing(tmp_path: Path, html: str, width: int) -> None:
    seen = framed(html, f"[{WIDER}, view.performance.getEntriesByType('resource').length]", tmp_path, width)
    assert seen == [0, 0]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_word_of_a_drawing_is_cut_off(tmp_path: Path, width: int) -> None:
    script = """[...page.querySelectorAll("svg text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.left < 0 || box.right > view.innerWidth;
    }).map(text => text.textContent)"""
    assert framed(UNFOLDED, script, tmp_path, width) == []


def test_themes_follow_the_reader(tmp_path: Path) -> None:
    script = "view.getComputedStyle(page.body).backgroundColor"
    assert framed(PAGE, script, tmp_path, 1000) == "rgb(255, 255, 255)"
    assert framed(PAGE, script, tmp_path, 1000, "", DARK) == "rgb(22, 22, 21)"


def test_a_link_into_a_fold_opens_it(tmp_path: Path) -> None:
    script = 'page.getElementById("i1-c350").checkVisibility({contentVisibilityAuto: true})'
    assert framed(LONG, script, tmp_path, 1000, "#i1-c350") is True


def test_the_mark_of_a_number_stands_on_the_band_of_the_same_number(tmp_path: Path) -> None:
    script = """(() => {
        const strip = page.getElementById("i1-c2"), band = strip.querySelector(".band"), mark = strip.querySelector(".diamond");
        const middle = box => (box.left + box.right) / 2;
        return Math.abs(middle(band.getBoundingClientRect()) - middle(mark.getBoundingClientRect()));
    })()"""
    assert framed(PAGE, script, tmp_path, 1280) < 1


def test_directions_follow_the_text(tmp_path: Path) -> None:
    text = "قتل تسعة مدنيين"
    arabic = replace(NINE, language="ar", span=Span(0, len(text), text), count=replace(NINE.count, start=4, end=8))
    html = toll_page(replace(TOLLS, claims=tuple(arabic if each is NINE else each for each in CLAIMS)))
    script = '["i1-c1", "i1-c2"].map(id => view.getComputedStyle(page.querySelector(`#${id} q`)).direction)'
    assert framed(html, script, tmp_path, 1000) == ["ltr", "rtl"]


def test_the_keyboard_reaches_links_folds_and_wide_tables_and_shows_where_it_is(tmp_path: Path) -> None:
    script = """(() => {
        const reached = [...page.querySelectorAll("a, summary, .wide")].filter(e => e.checkVisibility());
        return reached.filter(e => { e.focus({focusVisible: true});
            return page.activeElement !== e || view.getComputedStyle(e).outlineStyle !== "solid"; }).length;
    })()"""
    assert framed(PAGE, script, tmp_path, 1000) == 0
