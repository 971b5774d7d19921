"""The page in a real browser: its policy holds, it fits a phone, directions are right."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from marsad.model.claim import Span
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.publishing.reading_page import Page
from tests.by_hand import PEOPLE, READING, REPORT
from tests.publishing.parsed import IN_A_BROWSER, opened, titled

pytestmark = IN_A_BROWSER

ARABIC = "غارة على سوق\n\nقتل تسعة مدنيين على الأقل (12–15) يوم الأحد."
QUOTE = "قتل تسعة مدنيين"
AT = ARABIC.index(QUOTE)
RTL_CLAIM = replace(
    PEOPLE, language="ar", span=Span(AT, AT + len(QUOTE), QUOTE), count=replace(PEOPLE.count, start=AT + 4, end=AT + 8)
)
RTL_REPORT = Report(ARABIC, "arabic.txt", language="ar", title="غارة على سوق")


def page() -> str:
    view = Page()
    rtl = view.one(RTL_REPORT, Reading(RTL_REPORT.id, (RTL_CLAIM,)))
    return view.head() + view.one(REPORT, READING) + rtl + view.foot(2, 5)


def measured(script: str, folder: Path, width: int = 1000) -> Any:
    """What a script sees on the page, once the policy that would forbid it is taken out."""
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page())
    asked = f"<script>document.title = JSON.stringify({script})</script></body>"
    elements, _ = opened(without_policy.replace("</body>", asked), folder, width)
    return titled(elements)


def test_the_page_keeps_to_its_own_policy(tmp_path: Path) -> None:
    _, log = opened(page(), tmp_path)
    assert "Content Security Policy" not in log


def test_a_script_that_got_in_would_not_run(tmp_path: Path) -> None:
    smuggled = '<script>document.title="ran"</script><img src="x" onerror="document.title=\'ran\'"></body>'
    elements, log = opened(page().replace("</body>", smuggled), tmp_path)
    assert "<title>Claims read by marsad</title>" in elements
    assert "Content Security Policy" in log


def test_directions_follow_the_text(tmp_path: Path) -> None:
    found = measured("[...document.querySelectorAll('.text, td q')].map(e => getComputedStyle(e).direction)", tmp_path)
    assert found == ["ltr"] * 5 + ["rtl"] * 2


def test_the_first_mark_of_a_right_to_left_text_stands_right(tmp_path: Path) -> None:
    script = """(() => {
        const text = document.querySelectorAll('.text')[1].getBoundingClientRect();
        const link = document.querySelectorAll('.text')[1].querySelector('.ref').getBoundingClientRect();
        return [text.right - link.right, link.left - text.left];
    })()"""
    to_the_right, to_the_left = measured(script, tmp_path)
    assert to_the_right < 40 < to_the_left


@pytest.mark.parametrize("width", [500, 1000])
def test_the_page_does_not_scroll_sideways(tmp_path: Path, width: int) -> None:
    assert measured("document.documentElement.scrollWidth - document.documentElement.clientWidth", tmp_path, width) == 0


def test_marks_differ_by_line_and_links_lead_to_rows(tmp_path: Path) -> None:
    styles = measured(
        "[...document.querySelectorAll('.legend mark')].map(e => getComputedStyle(e).textDecorationStyle)", tmp_path
    )
    assert styles == ["solid", "dashed", "double", "dotted", "wavy", "solid", "solid"]
    lost = measured("[...document.links].filter(a => !document.querySelector(a.getAttribute('href'))).length", tmp_path)
    assert lost == 0
