"""Names a second that the gazetteer finds, without any cache in front of it.

    uv run python benchmarks/gazetteer.py

Every name is looked up once: known names in the spellings of the file, and as many that nobody bears.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable

from marsad.places.gazetteer import Gazetteer

NAMES = 50_000


def rate(call: Callable[[str], object], names: Iterable[str]) -> float:
    """Calls a second over `names`."""
    names = list(names)
    start = time.perf_counter()
    for name in names:
        call(name)
    return len(names) / (time.perf_counter() - start)


def main() -> None:
    """Print the figures, one a line."""
    start = time.perf_counter()
    gazetteer = Gazetteer(Gazetteer.open().path)
    gazetteer.find("Idlib")
    print(f"open and find one name: {(time.perf_counter() - start) * 1000:.1f} ms")
    base = sqlite3.connect(f"{gazetteer.path.as_uri()}?mode=ro&immutable=1", uri=True)
    # every n-th name of the file, so that all countries and scripts are in
    known = [key for (key,) in base.execute("SELECT key FROM (SELECT DISTINCT key FROM name) ORDER BY key")]
    known = known[:: max(1, len(known) // NAMES)]
    print(f"find, known names: {rate(gazetteer.find, map(str.title, known)):,.0f} names/s")
    print(f"find, unknown names: {rate(gazetteer.find, (f'{name}qx' for name in known)):,.0f} names/s")
    print(
        f"resolve in a country: {rate(lambda name: gazetteer.resolve(name, ('SY', 'IQ'), fuzzy=False), known):,.0f} names/s"
    )
    gazetteer.resolve("Jisr al-Sugur", ("SY",))
    few = [f"{name}q" for name in known[::50]]
    print(
        f"resolve an unknown spelling in Syria: {rate(lambda name: gazetteer.resolve(name, ('SY',)), few):,.0f} names/s"
    )


if __name__ == "__main__":
    main()
