"""What a toll says, in plain words: the same in every table and on every page."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.model.claim import Claim
from marsad.model.interval import Interval
from marsad.model.toll import IncidentToll, Rule, RuleResult, TollRow, Tolls
from marsad.tolls.wording import aged_words, interval_words, quoted

RULES: Mapping[Rule, str] = {
    "lowest": "Lowest (as ACLED)",
    "low_best_high": "Low, best, high (as UCDP)",
    "min_max": "Least and most of independent origins (as Airwars, IBC)",
    "latest": "Latest, fullest (as AOAV)",
}
"""The rules of the field by their names for people."""
_KINDS = {"civilian": "civilians", "combatant": "fighters"}


def range_words(lower: int, upper: int | None) -> str:
    """A range: "13", "9 to 12", "at least 30"; "not known" where nothing bounds it."""
    if not lower and not upper:
        return "not known" if upper is None else "none"
    return interval_words(Interval(lower, upper))


def near_words(row: TollRow) -> str:
    """The range over readings that are nearly as good, where it is wider; and whether it is proven."""
    words = []
    if (row.near_lower, row.near_upper) != (row.lower, row.upper):
        words.append(f"{range_words(row.near_lower, row.near_upper)} by a reading nearly as good")
    if not row.proven:
        words.append("not proven")
    return ", ".join(words)


def people_words(row: TollRow, role: str | None = None, affiliation: str | None = None) -> str:
    """Of whom a row is: "killed", "killed, civilians", "killed, children"."""
    kind = (row.status, row.age, row.sex, role, affiliation)
    return f"{row.harm}, {kind_words(*kind)}" if any(kind) else row.harm


def kind_words(
    status: str | None, age: str | None, sex: str | None, role: str | None = None, affiliation: str | None = None
) -> str:
    """A kind of people by what is said of them: "civilians, children", "of X"; "everybody" where nothing is."""
    kinds = [_KINDS.get(status or "", ""), aged_words(age, sex), (role or "").replace("_", " ")]
    named = ", ".join(kind for kind in kinds if kind)
    if affiliation:
        return f"{named} of {affiliation}" if named else f"of {affiliation}"
    return named or "everybody"


def claim_words(claim: Claim, speakers: Mapping[str, str]) -> str:
    """A claim in short: its own words for whom it counts, and who says it."""
    return f"{quoted(claim)} ({speakers[claim.id]})"


def speakers_of(tolls: Tolls) -> dict[str, str]:
    """Who says each claim, by its id: its source, or the outlet itself where it names none."""
    outlets = {report.id: report.outlet for report in tolls.reports}
    return {claim.id: claim.source.name or outlets[claim.report] or "the outlet" for claim in tolls.claims}


def conflict_words(incident: IncidentToll, shown: int) -> str:
    """How many conflicts are not shown; empty when all are."""
    more = len(incident.conflicts) - shown
    if more <= 0:
        return ""
    known = "" if incident.conflicts_complete else ", and the search stopped before it had found all"
    return f"and {more} more{known}; --format json has them"


def result_words(result: RuleResult) -> str:
    """What a rule makes of the claims: "killed 6, 9, 11", "killed 9"; "not counted" when it finds nothing."""
    if result.lower is None:
        return f"{result.harm}: not counted"
    if result.best is not None and result.lower == result.best and result.upper in (None, result.best):
        return f"{result.harm} {result.best:,}{' or more' if result.upper is None else ''}"
    if result.best is not None:
        upper = "open" if result.upper is None else f"{result.upper:,}"
        return f"{result.harm} {result.lower:,}, {result.best:,}, {upper}"
    return f"{result.harm} {range_words(result.lower, result.upper)}"
