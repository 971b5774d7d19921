"""What the API answers, as JSON: the only place where its fields are declared. The reference and the OpenAPI document are made from here.

`null` is always "not known" or "nobody has said", never 0; a range whose `upper` is null is open: "at least so many".
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from marsad.model.change import Cause, ChangeKind
from marsad.model.claim import EventType, Precision
from marsad.model.incident import Grade
from marsad.model.toll import Reason

Item = TypeVar("Item")
Number = Annotated[int, Field(ge=0)]


class Said(BaseModel):
    """Every object of the API: all its fields are always there, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Range(Said):
    """How many people: from `lower` to `upper`, both inclusive."""

    lower: Number
    upper: Number | None = Field(description="null: nobody has said where it ends")


class Where(Said):
    """A place, as far as it is known and may be shown."""

    name: str | None = Field(description="as the gazetteer calls it")
    area: str | None = Field(description="the province or other first-level area")
    country: str | None = Field(description="ISO 3166-1 alpha-2; says which entry of the gazetteer is meant, no more")
    geonames: int | None = Field(description="its number at geonames.org")
    precision: Precision | None
    lat: float | None = Field(description="WGS 84; null for an area, whose middle is no place")
    lon: float | None
    radius_km: float | None = Field(description="it was within this distance of the point")


class Incident(Said):
    """An incident as lists have it."""

    code: str = Field(description="permanent; an old code leads on or says why it is gone")
    link: str = Field(description="its page; relative where the project has no address of its own")
    title: str
    event_type: EventType
    first_day: date | None = Field(description="the first day on which it can have been")
    last_day: date | None
    place: Where | None
    blamed: list[str] = Field(description="who is said or suspected to have done it, by any source")
    grade: Grade | None = Field(description="how well it is established; null: not graded yet")
    killed: Range | None
    injured: Range | None
    reports: Number
    origins: Number = Field(description="independent ones; a copy adds none, a party to the fighting is none")
    part_of: str | None = Field(description="the incident that it is a part of: add up one of the two")
    revision: Number = Field(description="the number of the ledger's change that it was last changed by")


class Origin(Said):
    """Somebody whose knowledge stands behind one report or more."""

    name: str
    reports: list[str]
    party: bool = Field(description="a party to the fighting: counts for nothing beside independent ones")
    copied: bool = Field(description="its reports copy one another")


class Report(Said):
    """A report, by the SHA-256 of its text."""

    id: str
    outlet: str | None
    published: date | None
    language: str | None
    taken_down: bool


class Line(Said):
    """One line of the history of an incident."""

    change: Number = Field(description="its number in the ledger")
    at: datetime
    actor: str = Field(description="a program by its name; a person by name only where the project says so")
    kind: ChangeKind
    cause: Cause | None = Field(description="why a toll is another than before; null for any other line")
    what: str
    why: str


class GradeWhy(Said):
    """The grade of an incident and its reason."""

    grade: Grade | None
    why: str | None
    judgement: str | None = Field(description="the judgement of the person who gave it; null: the rule did")


class Whole(Incident):
    """An incident with all that is known of it but its claims and its toll, which have addresses of their own."""

    status: Literal["open", "withdrawn"]
    withdrawn: str | None = Field(description="why it was withdrawn")
    quantities: dict[str, Range] = Field(description="the ranges of its toll by name: killed, killed civilians, …")
    grading: GradeWhy
    corrected: list[str] = Field(description="the fields that a person has decided")
    signed: bool = Field(
        description="whether people stand behind its figures: its grade is a person's, and every claim that holds an end of a range was accepted or corrected by one"
    )
    parts: list[str]
    merged_from: list[str] = Field(description="codes that lead here")
    origin_list: list[Origin]
    report_list: list[Report]
    history: list[Line]
    notes: list[str] = Field(description="what a reader of the numbers must know")


class ClaimSaid(Said):
    """A claim as the contract `marsad.claim/1` has it, with what the record makes of it."""

    claim: Annotated[dict[str, Any], WithJsonSchema({"type": "object", "title": "Claim1"})]
    incident: str
    counts: bool = Field(description="whether it is in the sum that its incident's toll is")
    set_aside: Reason | None = Field(description="why it is not in the sum; null: it is, or there is no toll yet")
    judged: Literal["accept", "correct", "reject"] | None = Field(description="what a person decided about it")
    withheld: bool = Field(description="whether its source is a person at risk who is not named")
    known_since: datetime = Field(description="when the record learned of it, whenever the harm happened")


class SourceSaid(Said):
    """Somebody who tells: a named source, an outlet, or all people of a kind who are not named."""

    id: str = Field(description="stays the same; `source` of the claims takes it")
    name: str | None = Field(description="null: people of this kind, none of whom is named")
    kind: str = Field(description="what it mostly is")
    claims: Number
    incidents: Number
    alone: Number = Field(description="incidents that have no other independent origin")
    copied: Number = Field(description="claims of other outlets that rest on it")
    languages: list[str]
    first: date | None = Field(description="when it was first heard")
    last: date | None
    below: Number = Field(description="incidents of which its own count of all killed lay below the record's range")
    within: Number
    above: Number


class TotalRow(Said):
    """One row of totals."""

    row: str
    standing: Literal["sure", "imprecise", "unknown"] = Field(
        description="sure: incidents of this row and no other; imprecise: they may be of several; unknown: nobody knows of which"
    )
    range: Range | None = Field(description="null: no incident says anything")
    incidents: Number
    unknown: Number = Field(description="incidents that say nothing of the quantity: never taken for 0")
    may: Number = Field(description="incidents that may have been on other days: they count above only")
    more: Range | None = Field(description="what imprecise incidents could add to this row")


class Totals(Said):
    """Totals of one quantity."""

    revision: Number
    as_of: str | None
    by: str
    quantity: str
    rule: str = Field(description="how it was counted")
    rows: list[TotalRow]
    all: TotalRow
    undated: Number = Field(description="incidents without a day, which are in no row because days were asked for")


class Change(Said):
    """What happened to one incident since a cursor."""

    op: Literal["ADD", "MOD", "DEL"] = Field(
        description="ADD and MOD carry the whole incident as it is now: put it over what you have. DEL: take it out"
    )
    code: str
    revision: Number
    incident: Incident | None = Field(description="null for DEL")
    successor: str | None = Field(
        description="for DEL: the incident that it was merged into; null: withdrawn, or left without claims"
    )
    reason: str | None = Field(description="for DEL: why")


class Changes(Said):
    """Changes since a cursor, in the order of their revisions."""

    revision: Number = Field(description="the newest change of the ledger that was looked at")
    items: list[Change]
    next: str | None = Field(description="the cursor for more that is there already; null: that is all for now")
    since: str = Field(description="the cursor to keep: ask with it later for what will have changed by then")


class Page(Said, Generic[Item]):
    """A stretch of a list."""

    revision: Number = Field(description="the newest change of the ledger that this tells of")
    as_of: str | None = Field(description="the earlier moment that was asked for; null: now")
    total: Number | None = Field(description="how many there are on all pages; null: not counted")
    items: list[Item]
    next: str | None = Field(description="the cursor of the next page; null: this is the last one")


class Incidents(Page[Incident]):
    """A page of incidents."""


class Claims(Page[ClaimSaid]):
    """A page of claims."""


class Sources(Page[SourceSaid]):
    """A page of sources."""


class ProblemSaid(BaseModel):
    """Why there is no answer (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    hint: str | None = None
    error: str | None = Field(None, description="the code of the error, as docs/reference/errors.md lists them")
    successor: str | None = None
    reason: str | None = None


class Start(Said):
    """Where everything is."""

    title: str
    revision: Number
    told: datetime | None
    licence: str | None
    contact: str | None
    addresses: dict[str, str]
