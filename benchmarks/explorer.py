"""A page of the explorer over many incidents: processor time for each way of asking, without what a server keeps.

    uv run python -m benchmarks.explorer [--incidents 55000] [--repeat 15]

The incidents are made up and stand in a register only, so a search for words is not measured here (`benchmarks.observatory` does).
The least time of several is told: other work on the machine makes it longer, nothing makes it shorter.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from marsad.publishing.moment import Moment, Rules, moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.explorer import explorer_page
from marsad.publishing.pages.map import map_document
from marsad.publishing.register import Register
from marsad.store.facets import Facet, Narrow
from marsad.store.store import Store

ASKED = {
    "everything": {},
    "page 500": {"page": "500"},
    "most killed": {"sort": "-killed"},
    "a country": {"country": "SY"},
    "half a year": {"since": "2024-01-{n:02}", "until": "2024-06-30"},
    "200 km around": {"near": "33.{n:02},36", "km": "200"},
    "the map's page": {"view": "map"},
    "the timeline": {"view": "timeline"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=55_000)
    parser.add_argument("--repeat", type=int, default=15)
    options = parser.parse_args()
    rows, facets = made_up(options.incidents)
    began = time.process_time()
    register = Register(rows, facets)
    print(f"{options.incidents:,} incidents, their register made in {time.process_time() - began:.2f} s")
    with over(register) as opened:
        for name, pairs in ASKED.items():
            say(name, partial(page, opened, pairs), options.repeat)
        say("the map's points", lambda _: map_document(opened, Asked("", "en")), 3)


def page(opened: Moment, pairs: Mapping[str, str], n: int) -> str:
    """The page that is asked for the `n`th time: never quite the same, for a register keeps what it was just asked."""
    return explorer_page(opened, Asked("", "en", tuple((name, value.format(n=n + 1)) for name, value in pairs.items())))


def say(name: str, make: Callable[[int], str], repeat: int) -> None:
    """Print what one page costs."""
    best, made = float("inf"), ""
    for n in range(repeat):
        began = time.process_time()
        made = make(n)
        best = min(best, time.process_time() - began)
    size = len(made.encode())
    print(
        f"  {name:16} {best * 1000:6.1f} ms, {size / 1000:6,.0f} kB ({len(gzip.compress(made.encode(), 5)) / 1000:,.0f} kB sent)"
    )


@contextmanager
def over(register: Register) -> Iterator[Moment]:
    """A moment of an empty record, with these incidents in its register."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "record", actor="benchmark") as store,
        moment(store) as empty,
    ):
        rules = Rules(empty.policy, empty.project, empty.disclosure)
        yield Moment(None, empty.record, (empty.state, empty.newest), register, rules)


def made_up(incidents: int) -> tuple[list[Narrow], list[Facet]]:
    """Incidents in 3,000 towns of five countries over three years, one in twenty a part of another."""
    random = Random(1)
    towns = [(f"Town {n}", f"Area {n % 300}", ("SY", "UA", "SD", "PS", "YE")[n % 5], random.uniform(10, 50), random.uniform(20, 50))
             for n in range(3_000)]  # fmt: skip
    weights = [random.paretovariate(1.1) for _ in towns]
    rows: list[Narrow] = []
    facets: list[Facet] = []
    for n, town in enumerate(random.choices(towns, weights, k=incidents)):
        parent = random.choice(rows).code if rows and random.random() < 0.05 else None
        rows.append(_row(random, n, town, parent))
        facets += _facets(random, rows[-1])
    rows.sort(key=lambda row: (-(row.first_day or date.min).toordinal(), row.code))
    return rows, facets


def _row(random: Random, n: int, town: tuple[str, str, str, float, float], parent: str | None) -> Narrow:
    place, area, country, lat, lon = town
    first = None if random.random() < 0.02 else date(2023, 1, 1) + timedelta(random.randrange(1_000))
    last = None if first is None else first + timedelta(random.choice((0, 0, 0, 0, 0, 0, 0, 0, 1, 2)))
    killed = int(random.paretovariate(1.2)) if random.random() < 0.93 else None
    upper = None if killed is None or random.random() < 0.1 else killed + random.randrange(4)
    known = random.random() < 0.8
    return Narrow(
        n + 1, f"{country}-{n}", n, parent, country, area, place if known else None, lat if known else None,
        lon if known else None, first, last, random.choice(("air_strike", "shelling", "shooting", "bombing", None)),
        random.choice(("Army", "Front", "Army; Front", None, f"Group {random.randrange(200)}")),
        random.choice(("Fair", "Weak", "Confirmed", None)), killed, upper, random.choice((None, 2, 5)), None,
        random.randrange(1, 9), random.randrange(7),
    )  # fmt: skip


def _facets(random: Random, row: Narrow) -> Iterator[Facet]:
    if row.lat is not None:
        yield Facet(row.code, "precision", random.choice(("exact", "settlement", "near_settlement")))
    if random.random() < 0.4:
        yield Facet(row.code, "weapon", f"weapon {int(random.paretovariate(1)) % 60}")
    if random.random() < 0.5:
        yield Facet(row.code, "victims", random.choice(("civilians", "children", "women")))
    if random.random() < 0.5:
        yield Facet(row.code, "stance", f"{random.choice(('stated', 'suspected'))}: Group {random.randrange(100)}")


if __name__ == "__main__":
    main()
