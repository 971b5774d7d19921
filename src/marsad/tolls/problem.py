"""A toll problem as values: cells, what the claims on them may mean, and what holds whatever anyone claims.

A *cell* is a number of people that no claim splits any further (the children killed in one strike). It is never
observed and never negative. A claim speaks of sums of cells. How to go from claims to a problem is not said here.

The theory is repair under aggregate constraints (Flesca, Furfaro and Parisi), with intervals and with readings.
Only sums occur, never differences: that is what makes every search here end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.errors import ItemError
from marsad.model.interval import Interval

MOST_PEOPLE = 1 << 40
"""No number in a problem may be larger: far beyond everybody alive, so anything larger is a mistake."""


@dataclass(frozen=True, slots=True)
class Cell:
    """People of one event mention who suffered one harm and are alike in all that the claims tell apart.

    A cell is known by its place in `Problem.cells`; the fields are its label and the arithmetic never looks at them.
    None where no claim tells such people apart.
    """

    event: str
    harm: str = "killed"
    status: str | None = None
    age: str | None = None
    sex: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The people in all `cells` (places in `Problem.cells`) together number one of `within`."""

    cells: frozenset[int]
    within: Interval


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a claim may mean: all of its `sums` hold.

    `penalty` says how far it is from the plain meaning (0); if few changed readings must always beat many, give each
    the same large base. `sentence` tells a person what the claim means when it is read so.
    """

    sums: tuple[Sum, ...]
    penalty: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ClaimConstraint:
    """A claim, what keeping it is worth (`weight`, 1 or more), and its readings; it can always be rejected instead.

    The first reading is the plain one with penalty 0, the others are alternatives with penalties of 1 or more.
    """

    claim: str
    weight: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class HardConstraint:
    """What holds whatever the claims say, and `why` (a person's judgement, the text closes the list)."""

    total: Sum
    why: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Claims over cells. Cells are never negative; `hard` says what else is beyond doubt.

    Neither the order of the claims nor that of the cells changes any result. Raises ItemError
    `tolls.malformed-problem` for what cannot be meant.
    """

    cells: tuple[Cell, ...]
    claims: tuple[ClaimConstraint, ...]
    hard: tuple[HardConstraint, ...] = ()

    def __post_init__(self) -> None:
        faults = [*_repeated(claim.claim for claim in self.claims)]
        for claim in self.claims:
            faults += [f"claim {claim.claim!r}: {fault}" for fault in _claim_faults(claim, len(self.cells))]
        for number, constraint in enumerate(self.hard):
            faults += [f"hard constraint {number}: {fault}" for fault in _sum_faults(constraint.total, len(self.cells))]
        if faults:
            hint = "build the problem again from its claims; a constraint names cells by their place in the problem"
            raise ItemError("tolls.malformed-problem", f"the toll problem is malformed: {'; '.join(faults)}", hint=hint)


def _repeated(names: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"claim {name!r} is there {times} times"


def _claim_faults(claim: ClaimConstraint, cells: int) -> Iterator[str]:
    if claim.weight < 1:
        yield f"its weight is {claim.weight}, not 1 or more"
    if not claim.readings:
        yield "it has no reading"
    for place, reading in enumerate(claim.readings):
        if place == 0 and reading.penalty != 0:
            yield f"its plain reading has penalty {reading.penalty}, not 0"
        if place > 0 and reading.penalty < 1:
            yield f"its reading {place} has penalty {reading.penalty}, not 1 or more"
        if not reading.sums:
            yield f"its reading {place} says nothing"
        for total in reading.sums:
            yield from _sum_faults(total, cells)


def _sum_faults(total: Sum, cells: int) -> Iterator[str]:
    if not total.cells:
        yield "a sum of no cells"
    strangers = sorted(cell for cell in total.cells if not 0 <= cell < cells)
    if strangers:
        yield f"a sum names cells {strangers}, but there are {cells} cells"
    if max(total.within.lower, total.within.upper or 0) > MOST_PEOPLE:
        yield f"a sum of {total.within} people"
