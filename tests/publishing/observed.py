"""A record to be looked at: two areas, a witness, an outlet that falls silent, a merge, a rejection, a report taken down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from marsad.publishing.moment import At, Moment, moment
from marsad.store.store import Store
from tests.pipeline.kept import FARMERS, KHARKIV, KHERSON, LATE, MARKET, RESCUERS, Kept

__all__ = ["KHARKIV", "KHERSON", "NURSE", "at", "folder"]

NURSE = "Olena Hrytsenko"
_WITNESS = f"Three people were killed by shelling in Kherson on 12 March 2024, {NURSE}, a resident, told reporters."
_RUNNING = "At least 10,000 civilians have been killed in Ukraine since February 2022, the UN human rights office said."
_MARIUPOL = "A drone strike killed a man in Izium on 5 April 2024, the governor said."


@cache
def folder() -> Path:
    """The folder of the record, made once."""
    made = Kept(Path(mkdtemp()) / "record")
    made.text(MARKET)
    made.text(RESCUERS, "Daily Lamp")
    made.text(FARMERS, published=date(2024, 3, 6))
    made.run()
    made.text(LATE, "Evening Courier", date(2024, 5, 4))
    made.text(_WITNESS, "Daily Lamp", date(2024, 3, 13))
    made.text(_RUNNING, "Daily Lamp", date(2024, 3, 14))
    made.run()
    gone = made.text(_MARIUPOL, "Harbour Post", date(2024, 4, 6))
    made.run()
    made.judge("reject", made.claim("14 civilians").id, why="it counts two strikes")
    made.take_down(gone)
    return made.folder


@contextmanager
def at(when: At = None, where: Path | None = None) -> Iterator[Moment]:
    """The record at a moment."""
    with Store.open(where or folder()) as store, moment(store, when) as opened:
        yield opened


def catalogue_of(language: str) -> dict[str, object]:
    """The messages of a language as they stand in their file."""
    from importlib.resources import files

    said = (files("marsad.publishing.pages") / "messages" / f"{language}.json").read_text(encoding="utf-8")
    messages: dict[str, object] = json.loads(said)["messages"]
    return messages
