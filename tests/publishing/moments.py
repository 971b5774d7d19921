"""A moment of a record that holds incidents made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from marsad.publishing.moment import Moment, Rules, moment
from marsad.publishing.register import Register
from marsad.store.entries import IncidentEntry
from marsad.store.location import SETTINGS
from marsad.store.store import Store


@contextmanager
def moment_of(folder: Path, *entries: IncidentEntry, settings: str = "") -> Iterator[Moment]:
    """Now, in a record with these incidents; `settings` are lines of its table `[public]`."""
    Store.create(folder, actor="Ana").close()
    with (folder / SETTINGS).open("a", encoding="utf-8") as file:
        file.write(f"\n[public]\n{settings}\n")
    with Store.open(folder) as store:
        with store.write() as record:
            record.incidents.put((entry, []) for entry in entries)
        with moment(store) as opened:
            yield opened


def beside(opened: Moment, register: Register) -> Moment:
    """The same moment with other incidents in its register."""
    rules = Rules(opened.policy, opened.project, opened.disclosure)
    return Moment(opened.at, opened.record, (opened.state, opened.newest), register, rules)


def placed(entry: IncidentEntry, precision: str, lat: float = 36.3, lon: float = 35.8, **said: Any) -> IncidentEntry:
    """The incident at a point that is known so exactly."""
    facets = {**entry.state.get("facets", {}), "precision": [precision]}
    return replace(entry, lat=lat, lon=lon, state={**entry.state, "facets": facets}, **said)
