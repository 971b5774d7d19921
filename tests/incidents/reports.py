"""A small corpus of our own sentences, read by the real reader; and accounts made by hand."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from marsad.incidents.account import Account, Days, accounts_of
from marsad.incidents.grouping import Grouper, group
from marsad.model.claim import Place, Source
from marsad.model.report import Report
from marsad.pipeline.readers import Readers
from marsad.settings import Settings

IDLIB = Place("Idlib", "Idlib", 169389, "SY", "Idlib", 35.93, 36.63, "settlement")
ALEPPO = Place("Aleppo", "Aleppo", 170063, "SY", "Aleppo", 36.2, 37.16, "settlement")
MAY_3 = date(2024, 5, 3)

AGENCY = (
    "Air strikes killed at least eight people at a grain silo in Idlib on Friday, residents said. "
    "Rescuers dug through the concrete until after midnight, while relatives waited behind a rope at the gate. "
    "They said that three of the dead were brothers who had driven in from a nearby village to sell barley."
)

SILO_LATER = (
    "The toll of Friday's air strikes on the grain silo in Idlib rose to eleven, rescuers said on Sunday. "
    "Three people died in hospital, among them the third of the brothers who had come to sell barley."
)
SCHOOL = (
    "Shelling killed two teachers outside a primary school in Aleppo on Friday, a hospital official said. "
    "Parents carried the wounded in private cars because the only ambulance had no fuel."
)
SCHOOL_SECOND = (
    "Two teachers were killed when shells hit the gate of a primary school in Aleppo on Friday, residents said. "
    "The ambulance had no fuel, so parents drove the wounded themselves."
)

CORPUS: dict[str, tuple[str, str, str, str]] = {
    # name: what it tells, outlet, published, text
    "silo-agency": ("silo", "North Wire", "2024-05-03", AGENCY),
    "silo-copy": ("silo", "Morning Post", "2024-05-04", "By our correspondents. " + AGENCY),
    "silo-later": ("silo", "Harbour Times", "2024-05-05", SILO_LATER),
    "school": ("school", "North Wire", "2024-05-03", SCHOOL),
    "school-second": ("school", "Harbour Times", "2024-05-04", SCHOOL_SECOND),
    "bridge": (
        "bridge", "North Wire", "2024-06-20",
        "A roadside bomb killed four soldiers on a bridge near Homs on Thursday, a military source said.",
    ),
    "rain": ("rain", "North Wire", "2024-05-03", "Heavy rain closed the mountain road for a third day, farmers said."),
}  # fmt: skip


@lru_cache(maxsize=1)
def _readers() -> Readers:
    return Readers(Settings())


def read(
    text: str, *, outlet: str | None = None, published: str | None = None, path: str | None = None
) -> tuple[Account, ...]:
    """The accounts in a text."""
    day = None if published is None else date.fromisoformat(published)
    report = Report(text, path, day, outlet, "en")
    return accounts_of(report, _readers().read(report))


def corpus() -> dict[str, tuple[Account, ...]]:
    """The accounts of every report, by its name."""
    return {
        name: read(text, outlet=outlet, published=published, path=name)
        for name, (_, outlet, published, text) in CORPUS.items()
    }


def main_groups(grouper: Grouper) -> set[frozenset[str]]:
    """The names of the reports that share their main incident."""
    groups = (frozenset(a.path or "" for a in i.accounts if a.number == 0) for i in grouper.incidents())
    return {names for names in groups if names}


def grouped(*accounts: Account) -> set[frozenset[str]]:
    """The reports that end up together."""
    return {frozenset(account.report for account in each.accounts) for each in group(accounts).incidents()}


def account(report: str, **fields: Any) -> Account:
    """An account by hand: an air strike in Idlib on 3 May 2024 as `outlet` tells it, unless `fields` say otherwise."""
    day = MAY_3.toordinal()
    told: dict[str, Any] = {
        "path": report, "outlet": f"Outlet of {report}", "published": MAY_3, "claims": (f"claim of {report}",),
        "types": frozenset({"air_strike"}), "place": IDLIB, "days": Days(day, day), "victims": frozenset({"civilian"}),
    }  # fmt: skip
    return Account(report, fields.pop("number", 0), **(told | fields))


def monitor(name: str, *relays: str) -> Source:
    return Source(name, "monitor", None, relays)
