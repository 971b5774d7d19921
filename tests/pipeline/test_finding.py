from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.ledger import drafts
from marsad.ledger.book import Book
from marsad.model.change import Draft
from marsad.model.interval import Interval
from marsad.pipeline.record.finding import find, jump
from marsad.store.store import Store
from tests.ledger.records import AMAL, BORIS, CODE, COUNTING, Record


@pytest.mark.parametrize(
    ("old", "new", "way"),
    [
        ((4, 4), (13, 13), "rose"),
        ((4, 4), (12, 12), None),
        ((4, 6), (18, 30), None),
        ((4, 6), (19, 19), "rose"),
        ((0, 0), (1, 1), "rose"),
        ((4, None), (400, 400), None),
        ((10, 12), (5, 5), "fell"),
        ((10, 12), (5, 6), None),
        ((10, 12), (2, None), None),
        ((0, 3), (0, 0), None),
    ],
)
def test_what_is_a_jump(old: tuple[int, int | None], new: tuple[int, int | None], way: str | None) -> None:
    assert jump(Interval(*old), Interval(*new)) == way


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "record") as store:
        yield store


def found(store: Store, history: Record) -> list[tuple[str, str | None, str]]:
    """What a run finds after these changes: code, incident, sentence."""
    with store.write() as record:
        record.changes.extend(history.changes[record.changes.last() :])
    find(store, Book())
    with store.read() as record:
        return [(each.code, each.incident, each.text) for each in record.findings.open()]


@pytest.fixture
def history() -> Record:
    record = Record()
    record.report("r1", "c1", "c2")
    record.incident(CODE, "c1", "c2")
    record.toll(CODE, "2 reports came in", "first_count", killed=(4, 4))
    return record


def test_a_jump_is_found_and_stays_until_it_is_gone(store: Store, history: Record) -> None:
    assert found(store, history) == []
    history.toll(CODE, "1 new report came in", killed=(40, 40))
    first = ("incident.toll-jump", CODE, "killed rose from 4 to 40 on 2023-06-25: 1 new report came in")
    assert found(store, history) == [first]
    history.toll(CODE, "1 new report came in", killed=(41, 41))
    assert found(store, history) == [first]
    history.toll(CODE, "a report was withdrawn", "retraction", killed=(5, 5))
    # what rose has fallen back; the fall from 41 to 5 is what stands now
    assert [text for _, _, text in found(store, history)] == [
        "killed fell from 41 to 5 on 2023-06-25: a report was withdrawn"
    ]


def test_a_person_who_says_anything_of_the_incident_settles_its_jumps(store: Store, history: Record) -> None:
    history.toll(CODE, killed=(40, 40))
    assert len(found(store, history)) == 1
    history.do(drafts.note(AMAL, CODE, "the hospital has confirmed the forty"))
    assert found(store, history) == []


def test_an_unknown_toll_between_two_is_no_fall_and_hides_no_rise(store: Store, history: Record) -> None:
    history.do(drafts.toll_computed(COUNTING, CODE, {}, "judgement", "no claim of it counts", {}))
    assert found(store, history) == []
    history.toll(CODE, "1 new report came in", killed=(40, 50))
    assert [text for _, _, text in found(store, history)] == [
        "killed rose from 4 to 40..50 on 2023-06-25: 1 new report came in"
    ]


def test_nothing_is_said_of_an_incident_that_is_gone(store: Store, history: Record) -> None:
    history.toll(CODE, killed=(40, 40))
    assert len(found(store, history)) == 1
    history.do(drafts.incident_withdrawn(AMAL, CODE, "it was a drill"))
    assert found(store, history) == []


def test_two_people_who_do_not_agree_are_named(store: Store, history: Record) -> None:
    first = history.judge("accept", "c1", actor=AMAL)
    second = history.judge("reject", "c1", actor=BORIS)
    said = f"{first} (accept, by amal) was replaced by {second} (reject, by boris), which says otherwise"
    assert found(store, history) == [("judgement.conflict", CODE, said)]
    history.judge("accept", "c1", actor=BORIS)
    assert found(store, history) == []


def test_one_person_may_change_their_mind(store: Store, history: Record) -> None:
    history.judge("accept", "c1")
    history.judge("reject", "c1")
    assert found(store, history) == []


def test_a_machine_that_disagrees_is_named_until_the_judgement_is_taken_back(store: Store, history: Record) -> None:
    history.report("r2", "d1")
    history.incident("SY-20230625-jisr-ash-shughur-2", "d1")
    judgement = history.judge("same", CODE, "SY-20230625-jisr-ash-shughur-2")
    says = {"says": {"verdict": "different"}}
    history.do(Draft("machine:grouping/2", "machine_disagrees", judgement, "the grouping finds them different", says))
    ((code, incident, text),) = found(store, history)
    assert (code, incident) == ("judgement.machine-disagrees", CODE)
    assert text == f"{judgement} (same, by amal) stands, though the machine says different"
    history.do(Draft(AMAL, "judgement_reversed", judgement, "I was wrong"))
    assert found(store, history) == []
