"""A group of people, as a text tells it: the value that `groups` finds and that the frames tie to a harm."""

from __future__ import annotations

from typing import Literal, NamedTuple

from marsad.reading.numbers import Quantity

Kind = Literal["counted", "plural", "definite", "singular", "name", "number", "part", "unknown"]
"""How a group is told: with a count; as a bare plural; with "the" and no count; as a bare singular; by a name;
by a noun that the word lists do not know; as a number alone; as a part of something told before ("nine of them")."""


class Group(NamedTuple):
    """A group in tokens `first`..`last` (half-open). `quantity` None = one person, a bare plural or a name.

    `noun` is the singular of its noun, "?" one that the word lists do not know, None = no noun. `other` groups add to
    those told before ("another four"); `harmed` is an adjective of harm before the noun; `persons` are proper names.
    """

    first: int
    last: int
    kind: Kind
    quantity: Quantity | None = None
    status: str = "unknown"
    age: str = "unknown"
    sex: str = "unknown"
    role: str | None = None
    affiliation: str | None = None
    unit: str = "person"
    noun: str | None = None
    other: bool = False
    harmed: str | None = None
    persons: tuple[str, ...] = ()

    def told_as(self, told: Group) -> Group:
        """This group with the status, age, sex and role of another: "the number of *women* killed rose to *12*"."""
        return self._replace(status=told.status, age=told.age, sex=told.sex, role=told.role)
