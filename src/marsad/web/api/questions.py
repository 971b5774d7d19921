"""What can be asked of the API: the parameters of addresses, the same names and meanings as on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

from fastapi import Path as PathParameter
from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from marsad.ledger.breakdown import By
from marsad.model.claim import EventType, SourceKind
from marsad.model.incident import Grade
from marsad.publishing.query import Query as Asked
from marsad.publishing.query import Sort

Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Code = Annotated[
    str, PathParameter(max_length=200, description="the incident's code", examples=["SY-20230625-jisr-al-shughur-1"])
]
ClaimId = Annotated[str, PathParameter(pattern="^c[0-9a-f]{20}$", description="the claim's id")]
LONGEST_PAGE = 500


class Moment(BaseModel):
    """A question about one thing."""

    model_config = ConfigDict(extra="forbid")

    as_of: Annotated[
        str | None,
        Field(max_length=40, description="a day (YYYY-MM-DD, its end in UTC) or a moment; what was known then",
              examples=["2024-01-31"]),
    ] = None  # fmt: skip


class Stretch(Moment):
    """A question whose answer is a list."""

    limit: Annotated[int, Field(ge=1, le=LONGEST_PAGE, description="so many at a time")] = 50
    cursor: Annotated[str | None, Field(max_length=500, description="from `next` of the page before")] = None


class Filters(Moment):
    """Which incidents. Several values of one parameter are alternatives; different parameters must all hold."""

    country: Annotated[list[Word], Field(description="ISO 3166-1 alpha-2, or `unknown`")] = []
    area: Annotated[list[Word], Field(description="a province or other first-level area")] = []
    place: Annotated[Word | None, Field(description="a settlement or small area, by its name")] = None
    since: Annotated[date | None, Field(description="of this day or later: any of its days counts")] = None
    until: Annotated[date | None, Field(description="of this day or earlier")] = None
    event_type: Annotated[list[EventType], Field(description="what happened")] = []
    weapon: Annotated[list[Word], Field(description="as claims name it, or `unknown`")] = []
    actor: Annotated[list[Word], Field(description="who is blamed, or `unknown`")] = []
    stance: Annotated[list[Word], Field(description="who is blamed and how: `suspected: NAME`, `claimed: NAME`")] = []
    victims: Annotated[
        list[Word], Field(description="of whom at least one is certain: civilians, children, women, …")
    ] = []
    grade: Annotated[list[Grade | Literal["unknown"]], Field(description="how well it is established")] = []
    origins: Annotated[list[Word], Field(description="exactly so many independent origins, or `5+`")] = []
    min_origins: Annotated[int | None, Field(ge=0, le=10**6, description="at least so many independent origins")] = None
    min_killed: Annotated[int | None, Field(ge=0, le=10**6, description="at least so many killed for certain")] = None
    q: Annotated[Word | None, Field(description="words that must all be there")] = None
    near: Annotated[
        str | None,
        Field(pattern=r"^-?\d{1,2}(\.\d{1,8})?,-?\d{1,3}(\.\d{1,8})?$", description="latitude,longitude: incidents with a point near this one"),
    ] = None  # fmt: skip
    km: Annotated[int, Field(ge=0, le=10**6, description="how near, in kilometres")] = 10


class Listed(Filters, Stretch):
    """Which incidents, in which order, and which stretch of the list."""

    sort: Annotated[Sort, Field(description="`-` for the other way round; what is not known comes last")] = "-day"


class Summed(Filters):
    """What is added up."""

    by: Annotated[By, Field(description="what makes a row")] = "month"
    quantity: Annotated[str, Field(max_length=40, description="killed, injured, `killed civilians`, …")] = "killed"


class ClaimsAsked(Stretch):
    """Whose claims."""

    incident: Annotated[str | None, Field(max_length=200, description="of this incident")] = None
    report: Annotated[
        str | None, Field(pattern="^(sha256:)?[0-9a-f]{64}$", description="of this report, by the id of its text")
    ] = None
    source: Annotated[
        str | None, Field(max_length=80, description="of this source, by its id in the list of sources")
    ] = None


class SourcesAsked(Stretch):
    """Which sources."""

    kind: Annotated[SourceKind | None, Field(description="only those that mostly are this")] = None


class ChangesAsked(BaseModel):
    """Since when."""

    model_config = ConfigDict(extra="forbid")

    since: Annotated[
        str | None, Field(max_length=500, description="a cursor from `next` or `since`; none = from the beginning")
    ] = None
    limit: Annotated[int, Field(ge=1, le=LONGEST_PAGE, description="so many at a time")] = 200


def asked_of(request: Request) -> Asked:
    """The query that an address makes, as pages read it. Raises ItemError `publishing.query`."""
    return Asked.parse(parse_qsl(request.scope["query_string"].decode("ascii", "replace")))


def as_pairs(said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Parameters in one order, for what is kept under a question."""
    return tuple(sorted((name, repr(value)) for name, value in said.items()))
