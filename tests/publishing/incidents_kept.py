"""A record with everything that the page of an incident can show: a witness and the dead named, people who decided, a merge, a takedown."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from marsad.model.claim import Claim
from marsad.publishing.moment import Moment, moment
from marsad.store.location import SETTINGS
from marsad.store.store import Store
from tests.pipeline.kept import BO, FARMERS, KHARKIV, KHERSON, RESCUERS, Kept

__all__ = ["KHARKIV", "KHERSON", "LIVIV", "NAMES", "ODESA", "Everything", "built", "everything", "opened"]

WITNESS = (
    "Karim Haddad saw it all\n\nNine civilians were killed in an air strike on a market in Kharkiv on 3 March 2024, said Karim "
    "Haddad, who lives there. Lina Aziz and her son were among the nine civilians killed. KARIM HADDAD counted 20 people injured."
)
MORE = "An air strike on a market in Kharkiv on 3 March 2024 killed seven civilians, the regional governor said."
ELSEWHERE = "Shelling killed three people in Lviv on 9 March 2024, the police said."
GONE = "Shelling killed six people in Odesa on 20 March 2024, a resident called Karim Haddad said."
ODESA = "UA-20240320-odesa-1"
LIVIV = "UA-20240309-lviv-1"
NAMES = ("Karim", "Haddad", "KARIM", "HADDAD", "Lina", "Aziz")
"""What must not stand on a page of a project that names nobody."""


class Everything(Kept):
    """The record, and moments between its changes."""

    before: datetime


def everything(folder: Path) -> Everything:
    """The record in a folder."""
    made = Everything(folder)
    witness = made.text(WITNESS)
    made.text(RESCUERS, "Daily Lamp")
    made.text(FARMERS, published=date(2024, 3, 6))
    made.text(ELSEWHERE, "Evening Courier", date(2024, 3, 10))
    gone = made.text(GONE, "Evening Courier", date(2024, 3, 21))
    made.run()
    made.before = datetime.now(UTC)
    made.text(MORE, "Evening Courier", date(2024, 3, 5))
    made.run()
    made.judge("reject", made.claim("20 people injured").id, why="Karim Haddad told me that Ana guessed it")
    made.correct(KHARKIV, "title=Market of Kharkiv, said by Lina Aziz")
    made.judge("grade", KHARKIV, grade="Fair", why="Ana has read both reports", actor=BO)
    made.judge("same", LIVIV, KHERSON)
    made.count_anew()
    made.take_down(gone)
    made.run()
    made.reread(witness, _named)
    made.count_anew()
    return made


def _named(claim: Claim) -> Claim:
    return replace(claim, persons=("Lina Aziz",)) if "nine civilians" in claim.span.quote else claim


@cache
def _built() -> Everything:
    return everything(Path(tempfile.mkdtemp(prefix="marsad-incidents-")) / "record")


@contextmanager
def opened(at: datetime | None = None, public: str = "") -> Iterator[Moment]:
    """A moment of the record, made once for all tests that only read it; `public` are settings of how it is published."""
    made = _built()
    settings = made.folder / SETTINGS
    before = settings.read_text()
    settings.write_text(f"{before}\n[public]\n{public}\n")
    try:
        with Store.open(made.folder) as store, moment(store, at) as now:
            yield now
    finally:
        settings.write_text(before)


def built() -> Everything:
    """The record that tests only read."""
    return _built()
