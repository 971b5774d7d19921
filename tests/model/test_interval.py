from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.interval import Interval

NUMBERS = st.integers(0, 60)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    lower = draw(NUMBERS)
    return Interval(lower, draw(st.none() | st.integers(lower, lower + 60)))


@st.composite
def intervals_with_a_number(draw: st.DrawFn) -> tuple[Interval, int]:
    interval = draw(intervals())
    return interval, draw(
        st.integers(interval.lower, interval.lower + 60 if interval.upper is None else interval.upper)
    )


@pytest.mark.parametrize(("lower", "upper"), [(-1, 3), (-1, None), (4, 3)])
def test_no_interval_of_people_is_negative_or_ends_before_it_starts(lower: int, upper: int | None) -> None:
    with pytest.raises(ValueError, match="interval"):
        Interval(lower, upper)


@pytest.mark.parametrize(
    ("interval", "words"), [(Interval(9, 9), "9"), (Interval(0, 70), "0..70"), (Interval(13), "13..")]
)
def test_an_interval_prints_as_people_write_it(interval: Interval, words: str) -> None:
    assert str(interval) == words


@pytest.mark.parametrize(
    ("whole", "part", "rest"),
    [
        (Interval(13), Interval(9, 9), Interval(4)),
        (Interval(13, 13), Interval(9), Interval(0, 4)),
        (Interval(20, 30), Interval(5, 6), Interval(14, 25)),
        (Interval(3, 3), Interval(4, 5), None),
    ],
)
def test_what_remains_when_a_part_is_taken(whole: Interval, part: Interval, rest: Interval | None) -> None:
    assert whole - part == rest


@given(intervals_with_a_number(), intervals_with_a_number())
def test_a_sum_holds_every_sum(one: tuple[Interval, int], other: tuple[Interval, int]) -> None:
    assert one[1] + other[1] in one[0] + other[0]


@given(intervals_with_a_number(), intervals_with_a_number())
def test_a_difference_holds_every_difference_that_is_not_negative(
    one: tuple[Interval, int], other: tuple[Interval, int]
) -> None:
    rest = one[0] - other[0]
    if one[1] >= other[1]:
        assert rest is not None
        assert one[1] - other[1] in rest


@given(intervals(), intervals())
def test_the_ends_of_a_difference_are_reached(whole: Interval, part: Interval) -> None:
    rest = whole - part
    if rest is None:
        assert whole.upper is not None
        assert whole.upper < part.lower
    elif rest.upper is not None:
        assert whole.upper is not None
        assert rest.upper + part.lower == whole.upper


@given(intervals(), intervals(), intervals())
def test_addition_is_commutative_and_associative(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Interval.exactly(0) == a


@given(intervals(), intervals(), st.integers(0, 200))
def test_intersection_holds_what_both_hold(a: Interval, b: Interval, number: int) -> None:
    both = a & b
    assert (both is not None and number in both) == (number in a and number in b)


@given(intervals(), intervals())
def test_the_hull_is_the_smallest_that_covers_both(a: Interval, b: Interval) -> None:
    hull = a | b
    assert hull.covers(a)
    assert hull.covers(b)
    assert hull.lower in (a.lower, b.lower)
    assert hull.upper in (a.upper, b.upper)


@given(intervals(), intervals())
def test_covering_is_meeting_whole(a: Interval, b: Interval) -> None:
    assert a.covers(b) == (a & b == b)
