from __future__ import annotations

import pytest

from marsad.evaluation.names import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Idlib", "idlib"),
        ("the Observatory", "Observatory"),
        ("Idlib Governorate", "Idlib"),
        ("al-Bab", "Bab"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Example Observatory for Human Rights", "Example Observatory"),
        ("Hôpital Général", "hopital general"),
        ("حلب", "حلب"),
        ("Town", "Town"),
        (None, None),
    ],
)
def test_one_name(one: str | None, other: str | None) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Idlib", None), ("Ras", "Ras al-Ain"), ("Homs", "Hama"), ("حلب", "حمص"), ("City", "Village"), ("", "Idlib")],
)
def test_two_names(one: str | None, other: str | None) -> None:
    assert not alike(one, other)
    assert not alike(other, one)
