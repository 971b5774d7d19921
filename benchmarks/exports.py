"""How fast data sets are written, and how much memory that takes; on a made-up record or one that is there.

    uv run python -m benchmarks.exports [--record DIR] [--reports N] [--formats csv,geojson,…] [--release]

Each format is written by a process of its own, so that its memory is its own. A made-up record is built as by `benchmarks.record`; with
`--reports 100000` it takes about half an hour to build.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.record import put, rebuild
from benchmarks.synthetic_record import record
from marsad.publishing.exports.delivery import write
from marsad.publishing.exports.formats import FORMATS
from marsad.publishing.exports.recordless import RECORDLESS
from marsad.publishing.moment import moment
from marsad.publishing.releases.making import make_release
from marsad.publishing.releases.verifying import verify_releases
from marsad.store.store import Store

FORMATS_MEASURED = tuple(name for name in FORMATS if name not in RECORDLESS and not name.endswith("-csv"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path, help="a record that is there")
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--formats", default=",".join(FORMATS_MEASURED))
    parser.add_argument("--release", action="store_true", help="make a release too, and verify it")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.record, options.one)
        return
    with tempfile.TemporaryDirectory(prefix="marsad-exports-") as room:
        folder = options.record or made(Path(room) / "record", options.reports)
        for name in [*options.formats.split(","), *(["release"] if options.release else [])]:
            call = [sys.executable, "-m", "benchmarks.exports", "--record", str(folder), "--one", name]
            subprocess.run(call, check=True)


def made(folder: Path, reports: int) -> Path:
    """A made-up record."""
    days = max(30, round(365 * reports / 100_000))
    with Store.create(folder, actor="benchmark") as store, contextlib.redirect_stdout(io.StringIO()):
        put(store, record(reports, days=days))
        rebuild(store)
    return folder


def measure(folder: Path, name: str) -> None:
    """Write one format, or a whole release, and say what it took."""
    with tempfile.TemporaryDirectory(prefix="marsad-exports-") as room:
        out = Path(room) / f"x{FORMATS[name].ending}" if name in FORMATS else Path(room) / "releases"
        began = time.perf_counter(), time.process_time()
        with Store.open(folder) as store, moment(store) as now:
            incidents = len(now.register.rows)
            if name in FORMATS:
                write(name, now, None, out)
            else:
                make_release(now, out)
        clock, processor = time.perf_counter() - began[0], time.process_time() - began[1]
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(path.stat().st_size for path in Path(room).rglob("*") if path.is_file()) / 1e6
        print(f"{name:>14}: {incidents:,} incidents, {clock:6.1f} s ({processor:.1f} s of the processor), "
              f"{incidents / clock:6,.0f} incidents/s, at most {held:.0f} MB, {size:,.1f} MB written", flush=True)  # fmt: skip
        if name == "release":
            began_checking = time.perf_counter()
            assert verify_releases(out).damaged == ()
            print(f"{'verify':>14}: {time.perf_counter() - began_checking:.1f} s")


if __name__ == "__main__":
    main()
