from __future__ import annotations

import re

import pytest

from marsad.model.toll import TollRow
from marsad.publishing.axis import Axis
from marsad.publishing.strip import Mark, ruler, sample, strip
from tests.publishing.tolls_by_hand import ALL, row

AXIS = Axis(20, 10)
TOLL = row(13, 13, (ALL,))


def test_an_exact_number_that_holds_both_ends_beside_the_toll() -> None:
    assert strip(AXIS, Mark("killed", 13, 13, holds_lower=True, holds_upper=True), TOLL) == (
        '<svg class="killed" role="img" aria-label="13; the toll is 13">'
        '<line class="grid" x1="0%" x2="0%" y1="0%" y2="100%"/>'
        '<line class="grid" x1="50%" x2="50%" y1="0%" y2="100%"/>'
        '<line class="grid" x1="100%" x2="100%" y1="0%" y2="100%"/>'
        '<line class="band one" x1="65%" x2="65%" y1="0%" y2="100%"/>'
        '<svg x="65%" y="50%" overflow="visible"><path class="bracket" d="M-8 -11H-13V11H-8"/></svg>'
        '<svg x="65%" y="50%" overflow="visible"><path class="bracket" d="M8 -11H13V11H8"/></svg>'
        '<svg x="65%" y="50%" overflow="visible"><circle class="dot" r="5.5"/></svg>'
        '<text class="label" x="65%" y="50%" dy="-14" text-anchor="middle">13</text></svg>'
    )


def test_an_open_number_is_an_arrow_to_the_end() -> None:
    drawn = strip(AXIS, Mark("injured", 12, None))
    assert '<line class="span" x1="60%" x2="100%" y1="50%" y2="50%"/>' in drawn
    assert '<svg x="100%" y="50%" overflow="visible"><path class="arrow" d="M-9 -6L0 0L-9 6"/></svg>' in drawn
    assert 'aria-label="at least 12"' in drawn


SHAPES = [
    (Mark("killed", 5, 5), ["dot"], "5"),
    (Mark("killed", 0, 0), ["dot"], "none"),
    (Mark("killed", 5, 5, about=True), ["ring", "wings"], "about 5"),
    (Mark("killed", 5, 5, changed=True), ["diamond"], "read otherwise: 5"),
    (Mark("killed", 5, 9), ["cap", "span"], "5 to 9"),
    (Mark("killed", 0, 9, holds_upper=True), ["bracket", "cap", "span"], "up to 9"),
    (Mark("killed", 5, 9, changed=True), ["cap", "diamond", "span dashed"], "read otherwise: 5 to 9"),
    (Mark("killed", 5, None, changed=True), ["arrow", "diamond", "span dashed"], "read otherwise: at least 5"),
    (Mark("killed", 5, 99, aside=True), ["arrow", "cap", "span"], "set aside: 5 to 99"),
    (Mark("killed", 24, 99, aside=True), ["arrow"], "set aside: 24 to 99"),
]


@pytest.mark.parametrize("mark, shapes, words", SHAPES)
def test_what_a_number_is_shows_in_its_shape_and_in_words(mark: Mark, shapes: list[str], words: str) -> None:
    drawn = strip(AXIS, mark)
    assert sorted(set(re.findall(r'class="([^"]+)"', drawn)[1:]) - {"grid", "label"}) == shapes
    assert f'aria-label="{words}"' in drawn


def test_no_two_kinds_of_number_look_alike() -> None:
    drawings = [re.sub(r"<text.*?</text>|aria-label=\"[^\"]*\"", "", strip(AXIS, mark)) for mark, _, _ in SHAPES[2:]]
    assert len(set(drawings)) == len(drawings)


@pytest.mark.parametrize(
    "toll, band",
    [
        (row(9, 12, (ALL,)), '<rect class="band" x="45%" y="0%" width="15.00%" height="100%"/>'),
        (row(9, None, (ALL,)), '<rect class="band" x="45%" y="0%" width="55.00%" height="100%"/>'),
        (row(9, 9, (ALL,)), '<line class="band one" x1="45%" x2="45%" y1="0%" y2="100%"/>'),
    ],
)
def test_the_toll_is_a_band(toll: TollRow, band: str) -> None:
    drawn = strip(AXIS, Mark("killed", 9, 9), toll)
    assert band in drawn
    assert "near" not in drawn


def test_what_is_nearly_as_good_lies_behind_the_band_with_ends_of_its_own() -> None:
    assert (
        '<rect class="near" x="10%" y="0%" width="10.00%" height="100%"/>'
        '<line class="band one" x1="10%" x2="10%" y1="0%" y2="100%"/>'
        '<line class="near-end" x1="10%" x2="10%" y1="0%" y2="100%"/>'
        '<line class="near-end" x1="20%" x2="20%" y1="0%" y2="100%"/>'
    ) in strip(AXIS, Mark("killed", 9, 9), row(2, 2, (ALL,), near_upper=4))


def test_a_ruler_writes_its_numbers_and_says_the_toll() -> None:
    drawn = ruler(Axis(2_000, 1_000), TOLL)
    assert re.findall(r">([\d,]+)</text>", drawn) == ["0", "1,000", "2,000"]
    assert 'aria-label="Axis from 0 to 2,000 people; the toll is 13"' in drawn


def test_a_sample_is_an_ornament() -> None:
    assert sample(None, TOLL).startswith('<svg class="sample killed" aria-hidden="true"><line class="band one"')
    assert "<text" not in sample(Mark("killed", 5, 5, about=True))
