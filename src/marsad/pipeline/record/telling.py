"""From a report and its reading to what the record keeps of them: accounts with their keys, and what is odd in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from marsad.incidents.account import Account, accounts_of
from marsad.incidents.account_json import to_json
from marsad.incidents.keys import filed_under
from marsad.model.reading import Mention, Reading
from marsad.model.report import Report
from marsad.store.accounts import Filed
from marsad.store.findings import Found
from marsad.tolls.sites import Site, sites_of, trees
from marsad.tolls.told import Told, told_of

_EVENTS = ("event", "prior")
_EARLIEST = date(1900, 1, 1)
_LATE = timedelta(1)
"""An event on the day after publication is a matter of time zones."""


@dataclass(frozen=True, slots=True)
class Read:
    """A report that was read: its reading, its accounts as they are filed, and what there is to find about it."""

    report: str
    reading: Reading
    filed: tuple[Filed, ...]
    found: tuple[Found, ...]


def tell(report: Report, reading: Reading) -> Read:
    """All that is kept of a reading; runs in the process that read it."""
    accounts = accounts_in(report, reading)
    filed = tuple(Filed(one.number, to_json(one), frozenset(filed_under(one))) for one in accounts)
    return Read(report.id, reading, filed, tuple(_oddities(report, reading)))


def accounts_in(report: Report, reading: Reading) -> tuple[Account, ...]:
    """The accounts of a report: one for every event with all that lies in it, as the tolls tie its claims."""
    told = sorted((each for each in told_of(report, reading) if each.claim.scope in _EVENTS), key=_rank)
    mentions = [_mention(number, root) for number, root in enumerate(trees(sites_of(told)), 1)]
    return accounts_of(report, replace(reading, mentions=tuple(mentions)), decided=True)


def _rank(told: Told) -> tuple[str, str, int]:
    return told.rank


def _mention(number: int, root: Site) -> Mention:
    claims = tuple(told.claim.id for site in root.below() for told in site.told)
    return Mention(number, root.event(), root.place, root.time(), claims)


def _oddities(report: Report, reading: Reading) -> Iterator[Found]:
    """What a person should look at: days that cannot be, places that nobody knows, notes of the reading."""
    for note in reading.notes:
        yield Found(note.code, note.text)
    if report.published is None and reading.claims:
        yield Found("report.undated", "Nobody has said when this report was published.")
    for claim in reading.claims:
        time, place = claim.time, claim.place
        if time is not None and time.start is not None and not _can_be(time.start, report.published):
            yield Found("claim.day-impossible", f"Claim {claim.id} is of {time.start}, which cannot be.")
        if place is not None and place.name is None:
            yield Found(
                "claim.place-unknown", f"The place “{place.words}” of claim {claim.id} is not in the gazetteer."
            )


def _can_be(day: date, published: date | None) -> bool:
    return day >= _EARLIEST and (published is None or day <= published + _LATE)
