"""Incidents for people: each with its reports, its origins and its grade, and why a report belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from marsad.incidents.account import Account, Days
from marsad.incidents.grade import grade
from marsad.incidents.grouping import Grouper, Incident
from marsad.incidents.origins import independent, origins_of
from marsad.incidents.scoring import Part
from marsad.model.claim import Count
from marsad.publishing.view import PLACES_CREDIT
from marsad.publishing.words import counted, number_words, place_words

_PARTS = 4
"""So many reasons are named; the rest is added up."""


def incident_table(grouper: Grouper, *, explain: bool) -> str:
    """Every incident of `grouper`, those with most reports first; with `explain` why each report is in it."""
    incidents = sorted(grouper.incidents(), key=lambda each: (-len(each.reports), each.id))
    pieces = ["\n".join(_incident(each, grouper if explain else None)) for each in incidents]
    reports = {report for each in incidents for report in each.reports}
    return "\n\n".join(
        [*pieces, f"{counted(len(incidents), 'incident')} in {counted(len(reports), 'report')}. {PLACES_CREDIT}\n"]
    )


def _incident(incident: Incident, grouper: Grouper | None) -> Iterator[str]:
    origins = origins_of(incident.accounts)
    parties = len(origins) - len(independent(origins))
    said = (
        f" ({counted(parties, 'party')} to the fighting)" if parties == 1 else f" ({parties} parties to the fighting)"
    )
    given = grade(incident.accounts)
    yield f"Incident {incident.id}  {' · '.join(_facts(incident.accounts))}"
    yield (
        f"  {counted(len(incident.reports), 'report')}, {counted(len(origins), 'origin')}{said if parties else ''}. "
        f"{given.name}: {given.why}"
    )
    for at, account in enumerate(incident.accounts):
        yield f"  - {_line(account)}"
        if grouper is not None and at:
            yield f"      {_why(account, incident.accounts[:at], grouper)}"


def _facts(accounts: Iterable[Account]) -> Iterator[str]:
    accounts = list(accounts)
    yield next((_days(account.days) for account in accounts if account.days), "date not said")
    yield next((place_words(account.place) for account in accounts if account.place), "place not said")
    kinds = sorted({kind.replace("_", " ") for account in accounts for kind in account.types})
    yield ", ".join(kinds) or "event not named"


def _line(account: Account) -> str:
    published = str(account.published) if account.published else "publication date not said"
    tolls = [f"{harm} {_number(account, harm)}" for harm in ("killed", "injured") if harm in account.tolls]
    name = account.path or "standard input"
    event = [] if account.number == 0 else [f"its event {account.number + 1}"]
    return ", ".join([name, *event, published, account.outlet or "outlet not said", *tolls])


def _number(account: Account, harm: str) -> str:
    toll = account.tolls[harm]
    return number_words(Count(toll.lower, toll.upper, "exact"))


def _days(days: Days) -> str:
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    return str(first) if first == last else f"{first} to {last}"


def _why(account: Account, earlier: Iterable[Account], grouper: Grouper) -> str:
    """The strongest link to an account above, and what speaks for and against it."""
    links = ((grouper.explain(account.key, other.key), other) for other in earlier)
    (odds, parts), other = max(links, key=lambda link: link[0][0])
    return f"with {other.path or 'standard input'}: log-odds {odds:+.1f} ({', '.join(map(_part, parts[:_PARTS]))})"


def _part(part: Part) -> str:
    return f"{part.feature.replace('_', ' ')} {part.worth:+.1f}"
