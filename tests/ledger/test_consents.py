"""Consents stand until they are taken back or lapse, in the present and in no other way in the past."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from marsad.errors import ItemError
from marsad.ledger import drafts
from marsad.ledger.consents import consents_in_force
from marsad.ledger.history import history
from marsad.ledger.replay import as_of
from marsad.model.change import Draft
from marsad.model.consent import consent_key
from tests.ledger.records import AMAL, BORIS, CODE, GROUPING, START, Record

OLENA, KARIM = (consent_key(name, "0f3a") for name in ("Olena Hrytsenko", "Karim Aziz"))
TODAY = date(2024, 1, 1)
ASKED = "asked by phone on 2023-06-25, a signed form"


def given(key: str = OLENA, actor: str = AMAL, reason: str = ASKED, **said: object) -> Draft:
    return drafts.consent_given(actor, key, reason, **said)  # type: ignore[arg-type]


def test_a_consent_stands_until_it_is_taken_back() -> None:
    record = Record()
    (change,) = record.do(given(until=date(2024, 6, 30)))
    one = record.state.consents[OLENA]
    assert (one.scope, one.actor, one.reason, one.number, one.at) == ("name", AMAL, ASKED, 1, START)
    assert (one.until, one.key, change.subject) == (date(2024, 6, 30), OLENA, OLENA)
    assert consents_in_force(record.state, TODAY) == {OLENA}
    record.do(drafts.consent_withdrawn(BORIS, OLENA, "called on 2023-06-25"))
    assert record.state.consents == {}
    assert consents_in_force(record.state, TODAY) == frozenset()
    record.do(given())
    assert consents_in_force(record.state, TODAY) == {OLENA}


def test_a_consent_lapses_after_its_last_day_and_can_still_be_taken_back() -> None:
    record = Record()
    record.do(given(until=TODAY), given(KARIM))
    assert consents_in_force(record.state, TODAY) == {OLENA, KARIM}
    assert consents_in_force(record.state, TODAY + timedelta(days=1)) == {KARIM}
    record.do(drafts.consent_withdrawn(AMAL, OLENA, "called"))
    assert set(record.state.consents) == {KARIM}


def test_who_may_be_quoted_may_be_named_and_not_the_other_way_round() -> None:
    record = Record()
    record.do(given(scope="words"), given(KARIM))
    assert consents_in_force(record.state, TODAY) == {OLENA, KARIM}
    assert consents_in_force(record.state, TODAY, "words") == {OLENA}


def test_a_later_consent_takes_the_place_of_an_earlier_one() -> None:
    record = Record()
    record.do(given(scope="words"))
    record.do(given(actor=BORIS, until=date(2023, 12, 31)))
    assert consents_in_force(record.state, TODAY) == frozenset()
    assert record.state.consents[OLENA].actor == BORIS


def test_what_stood_on_a_day_is_known_but_the_newest_state_is_asked_for_what_is_published() -> None:
    record = Record()
    record.do(given())
    record.do(drafts.consent_withdrawn(AMAL, OLENA, "called"), at=START + timedelta(days=3))
    then = as_of(record.changes, START.date())
    assert set(then.consents) == {OLENA}
    assert consents_in_force(record.state, START.date()) == frozenset()


def test_consents_are_no_part_of_any_incidents_history() -> None:
    record = Record()
    record.report("ra", "a")
    record.incident(CODE, "a")
    before = history(record.changes, CODE)
    record.do(given(), drafts.consent_withdrawn(AMAL, OLENA, "called"))
    assert history(record.changes, CODE) == before


UNFIT: list[tuple[str, Callable[[], Draft]]] = [
    ("a name for a key", lambda: given("Olena Hrytsenko")),
    ("a key with more", lambda: given(f"{OLENA} Olena")),
    ("no such scope", lambda: given(scope="face")),
    ("no scope", lambda: Draft(AMAL, "consent_given", OLENA, ASKED)),
    ("no date", lambda: Draft(AMAL, "consent_given", OLENA, ASKED, {"scope": "name", "until": "next year"})),
    ("a moment", lambda: Draft(AMAL, "consent_given", OLENA, ASKED, {"scope": "name", "until": "2024-01-01T00:00"})),
    ("a number", lambda: Draft(AMAL, "consent_given", OLENA, ASKED, {"scope": "name", "until": 20240101})),
    ("a name beside", lambda: Draft(AMAL, "consent_given", OLENA, ASKED, {"scope": "name", "who": "Olena"})),
]


@pytest.mark.parametrize(("draft"), [draft for _, draft in UNFIT], ids=[name for name, _ in UNFIT])
def test_what_would_bring_a_name_or_nonsense_into_the_ledger_is_refused(draft: Callable[[], Draft]) -> None:
    record = Record()
    with pytest.raises(ItemError) as caught:
        record.do(draft())
    assert caught.value.code == "ledger.consent-unfit"
    assert "Olena" not in f"{caught.value.what} {caught.value.hint}"
    assert record.changes == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (given(actor=GROUPING), "ledger.machine-overrules"),
        (given(reason=" "), "ledger.no-reason"),
        (given(actor=""), "ledger.no-actor"),
        (drafts.consent_withdrawn(AMAL, KARIM, "called"), "ledger.consent-unknown"),
        (drafts.consent_withdrawn(GROUPING, OLENA, "called"), "ledger.machine-overrules"),
        (drafts.consent_withdrawn(AMAL, OLENA, ""), "ledger.no-reason"),
    ],
)
def test_who_cannot_give_and_what_cannot_be_taken_back(draft: Draft, code: str) -> None:
    record = Record()
    record.do(given())
    with pytest.raises(ItemError) as caught:
        record.do(draft)
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)
    assert set(record.state.consents) == {OLENA}


def test_what_was_taken_back_cannot_be_taken_back_again() -> None:
    record = Record()
    record.do(given(), drafts.consent_withdrawn(AMAL, OLENA, "called"))
    with pytest.raises(ItemError, match="never given here, or was taken back before"):
        record.do(drafts.consent_withdrawn(AMAL, OLENA, "called"))


def test_what_is_sealed_is_a_scope_and_a_day() -> None:
    record = Record()
    changes = record.do(given(until=TODAY), given(KARIM, scope="words"))
    assert [json.loads(json.dumps(dict(change.content))) for change in changes] == [
        {"scope": "name", "until": "2024-01-01"},
        {"scope": "words"},
    ]
