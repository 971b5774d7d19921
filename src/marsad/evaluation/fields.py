"""The fields of a claim that are measured, and when each is right.

Every field is measured twice. *Lenient*: names may be spelt differently or be the fuller form, and `part_of` only has to
be there. *Strict*: the very value, and `part_of` names the right claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from marsad.evaluation.gold import GoldClaim, Value
from marsad.evaluation.names import alike
from marsad.model.claim import Claim

Known = Mapping[str, int]
"""Ids of claims that were found -> position of their gold claim."""


class Field(NamedTuple):
    """How one field is measured. `read` is what the claim says; `lenient` and `strict` say whether that is right."""

    name: str
    read: Callable[[Claim, Known], Value]
    lenient: Callable[[Claim, GoldClaim, Value], bool]
    only_known: bool = False

    def strict(self, gold: GoldClaim, value: Value) -> bool:
        """Whether `value` is one of the very values that are right."""
        return value in gold.accepted[self.name]


def perpetrator(claim: Claim) -> str | None:
    """The first perpetrator that the claim names."""
    return next((a.name for a in claim.event.actors if a.role == "perpetrator"), None)


def _stance(claim: Claim) -> str | None:
    return next((a.stance for a in claim.event.actors if a.role == "perpetrator"), None)


def _part_of(claim: Claim, known: Known) -> Value:
    """The gold position of the whole; -1 for a claim that is not in the gold."""
    return None if claim.part_of is None else known.get(claim.part_of, -1)


def _supersedes(claim: Claim, known: Known) -> Value:
    return None if claim.supersedes is None else known.get(claim.supersedes, -1)


def _time(claim: Claim, known: Known) -> Value:
    if claim.time is None or (claim.time.start is None and claim.time.end is None):
        return None
    return f"{claim.time.start or '..'}/{claim.time.end or '..'}"


def _place(claim: Claim, known: Known) -> Value:
    return None if claim.place is None else claim.place.name or claim.place.words


def _one_of(field: str) -> Callable[[Claim, GoldClaim, Value], bool]:
    return lambda _, gold, value: value in gold.accepted[field]


def _same_set(field: str) -> Callable[[Claim, GoldClaim, Value], bool]:
    return lambda _, gold, value: any(set(_items(right)) == set(_items(value)) for right in gold.accepted[field])


def _alike(field: str) -> Callable[[Claim, GoldClaim, Value], bool]:
    return lambda _, gold, value: any(alike(_text(value), _text(right)) for right in gold.accepted[field])


def _place_alike(claim: Claim, gold: GoldClaim, value: Value) -> bool:
    words = claim.place.words if claim.place else None
    return any(alike(_text(value), _text(right)) or alike(words, _text(right)) for right in gold.accepted["place"])


def _source_alike(claim: Claim, gold: GoldClaim, value: Value) -> bool:
    outlet = gold.best("source") is None and claim.source.kind == "media"
    return outlet or any(alike(_text(value), _text(right)) for right in gold.accepted["source"])


def _tied(field: str) -> Callable[[Claim, GoldClaim, Value], bool]:
    return lambda _, gold, value: any((right is None) == (value is None) for right in gold.accepted[field])


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _items(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


FIELDS = (
    Field("form", lambda c, _: c.count.form, _one_of("form")),
    Field("unit", lambda c, _: c.count.unit, _one_of("unit")),
    Field("words", lambda c, _: c.count.words, _alike("words")),
    Field("status", lambda c, _: c.group.status, _one_of("status")),
    Field("age", lambda c, _: c.group.age, _one_of("age")),
    Field("sex", lambda c, _: c.group.sex, _one_of("sex")),
    Field("role", lambda c, _: c.group.role, _one_of("role")),
    Field("affiliation", lambda c, _: c.group.affiliation, _alike("affiliation")),
    Field("persons", lambda c, _: c.persons, _same_set("persons")),
    Field("scope", lambda c, _: c.scope, _one_of("scope")),
    Field("polarity", lambda c, _: c.polarity, _one_of("polarity")),
    Field("hedges", lambda c, _: c.hedges, _same_set("hedges")),
    Field("event_type", lambda c, _: c.event.type, _one_of("event_type")),
    Field("perpetrator", lambda c, _: perpetrator(c), _alike("perpetrator")),
    Field("stance", lambda c, _: _stance(c), _one_of("stance")),
    Field("place", _place, _place_alike),
    Field("time", _time, _one_of("time"), only_known=True),
    Field("source", lambda c, _: c.source.name, _source_alike),
    Field("source_kind", lambda c, _: c.source.kind, _one_of("source_kind")),
    Field("part_of", _part_of, _tied("part_of")),
    Field("supersedes", _supersedes, _tied("supersedes")),
)
"""In the order of the contract. `only_known`: the lenient measure leaves out claims whose gold value is null."""


def with_time(gold: GoldClaim) -> GoldClaim:
    """`gold` with its two days as one field: every pairing of a right start with a right end."""
    starts, ends = gold.accepted.get("time_start"), gold.accepted.get("time_end")
    if starts is None or ends is None:
        return gold
    pairs = [f"{s or '..'}/{e or '..'}" for s in starts for e in ends]
    times = tuple(None if pair == "../.." else pair for pair in pairs)
    return GoldClaim(gold.quote, {**gold.accepted, "time": times}, gold.optional)
