"""A record for the tests of exports: witnesses, names, formulas, areas, a merge, a withdrawal, what people decided."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from marsad.publishing.exports.delivery import write
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.exports.writing import write_rows
from marsad.publishing.moment import Moment, moment
from marsad.store.store import Store
from tests.pipeline.kept import ANA, FARMERS, KHARKIV, KHERSON, MARKET, RESCUERS, Kept

__all__ = ["KHARKIV", "KHERSON"]
WITNESS, VICTIM = "Oksana Petrenko", "Ivan Koval"
FORMULA = '=HYPERLINK("http://example.org")'
_TEXTS = (
    (MARKET, "Harbour Post", date(2024, 3, 4)),
    (RESCUERS, "Daily Lamp", date(2024, 3, 4)),
    (FARMERS, FORMULA, date(2024, 3, 6)),
    (
        (f"Shelling killed three people in Odesa on 7 March 2024, said {WITNESS}, a resident. "
        f"Five people were injured, {WITNESS} told the Harbour Post."),
        "Harbour Post",
        date(2024, 3, 8),
    ),
    (f"A drone strike killed {VICTIM} and his wife in Sumy on 9 March 2024, the police said.", "Daily Lamp", date(2024, 3, 10)),
    ("Dozens of people were killed in clashes between the army and rebels in northern Syria on 10 March 2024, the UN said.",
     "@courier", date(2024, 3, 11)),
    (("At least 30 people were killed in an explosion in Yemen in March 2024, officials said. "
     "The war has killed more than 150,000 people in Yemen since 2014, the UN said."), "Daily Lamp", date(2024, 4, 2)),
    ("A mine killed one farmer near Izium on 12 March 2024, rescuers said.", "Daily Lamp", date(2024, 3, 13)),
    ("Gunmen shot four people dead in Kano on 14 March 2024, the police said.", "Daily Lamp", date(2024, 3, 15)),
)  # fmt: skip


KANO, SUMY, IZIUM = "NG-20240314-kano-1", "UA-20240309-sumy-1", "XX-20240312-izium-1"
ODESA, SYRIA, YEMEN = "UA-20240307-odesa-1", "SY-20240310-syria-1", "YE-202403-yemen-1"
OPEN = sorted((KHARKIV, KHERSON, ODESA, SYRIA, SUMY, YEMEN))
_ROOMS: list[tempfile.TemporaryDirectory[str]] = []
"""Kept until the tests are done."""


@cache
def folder() -> Path:
    """The folder of the record, built once."""
    room = tempfile.TemporaryDirectory(prefix="marsad-test-exports-")
    _ROOMS.append(room)
    made = Kept(Path(room.name) / "record")
    ids = [made.text(words, outlet, published) for words, outlet, published in _TEXTS]
    made.run()
    made.judge("same", IZIUM, SUMY, why="one mine")
    made.judge("grade", SUMY, grade="Fair", why=f"{ANA} asked the family of {VICTIM}")
    made.correct(made.claim("Five people").id, "count.upper=6")
    made.judge("reject", made.claim("Gunmen shot").id, why="no number")
    made.take_down(ids[-1])
    made.run()
    return made.folder


@cache
def naming() -> Path:
    """The same record of a project that publishes the names of victims."""
    copy = folder().with_name("naming")
    shutil.copytree(folder(), copy)
    with (copy / "marsad.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[public]\nvictims_names = true\n")
    return copy


@contextmanager
def opened(at: date | datetime | None = None, where: Path | None = None) -> Iterator[Moment]:
    """The record at a moment."""
    with Store.open(where or folder()) as store, moment(store, at) as known:
        yield known


@cache
def rows() -> dict[str, list[Any]]:
    """Every row of every table."""
    found: dict[str, list[Any]] = {table.name: [] for table in TABLES}
    with opened() as at:
        write_rows(Selection.of(at), {name: some.append for name, some in found.items()})
    return found


def exported(name: str, out: Path, codes: Sequence[str] | None = None, where: Path | None = None) -> Path:
    """A format written to `out`."""
    with opened(where=where) as at:
        write(name, at, codes, out)
    return out
