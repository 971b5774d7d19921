"""The rows of a toll: for which kinds of people a number is published, and which cells they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from marsad.model.claim import Age, Harm, Sex, Status
from marsad.model.toll import GroupRow, HeldBy, TollRow
from marsad.tolls.alternatives import plain
from marsad.tolls.case import Case, harms_of
from marsad.tolls.people import EVERYBODY, People
from marsad.tolls.ranges import Bound
from marsad.tolls.reckoning import Reckoning
from marsad.tolls.sites import Site
from marsad.tolls.utterances import Item, Utterance


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of people at a site with a harm; `name` is its quantity's."""

    site: int
    harm: Harm
    people: People
    cells: frozenset[int]

    @property
    def name(self) -> str:
        """A name that no other row of the case has."""
        return f"{self.site}/{self.harm}/{'/'.join(self.people.values)}"

    @property
    def is_group(self) -> bool:
        """Whether a role or an affiliation tells its people apart."""
        return bool(self.people.role or self.people.affiliation)


def rows_of(case: Case, site: Site) -> list[Row]:
    """The rows of a site: everybody, every value that its claims name, and the kinds that no single value shows."""
    found: list[Row] = []
    said = [each for each in case.utterances if each.site in site.below()]
    for harm in case.harms:
        items = [item for each in said if harm in harms_of(each.harm) for item in each.items]
        known: set[frozenset[int]] = set()
        for people in _kinds(items):
            cells = case.cells_in(case.units_of(site), harm, people)
            single = sum(1 for value in people.values if value) <= 1
            if cells and (single or cells not in known):
                known.add(cells)
                found.append(Row(case.number(site), harm, people, cells))
    return found


def _kinds(items: list[Item]) -> Iterator[People]:
    """Everybody first, then kinds by one value, then the others, each once."""
    if not items:
        return
    said = {item.people for item in items}
    yield EVERYBODY
    single = {
        replace(EVERYBODY, **{name: getattr(people, name)})
        for people in said
        for name in ("status", "age", "sex", "role", "affiliation")
        if getattr(people, name)
    }
    yield from sorted(single, key=_order)
    yield from sorted(said - single - {EVERYBODY}, key=_order)


def _order(people: People) -> tuple[object, ...]:
    first = ("status", "age", "sex", "role", "affiliation")
    return (next((k for k, name in enumerate(first) if getattr(people, name)), -1), people)


def toll_row(row: Row, reckoning: Reckoning) -> TollRow:
    """A row with its ranges and what holds them."""
    found = reckoning.ranges[row.name]
    best, near = found.best, found.near
    people = row.people
    held = HeldBy(_held(best.lower, row, reckoning, upper=False), _held(best.upper, row, reckoning, upper=True))
    return TollRow(
        row.harm,
        cast("Status | None", people.status or None),
        cast("Age | None", people.age or None),
        cast("Sex | None", people.sex or None),
        best.lower.value or 0,
        best.upper.value,
        near.lower.value or 0,
        near.upper.value,
        held,
        all(bound.proven for bound in (best.lower, best.upper, near.lower, near.upper)),
    )


def group_row(row: Row, reckoning: Reckoning) -> GroupRow:
    """The same for a row of people of a role or an affiliation."""
    return GroupRow(row.people.role or None, row.people.affiliation or None, toll_row(row, reckoning))


def _held(bound: Bound, row: Row, reckoning: Reckoning, *, upper: bool) -> tuple[str, ...]:
    """The claims that hold a bound: of every utterance those that speak of the row's people.

    Where a claim holds it only as it is read otherwise, the one that plainly says it is named in its place.
    """
    said = {each.id: each for each in reckoning.case.utterances}
    if len(bound.held_by) == 1 and reckoning.taken(said[bound.held_by[0]]) is not None:
        says = (each for each in reckoning.case.utterances if _says(each, bound, row, reckoning, upper=upper))
        plainly = next((each.items[0].told.claim.id for each in says), None)
        if plainly is not None:
            return (plainly,)
    return tuple(claim for id_ in bound.held_by for claim in _speaking(said[id_], row, reckoning))


def _says(said: Utterance, bound: Bound, row: Row, reckoning: Reckoning, *, upper: bool) -> bool:
    """Whether an utterance that is read plainly gives a bound as its own count of just the row's people."""
    item = said.items[0]
    number = item.within.upper if upper else item.within.lower
    if said.is_list or number != bound.value or reckoning.taken(said) is not None:
        return False
    kept = said.id not in reckoning.solution.repair.rejected
    return kept and reckoning.case.cells_of(item, plain(said, reckoning.case).units) == row.cells


def _speaking(said: Utterance, row: Row, reckoning: Reckoning) -> Iterator[str]:
    """The claims of an utterance that count the row's people: those within it, else those around it."""
    taken = reckoning.taken(said)
    meaning = taken.meaning if taken is not None else plain(said, reckoning.case)
    counted = [(item, reckoning.case.cells_of(item, meaning.units)) for item in meaning.items]
    within = [(item, cells) for item, cells in counted if cells <= row.cells]
    wholes = {item.told.claim.id for item, _ in within}
    found = [item for item, _ in within if item.told.claim.part_of not in wholes]
    for item in found or [item for item, cells in counted if row.cells & cells] or list(meaning.items):
        yield item.told.claim.id
