from __future__ import annotations

from dataclasses import replace

from marsad.publishing.grouping import by_event, ties
from tests.by_hand import CIVILIANS, DENIED, EARLIER, PEOPLE, READING


def test_claims_stand_under_their_event_with_their_number_in_the_report() -> None:
    groups = by_event(READING)
    assert [[number for number, _ in group.claims] for group in groups] == [[1, 2, 4], [3]]


def test_a_claim_without_an_event_mention_is_not_lost() -> None:
    groups = by_event(replace(READING, mentions=READING.mentions[:1]))
    assert [[claim for _, claim in group.claims] for group in groups] == [[PEOPLE, CIVILIANS, DENIED], [EARLIER]]


def test_ties_name_the_number_of_the_other_claim() -> None:
    assert ties(CIVILIANS, READING) == ["part of 1"]
    assert ties(replace(EARLIER, supersedes=CIVILIANS.id), READING) == ["replaces 2"]
    assert ties(PEOPLE, READING) == []
