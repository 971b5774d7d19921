"""The timeline: lower bounds solid, ranges light, open ends marked, every bar a link."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from marsad.publishing.drawing.timeline import Bin, bin_words, timeline

SVG = "{http://www.w3.org/2000/svg}"


def month(number: int, incidents: int, lower: int, upper: int | None, label: str = "") -> Bin:
    first = date(2023, number, 1)
    return Bin(first, date(2023, number, 28), label or f"{first:%B %Y}", incidents, lower, upper)


RANGE, EXACT, OPEN, NONE, UNNUMBERED = (
    month(1, 3, 40, 50), month(2, 1, 20, 20), month(3, 2, 30, None), month(4, 0, 0, 0), month(5, 1, 0, 0),
)  # fmt: skip


def drawn(*bins: Bin, **options: object) -> ET.Element:
    svg = timeline(bins, lambda bar: f"/?since={bar.first}&until={bar.last}", label="Killed by month", **options)  # type: ignore[arg-type]
    return ET.fromstring(svg)


def bars(svg: ET.Element) -> list[ET.Element]:
    return [each for each in svg.iter() if each.get("class", "").split()[:1] == ["bar"]]


def kinds(bar: ET.Element) -> set[str]:
    return {each.get("class", "") for each in bar if each.get("class")} - {"room"}


def test_each_kind_of_sum_has_its_own_shape() -> None:
    found = [kinds(bar) for bar in bars(drawn(RANGE, EXACT, OPEN, NONE, UNNUMBERED))]
    assert found == [{"lower", "upper"}, {"lower"}, {"lower", "open"}, set(), {"unnumbered"}]


def test_heights_are_as_the_numbers() -> None:
    svg = drawn(RANGE, EXACT)
    heights = {
        (bar.get("data-first"), shape.get("class")): float(shape.get("height", "0"))
        for bar in bars(svg)
        for shape in bar.iter(f"{SVG}rect")
    }
    assert heights["2023-01-01", "lower"] == pytest.approx(2 * heights["2023-02-01", "lower"], abs=0.2)
    assert heights["2023-01-01", "upper"] == pytest.approx(heights["2023-01-01", "lower"] / 4, abs=0.2)


def test_a_range_starts_where_the_solid_bar_ends() -> None:
    (bar,) = bars(drawn(RANGE))
    lower, upper = (next(each for each in bar if each.get("class") == kind) for kind in ("lower", "upper"))
    foot = float(upper.get("y", "0")) + float(upper.get("height", "0"))
    assert foot == pytest.approx(float(lower.get("y", "0")), abs=0.11)


def test_bars_with_incidents_are_links_that_say_their_numbers() -> None:
    first, _, third, nothing, unnumbered = bars(drawn(RANGE, EXACT, OPEN, NONE, UNNUMBERED))
    assert first.get("href") == "/?since=2023-01-01&until=2023-01-28"
    assert first.get("aria-label") == "January 2023: 3 incidents, 40 to 50 killed"
    assert third.get("aria-label") == "March 2023: 2 incidents, at least 30 killed"
    assert (nothing.tag, nothing.get("href")) == (f"{SVG}g", None)
    assert unnumbered.get("aria-label") == "May 2023: 1 incident, none killed"


def test_bars_outside_of_the_chosen_days_are_faint() -> None:
    svg = drawn(RANGE, EXACT, OPEN, selected=(date(2023, 2, 10), date(2023, 2, 20)))
    assert [bar.get("class") for bar in bars(svg)] == ["bar outside", "bar", "bar outside"]


def test_words_from_elsewhere_stay_words() -> None:
    hostile = month(1, 1, 1, 1, '"><script>alert(1)</script>')
    svg = timeline([hostile], lambda _: '/"onclick="x', label='<b>"')
    assert "<script" not in svg
    assert all(each.tag.startswith(SVG) for each in ET.fromstring(svg).iter())
    assert "onclick" not in {name for each in ET.fromstring(svg).iter() for name in each.attrib}


def test_no_style_attribute_and_no_script_is_needed() -> None:
    svg = timeline([RANGE, OPEN], lambda _: "/", label="Killed")
    assert not re.search(r'\sstyle="|<style|\son\w+="', svg)


def test_nothing_is_drawn_of_nothing() -> None:
    assert timeline([], lambda _: "/", label="Killed") == ""
    assert bin_words(NONE) == "April 2023: no incident in this list"
