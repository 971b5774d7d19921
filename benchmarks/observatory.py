"""The observatory under readers: how long pages and answers take when many ask at once, beside Datasette on the same data.

    uv run python -m benchmarks.observatory [--record DIR] [--readers 20] [--questions 400]

One server process, readers in this one over the loopback, connections kept alive. Each set of addresses is asked twice: `new` addresses
are made for the first time, `kept` ones were asked before. Datasette (when it is installed: the group `benchmark`) serves the
SQLite file that `marsad export sqlite` writes of the same record, with the same filters and facets. Milliseconds of the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from marsad.publishing.moment import Moment, moment
from marsad.publishing.query import Query
from marsad.store.store import Store

_FACETS = ("country", "area", "event_type", "grade", "blamed")


_AHEAD = 30
"""Seconds that a server has for the pages that it makes ahead of its readers."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path, help="a record; a synthetic one of 2,000 reports is made unless given")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--questions", type=int, default=400, help="addresses of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        record = options.record or made(Path(scratch))
        with Store.open(record) as store, moment(store) as opened:
            rows = len(opened.register.rows)
            sets = addresses(opened, options.questions)
        print(f"{rows:,} incidents; {options.readers} readers; {options.questions} addresses of each kind")
        with served(
            [sys.executable, "-m", "marsad", "serve", "--rate", "0", "--port", "{port}", "--record", str(record)]
        ) as port:
            ours = {name: measure(name, port, some, options.readers) for name, some in sets.items()}
        beside_datasette(record, Path(scratch), sets["explorer"], options.readers, ours["explorer"])


def made(scratch: Path) -> Path:
    """A synthetic record."""
    subprocess.run([sys.executable, "-m", "benchmarks.record", "--reports", "2000", "--keep", str(scratch)], check=True)
    return scratch / "record"


def addresses(opened: Moment, number: int) -> dict[str, list[str]]:
    """Addresses of each kind, all different as far as there are so many."""
    chance = random.Random(7)
    register = opened.register
    areas, kinds = ([each.value for each in register.facet(name, Query())] for name in ("area", "event_type"))
    codes = [row.code for row in chance.sample(register.rows, min(number, len(register.rows)))]
    explorer = []
    for n in range(number):
        asked: list[tuple[str, object]] = [("area", chance.choice(areas))]
        if n % 2:
            asked.append(("event_type", chance.choice(kinds)))
        if n % 3 == 0:
            asked.append(("min_killed", chance.randrange(1, 30)))
        if n % 5 == 0:
            asked.append(("since", chance.choice(register.rows).first_day or "2023-01-01"))
        if n % 7 == 0:
            asked = [("page", chance.randrange(1, 40))]
        explorer.append("/?" + urlencode(asked))
    return {
        "explorer": list(dict.fromkeys(explorer)),
        "incident": [f"/incident/{quote(code)}/" for code in codes],
        "API list": [f"/api/v1/incidents{each[1:]}" for each in dict.fromkeys(explorer) if "page=" not in each],
        "API incident": [f"/api/v1/incidents/{quote(code)}" for code in codes],
    }


def measure(name: str, port: int, some: Sequence[str], readers: int) -> float:
    """Ask all addresses twice and print the figures; the 95th percentile of those that were new."""
    worst = 0.0
    for again, label in enumerate(("new", "kept")):
        began = time.perf_counter()
        taken = asyncio.run(ask(port, some, readers))
        spent = time.perf_counter() - began
        ends = statistics.quantiles(taken, n=20)
        print(
            f"  {name + ', ' + label:22} {len(some) / spent:8.0f} a second; median {statistics.median(taken):7.1f} ms, "
            f"p95 {ends[18]:7.1f} ms, longest {max(taken):7.1f} ms"
        )
        worst = worst if again else ends[18]
    return worst


async def ask(port: int, some: Sequence[str], readers: int) -> list[float]:
    """The milliseconds that each address took, asked by so many readers at once."""
    waiting = iter(some)
    taken: list[float] = []

    async def reader() -> None:
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", port)
        for address in waiting:
            began = time.perf_counter()
            outgoing.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            await answered(incoming, address)
            taken.append((time.perf_counter() - began) * 1000)
        outgoing.close()

    await asyncio.gather(*(reader() for _ in range(readers)))
    return taken


async def answered(incoming: asyncio.StreamReader, address: str) -> None:
    """Read one answer to its end. Raises RuntimeError when it is none."""
    head = (await incoming.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if not head.startswith("http/1.1 200"):
        raise RuntimeError(f"{address}: {head.splitlines()[0]}")
    if "transfer-encoding: chunked" in head:
        while size := int(await incoming.readline(), 16):
            await incoming.readexactly(size + 2)
        await incoming.readline()
        return
    length = next(line for line in head.splitlines() if line.startswith("content-length:"))
    await incoming.readexactly(int(length.split(":")[1]))


def beside_datasette(record: Path, scratch: Path, some: Sequence[str], readers: int, ours: float) -> None:
    """The same questions to Datasette, and the ratio of the two 95th percentiles."""
    datasette = shutil.which("datasette", path=str(Path(sys.executable).parent)) or shutil.which("datasette")
    if datasette is None:
        print("Datasette: not here")
        return
    file = scratch / "incidents.sqlite"
    command = [sys.executable, "-m", "marsad", "export", "sqlite", "--record", str(record), "--output", str(file)]
    subprocess.run(command, check=True)
    facets = "&".join(f"_facet={name}" for name in _FACETS)
    names = {"min_killed=": "killed_lower__gte=", "since=": "first_day__gte=", "page=": "_size="}
    theirs = []
    for address in some:
        asked = address[2:]
        for mine, other in names.items():
            asked = asked.replace(mine, other)
        theirs.append(f"/incidents/incidents?{asked}&{facets}")
    with served([datasette, "serve", str(file), "--port", "{port}", "--setting", "facet_time_limit_ms", "5000",
                 "--setting", "sql_time_limit_ms", "10000"]) as port:  # fmt: skip
        p95 = measure("Datasette", port, theirs, readers)
    print(f"p95 of new pages, Datasette / marsad: {p95 / ours:.1f}")


@contextmanager
def served(command: Sequence[str]) -> Iterator[int]:
    """A server on a free port, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [part.format(port=port) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            # it answers the first question when it is ready for all others, and then makes its long pages ahead
            asyncio.run(ask(port, ["/"], 1))
            time.sleep(_AHEAD)
            yield port
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
