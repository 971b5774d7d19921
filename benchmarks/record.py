"""A whole record: how long it takes to build, what one more report costs, how fast lists are; by the number of reports.

    uv run python -m benchmarks.record [--reports N] [--sizes N,N,…] [--postgres ADDRESS] [--keep DIR]

Readings are made up with the reports (`benchmarks.synthetic_record`) and go through the same stages as real ones; only the
reading of words is left out, which `benchmarks.reading_speed` measures. Seconds are of the clock, and of the processor in
brackets; memory is the most that the process held.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from benchmarks.synthetic_record import Made, record
from marsad.ledger.book import Book
from marsad.ledger.drafts import report_added
from marsad.pipeline.record.policy import policy_of
from marsad.pipeline.record.reading import keep
from marsad.pipeline.record.run import Summary, run
from marsad.pipeline.record.telling import tell
from marsad.settings import Settings
from marsad.store.filters import Circle, IncidentFilter
from marsad.store.rows import pieces
from marsad.store.store import Store

AT_ONCE = 500
MORE = 20
"""Reports that are added one by one in the end."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--sizes", help="several numbers of reports, each measured in a process of its own")
    parser.add_argument("--keep", type=Path, help="leave the record in this folder")
    options = parser.parse_args()
    if options.sizes:
        for size in options.sizes.split(","):
            subprocess.run([sys.executable, "-m", "benchmarks.record", "--reports", size], check=True)
        return
    folder = options.keep or Path(tempfile.mkdtemp(prefix="marsad-record-"))
    try:
        measure(folder / "record", options.reports)
    finally:
        if options.keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def measure(folder: Path, reports: int) -> None:
    """Build, add, ask; print each figure."""
    days = max(30, round(365 * reports / 100_000))
    every = record(reports + MORE, days=days)
    with Store.create(folder, actor="benchmark") as store:
        began = now()
        claims = put(store, islice(every, reports))
        say(f"{reports:,} reports, {claims:,} claims kept", began)
        built = rebuild(store)
        print(f"  {len(built.incidents):,} incidents, {len(built.changes):,} changes; at most {held():,.0f} MB")
        began = now()
    say("  closed", began)
    print(f"  database of {(folder / 'record.sqlite').stat().st_size / 1e6:,.0f} MB")
    one_by_one(folder, every)
    by_command(folder)
    lists(folder)


def put(store: Store, some: Iterable[Made]) -> int:
    """Keep reports and their readings as `marsad add` and the first stage of a run do; how many claims."""
    book, claims = Book(), 0
    for batch in pieces(some, AT_ONCE):
        with store.write() as inside:
            at = datetime.now(UTC)
            for made in batch:
                inside.reports.add(made.report, blob=made.report.id[-64:], extraction="none", at=at)
            book.write(inside, [report_added("benchmark", made.report.id, "deposited") for made in batch], at)
            keep(inside, book, [tell(made.report, made.reading) for made in batch])
            claims += sum(len(made.reading.claims) for made in batch)
    return claims


def rebuild(store: Store) -> Summary:
    """Incidents and tolls out of the claims that are kept."""
    stages = {"start": now()}

    def tell(stage: str, _done: int, _total: int) -> None:
        stages.setdefault(stage, now())

    summary = run(store, Settings(), policy_of(store), 1, tell)
    times = [*stages.values(), now()]
    for stage, began, ended in zip(stages, times, times[1:], strict=False):
        if stage != "start":
            print(f"  {stage}: {spent(began, ended)}", flush=True)
    return summary


def one_by_one(folder: Path, every: Iterator[Made]) -> None:
    """Keep one more report and bring the record up to date, with the record opened anew each time."""
    clock, processor = [], []
    for made in every:
        began = now()
        with Store.open(folder) as store:
            put(store, [made])
            run(store, Settings(), policy_of(store), 1, lambda *_: None)
        ended = now()
        clock.append(ended[0] - began[0])
        processor.append(ended[1] - began[1])
    for name, spans in (("clock", clock), ("processor", processor)):
        print(
            f"one more report, {name}: median {statistics.median(spans):.2f} s, longest {max(spans):.2f} s, of {len(spans)}"
        )


def by_command(folder: Path) -> None:
    """The same by the commands, with a text that is really read: start of the interpreter and all."""
    text = f"Shelling killed {os.getpid() % 7 + 2} farmers near Marib on Monday, the health ministry said.\n"
    for command in (["add", "--published", "2024-01-09", "-"], ["run"]):
        began = now()
        environment = {**os.environ, "MARSAD_RECORD": str(folder)}
        subprocess.run([sys.executable, "-m", "marsad", *command], input=text, text=True, check=True, env=environment,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        say(f"marsad {command[0]}", began)


def lists(folder: Path) -> None:
    """What lists of incidents ask."""
    asked = {
        "country and days": IncidentFilter(country="XA", since=date(2024, 1, 10), until=date(2024, 1, 17), limit=50),
        "deadliest": IncidentFilter(sort="-killed", limit=50),
        "within 50 km": IncidentFilter(near=Circle(34.0, 40.0, 50.0), limit=50),
        "event type and grade": IncidentFilter(event_type="air_strike", grade="Fair", limit=50),
        "actor": IncidentFilter(perpetrator="River Brigade", killed=10, limit=50),
        "words": IncidentFilter(text="word20* word7", limit=50),
    }
    with Store.open(folder) as store:
        for name, wanted in asked.items():
            spans, found = [], 0
            for _ in range(7):
                began = time.perf_counter()
                with store.read() as inside:
                    found = len(inside.incidents.where(wanted))
                spans.append(time.perf_counter() - began)
            print(f"  {name}: median {1000 * statistics.median(spans):.0f} ms ({found} shown)")


def now() -> tuple[float, float]:
    """The clock's and the processor's seconds."""
    return time.perf_counter(), time.process_time()


def spent(began: tuple[float, float], ended: tuple[float, float]) -> str:
    return f"{ended[0] - began[0]:.1f} s ({ended[1] - began[1]:.1f} s)"


def say(what: str, began: tuple[float, float]) -> None:
    print(f"{what}: {spent(began, now())}", flush=True)


def held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
