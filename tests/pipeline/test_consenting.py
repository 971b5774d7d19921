"""Consents of people in a record: no name comes into its ledger, and whose a consent is can be found again in the claims."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from marsad.errors import ItemError
from marsad.ledger.book import Book
from marsad.ledger.consents import consents_in_force
from marsad.model.consent import consent_key
from marsad.pipeline.record.checking import wrong_incidents, wrong_state
from marsad.pipeline.record.consenting import consenting, give_consent, names_of_keys, record_id, withdraw_consent
from marsad.store.store import Store
from tests.pipeline.kept import ANA, BO, Kept

WITNESS = "Five people were killed in the shelling of Kherson on 3 March 2024, said Olena Hrytsenko, an eyewitness."
NAME, FORM = "Olena Hrytsenko", "asked by phone on 2024-05-02, a signed form"
TODAY = date(2024, 5, 3)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report in which a witness is named, read."""
    made = Kept(tmp_path_factory.mktemp("consenting") / "record")
    made.text(WITNESS)
    made.run()
    assert made.claim("Five people").source.name == NAME
    return made.folder


@pytest.fixture
def kept(built: Path, tmp_path: Path) -> Kept:
    shutil.copytree(built, tmp_path / "copy")
    made = object.__new__(Kept)
    made.folder = tmp_path / "copy"
    return made


@contextmanager
def opened(kept: Kept) -> Iterator[Store]:
    with Store.open(kept.folder) as store:
        yield store


def key(kept: Kept, name: str = NAME) -> str:
    with kept.open() as (_, record):
        return consent_key(name, record_id(record))


def names(kept: Kept, *keys: str) -> dict[str, tuple[str, ...]]:
    with kept.open() as (_, record):
        return dict(names_of_keys(record, Book().state(record), keys))


def in_force(kept: Kept, today: date = TODAY) -> frozenset[str]:
    with kept.open() as (_, record):
        return consents_in_force(Book().state(record), today)


def test_a_consent_is_given_by_the_name_and_taken_back_by_the_name_or_the_key(kept: Kept) -> None:
    with opened(kept) as store:
        given = give_consent(store, " olena  HRYTSENKO", FORM, ANA, until=TODAY, today=TODAY)
        assert (given.kind, given.subject) == ("consent_given", key(kept))
    assert in_force(kept) == {key(kept)}
    with opened(kept) as store:
        gone = withdraw_consent(store, NAME, "a call on 2024-05-03", BO)
        assert (gone.kind, gone.subject, gone.actor) == ("consent_withdrawn", given.subject, BO)
        assert in_force(kept) == frozenset()
        give_consent(store, NAME, FORM, ANA)
        withdraw_consent(store, given.subject, "a letter", BO)
    assert in_force(kept) == frozenset()


def test_no_change_that_a_consent_makes_holds_the_name(kept: Kept) -> None:
    with kept.open() as (_, record):
        before = record.changes.last()
    with opened(kept) as store:
        give_consent(store, NAME, FORM, ANA)
        withdraw_consent(store, NAME, "a call", BO)
    with kept.open() as (_, record):
        written = str(list(record.changes.all(after=before))).casefold()
    assert "consent_given" in written
    assert "olena" not in written
    assert "hrytsenko" not in written


def test_the_record_stays_whole(kept: Kept) -> None:
    with opened(kept) as store:
        give_consent(store, NAME, FORM, ANA, "words", date(2999, 1, 1))
    with kept.open() as (_, record):
        assert [*wrong_state(record), *wrong_incidents(record)] == []


NAMED = [
    (NAME, "olena hrytsenko agreed"),
    (NAME, "Mrs HRYTSENKO agreed"),
    (NAME, "Olena's own letter"),
    ("Jose\u0301 Araujo", "José agreed"),
    ("أمل الحسن", "وافقت أمل هاتفيا"),
    ("أمل الحسن", "وأمل وافقت"),
    ("Олена Гриценко", "Олена погодилася"),
]
UNNAMED = [
    (NAME, "Elena asked; the witness agreed"),
    ("Ali of Rome", "a form of consent, asked in Romeville, aligned with the rules of 2024"),
    ("Resident 2024", "asked on 2024-05-02"),
    ("أمل الحسن", "وافقت الشاهدة هاتفيا"),
]


@pytest.mark.parametrize(("name", "reason"), NAMED)
def test_a_reason_that_holds_the_name_or_a_part_of_it_is_refused(kept: Kept, name: str, reason: str) -> None:
    with opened(kept) as store:
        for act in (give_consent, withdraw_consent):
            with pytest.raises(ItemError) as caught:
                act(store, name, reason, ANA)
            assert caught.value.code == "pipeline.consent-named"
    assert in_force(kept) == frozenset()


@pytest.mark.parametrize(("name", "reason"), UNNAMED)
def test_a_reason_that_only_looks_like_the_name_is_taken(kept: Kept, name: str, reason: str) -> None:
    with opened(kept) as store:
        give_consent(store, name, reason, ANA)
    assert in_force(kept) == {key(kept, name)}


def test_what_has_lapsed_already_is_not_recorded(kept: Kept) -> None:
    with opened(kept) as store, pytest.raises(ItemError) as caught:
        give_consent(store, NAME, FORM, ANA, until=TODAY - timedelta(days=1), today=TODAY)
    assert caught.value.code == "pipeline.consent-lapsed"
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    with opened(kept) as store, pytest.raises(ItemError):
        give_consent(store, NAME, FORM, ANA, until=yesterday)


def test_whose_a_key_is_is_found_in_the_claims_as_people_corrected_them(kept: Kept) -> None:
    other = key(kept, "Petro Melnyk")
    assert names(kept, key(kept), other) == {key(kept): (NAME,)}
    assert names(kept) == {}
    kept.correct(kept.claim("Five people").id, "source.name=Petro MELNYK")
    assert names(kept, key(kept), other) == {other: ("Petro MELNYK",)}
    assert names(kept, other, "consent:" + "0" * 64) == {other: ("Petro MELNYK",)}


def test_two_records_keep_one_name_under_two_keys(kept: Kept, tmp_path: Path) -> None:
    assert key(Kept(tmp_path / "other")) != key(kept)


def test_who_consents_is_asked_by_the_name_as_claims_write_it(kept: Kept) -> None:
    def asked(today: date) -> list[bool]:
        with kept.open() as (_, record):
            consents = consenting(record, Book().state(record), today)
            return [consents(name) for name in (NAME, NAME.upper(), "Olena", "Petro Melnyk", "")]

    assert asked(TODAY) == [False] * 5
    with opened(kept) as store:
        give_consent(store, NAME, FORM, ANA, until=TODAY, today=TODAY)
    assert asked(TODAY) == [True, True, False, False, False]
    assert asked(TODAY + timedelta(days=1)) == [False] * 5
