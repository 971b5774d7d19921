"""A bar is what its range says: solid to the lower end, light to the upper one, an arrow where nobody knows."""

from __future__ import annotations

import re

import pytest

from marsad.model.interval import Interval
from marsad.publishing.axis import Axis
from marsad.publishing.drawing.bars import bar, ruler

AXIS = Axis(20, 5)


@pytest.mark.parametrize(
    "within,rtl,shapes",
    [
        (Interval(5, 10), False, [("sure", "0%", "25%"), ("may", "25%", "25%")]),
        (Interval(5, 10), True, [("sure", "75%", "25%"), ("may", "50%", "25%")]),
        (Interval(5, 5), False, [("sure", "0%", "25%")]),
        (Interval(0, 10), False, [("may", "0%", "50%")]),
        (Interval(5, None), True, [("sure", "75%", "25%")]),
        (Interval(0, 0), False, []),
        (Interval(0, None), False, []),
        (None, False, []),
    ],
)
def test_parts_of_a_bar(within: Interval | None, rtl: bool, shapes: list[tuple[str, str, str]]) -> None:
    assert re.findall(r'<rect class="(\w+)" x="([^"]+)" y="18%" width="([^"]+)"', bar(AXIS, within, rtl=rtl)) == shapes


@pytest.mark.parametrize(
    "within,kinds",
    [(None, {"unsaid"}), (Interval(0, None), {"unsaid"}), (Interval(0, 0), {"none"}), (Interval(4, None), {"sure", "open", "arrow"}), (Interval(4, 4), {"sure"})],
)  # fmt: skip
def test_unknown_none_and_open_are_three_things(within: Interval | None, kinds: set[str]) -> None:
    assert set(re.findall(r'class="(\w+)"', bar(AXIS, within))) - {"bar"} == kinds


def test_the_ruler_runs_the_way_of_the_language() -> None:
    places = [re.findall(r'x="([^"]+)"[^>]*>(\d+)<', ruler(AXIS, rtl=rtl)) for rtl in (False, True)]
    assert places[0][:2] == [("0%", "0"), ("25%", "5")]
    assert places[1][:2] == [("100%", "0"), ("75%", "5")]
