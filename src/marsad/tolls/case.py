"""A case: one tree of sites as cells, with what every utterance on it plainly counts.

A *unit* is a part of a site that some utterance counts alone: one event, the people told first and those told as
further ones, or the rest of an area beyond its known parts. A cell is the people of one kind who suffered one harm in
one unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from marsad.model.claim import Harm
from marsad.tolls.people import EVERYBODY, People, kinds_apart
from marsad.tolls.policy import Policy
from marsad.tolls.problem import Cell
from marsad.tolls.sites import Site
from marsad.tolls.utterances import Item, Utterance

_BOTH: dict[str, tuple[str, ...]] = {"casualties": ("killed", "injured")}
REST = "rest"
NEAR = "near"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a site: `kind` is the number of a batch of people, "near" its surroundings, "rest" of an area."""

    site: int
    kind: str


class Unclaimed(NamedTuple):
    """Cells in which nobody needs to have come to harm, and the `others` there, who are told of."""

    cells: frozenset[int]
    others: frozenset[int]


@dataclass(slots=True)
class Case:
    """A tree of sites with its utterances, units and cells; `sites` are all sites of the tree, the root first.

    `spoken` are all utterances, those that are set aside too: "another" points to the one told just before.
    """

    policy: Policy
    sites: list[Site]
    utterances: list[Utterance]
    spoken: list[Utterance]
    units: list[Unit] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    _people: list[People] = field(default_factory=list)
    _unit_of: list[int] = field(default_factory=list)
    _number: dict[int, int] = field(default_factory=dict)
    _batch: dict[str, int] = field(default_factory=dict)
    _beyond: dict[str, list[Site]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._number = {id(site): number for number, site in enumerate(self.sites)}
        batches = self._batches()
        for number, site in enumerate(self.sites):
            if site.parts:
                self.units.append(Unit(number, REST))
            else:
                self.units += [Unit(number, str(batch)) for batch in range(batches.get(number, 1))]
                if _has_surroundings(site):
                    self.units.append(Unit(number, NEAR))
        self._make_cells()

    @property
    def harms(self) -> list[Harm]:
        """The harms that the utterances count, the dead first."""
        found = {harm for said in self.utterances for harm in harms_of(said.harm)}
        return [harm for harm in get_args(Harm) if harm in found]

    def number(self, site: Site) -> int:
        """The place of a site in `sites`."""
        return self._number[id(site)]

    def units_of(self, site: Site) -> frozenset[int]:
        """All units of a site and of its parts."""
        numbers = {self.number(each) for each in site.below()}
        return frozenset(k for k, unit in enumerate(self.units) if unit.site in numbers)

    def rest_of(self, site: Site) -> frozenset[int]:
        """What an area has beyond its known parts."""
        number = self.number(site)
        return frozenset(k for k, unit in enumerate(self.units) if unit == Unit(number, REST))

    def plain_units(self, said: Utterance) -> frozenset[int]:
        """The units that an utterance plainly speaks of."""
        site, number = said.site, self.number(said.site)
        if said.id in self._batch:
            return frozenset(k for k, u in enumerate(self.units) if u == Unit(number, str(self._batch[said.id])))
        if said.id in self._beyond:
            beyond = frozenset[int]().union(*(self.units_of(other) for other in self._beyond[said.id]))
            report = said.first.claim.report
            named = (self._meant(said, part) for part in site.parts if any(report in s.reports for s in part.below()))
            return frozenset[int]().union(*named) - beyond or self.rest_of(site)
        return self.units_of(site) if "several_events" in said.cues else self._meant(said, site)

    def _meant(self, said: Utterance, site: Site) -> frozenset[int]:
        """The units of a site; of an area with one known part, of which the report tells too, those of that part.

        A town is no area: its number is the town's, though one quarter is named.
        """
        if site.is_area and len(site.parts) == 1 and self.tells_of(said, site.parts[0]):
            return self._meant(said, site.parts[0])
        return self.units_of(site)

    def tells_of(self, said: Utterance, site: Site) -> bool:
        """Whether the utterance's report speaks of a site too."""
        return said.first.claim.report in site.reports

    def is_told_apart(self, said: Utterance) -> bool:
        """Whether the people of an utterance are parted from those of another by "another" or "more"."""
        return said.id in self._batch or said.id in self._beyond

    def is_further(self, said: Utterance) -> bool:
        """Whether its people come on top of those told before at its site."""
        return self._batch.get(said.id, 0) > 0

    def near_unit(self, site: Site) -> int | None:
        """The surroundings of a site, where some tell of the place and some of a place near it."""
        unit = Unit(self.number(site), NEAR)
        return self.units.index(unit) if unit in self.units else None

    def cells_in(
        self, units: Iterable[int], harm: str, people: People = EVERYBODY, apart: Sequence[People] = ()
    ) -> frozenset[int]:
        """The cells of people of a kind, those of `apart` left out, with a harm in some units."""
        wanted, harms = frozenset(units), harms_of(harm)
        return frozenset(
            k
            for k, cell in enumerate(self.cells)
            if self._unit_of[k] in wanted
            and cell.harm in harms
            and people.holds(self._people[k])
            and not any(other.holds(self._people[k]) for other in apart)
        )

    def cells_of(self, item: Item, units: Iterable[int]) -> frozenset[int]:
        """The cells that a claim counts in some units."""
        return self.cells_in(units, item.told.claim.harm, item.people, item.apart)

    def unclaimed(self) -> list[Unclaimed]:
        """Sets of cells in which nobody needs to have come to harm: rests of areas, and people of whom nothing is said.

        The latter are of a place of which a kind of people is told ("six civilians"). The rest of an area that somebody
        counts as a range ("20 to 30") is none of them, for no range is narrowed.
        """
        sets = []
        for site in self.sites:
            for harm in self.harms:
                own = [said for said in self.utterances if said.site is site and harm in harms_of(said.harm)]
                here = self.cells_in(self.units_of(site), harm)
                if site.parts:
                    rest = self.cells_in(self.rest_of(site), harm)
                    ranged = (said for said in own if _is_range(said))
                    counted = any(self.rest_of(site) <= self.plain_units(said) for said in ranged)
                    sets += [] if counted else [Unclaimed(rest, here - rest)]
                    continue
                kinds = {item.people for said in own for item in said.items} - {EVERYBODY}
                said_of = frozenset(k for k in here if any(kind.holds(self._people[k]) for kind in kinds))
                sets += [Unclaimed(here - said_of, said_of)] if kinds else []
        return [each for each in sets if each.cells]

    def _make_cells(self) -> None:
        for harm in self.harms:
            said = [item for each in self.utterances if harm in harms_of(each.harm) for item in each.items]
            kinds = kinds_apart(people for item in said for people in (item.people, *item.apart))
            for number, unit in enumerate(self.units):
                label = f"{unit.site}.{unit.kind}"
                for people in kinds:
                    status, age, sex, _, affiliation = (value or None for value in people.values)
                    self.cells.append(Cell(label, harm, status, age, sex, affiliation))
                    self._people.append(people)
                    self._unit_of.append(number)

    def _batches(self) -> dict[int, int]:
        """How many batches of people the leaves have; notes which utterance speaks of which, or beyond which site."""
        batches: dict[int, int] = {}
        before: dict[tuple[str, str], Utterance] = {}
        chain: dict[tuple[str, str], Utterance] = {}
        for said in sorted(self.spoken, key=lambda said: said.first.rank):
            key = (said.first.claim.report, said.harm)
            earlier = before.get(key)
            before[key] = said
            if earlier is None or not said.cues & {"another_event", "further_people"}:
                chain.pop(key, None)
                continue
            first = chain.setdefault(key, earlier)
            if said.site is not first.site and said.site in first.site.below():
                self._beyond.setdefault(first.id, []).append(said.site)
            elif said.site is first.site and not said.site.parts and "another_event" not in said.cues:
                number = self.number(said.site)
                self._batch.setdefault(first.id, 0)
                self._batch[said.id] = batches.get(number, 1)
                batches[number] = self._batch[said.id] + 1
        return batches


def harms_of(harm: str) -> tuple[str, ...]:
    """The harms that a claim's harm is a sum of: casualties are the dead and the hurt."""
    return _BOTH.get(harm, (harm,))


def _is_range(said: Utterance) -> bool:
    """Whether it counts everybody as a range with an upper end."""
    within = said.items[0].within
    return said.items[0].people == EVERYBODY and within.upper not in (None, within.lower)


def _has_surroundings(site: Site) -> bool:
    told = {t.claim.place.precision for t in site.told if t.claim.place is not None and _stated(t.standing.cues)}
    return "near_settlement" in told and len(told) > 1


def _stated(cues: frozenset[str]) -> bool:
    return "place_carried" not in cues
