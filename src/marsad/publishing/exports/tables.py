"""The tables of the data sets: incidents, their claims, the sources of these, the tolls, what people decided, retired codes.

Claims, ties and tolls are tables of their own, so that others can decide otherwise. An empty cell always means what its column says
it means, and is never 0.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import get_args

from marsad.model import claim as model
from marsad.model.incident import Grade
from marsad.model.judgement import Standing, Verdict
from marsad.model.toll import Reason
from marsad.publishing.exports.columns import Reference, Table, column, row

DATE_PRECISIONS = ("day", "days", "week", "month", "longer", "unknown")
RANGES = ("exact", "range", "at_least", "unknown")
PRECISIONS = (*get_args(model.Precision), "unknown")
NO_INCIDENT = "no_incident"
"""Why a claim is in no sum: it belongs to no incident."""
_NOT_SAID = "nobody has said"
_OPEN = "no upper end: “at least so many”, or, when the lower end is empty too, not known"
_NO_TOLL = "nothing is known of this number; never 0"


@row
class IncidentRow:
    """One incident as it is known: what, when, where, how many, and from how many independent origins."""

    incident: str = column("text", "The incident's code, for ever its own: country, day, place, counter.")
    link: str = column(
        "text", "Where its page is: below the address of the site that published this, or a whole address."
    )
    title: str = column("text", "What happened in plain words, made from what the claims say.")
    part_of: str | None = column(
        "text", "The incident that this one is a part of. Its toll counts the same people: add up one of the two.",
        empty="it stands for itself",
    )  # fmt: skip
    event_type: str = column("code", "What happened.", codes=model.EventType)
    first_day: date | None = column("day", "The first day on which it can have been.", empty="not known")
    last_day: date | None = column("day", "The last day on which it can have been.", empty="not known")
    date_precision: str = column(
        "code", "How well the day is known: one day, two to six days, a week, up to a month, longer.",
        codes=DATE_PRECISIONS,
    )  # fmt: skip
    country: str | None = column("text", "ISO 3166-1 alpha-2 code; says which entry of the gazetteer is meant, nothing on "
                                 "whose land it is.", empty="not known")  # fmt: skip
    area: str | None = column("text", "The province or other first-level area.", empty="not known")
    place: str | None = column("text", "The place as the gazetteer calls it, else in the words of a report.",
                               empty="not known")  # fmt: skip
    place_precision: str = column(
        "code",
        "What the place is: only exact, settlement and near_settlement have a point.",
        codes=PRECISIONS,
    )
    latitude: float | None = column(
        "number", "WGS 84, as far as it may be shown.", unit="degrees",
        empty="no point is known, or it may not be shown; the middle of an area is never given as a point",
    )  # fmt: skip
    longitude: float | None = column("number", "WGS 84, as latitude.", unit="degrees", empty="as latitude")
    radius_km: float | None = column("number", "It was within this distance of the point.", unit="km",
                                     empty="there is no point")  # fmt: skip
    geonames: int | None = column("integer", "The number of the place at geonames.org.", empty="the gazetteer has none")
    blamed: tuple[str, ...] = column("list", "Who is said or suspected to have done it, by any source.",
                                     empty=_NOT_SAID)  # fmt: skip
    opponents: tuple[str, ...] = column("list", "The other side of a clash, by any source.", empty=_NOT_SAID)
    grade: str | None = column("code", "How well it is established, in the words of Airwars.", codes=Grade,
                               empty="not graded yet")  # fmt: skip
    grade_reason: str | None = column("text", "Why.", empty="not graded yet")
    reports: int = column("integer", "Reports that tell of it.", unit="reports")
    origins: int = column("integer", "Independent origins behind them; a copy adds none, a party to the fighting is none.",
                          unit="origins")  # fmt: skip
    killed: str = column("code", "How far the number of people killed is known.", codes=RANGES)
    killed_lower: int | None = column("integer", "At least so many killed.", unit="people", empty=_NO_TOLL)
    killed_upper: int | None = column("integer", "At most so many killed.", unit="people", empty=_OPEN)
    injured: str = column("code", "How far the number of people injured is known.", codes=RANGES)
    injured_lower: int | None = column("integer", "At least so many injured.", unit="people", empty=_NO_TOLL)
    injured_upper: int | None = column("integer", "At most so many injured.", unit="people", empty=_OPEN)
    civilians_killed: str = column("code", "How far the number of civilians killed is known.", codes=RANGES)
    civilians_killed_lower: int | None = column("integer", "At least so many civilians killed.", unit="people",
                                                empty=_NO_TOLL)  # fmt: skip
    civilians_killed_upper: int | None = column("integer", "At most so many civilians killed.", unit="people",
                                                empty=_OPEN)  # fmt: skip
    conflicts: int = column("integer", "Smallest sets of claims that cannot all be true.", unit="sets")
    corrected: tuple[str, ...] = column("list", "The fields that a person has corrected.", empty="none")
    known_since: datetime | None = column("moment", "When the record first learned of it.", empty="it has no claims")
    revision: int | None = column("integer", "The number of the ledger's change that gave its toll.",
                                  empty="its toll was not reckoned yet")  # fmt: skip


@row
class ClaimRow:
    """One claim: one statement in one report that so many of a group suffered a harm, in its own words."""

    claim: str = column("text", "The claim's id, a hash of what it says and where.")
    incident: str | None = column("text", "The incident that it is held to tell of.",
                                  empty="none: a running total, another period, or nothing to group it by")  # fmt: skip
    source: str = column("text", "Whose knowledge it is, in which report: see sources.")
    harm: str = column("code", "What was suffered; casualties is one count over dead and hurt.", codes=model.Harm)
    lower: int = column("integer", "At least so many.", unit="as the column unit says")
    upper: int | None = column("integer", "At most so many.", unit="as the column unit says",
                               empty="no upper end: at least so many")  # fmt: skip
    form: str = column("code", "How the number is said.", codes=model.Form)
    unit: str = column("code", "What is counted.", codes=model.Unit)
    count_words: str | None = column(
        "text", "The words that count, as written.", empty="no word counts (a bare plural)"
    )
    status: str = column(
        "code",
        "What they were, as this source names it; whom nobody calls civilian is not one by default.",
        codes=model.Status,
    )
    age: str = column("code", "Children or adults, as this source means it.", codes=model.Age)
    sex: str = column("code", "Women and girls, or men and boys.", codes=model.Sex)
    role: str | None = column("text", "Journalist, medic, prisoner, …", empty=_NOT_SAID)
    affiliation: str | None = column("text", "The force or organisation that they belonged to.", empty=_NOT_SAID)
    persons: tuple[str, ...] = column("list", "Names of victims, where the project publishes them.",
                                      empty="none given, or names are not published")  # fmt: skip
    scope: str = column("code", "One event, a period, a running total, or an earlier event.", codes=model.Scope)
    polarity: str = column("code", "Asserted, denied by somebody, or feared and possible.", codes=model.Polarity)
    hedges: tuple[str, ...] = column("list", "What the report says against its own number: preliminary, unverified, …",
                                     empty="nothing")  # fmt: skip
    part_of: str | None = column("text", "The claim of the same harm that this one is a part of.", empty="none")
    supersedes: str | None = column("text", "The claim that this one replaces.", empty="none")
    event_type: str = column("code", "What happened, as this claim has it.", codes=model.EventType)
    weapon: str | None = column("text", "The weapon, as written.", empty=_NOT_SAID)
    target: str | None = column("text", "What was hit, as written.", empty=_NOT_SAID)
    blamed: tuple[str, ...] = column("list", "Who did it, as this claim has it.", empty=_NOT_SAID)
    stances: tuple[str, ...] = column(
        "list", "For each of those blamed: stated, suspected, claimed (by itself) or denied.", empty="nobody is blamed"
    )
    opponents: tuple[str, ...] = column("list", "The other side of a clash.", empty=_NOT_SAID)
    country: str | None = column("text", "ISO 3166-1 alpha-2 code of the place.", empty="not known")
    area: str | None = column("text", "Its first-level area.", empty="not known")
    place: str | None = column("text", "The place as the gazetteer calls it, else as written.", empty=_NOT_SAID)
    place_precision: str = column("code", "What the place is.", codes=PRECISIONS)
    first_day: date | None = column("day", "The first day on which it can have been.", empty="not known")
    last_day: date | None = column("day", "The last day on which it can have been.", empty="not known")
    language: str = column("text", "The language of the report (ISO 639-1).")
    quote: str | None = column(
        "text", "The report's own words, names that may not be shown replaced by words in brackets.",
        empty="its report was taken down",
    )  # fmt: skip
    counts: bool = column("boolean", "Whether it is in the sum that its incident's toll is.")
    set_aside: str | None = column("code", "Why it is not in the sum.", codes=(*get_args(Reason), NO_INCIDENT),
                                   empty="it is in the sum, or the incident has no toll")  # fmt: skip
    judged: str = column("code", "What a person decided about it.", codes=("none", "accept", "correct", "reject"))
    known_since: datetime = column("moment", "When the record learned of it, whenever the harm happened.")


@row
class SourceRow:
    """One source in one report: whose knowledge it is, and who published it. Several claims may have it."""

    source: str = column("text", "The id of this source in this report.")
    name: str | None = column("text", "Its name, or in brackets what it is where its name is withheld. The outlet, where the report "
                              "says it on nobody's authority.",
                              empty="not said")  # fmt: skip
    kind: str = column("code", "What kind of source.", codes=model.SourceKind)
    withheld: bool = column("boolean", "Whether a name is known and not shown.")
    relayed_by: tuple[str, ...] = column("list", "Through whom it came, nearest first.", empty="nobody is named")
    report: str = column("text", "The report, by the SHA-256 of its text.")
    outlet: str | None = column("text", "Who published the report.", empty="not said, or taken down")
    published: date | None = column("day", "When.", empty="not said, or taken down")
    language: str | None = column("text", "Its language (ISO 639-1).", empty="not said, or taken down")
    url: str | None = column("text", "Where it was captured on the web.",
                             empty="not captured from the web, taken down, or a name that is withheld stands in it")  # fmt: skip
    taken_down: bool = column("boolean", "Whether the report was taken out of the record.")


@row
class TollRow:
    """One number of one incident: how many of a group suffered a harm, over all best readings of its claims."""

    incident: str = column("text", "The incident.")
    harm: str = column("code", "What they suffered.", codes=model.Harm)
    people: str = column("text", "Of whom, in words: all, civilian, civilian child, role journalist, …")
    status: str = column("code", "Their status.", codes=("all", *get_args(model.Status)))
    age: str = column("code", "Their age.", codes=("all", *get_args(model.Age)))
    sex: str = column("code", "Their sex.", codes=("all", *get_args(model.Sex)))
    role: str | None = column("text", "Their role.", empty="whatever role")
    affiliation: str | None = column("text", "What they belonged to.", empty="whatever affiliation")
    lower: int = column("integer", "At least so many.", unit="people")
    upper: int | None = column("integer", "At most so many.", unit="people", empty="no upper end: at least so many")
    near_lower: int = column("integer", "The same over readings that are nearly as good.", unit="people")
    near_upper: int | None = column("integer", "The same over readings that are nearly as good.", unit="people",
                                    empty="no upper end")  # fmt: skip
    held_lower: tuple[str, ...] = column("list", "The claims that hold the lower end; none of them can be spared.",
                                         empty="none is needed")  # fmt: skip
    held_upper: tuple[str, ...] = column("list", "The claims that hold the upper end.",
                                         empty="there is no upper end, or none is needed")  # fmt: skip
    proven: bool = column("boolean", "Whether the ends were proven; else the work allowed ran out.")


@row
class JudgementRow:
    """One decision of a person, without the person's name."""

    judgement: str = column("text", "Its number in the ledger.")
    verdict: str = column("code", "What was decided.", codes=Verdict)
    about: tuple[str, ...] = column("list", "What it is about: codes of incidents, ids of claims or reports.")
    incidents: tuple[str, ...] = column("list", "The incidents of these tables that it bears upon.", empty="none")
    fields: tuple[str, ...] = column(
        "list", "The fields that it corrects; their values stand in the rows.", empty="none"
    )
    grade: str | None = column("code", "The grade given.", codes=Grade, empty="it gives none")
    standing: str = column("code", "Whether it holds.", codes=Standing)
    at: datetime = column("moment", "When it was made.")
    signatures: int = column("integer", "How many people it needs.", unit="people")
    reason: str = column("text", "Why, in the person's words.")


@row
class RetiredRow:
    """One code that is no incident any more. Codes are never used again."""

    incident: str = column("text", "The code.")
    successor: str | None = column("text", "The incident that it leads to now.", empty="it was withdrawn")
    at: datetime = column("moment", "When it was merged or withdrawn.")
    reason: str = column("text", "Why.")


INCIDENTS = Table("incidents", "What happened, one row an incident.", IncidentRow, ("incident",))
SOURCES = Table("sources", "Who said so, and where: one row for each source in each report.", SourceRow, ("source",))
CLAIMS = Table("claims", "What was said, one row a claim.", ClaimRow, ("claim",),
               (Reference("incident", "incidents"), Reference("source", "sources")))  # fmt: skip
TOLLS = Table("tolls", "What the claims come to, one row for each number of an incident.", TollRow,
              ("incident", "harm", "people"), (Reference("incident", "incidents"),))  # fmt: skip
JUDGEMENTS = Table("judgements", "What people decided, one row a decision.", JudgementRow, ("judgement",))
RETIRED = Table("retired", "Codes that are no incident any more, and where each leads.", RetiredRow, ("incident",))
TABLES = (INCIDENTS, CLAIMS, SOURCES, TOLLS, JUDGEMENTS, RETIRED)
