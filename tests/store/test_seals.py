from __future__ import annotations

import math
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table

from marsad.store import tables
from marsad.store.columns import instant, plain_json
from marsad.store.functions import kilometres
from marsad.store.seals import is_sealed, sealed
from marsad.store.search import words_of

VALUES = st.one_of(
    st.none(), st.integers(-(2**62), 2**62), st.text(), st.dates(), st.booleans(), st.floats(allow_nan=False)
)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Table, dict[str, Any]]:
    table = draw(st.sampled_from(tables.SEALED))
    return table, {c.name: draw(VALUES) for c in table.columns if c.name != "seal"}


@given(rows(), st.data())
def test_a_seal_tells_of_every_value_that_is_another(row: tuple[Table, dict[str, Any]], data: st.DataObject) -> None:
    table, values = row
    kept = sealed(table, values)
    assert is_sealed(table, kept)
    name = data.draw(st.sampled_from(sorted(values)))
    other = data.draw(VALUES.filter(lambda value: repr(value) != repr(values[name])))
    changed = {**kept, name: other}
    assert is_sealed(table, changed) == (plain(other) == plain(values[name]))


def plain(value: object) -> str:
    return plain_json(value.isoformat() if hasattr(value, "isoformat") else value)


def test_a_seal_belongs_to_its_table() -> None:
    row = {"key": "a", "value": "b"}
    assert sealed(tables.settings, row)["seal"] != sealed(tables.blobs, row)["seal"]


def test_a_moment_is_one_text_in_every_zone() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert instant(noon) == instant(noon.astimezone(timezone(timedelta(hours=3)))) == "2026-11-25T12:00:00.000000+00:00"
    with pytest.raises(ValueError, match="without a time zone"):
        instant(datetime(2026, 11, 25))  # noqa: DTZ001  that is the case


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_texts_of_moments_sort_as_moments(a: datetime, b: datetime) -> None:
    # the first and the last day of all have no such moment in every zone
    with suppress(OverflowError):
        assert (instant(a) < instant(b)) == (a.astimezone(UTC) < b.astimezone(UTC))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Jisr al-Shughūr, 2023", ["jisr", "al", "shughur", "2023"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("أحمد ا\u0654حمد مـحـمد", ["احمد", "احمد", "محمد"]),
        ("٩ ٣٠ ９", ["9", "30", "9"]),
        ("їхній Її", ["іхніи", "іі"]),
        ("snake_case o'clock", ["snake", "case", "o", "clock"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("…!?", []),
    ],
)
def test_words_are_plain(said: str, words: list[str]) -> None:
    assert words_of(said) == words


@pytest.mark.parametrize(
    ("points", "km"),
    [
        ((35.93, 36.63, 35.93, 36.63), 0),
        ((0, 0, 0, 90), 10007.6),
        ((50.45, 30.52, 46.48, 30.72), 441.7),
        ((-18.1, 179.9, -18.1, -179.9), 21.1),
        ((90, 0, -90, 0), 20015.1),
    ],
)
def test_distances_are_those_on_a_sphere(points: tuple[float, float, float, float], km: float) -> None:
    distance = kilometres(*points)
    assert distance is not None
    assert math.isclose(distance, km, abs_tol=0.2)
    assert kilometres(None, points[1], points[2], points[3]) is None
