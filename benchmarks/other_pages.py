"""The pages beside the explorer on a record of many reports, in milliseconds: the first time after a change, and again.

Usage: PYTHONPATH=. python -m benchmarks.other_pages [REPORTS [FOLDER]]     (100,000 unless given; in FOLDER the record is kept)

Incidents, reports and claims are made, not read: a few outlets publish much, some tell of one area only, some fall silent.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.queries import PLACES, made
from marsad.model.claim import Claim, Count, Event, Group, Source, SourceKind, Span
from marsad.model.claim_json import to_line
from marsad.publishing.moment import moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.routes import PAGES
from marsad.store import tables
from marsad.store.entries import IncidentEntry
from marsad.store.incidents import Tie
from marsad.store.readings import columns_of
from marsad.store.record import Record
from marsad.store.rows import add_rows
from marsad.store.store import Store
from marsad.web.shelf import Shelf

_PAGES = ("totals/", "silence/", "sources/", "corrections/", "method/")
_MONITORS: tuple[tuple[str, SourceKind], ...] = (
    ("Watch Committee", "monitor"), ("health ministry", "official"), ("Rescue Corps", "rescue"), ("two residents", "resident"),
    ("Defence Ministry", "party"), ("a nurse", "witness"),
)  # fmt: skip
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: of which area it tells (None = of all), and when it fell silent."""

    name: str
    area: str | None
    until: date


def outlets(chance: random.Random) -> list[Outlet]:
    """Agencies, and local papers, a third of which fell silent at some time."""
    agencies = [Outlet(f"Agency {letter}", None, date.max) for letter in "ABCDE"]
    ends = (date.max, date.max, date(2015, 1, 1) + timedelta(chance.randrange(3650)))
    local = [
        Outlet(f"{area} {kind}", area, chance.choice(ends))
        for _, area, *_ in PLACES
        for kind in ("Post", "Lamp", "Courier", "Voice")
    ]
    return agencies + local


def write(record: Record, reports: int) -> None:
    """So many reports of incidents of ten years, with two claims each."""
    chance = random.Random(7)
    papers = outlets(chance)
    incidents, number = [], 0
    for entry, _ in made(max(1, reports * 3 // 10), chance):
        ties: list[Tie] = []
        rows, claims = [], []
        for outlet in _tellers(chance, papers, entry):
            if number >= reports:
                break
            number += 1
            id_ = f"sha256:{number:064x}"
            day = entry.first_day + timedelta(int(chance.expovariate(0.7))) if entry.first_day else None
            rows.append(_report(number, id_, day, outlet))
            for nth in range(2):
                claim = _claim(chance, number * 2 + nth, id_, entry)
                ties.append(Tie(claim.id, id_))
                claims.append({"number": number * 2 + nth, "id": claim.id, "report": id_, "reader": "en/2",
                               "claim": to_line(claim), **columns_of(claim)})  # fmt: skip
        add_rows(record.connection, tables.reports, rows)
        add_rows(record.connection, tables.claims, claims)
        incidents.append((entry, ties))
    record.incidents.put(incidents)


def _tellers(chance: random.Random, papers: list[Outlet], entry: IncidentEntry) -> Iterator[Outlet]:
    heard = [p for p in papers if p.area in (None, entry.admin1) and (entry.first_day or date.min) < p.until]
    yield from chance.sample(heard, min(len(heard), int(chance.paretovariate(0.9)), 9))


def _report(number: int, id_: str, day: date | None, outlet: Outlet) -> dict[str, object]:
    return {"number": number, "id": id_, "text": f"Report {number}.", "title": None, "path": f"{number}.txt", "published": day,
            "outlet": outlet.name, "language": "en" if outlet.area is None else "ar", "blob": f"{number:064x}",
            "extraction": "made", "added": _NEVER, "withdrawn": None, "reason": None}  # fmt: skip


def _claim(chance: random.Random, number: int, report: str, entry: IncidentEntry) -> Claim:
    killed = max(1, (entry.killed_lower or 1) + chance.choice((-2, 0, 0, 0, 3)))
    name, kind = chance.choice(_MONITORS)
    source = (
        Source(None, "media") if chance.random() < 0.4 else Source(name, kind, name, chance.choice(((), ("Agency A",))))
    )
    return Claim(
        f"c{number:020x}", report, None, "en", "killed", Count(killed, killed, "exact"), Group(), (), None, None, "event",
        "asserted", (), Event(), None, None, source, Span(0, 6, "Report"),
    )  # fmt: skip


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kept = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with (
        tempfile.TemporaryDirectory() if kept is None else nullcontext(kept) as folder,
        Store.create(Path(folder) / "record") as store,
    ):
        start = time.perf_counter()
        with store.write() as record:
            write(record, many)
        print(f"{many} reports written in {time.perf_counter() - start:.1f} s")
        shelf = Shelf(store)
        shelf.look()
        for path in _PAGES:
            took, size = [], 0
            for _ in range(3):
                start = time.perf_counter()
                with moment(store, None, shelf) as opened:
                    size = len(PAGES[path](opened, Asked(path, "en")).encode())
                took.append(1000 * (time.perf_counter() - start))
            print(f"{path:<14} first {took[0]:5.0f} ms, again {min(took[1:]):5.0f} ms, {size / 1000:4.0f} kB")


if __name__ == "__main__":
    main()
