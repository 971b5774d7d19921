from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.publishing.axis import Axis, axis_over

PEOPLE = st.lists(st.integers(0, 10**7), max_size=6)


@pytest.mark.parametrize(
    "numbers, open_from, end, step",
    [
        ([], [], 1, 1),
        ([0], [], 1, 1),
        ([4], [], 4, 1),
        ([13], [], 15, 5),
        ([13], [13], 15, 5),
        ([12], [12], 14, 2),
        ([], [30], 35, 5),
        ([59, 36], [], 60, 10),
        ([1_200], [40], 1_200, 200),
        ([500_001], [], 600_000, 100_000),
    ],
)
def test_an_axis_ends_at_a_tick_that_people_count_in(
    numbers: list[int], open_from: list[int], end: int, step: int
) -> None:
    assert axis_over(numbers, open_from) == Axis(end, step)


@given(PEOPLE, PEOPLE)
def test_every_number_and_every_arrow_fits(numbers: list[int], open_from: list[int]) -> None:
    axis = axis_over(numbers, open_from)
    assert axis.end >= max([*numbers, 0])
    assert all(number < axis.end for number in open_from)
    assert 2 <= len(axis.ticks) <= 8
    assert all(0 <= float(axis.at(number)[:-1]) <= 100 for number in numbers)


@pytest.mark.parametrize("number, place", [(0, "0%"), (5, "33.33%"), (15, "100%"), (500, "100%")])
def test_places_are_percentages_and_stop_at_the_end(number: int, place: str) -> None:
    assert Axis(15, 5).at(number) == place


@pytest.mark.parametrize(
    "number, length, side", [(0, 1, "middle"), (15, 2, "middle"), (0, 11, "start"), (14, 11, "end"), (7, 11, "middle")]
)
def test_long_labels_lean_inwards(number: int, length: int, side: str) -> None:
    assert Axis(15, 5).side(number, length) == side
