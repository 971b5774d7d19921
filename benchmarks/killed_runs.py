"""Does a record come out the same when `marsad run` is killed again and again?

    uv run python -m benchmarks.killed_runs [KILLS] [--reports N] [--seed N]

Adds made-up dispatches in three steps. Undisturbed, each step is one run. In other records of the same dispatches, runs are killed
with SIGKILL at random moments, up to five times a step, before one may end. After each kill the record is opened and the
chain of its ledger followed; in the end `marsad verify` must find it whole, and its ledger (but for the moments), claims,
incidents and findings must be those of the undisturbed one. A run is a forked process, so that no time goes into starting
interpreters and most kills hit the work itself.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
import traceback
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.dispatches import Dispatch, dispatches
from marsad.archive.deposit import deposit_all
from marsad.archive.verify import broken_ledger, verify
from marsad.pipeline.record.checking import wrong_incidents, wrong_state
from marsad.pipeline.record.policy import policy_of
from marsad.pipeline.record.run import run
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.store.store import Store

STEPS = 3
MOST_A_STEP = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=20)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    texts = dispatches(options.reports, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        took, lengths = undisturbed(Path(folder) / "whole", texts)
        expected = content(Path(folder) / "whole")
        print(f"undisturbed: {len(expected['changes'])} changes, runs of {', '.join(f'{s:.1f}' for s in took)} s")
        kills = records = landed = 0
        while kills < options.kills:
            record = Path(folder) / str(records)
            some, hits = disturbed(record, texts, took, lengths, chance)
            kills, records, landed = kills + some, records + 1, landed + hits
            assert content(record) == expected, f"record {records} came out otherwise"
            print(f"{kills} kills ({landed} of them after something was written), {records} records as the undisturbed one", flush=True)  # fmt: skip


def undisturbed(record: Path, texts: list[Dispatch]) -> tuple[list[float], list[int]]:
    """Make a record; the seconds of each run, and how long the ledger was then."""
    Store.create(record, actor="benchmark").close()
    took, lengths = [], []
    for step in range(STEPS):
        add(record, texts[step::STEPS])
        began = time.perf_counter()
        assert run_here(record) == 0
        took.append(time.perf_counter() - began)
        lengths.append(written(record))
    verified(record)
    return took, lengths


def disturbed(
    record: Path, texts: list[Dispatch], took: list[float], lengths: list[int], chance: random.Random
) -> tuple[int, int]:
    """Make a record with kills; how many there were, and how many of them after the run had written something."""
    Store.create(record, actor="benchmark").close()
    kills = landed = 0
    for step in range(STEPS):
        add(record, texts[step::STEPS])
        for _ in range(chance.randint(1, MOST_A_STEP)):
            before = written(record)
            # as often by the clock as by what was written, for it is there that something can be left half done
            timed = chance.random() < 0.5
            growth = None if timed else before + chance.randint(1, max(1, lengths[step] - before))
            if ended(record, took[step] * chance.uniform(0.0, 1.1) if timed else None, growth, chance.uniform(0, 0.05)):
                break
            kills += 1
            landed += written(record) > before
            with Store.open(record) as store, store.read() as inside:
                assert not list(broken_ledger(inside))
        ended(record)
    verified(record)
    return kills, landed


def ended(record: Path, seconds: float | None = None, changes: int | None = None, then: float = 0.0) -> bool:
    """Run until the end, or kill it after so many seconds, or a moment after so many changes; whether it ended by itself."""
    child = os.fork()
    if child == 0:
        os._exit(run_here(record))
    began, until = time.perf_counter(), seconds
    with closing(sqlite3.connect(f"file:{record / 'record.sqlite'}?mode=ro", uri=True)) as connection:
        while (done := os.waitpid(child, os.WNOHANG)) == (0, 0):
            if changes is not None and until is None and length(connection) >= changes:
                until = time.perf_counter() - began + then
            if until is not None and time.perf_counter() - began >= until:
                os.kill(child, signal.SIGKILL)
                done = os.waitpid(child, 0)
                break
            time.sleep(0.001)
    assert done[1] in (0, signal.SIGKILL), "the run failed"
    return done[1] == 0


def run_here(record: Path) -> int:
    """What `marsad run` does, without the start of an interpreter; 0 when all went well."""
    try:
        with Store.open(record) as store:
            summary = run(store, Settings(), policy_of(store), 1, lambda *_: None)
    except BaseException:  # noqa: BLE001  the child must not go on as the parent
        traceback.print_exc()
        return 1
    return len(summary.failed)


def length(connection: sqlite3.Connection) -> int:
    """How many changes the ledger has."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM changes").fetchone()[0])


def verified(record: Path) -> None:
    """`marsad verify` finds nothing."""
    found = verify(str(record), actor="benchmark", more={"state": wrong_state, "incidents": wrong_incidents})
    assert found.damaged == [], found.damaged


def add(record: Path, texts: list[Dispatch]) -> None:
    """Deposit dispatches."""
    captures = [
        Capture("standard input", content=t.text.encode(), published=t.published, outlet=t.outlet) for t in texts
    ]
    with Store.open(record) as store:
        list(deposit_all(store, captures, Settings(), actor="benchmark"))


def written(record: Path) -> int:
    """How long the ledger is."""
    with Store.open(record) as store, store.read() as inside:
        return inside.changes.last()


def content(record: Path) -> dict[str, list[Any]]:
    """All that a record says, but for moments and what is made of them."""
    with Store.open(record) as store, store.read() as inside:
        return {
            "changes": [(c.number, c.actor, c.kind, c.subject, c.reason, c.content) for c in inside.changes.all()],
            "claims": sorted(inside.claims.entries(), key=lambda claim: claim.id),
            "incidents": sorted(inside.incidents.all(), key=lambda entry: entry.code),
            "ties": [(entry.code, inside.incidents.ties_of(entry.code)) for entry in inside.incidents.all()],
            "retired": [(r.code, r.successor, r.change, r.reason) for r in inside.incidents.retired()],
            "findings": [(f.code, f.text, f.report, f.settled is None) for f in inside.findings.open()],
        }


if __name__ == "__main__":
    main()
