"""Lists and totals on a record of many incidents, in milliseconds: the median of several runs, each in a transaction of its own.

On a machine that others use too, the milliseconds of the processor say more than those of the clock; both are printed.

Usage: PYTHONPATH=. python benchmarks/queries.py [INCIDENTS]     (30,000 unless given)

The incidents are made, not read: ten years, several countries, cities with several strikes a day, parts, unknown days, open upper ends.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

from marsad.ledger.breakdown import By, totals
from marsad.model.claim import EventType
from marsad.store.entries import IncidentEntry
from marsad.store.filters import Circle, IncidentFilter
from marsad.store.incidents import Tie
from marsad.store.record import Record
from marsad.store.store import Store

RUNS = 9
FIRST = date(2015, 1, 1)
PLACES = [("SY", "Idlib", 35.9, 36.6), ("SY", "Aleppo", 36.2, 37.2), ("UA", "Kharkiv", 50.0, 36.2), ("YE", "Marib", 15.5, 45.3),
          ("SD", "Khartoum", 15.6, 32.5), ("MM", "Sagaing", 22.0, 96.0), ("ML", "Mopti", 14.5, -4.2)]  # fmt: skip
THINGS = ("market", "school", "clinic", "convoy", "house", "checkpoint")
ACTORS = ("Russia", "Saudi-led coalition", "Myanmar military", "Rapid Support Forces", "Russia; Syria", None)


def made(number: int, chance: random.Random) -> Iterator[tuple[IncidentEntry, list[Tie]]]:
    """So many incidents; every tenth is a part of the one before it."""
    whole: str | None = None
    for n in range(number):
        country, area, lat, lon = chance.choice(PLACES)
        day = FIRST + timedelta(chance.randrange(3650))
        known = chance.random() > 0.05
        killed = chance.choice((1, 2, 3, 5, 9, 40))
        upper = None if chance.random() < 0.2 else killed + chance.randrange(4)
        part = whole if whole and n % 10 == 9 else None
        code = f"{country}-{day:%Y%m%d}-place-{n}"
        ranges = {
            "killed": {"lower": killed, "upper": upper},
            "killed civilians": {"lower": killed // 2, "upper": upper},
        }
        if chance.random() < 0.1:
            ranges.clear()
        yield IncidentEntry(
            code, n + 1, parent=part, country=country, admin1=area, place=f"Place {n % 700}",
            lat=lat + chance.gauss(0, 0.4), lon=lon + chance.gauss(0, 0.4), first_day=day if known else None,
            last_day=day + timedelta(chance.choice((0, 0, 0, 0, 6))) if known else None,
            event_type=chance.choice(get_args(EventType)), perpetrator=chance.choice(ACTORS),
            grade=chance.choice(("Fair", "Weak", "Contested", "Confirmed")),
            killed_lower=killed if ranges else None, killed_upper=upper if ranges else None,
            reports=chance.randrange(1, 9), origins=chance.randrange(4), words=f"{chance.choice(THINGS)} place {n % 700} {area}",
            state={"quantities": ranges, "description": {"title": f"Strike, {area}, {day}"}},
        ), []  # fmt: skip
        whole = code if part is None else whole


def median(question: Callable[[Record], object], store: Store) -> str:
    """The time of the clock and of the processor, the opening of a transaction in them."""
    clock, processor = [], []
    for _ in range(RUNS):
        start, worked = time.perf_counter(), time.process_time()
        with store.read() as record:
            question(record)
        clock.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - worked))
    return f"{statistics.median(clock):5.0f} ms, processor {statistics.median(processor):4.0f} ms"


def listing(wanted: IncidentFilter) -> Callable[[Record], object]:
    return lambda record: (record.incidents.listed(wanted), record.incidents.count(wanted))


def adding(by: By, quantity: str, wanted: IncidentFilter) -> Callable[[Record], object]:
    return lambda record: totals(record.sums, by, quantity, wanted)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    year = (date(2022, 1, 1), date(2022, 12, 31))
    filters = {
        "all, first 50": IncidentFilter(limit=50),
        "a country and a year": IncidentFilter(country="SY", since=year[0], until=year[1]),
        "around a point": IncidentFilter(near=Circle(35.9, 36.6, 15)),
        "a type, at least 9 killed": IncidentFilter(event_type="air_strike", killed=9),
        "a word": IncidentFilter(text="market", limit=50),
        "an actor, by toll": IncidentFilter(perpetrator="Russia", sort="-killed", limit=50),
    }
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "record") as store:
        start = time.perf_counter()
        with store.write() as record:
            record.incidents.put(made(number, random.Random(20260)))
        print(f"{number} incidents written in {time.perf_counter() - start:.1f} s")
        for name, wanted in filters.items():
            print(f"list    {name:<39} {median(listing(wanted), store)}")
        for by in get_args(By):
            for name in ("all, first 50", "a country and a year", "around a point", "a word"):
                found = median(adding(by, "killed", filters[name]), store)
                print(f"totals  by {by:<10} {name.removesuffix(', first 50'):<25} {found}")
        found = median(adding("month", "killed civilians", IncidentFilter()), store)
        print(f"totals  by {'month':<10} {'all, of killed civilians':<25} {found}")


if __name__ == "__main__":
    main()
