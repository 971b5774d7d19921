"""The account: what one report says of one event. It is what incidents are made of.

A report that tells three events gives three accounts and can be part of three incidents; a report without any claim
gives one, of words alone. Claims on a stretch of time or since a war began (scope `period`, `cumulative`) are bounds
on many incidents and belong to none, so no account holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from marsad.incidents.copies import shingles_of
from marsad.incidents.distance import reach
from marsad.incidents.marks import NO_MARKS, Marks, marks_of
from marsad.model.claim import Claim, EventActor, EventType, Place, Source, Status
from marsad.model.interval import Interval
from marsad.model.reading import Mention, Reading
from marsad.model.report import Report
from marsad.places.distance import apart

_OF_ONE_EVENT = ("event", "prior")
_GRAVITY = {"killed": 4, "injured": 2, "casualties": 3}
_OTHER_EVENT = re.compile(
    r"\b(?:another|second|third|separate|separately|unrelated|different|elsewhere)\b", re.IGNORECASE
)
_BEFORE = 60
"""Characters before a claim in which "another" or "separate" speaks of its event."""
_SURELY_APART_KM = 25.0


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which an event can have been, inclusive, as ordinals."""

    first: int
    last: int

    def apart(self, other: Days) -> int:
        """Days between the two; 0 when they overlap."""
        return max(0, self.first - other.last, other.first - self.last)


@dataclass(frozen=True, slots=True)
class Account:
    """One report's account of one event.

    `number` 0 is the report's main event; its `marks` are those of the whole text, those of the others come from the
    lines around their claims. `tolls` has for each harm the largest whole number that was asserted, `victims` the
    standing of those killed or hurt. `accepted`: who says so itself of a claim on others than combatants. `sources` are the claims' own, each once. `shingles` are for `copies`.
    `other` says that the text itself sets the event apart ("another attack"); `prior` that it is told as background.
    """

    report: str
    number: int
    path: str | None = None
    outlet: str | None = None
    published: date | None = None
    claims: tuple[str, ...] = ()
    types: frozenset[EventType] = frozenset()
    weapons: frozenset[str] = frozenset()
    actors: tuple[EventActor, ...] = ()
    sources: tuple[Source, ...] = ()
    victims: frozenset[Status] = frozenset()
    accepted: frozenset[str] = frozenset()
    place: Place | None = None
    days: Days | None = None
    tolls: Mapping[str, Interval] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    other: bool = False
    prior: bool = False
    marks: Marks = NO_MARKS
    shingles: bytes = b""

    @property
    def perpetrators(self) -> frozenset[str]:
        """Who is said to have done it, suspected included, whoever denies it."""
        return frozenset(a.name for a in self.actors if a.role == "perpetrator" and a.stance != "denied")

    @property
    def key(self) -> tuple[str, int]:
        """What tells the account from every other: its report and its number."""
        return self.report, self.number


def accounts_of(report: Report, reading: Reading, *, decided: bool = False) -> tuple[Account, ...]:
    """The accounts in `report`, the main one first; never none.

    `decided`: the mentions are events already, and none is joined with another.
    """
    claims = {claim.id: claim for claim in reading.claims}
    main, shingles = marks_of(report.text), shingles_of(report.text)
    events = sorted(_events(reading.mentions, claims, decided=decided), key=_gravity, reverse=True)
    if not events:
        return (Account(report.id, 0, report.path, report.outlet, report.published, marks=main, shingles=shingles),)
    told = [_account(report, number, event) for number, event in enumerate(events)]
    return (replace(told[0], marks=main, shingles=shingles), *told[1:])


@dataclass(slots=True)
class _Told:
    """Mentions of one report that speak of one event, as far as they do not contradict each other."""

    claims: list[Claim]
    place: Place | None
    days: Days | None
    prior: bool

    def same_event(self, other: _Told) -> bool:
        if self.prior != other.prior:
            return False
        if self.days and other.days and self.days.apart(other.days):
            return False
        return not (self.place and other.place) or not surely_apart(self.place, other.place)

    def take(self, other: _Told) -> None:
        self.claims += other.claims
        if other.place and (self.place is None or reach(other.place) < reach(self.place)):
            self.place = other.place
        if other.days and (self.days is None or other.days.last - other.days.first < self.days.last - self.days.first):
            self.days = other.days


def surely_apart(one: Place, other: Place) -> bool:
    """Whether two places cannot be the same, however roughly they are told; unknown places never are."""
    distance = apart(one, other)
    if distance is None:
        return one.country is not None and other.country is not None and one.country != other.country
    return distance > reach(one) + reach(other) + _SURELY_APART_KM


def _events(mentions: Iterable[Mention], claims: Mapping[str, Claim], *, decided: bool) -> list[_Told]:
    events: list[_Told] = []
    for mention in mentions:
        told = [claim for each in mention.claims if (claim := claims[each]).scope in _OF_ONE_EVENT]
        if not told:
            continue
        new = _Told(told, mention.place, _days(mention), all(claim.scope == "prior" for claim in told))
        for event in () if decided else events:
            if event.same_event(new):
                event.take(new)
                break
        else:
            events.append(new)
    return events


def _days(mention: Mention) -> Days | None:
    time = mention.time
    if time is None or time.start is None or time.end is None:
        return None
    return Days(time.start.toordinal(), time.end.toordinal())


def _gravity(event: _Told) -> tuple[bool, int, int]:
    """What makes an event the main one: not background, the weight of the harm told, standing first."""
    return not event.prior, sum(_GRAVITY.get(c.harm, 1) for c in event.claims), -min(c.span.start for c in event.claims)


def _account(report: Report, number: int, event: _Told) -> Account:
    events = [claim.event for claim in event.claims]
    return Account(
        report=report.id,
        number=number,
        path=report.path,
        outlet=report.outlet,
        published=report.published,
        claims=tuple(claim.id for claim in event.claims),
        types=frozenset(each.type for each in events if each.type not in ("unknown", "other")),
        weapons=frozenset(each.weapon for each in events if each.weapon),
        actors=tuple(dict.fromkeys(replace(actor, words=None) for each in events for actor in each.actors)),
        sources=tuple(dict.fromkeys(replace(claim.source, words=None) for claim in event.claims)),
        victims=frozenset(claim.group.status for claim in _harmed(event.claims)),
        accepted=frozenset(_accepted(event.claims)),
        place=event.place,
        days=event.days,
        tolls=_tolls(event.claims),
        persons=frozenset(name.casefold() for claim in event.claims for name in claim.persons),
        other=number > 0 and _set_apart(report.text, event.claims),
        prior=event.prior,
        marks=marks_of(_lines_around(report.text, event)) if number else NO_MARKS,
    )


def _harmed(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims that somebody was killed or hurt."""
    for claim in claims:
        if claim.harm in _GRAVITY and claim.polarity == "asserted" and claim.count.upper != 0:
            yield claim


def _accepted(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in _harmed(claims):
        if claim.group.status != "combatant":
            yield from (a.name for a in claim.event.actors if a.role == "perpetrator" and a.stance == "claimed")


def _tolls(claims: Sequence[Claim]) -> dict[str, Interval]:
    """For each harm the largest asserted number that is no part of another; a party's only where nobody else counts."""
    tolls: dict[str, tuple[bool, int, int, Interval]] = {}
    for claim in claims:
        if claim.polarity == "asserted" and claim.part_of is None and claim.count.unit == "person":
            count = claim.count.interval
            told = (claim.source.kind != "party", count.lower, -(count.upper or count.lower), count)
            if claim.harm not in tolls or told[:3] > tolls[claim.harm][:3]:
                tolls[claim.harm] = told
    return {harm: told[3] for harm, told in tolls.items()}


def _set_apart(text: str, claims: Iterable[Claim]) -> bool:
    first = min(claims, key=lambda claim: claim.span.start).span
    return _OTHER_EVENT.search(text, max(0, first.start - _BEFORE), first.end) is not None


def _lines_around(text: str, event: _Told) -> str:
    """Every line that holds a claim of the event, once."""
    lines = {}
    for claim in event.claims:
        start = text.rfind("\n", 0, claim.span.start) + 1
        end = text.find("\n", claim.span.end)
        lines[start] = text[start : len(text) if end < 0 else end]
    return "\n".join(lines[start] for start in sorted(lines))
