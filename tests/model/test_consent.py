"""A consent is kept under a key that everybody who knows name and record can make, and that is no name."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.consent import Consent, consent_key, folded_name, is_consent_key

RECORD, OTHER = "0f3a", "77b1"
GIVEN = Consent("consent:" + "0" * 64, "name", "amal", "asked by phone", 3, datetime(2024, 5, 1, tzinfo=UTC))
FOLDED = [
    ("Olena Hrytsenko", "olena hrytsenko"),
    ("  OLENA\tHrytsenko\n", "olena hrytsenko"),
    ("Ｏｌｅｎａ Hrytsenko", "olena hrytsenko"),
    ("Jose\u0301 Stra\u00dfer", "josé strasser"),
    ("أمل  الحسن", "أمل الحسن"),
    ("\ufefc\u0646\u0627", "لانا"),
    ("Олена Гриценко", "олена гриценко"),
]


@pytest.mark.parametrize(("name", "folded"), FOLDED)
def test_a_name_is_compared_without_case_spaces_and_forms_of_letters(name: str, folded: str) -> None:
    assert folded_name(name) == folded
    assert consent_key(name, RECORD) == consent_key(folded, RECORD)


def test_the_key_is_the_digest_of_record_and_name() -> None:
    digest = hashlib.sha256(b"0f3a\nolena hrytsenko").hexdigest()
    assert consent_key("Olena Hrytsenko", RECORD) == f"consent:{digest}"


def test_another_spelling_or_record_is_another_key() -> None:
    names = ("Olena Hrytsenko", "Olena Hrycenko", "Elena Hrytsenko", "Oléna Hrytsenko", "Olena", "Hrytsenko Olena")
    keys = {consent_key(name, record) for name in names for record in (RECORD, OTHER)}
    assert len(keys) == 12


@given(st.text(), st.text())
def test_every_name_has_a_key_that_is_no_name(name: str, record: str) -> None:
    key = consent_key(name, record)
    assert is_consent_key(key)
    assert key == consent_key(f" {name} ", record)
    assert not is_consent_key(name)


@pytest.mark.parametrize(
    "said", ["", "Olena", "consent:", "consent:Olena", GIVEN.key.upper(), GIVEN.key + "\n", GIVEN.key[:-1]]
)
def test_what_is_no_key(said: str) -> None:
    assert not is_consent_key(said)


def test_a_consent_holds_up_to_its_last_day() -> None:
    lapsing = replace(GIVEN, until=date(2024, 12, 31))
    held = [lapsing.holds(day) for day in (date(2024, 5, 1), date(2024, 12, 31), date(2025, 1, 1))]
    assert held == [True, True, False]
    assert GIVEN.holds(date(2999, 1, 1))
