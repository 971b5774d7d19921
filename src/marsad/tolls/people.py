"""People: whom a claim counts, and the cells that tell apart exactly what the claims on them tell apart.

Nobody is a civilian or a fighter because nobody said otherwise: beside the values that claims name there is always a
cell of those of whom nothing is said.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, fields, replace
from itertools import product

from marsad.model.claim import Group

Attributes = tuple[str | None, str | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True, order=True)
class People:
    """A kind of people, by what is said of them; "" where nothing is, so that `People()` is everybody."""

    status: str = ""
    age: str = ""
    sex: str = ""
    role: str = ""
    affiliation: str = ""

    def holds(self, other: People) -> bool:
        """Whether everybody of the other kind is of this kind."""
        return all(mine in ("", theirs) for mine, theirs in zip(self.values, other.values, strict=True))

    def apart_from(self, other: People) -> bool:
        """Whether nobody can be of both kinds: one value of the same attribute says this, the other that."""
        return any(a and b and a != b for a, b in zip(self.values, other.values, strict=True))

    def surely_apart_from(self, other: People) -> bool:
        """The same, names of forces aside: one force has many names."""
        return replace(self, affiliation="").apart_from(replace(other, affiliation=""))

    @property
    def values(self) -> tuple[str, ...]:
        """What is said, attribute by attribute."""
        return (self.status, self.age, self.sex, self.role, self.affiliation)


EVERYBODY = People()


def people_of(
    group: Group, *, children_are_civilians: bool, umbrella: Container[str] = (), forces: Iterable[str] = ()
) -> People:
    """Whom a group's words count. An affiliation that ends in an `umbrella` word tells nobody apart; those that begin
    alike and end in words of `forces` are one: a soldier of the "Syrian Army" is one of the "Syrian Armed Forces".
    """
    affiliation = group.affiliation or ""
    if affiliation.casefold().rpartition(" ")[2] in umbrella:
        affiliation = ""
    arm = next((words for words in forces if affiliation.casefold().endswith(f" {words}")), None)
    if arm is not None:
        affiliation = affiliation[: -len(arm)] + "forces"
    status = "" if group.status == "unknown" else group.status
    age = "" if group.age == "unknown" else group.age
    if age == "child" and children_are_civilians:
        status = "civilian"
    sex = "" if group.sex == "unknown" else group.sex
    return People(status, age, sex, group.role or "", affiliation)


def kinds_apart(kinds: Iterable[People]) -> list[People]:
    """The finest kinds that these kinds tell apart, one for every way to belong to some of them, in a fixed order.

    Every one of them is described by what has to be said of it; the first is of those of whom nothing is said.
    """
    asked = sorted(set(kinds))
    values = [sorted({kind.values[k] for kind in asked} | {""}) for k in range(len(fields(People)))]
    finest: dict[tuple[bool, ...], People] = {}
    for combined in product(*values):
        kind = People(*combined)
        finest.setdefault(tuple(other.holds(kind) for other in asked), kind)
    return list(finest.values())
