from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model.interval import Interval
from marsad.store.entries import IncidentEntry
from marsad.store.filters import IncidentFilter
from marsad.store.sums import Sum
from tests.store.counted import by_hand, holding, incident

DAYS = st.integers(0, 6)
ENDS = st.none() | st.tuples(st.integers(0, 9), st.none() | st.integers(0, 5))


@st.composite
def forests(draw: st.DrawFn) -> list[IncidentEntry]:
    """Some incidents, each perhaps a part of an earlier one."""
    found: list[IncidentEntry] = []
    for n in range(draw(st.integers(0, 7))):
        parent = draw(st.none() | st.sampled_from(found)) if found else None
        first, length = draw(st.none() | DAYS), draw(st.integers(0, 2))
        day = None if first is None else date(2023, 6, 1) + timedelta(first)
        last = None if day is None or draw(st.integers(0, 9)) == 0 else day + timedelta(length)
        ends = draw(ENDS)
        ranges = {} if ends is None else {"killed": (ends[0], None if ends[1] is None else ends[0] + ends[1])}
        made = incident(
            f"SY-{n}", day, last, parent=parent and parent.code, country=draw(st.sampled_from(["SY", "IQ"])), **ranges
        )
        found.append(made)
    return found


@settings(max_examples=300, deadline=None)
@given(forests(), st.none() | st.sampled_from(["SY", "IQ"]), st.none() | DAYS, st.none() | DAYS)
def test_a_sum_is_what_counting_by_hand_gives(
    entries: list[IncidentEntry], country: str | None, begin: int | None, end: int | None
) -> None:
    since = None if begin is None else date(2023, 6, 1) + timedelta(begin)
    until = None if end is None else date(2023, 6, 1) + timedelta(end)

    def meant(entry: IncidentEntry) -> bool:
        first, last = entry.first_day or entry.last_day, entry.last_day or entry.first_day
        in_time = (since is None or (last is not None and last >= since)) and (
            until is None or (first is not None and first <= until)
        )
        return in_time and country in (None, entry.country)

    wanted = IncidentFilter(country=country, since=since, until=until)
    expected = by_hand(entries, meant, since, until)
    with holding(entries) as (_, sums):
        (found,) = sums.by((), "killed", wanted)
        assert (found.within, found.telling, found.unknown, found.may) == expected
        by_country = sums.by(("country",), "killed", wanted)
        assert sum(each.telling for each in by_country) == found.telling
        assert sum(each.within.lower for each in by_country if each.within) == (
            found.within.lower if found.within else 0
        )


@settings(max_examples=150, deadline=None)
@given(forests())
def test_a_list_names_every_incident_once_and_parts_below_their_wholes(entries: list[IncidentEntry]) -> None:
    with holding(entries) as (incidents, _):
        listed = incidents.listed(IncidentFilter())
        assert sorted(each.entry.code for each in listed) == sorted(entry.code for entry in entries)
        path: list[str] = []
        for each in listed:
            del path[each.depth :]
            assert each.entry.parent == (path[-1] if path else None)
            path.append(each.entry.code)


def test_the_rest_of_whom_nothing_is_said_is_what_the_others_leave() -> None:
    entries = [
        incident("SY-1", killed=(9, 9), killed_civilians=(6, 6), killed_combatants=(3, 3)),
        incident("SY-2", killed=(4, 6), killed_civilians=(1, None)),
        incident("SY-3", killed=(5, 5)),
        incident("SY-4", killed_civilians=(2, 2)),
    ]
    with holding(entries) as (_, sums):
        assert sums.by_status("killed", IncidentFilter()) == [
            Sum(("civilians",), Interval(9, None), 3, 1, 0),
            Sum(("combatants",), Interval(3, 3), 1, 3, 0),
            Sum((None,), Interval(5, 10), 3, 1, 0),
        ]
