from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.ledger import drafts
from marsad.ledger.breakdown import totals
from marsad.ledger.replay import as_of, replay
from marsad.ledger.totals import total
from marsad.pipeline.record.known import known
from marsad.pipeline.record.projection import write_rows
from marsad.store.filters import IncidentFilter
from marsad.store.incidents import Incidents
from marsad.store.store import Store
from tests.ledger.records import AMAL, CODE, JISR, Record
from tests.store.counted import holding

OTHER = "SY-20230625-jisr-ash-shughur-2"


def day(number: int) -> datetime:
    return datetime(2023, 6, number, 12, tzinfo=UTC)


def told() -> Record:
    """A strike on the 25th, of which nine are known on the 26th, eleven on the 28th, and that is withdrawn on the 30th."""
    record = Record()
    record.at = day(26)
    record.report("r1", "c1")
    record.incident(CODE, "c1")
    record.toll(CODE, killed=(9, 9))
    record.at = day(28)
    record.report("r2", "d1")
    record.do(drafts.claims_tied("machine:grouping/1", CODE, ["d1"], "they tell of one event"))
    record.toll(CODE, killed=(11, 12))
    record.incident(OTHER)
    record.at = day(30)
    record.do(drafts.incident_withdrawn(AMAL, CODE, "it was a drill"))
    return record


def kept(folder: Path, history: Record) -> Store:
    store = Store.create(folder)
    with store.write() as record:
        record.changes.extend(history.changes)
        write_rows(record.incidents, history.state, history.state.incidents)
    return store


def test_totals_and_lists_say_what_was_known_on_a_day(tmp_path: Path) -> None:
    june = IncidentFilter(since=date(2023, 6, 1), until=date(2023, 6, 30))
    said: dict[int | None, list[tuple[str, str]]] = {}
    history = told()
    with kept(tmp_path / "record", history) as store:
        for number in (25, 26, 27, 28, 30, None):
            with known(store, None if number is None else day(number).date()) as at:
                found = totals(at.sums, "day", "killed", june)
                said[number] = [(row.name, str(row.within)) for row in found.rows]
                state = history.state if number is None else as_of(history.changes, day(number).date())
                assert found.whole.within == total(state, "killed", date(2023, 6, 1), date(2023, 6, 30)).within
                reports = [each.entry.reports for each in at.incidents.listed(june)]
                assert reports == {25: [], 26: [1], 27: [1], 28: [2]}.get(number or 0, [])
    # it became known later, but it happened on the 25th
    assert said == {
        25: [],
        26: [("2023-06-25", "9")],
        27: [("2023-06-25", "9")],
        28: [("2023-06-25", "11..12")],
        30: [],
        None: [],
    }


def test_what_was_withdrawn_is_named_with_its_reason_from_that_day_on(tmp_path: Path) -> None:
    with kept(tmp_path / "record", told()) as store:
        with known(store, date(2023, 6, 29)) as at:
            assert list(at.incidents.retired()) == []
        with known(store, date(2023, 6, 30)) as at:
            ((gone),) = at.incidents.retired()
            assert (gone.code, gone.successor, gone.reason) == (CODE, None, "it was a drill")


def test_an_incident_without_claims_is_none_yet() -> None:
    history = told()
    with holding([]) as (incidents, _):
        write_rows(incidents, history.state, [OTHER])
        assert incidents.get(OTHER) is None


def test_the_middle_of_a_province_is_no_point_and_no_place() -> None:
    history = Record()
    history.report("r1", "c1", "c2")
    province = JISR.__class__("Idlib province", "Idlib", 169387, "SY", "Idlib", 35.86, 36.63, "admin1")
    history.incident(CODE, "c1", place=province)
    history.incident(OTHER, "c2")
    with holding([]) as (incidents, _):
        write_rows(incidents, history.state, [CODE, OTHER])
        wide, narrow = incidents.get(CODE), incidents.get(OTHER)
    assert wide is not None
    assert narrow is not None
    assert (wide.country, wide.admin1, wide.place, wide.lat, wide.lon) == ("SY", "Idlib", None, None, None)
    assert (narrow.place, narrow.lat, narrow.lon) == ("Jisr ash Shughur", 35.8, 36.3)


def test_a_part_knows_its_whole_through_merges_and_loses_it_when_that_is_withdrawn() -> None:
    history = Record()
    history.report("r1", "c1", "c2", "c3")
    first, second, part = (f"SY-20230625-jisr-ash-shughur-{n}" for n in (1, 2, 3))
    history.incident(first, "c1")
    history.incident(second, "c2")
    history.incident(part, "c3", parent=first)

    def whole(incidents: Incidents) -> str | None:
        write_rows(incidents, history.state, history.state.incidents)
        found = incidents.get(part)
        assert found is not None
        return found.parent

    with holding([]) as (incidents, _):
        assert whole(incidents) == first
        history.do(drafts.incidents_merged("machine:grouping/1", first, second, "the same"))
        assert whole(incidents) == second
        history.do(drafts.incident_withdrawn(AMAL, second, "it was a drill"))
        assert whole(incidents) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), min_size=1, max_size=8))
def test_as_long_as_tolls_only_rise_so_does_what_was_known_day_by_day(rises: list[tuple[int, int]]) -> None:
    history, tolls = Record(), dict[int, int]()
    history.report("r1", "c0", "c1", "c2")
    for step, (number, more) in enumerate(rises, 1):
        history.at = datetime(2023, 7, step, 12, tzinfo=UTC)
        code = f"SY-20230625-jisr-ash-shughur-{number + 1}"
        if number not in tolls:
            history.incident(code, f"c{number}")
        tolls[number] = tolls.get(number, 0) + more
        history.toll(code, killed=(tolls[number], None))
    known_by_day = []
    for step in range(len(rises) + 1):
        state = as_of(history.changes, date(2023, 7, step) if step else date(2023, 6, 30))
        with holding([]) as (incidents, sums):
            write_rows(incidents, state, state.incidents)
            within = totals(sums, "year", "killed", IncidentFilter()).whole.within
        known_by_day.append(0 if within is None else within.lower)
    assert known_by_day == sorted(known_by_day)
    assert known_by_day[-1] == sum(tolls.values())
    assert replay(history.changes).number == history.state.number
