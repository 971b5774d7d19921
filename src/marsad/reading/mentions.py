"""Event mentions: which claims of a report speak of the same event."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model.reading import Mention
from marsad.reading.claims import Draft, event_of, time_of
from marsad.reading.events import is_covered
from marsad.reading.items import Row
from marsad.reading.memory import disjoint
from marsad.reading.standing import is_another_event
from marsad.reading.telling import Telling

_RECENT = 20
"""Events that a long report may still be speaking of."""


@dataclass(slots=True)
class _Open:
    """A mention in the making."""

    scope: str
    telling: Telling
    row: Row
    claims: list[str] = field(default_factory=list)


def mentions_of(drafts: list[Draft], ids: list[str]) -> tuple[Mention, ...]:
    """The event mentions of a report's drafts, whose claims have the `ids`, in the order in which they come up."""
    found: list[_Open] = []
    homes: dict[int, _Open] = {}
    for draft, claim in zip(drafts, ids, strict=True):
        home = homes.get(id(draft.finding.part_of)) or _home(draft, found)
        if home is None:
            found.append(home := _Open(draft.scope, draft.telling, draft.row))
        home.telling = _joined(home.telling, draft.telling)
        home.claims.append(claim)
        homes[id(draft.finding)] = home
    return tuple(
        Mention(
            number,
            event_of(m.telling),
            m.telling.place.place if m.telling.place else None,
            time_of(m.telling.time),
            tuple(m.claims),
        )
        for number, m in enumerate(found, 1)
    )


def _home(draft: Draft, found: list[_Open]) -> _Open | None:
    recent = found[-_RECENT:]
    if is_another_event(draft.row):
        recent = [m for m in recent if m.row is draft.row]
    return next(
        (m for m in reversed(recent) if m.scope == draft.scope and _compatible(draft.telling, m.telling)),
        None,
    )


def _compatible(one: Telling, other: Telling) -> bool:
    if disjoint(one.time, other.time):
        return False
    if one.place is not None and other.place is not None and one.place.place.name != other.place.place.name:
        return False
    if one.type is not None and other.type is not None:
        return one.type == other.type
    kind, weak = (one.type, other.weak) if one.type is not None else (other.type, one.weak)
    return kind is None or is_covered(weak, kind)


def _joined(told: Telling, more: Telling) -> Telling:
    return Telling(told.type or more.type, told.weak or more.weak, told.weapon or more.weapon, told.actor or more.actor,
                   told.place or more.place, told.time or more.time)  # fmt: skip
