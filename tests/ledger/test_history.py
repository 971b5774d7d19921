"""The history says in words what was known when, and why it changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from marsad.errors import ItemError
from marsad.ledger import drafts
from marsad.ledger.differences import diff
from marsad.ledger.history import cause_of, history
from marsad.ledger.replay import EMPTY, as_of
from marsad.ledger.totals import quantity_of
from marsad.ledger.words import moved_words
from marsad.model.interval import Interval
from tests.ledger.records import AMAL, BORIS, CODE, GROUPING, Record, reading

TWO = CODE[:-1] + "2"


def market() -> Record:
    """An incident whose toll rises the day after, when the civil defence has counted."""
    made = Record()
    made.report("r1", "c1", "c2")
    made.incident(CODE, "c1", "c2")
    made.toll(CODE, "the monitor counted so", cause="first_count", killed=(9, 13))
    made.at = datetime(2023, 6, 26, 8, tzinfo=UTC)
    made.report("r2", "c3")
    made.do(drafts.claims_tied(GROUPING, CODE, ["c3"], "same day, place and kind"))
    made.toll(CODE, "the civil defence reported 12 bodies", killed=(12, 13), injured=(30, None))
    return made


def test_a_history_in_words() -> None:
    made = market()
    made.do(drafts.grade_given(GROUPING, CODE, "Fair", "two origins"))
    made.judge("grade", CODE, grade="Confirmed")
    assert [f"{line.at:%d %H} {line.text} | {line.why}" for line in history(made.changes, CODE)] == [
        "25 13 opened: air strike, place Jisr ash Shughur, 2023-06-25 | its claims tell of one event",
        "25 13 2 claims of 1 report came in | they tell of one event",
        "25 14 toll of killed is 9–13 | the monitor counted so",
        "26 09 1 claim of 1 report came in | same day, place and kind",
        "26 10 toll of injured is 30 or more; toll of killed rose from 9–13 to 12–13 | the civil defence reported 12 bodies",
        "26 11 graded Fair | two origins",
        f"26 12 {CODE} graded Confirmed by a person | read both",
    ]


def test_a_line_as_a_sentence() -> None:
    line = next(line for line in history(market().changes, CODE) if line.cause == "new_report")
    assert str(line) == (
        "2023-06-26 10:00 machine:tolls/1: toll of injured is 30 or more; toll of killed rose from 9–13 to 12–13 "
        "because the civil defence reported 12 bodies"
    )


MOVED = [
    (None, (3, 3), "is 3"),
    ((3, 3), None, "is unknown now, after 3"),
    ((9, 13), (12, 13), "rose from 9–13 to 12–13"),
    ((9, 13), (9, None), "rose from 9–13 to 9 or more"),
    ((9, None), (9, 13), "fell from 9 or more to 9–13"),
    ((9, 13), (0, 13), "fell from 9–13 to 0–13"),
    ((9, 13), (10, 12), "narrowed from 9–13 to 10–12"),
    ((9, 13), (8, 1400), "widened from 9–13 to 8–1,400"),
]


@pytest.mark.parametrize(("old", "new", "words"), MOVED)
def test_how_a_range_moves(old: tuple[int, int | None] | None, new: tuple[int, int | None] | None, words: str) -> None:
    assert moved_words(old and Interval(*old), new and Interval(*new)) == words


def test_what_was_known_on_a_day_is_what_was_recorded_by_its_end() -> None:
    made = market()
    assert quantity_of(as_of(made.changes, date(2023, 6, 25)), CODE, "killed") == Interval(9, 13)
    assert quantity_of(as_of(made.changes, date(2023, 6, 26)), CODE, "killed") == Interval(12, 13)
    just_before = datetime(2023, 6, 26, 9, 59, 59, tzinfo=UTC)
    assert quantity_of(as_of(made.changes, just_before), CODE, "killed") == Interval(9, 13)
    assert quantity_of(as_of(made.changes, just_before + timedelta(seconds=1)), CODE, "killed") == Interval(12, 13)
    assert as_of(made.changes, date(2023, 6, 24)) == EMPTY
    with pytest.raises(ItemError) as caught:
        as_of(made.changes, date(2023, 6, 24)).incident(CODE)
    assert caught.value.code == "ledger.incident-unknown"


def test_the_end_of_a_day_is_midnight_in_utc() -> None:
    made = Record()
    made.do(drafts.note(AMAL, "x", "late"), at=datetime(2023, 6, 25, 23, 59, 59, 999999, tzinfo=UTC))
    made.do(drafts.note(AMAL, "x", "later"), at=datetime(2023, 6, 26, tzinfo=UTC))
    assert as_of(made.changes, date(2023, 6, 25)).number == 1
    assert as_of(made.changes, datetime.fromisoformat("2023-06-26T02:00:00+02:00")).number == 2


def test_a_code_merged_away_tells_where_it_went_and_comes_back_with_its_own_history() -> None:
    made = market()
    made.report("r3", "d")
    made.incident(TWO, "d")
    name = made.judge("same", CODE, TWO)
    assert history(made.changes, TWO)[-1].text == f"merged into {CODE}, where its code leads from now on"
    assert history(made.changes, CODE)[-1].text == f"{TWO} merged into it, with 1 claim"
    assert f"{name} of amal: read both" in history(made.changes, CODE)[-1].why
    made.do(drafts.judgement_reversed(BORIS, name, "two markets"))
    made.judge("different", CODE, TWO)
    assert history(made.changes, TWO)[-1].text == f"stands for itself again, with 1 claim of {CODE}"
    assert history(made.changes, CODE)[-1].text == f"1 claim went to {TWO}"
    assert any(line.text == f"judgement {name} of amal taken back" for line in history(made.changes, CODE))


def test_readings_retractions_and_disagreements_are_told() -> None:
    made = market()
    accepted = made.judge("accept", "c3")
    made.do(reading("r1", "c1b", heirs={"c1b": ["c1", True, True]}, reader="2"), reading("r2", reader="2"))
    made.do(drafts.report_withdrawn(AMAL, "r1", "the agency took it back"))
    told = [line.text for line in history(made.changes, CODE)]
    assert "report r1 read anew, 1 claim read again, 1 claim not found again" in told
    assert "report r1 withdrawn, 1 claim no longer made" in told
    assert f"judgement {accepted} of amal stands, though the machine says otherwise" in told


def test_the_cause_of_a_toll_is_the_weightiest_thing_since_the_last() -> None:
    made = market()
    start = made.state
    assert cause_of([]) == "first_count"
    assert cause_of(history(made.changes, CODE)) == "policy_change", "nothing happened since the last toll"
    made.report("r4", "e")
    made.do(drafts.claims_tied(GROUPING, CODE, ["e"], "so"))
    assert cause_of(history(made.changes, CODE)) == "new_report"
    made.do(drafts.report_withdrawn(AMAL, "r1", "retracted"))
    assert cause_of(history(made.changes, CODE)) == "retraction"
    assert [line.number for line in history(made.changes[start.number :], CODE, start)] == [
        line.number for line in history(made.changes, CODE) if line.number > start.number
    ]


def test_the_difference_of_two_states() -> None:
    made = market()
    before, now = as_of(made.changes, date(2023, 6, 25)), made.state
    assert diff(before, now) == {
        CODE: ["1 claim came in", "toll of injured is 30 or more", "toll of killed rose from 9–13 to 12–13"]
    }
    assert diff(now, now) == {}
    assert list(diff(EMPTY, now)) == [CODE]
    assert diff(now, EMPTY) == {CODE: ["not in the record"]}
    made.report("r3", "d")
    made.incident(TWO, "d")
    made.judge("same", CODE, TWO)
    made.judge("correct", CODE, title="The market of Jisr")
    made.judge("grade", CODE, grade="Fair")
    assert diff(now, made.state) == {
        CODE: ["title Strike on a market became The market of Jisr", "1 claim came in", "grade unknown became Fair"],
        TWO: ["opened: air strike, place Jisr ash Shughur, 2023-06-25", f"merged into {CODE}"],
    }
    made.do(drafts.incident_withdrawn(AMAL, CODE, "a hoax"))
    assert diff(as_of(made.changes, made.changes[-2].at), made.state)[CODE] == ["withdrawn"]
