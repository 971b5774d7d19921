"""Memory: what the sentences before have told of the events of a report, for sentences that need not say it again.

A sentence without a place goes on at the place told before; one with a day, place or means of its own that cannot be
the same tells of another event. What came earlier as background ("a similar attack last month") stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from marsad.model.claim import Scope
from marsad.reading.dates import LOOSE, TimeMention
from marsad.reading.events import is_covered
from marsad.reading.perpetrators import is_generic
from marsad.reading.telling import Telling

_NOTHING = Telling()
_NOT_REMEMBERED = ("abduction", "detention")


@dataclass(slots=True)
class Memory:
    """The event that is being told now (`current`), the report's own (`main`) and a background one (`prior`)."""

    current: Telling = _NOTHING
    main: Telling = _NOTHING
    prior: Telling = _NOTHING
    prior_at: int = -9
    window: TimeMention | None = None
    window_at: int = -9
    scope: Scope = "event"

    def completed(self, own: Telling) -> Telling:
        """`own` with what it leaves out filled in from the event that is being told."""
        told = self.current
        if not _same_event(own, told):
            told = Telling(actor=told.actor if own.type is None else None)
        kind, weapon = own.type, own.weapon
        if (
            kind is None
            and told.type is not None
            and told.type not in _NOT_REMEMBERED
            and is_covered(own.weak, told.type)
        ):
            kind, weapon = told.type, weapon or told.weapon
        actor = own.actor
        if (
            actor is not None
            and told.actor is not None
            and is_generic(actor)
            and (actor.words or "").startswith(("the ", "The "))
        ):
            actor = told.actor if not is_generic(told.actor) else actor
        if actor is None and (own.type is None or own.type == told.type):
            actor = told.actor
        return Telling(kind, own.weak, weapon, actor, own.place or told.place, own.time or told.time)

    def remember(self, own: Telling) -> None:
        """Take in what a sentence tells of the report's own events."""
        told = self.current if _same_event(own, self.current) else _NOTHING
        kind = own.type or (told.type if own.type is None else None)
        actor = own.actor or (told.actor if own.type in (None, told.type) else None)
        time = own.time if own.time is not None and own.time.kind not in ("since", "window") else None
        if time is not None and time.kind in LOOSE and told.time is not None:
            time = None  # "earlier this week" tells less than the day told before
        place = own.place if own.place is not None and own.place.kind != "country" else None
        self.current = Telling(
            kind, own.weak or told.weak, own.weapon or told.weapon, actor,
            place or told.place or own.place, time or told.time or self.current.time,
        )  # fmt: skip
        if self.main == _NOTHING and (own.type or own.place or own.time):
            self.main = self.current
        elif self.main.time is None and _same_event(self.current, self.main):
            self.main = self.main._replace(time=self.current.time)


def _same_event(own: Telling, told: Telling) -> bool:
    """Whether what a sentence tells can be the event told before: no other day, no other means at another place."""
    if disjoint(own.time, told.time):
        return False
    other_type = own.type is not None and told.type is not None and own.type != told.type
    return not (
        other_type
        and own.place is not None
        and told.place is not None
        and own.place.place.name != told.place.place.name
    )


def disjoint(one: TimeMention | None, other: TimeMention | None) -> bool:
    """Whether two times have no day in common; an unknown one may be any day."""
    if one is None or other is None or one.start is None or other.start is None:
        return False
    return (one.end or date.max) < other.start or (other.end or date.max) < one.start


def is_before(time: TimeMention | None, anchor: date | None, days: int) -> bool:
    """Whether a time ends more than `days` days before `anchor`."""
    return time is not None and time.end is not None and anchor is not None and time.end < anchor - timedelta(days=days)
