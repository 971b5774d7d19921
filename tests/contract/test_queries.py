"""What lists, sums and ranks ask, on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.errors import ItemError
from marsad.ledger.breakdown import By, totals
from marsad.ledger.rank import Gap, rank
from marsad.model.interval import Interval
from marsad.store.filters import Circle, IncidentFilter
from marsad.store.store import Store
from marsad.store.sums import Rival
from tests.store.counted import incident

WAVE = incident(
    "SY-WAVE", country="SY", admin1="Idlib", event_type="air_strike", perpetrator="Russia", killed=(13, 13),
    injured=(61, None), killed_civilians=(9, 9), killed_combatants=(4, 4),
)  # fmt: skip
MARKET = incident(
    "SY-MARKET", parent="SY-WAVE", country="SY", admin1="Idlib", place="Jisr", lat=35.8, lon=36.3,
    event_type="air_strike", perpetrator="Russia; Syria", killed=(9, 9), killed_civilians=(6, 6), killed_combatants=(3, 3),
)  # fmt: skip
FARM = incident("SY-FARM", parent="SY-WAVE", country="SY", admin1="Idlib", event_type="air_strike", killed=(4, 4))
DRONE = incident(
    "SY-DRONE", date(2023, 6, 19), date(2023, 6, 25), country="SY", admin1="Idlib", event_type="drone_strike",
    perpetrator="100% Rebels", killed=(4, 6),
)  # fmt: skip
COAST = incident("SY-COAST", None, country="SY", admin1="Latakia", event_type="ground_clash", killed=(26, None))
QUIET = incident("SY-QUIET", date(2023, 7, 1), country="SY", event_type="unknown", perpetrator="Russia")
HROZA = incident("UA-HROZA", date(2023, 10, 5), country="UA", admin1="Kharkiv", killed=(59, 59), perpetrator="Russia")
ALL = (WAVE, MARKET, FARM, DRONE, COAST, QUIET, HROZA)


@pytest.fixture
def full(store: Store) -> Store:
    with store.write() as record:
        record.incidents.put((entry, []) for entry in ALL)
    return store


def said(
    store: Store, by: By, quantity: str = "killed", wanted: dict[str, object] | None = None
) -> list[tuple[str, str]]:
    """The rows, their ranges, then the whole."""
    with store.read() as record:
        found = totals(record.sums, by, quantity, IncidentFilter(**wanted or {}))  # type: ignore[arg-type]
    return [(row.name, str(row.within)) for row in (*found.rows, found.whole)]


@pytest.mark.parametrize(
    ("by", "wanted", "rows"),
    [
        ("day", {}, [("2023-06-25", "13"), ("2023-07-01", "None"), ("2023-10-05", "59"),
                     ("2023-06-19 to 2023-06-25", "4..6"), ("day not known", "26.."), ("all", "102..")]),
        ("week", {"country": "SY"}, [("2023-W25", "17..19"), ("2023-W26", "None"), ("day not known", "26.."), ("all", "43..")]),
        ("month", {"country": "UA"}, [("2023-10", "59"), ("all", "59")]),
        ("year", {"since": date(2023, 6, 25), "until": date(2023, 6, 25)}, [("2023", "13..19"), ("all", "13..19")]),
        ("area", {}, [("Kharkiv, UA", "59"), ("Latakia, SY", "26.."), ("Idlib, SY", "17..19"),
                      ("SY, area not known", "None"), ("all", "102..")]),
        ("area", {"place": "jisr"}, [("Idlib, SY", "9"), ("all", "9")]),
        ("country", {"near": Circle(35.8, 36.3, 5)}, [("SY", "9"), ("all", "9")]),
        ("actor", {}, [("Russia", "72"), ("100% Rebels", "4..6"), ("actor not known", "26.."), ("all", "102..")]),
        ("actor", {"perpetrator": "syria"}, [("Russia or Syria", "9"), ("all", "9")]),
        ("actor", {"perpetrator": "100% rebels"}, [("100% Rebels", "4..6"), ("all", "4..6")]),
        ("actor", {"perpetrator": "100_ rebels"}, [("all", "None")]),
        ("event-type", {"country": "SY"}, [("ground clash", "26.."), ("air strike", "13"), ("drone strike", "4..6"),
                                           ("event not known", "None"), ("all", "43..")]),
        ("status", {"country": "SY"}, [("civilians", "9"), ("combatants", "4"), ("status not said", "30.."), ("all", "43..")]),
        ("status", {"country": "UA"}, [("civilians", "None"), ("combatants", "None"), ("status not said", "59"), ("all", "59")]),
    ],
)  # fmt: skip
def test_totals(full: Store, by: By, wanted: dict[str, object], rows: list[tuple[str, str]]) -> None:
    assert said(full, by, wanted=wanted) == rows


def test_one_quantity_says_nothing_of_another(full: Store) -> None:
    assert said(full, "country", "injured") == [("SY", "61.."), ("UA", "None"), ("all", "61..")]
    assert said(full, "country", "killed civilians") == [("SY", "9"), ("UA", "None"), ("all", "9")]
    assert said(full, "country", "killed children") == [("SY", "None"), ("UA", "None"), ("all", "None")]


def test_what_may_be_of_other_days_counts_above_only_and_what_has_no_day_nowhere(full: Store) -> None:
    with full.read() as record:
        found = totals(record.sums, "month", "killed", IncidentFilter(since=date(2023, 6, 20), until=date(2023, 7, 31)))
    june, july = found.rows
    assert (june.name, june.within, june.telling, june.may) == ("2023-06", Interval(13, 19), 2, 1)
    assert (july.name, july.within, july.telling, july.unknown) == ("2023-07", None, 0, 1)
    assert found.undated == 1


def test_parts_stand_below_their_whole_where_both_are_meant(full: Store) -> None:
    def listed(**wanted: object) -> list[tuple[str, int]]:
        with full.read() as record:
            return [(e.code, depth) for e, depth in record.incidents.listed(IncidentFilter(**wanted))]  # type: ignore[arg-type]

    everything = [
        ("UA-HROZA", 0),
        ("SY-QUIET", 0),
        ("SY-WAVE", 0),
        ("SY-FARM", 1),
        ("SY-MARKET", 1),
        ("SY-DRONE", 0),
        ("SY-COAST", 0),
    ]
    assert listed() == everything
    assert listed(parts=False) == [each for each in everything if each[1] == 0]
    assert listed(place="Jisr") == [("SY-MARKET", 0)]
    assert listed(limit=2, offset=1) == everything[1:5]


def test_an_incident_that_is_written_again_leaves_no_old_toll(full: Store) -> None:
    with full.write() as record:
        record.incidents.put([(incident("SY-COAST", None, country="SY", killed_civilians=(1, 1)), [])])
        assert record.sums.within("SY-COAST", "killed") is None
        assert record.sums.within("SY-COAST", "killed civilians") == Interval(1, 1)


@pytest.mark.parametrize(
    ("code", "wanted", "verdict", "best", "worst", "rivals", "gaps"),
    [
        ("SY-WAVE", {"event_type": "air_strike"}, "certain", 1, 1, [], [Gap(2, "the type")]),
        ("SY-WAVE", {"since": date(2023, 1, 1)}, "not", 2, 2, [Rival("UA-HROZA", Interval(59, 59), True)],
         [Gap(1, "how many were killed"), Gap(1, "the days")]),
        ("UA-HROZA", {}, "possible", 1, 2, [Rival("SY-COAST", Interval(26, None), True)], [Gap(1, "how many were killed")]),
        ("SY-COAST", {"country": "SY"}, "certain", 1, 1, [], [Gap(1, "how many were killed")]),
        ("SY-DRONE", {"until": date(2023, 6, 19)}, "possible", 1, 1, [], [Gap(1, "the days")]),
        ("SY-QUIET", {"country": "SY"}, "unknown", 1, 4, [], []),
        # a part is not held against its whole; its sibling is another
        ("SY-FARM", {"admin1": "Idlib"}, "not", 2, 3,
         [Rival("SY-MARKET", Interval(9, 9), True), Rival("SY-DRONE", Interval(4, 6), True)], [Gap(1, "the area")]),
    ],
)  # fmt: skip
def test_ranks(
    full: Store,
    code: str,
    wanted: dict[str, object],
    verdict: str,
    best: int,
    worst: int,
    rivals: list[Rival],
    gaps: list[Gap],
) -> None:
    with full.read() as record:
        found = rank(record.incidents, record.sums, code, "killed", IncidentFilter(**wanted), 5)  # type: ignore[arg-type]
    assert (found.verdict, found.best, found.worst) == (verdict, best, worst)
    assert list(found.rivals) == rivals
    assert list(found.gaps) == gaps


@pytest.mark.parametrize(("code", "error"), [("SY-DRONE", "ledger.not-among"), ("SY-NONE", "ledger.incident-unknown")])
def test_only_what_is_meant_has_a_rank(full: Store, code: str, error: str) -> None:
    with full.read() as record, pytest.raises(ItemError) as caught:
        rank(record.incidents, record.sums, code, "killed", IncidentFilter(country="UA"), 5)
    assert caught.value.code == error
