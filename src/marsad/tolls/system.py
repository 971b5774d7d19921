"""A problem in the form that is computed with: the same whatever the order of its claims and cells.

Cells that every sum either holds or leaves out together cannot be told apart, so they become one column. Sums over
the same cells become one row, or no row at all where they are a single column. Claims are sorted by their id, rows
come in the order of the claims, and columns in the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.tolls.problem import ClaimConstraint, Problem, Sum
from marsad.tolls.simplex import OPEN


@dataclass(frozen=True, slots=True)
class Limit:
    """A variable of the simplex lies in lower..upper (OPEN: no end)."""

    variable: int
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Atom:
    """One reading of one claim, as limits. `claim` is the place in `System.claims`."""

    claim: int
    reading: int
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class System:
    """Columns of cells, rows of columns, and every reading as limits on them."""

    claims: tuple[ClaimConstraint, ...]
    columns: tuple[tuple[int, ...], ...]
    rows: tuple[tuple[int, ...], ...]
    atoms: tuple[Atom, ...]
    hard: tuple[Limit, ...]
    atom_of: dict[tuple[int, int], int]
    column_of: tuple[int, ...]

    def spread(self, values: Iterable[int], prefer: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """A number for every cell from one for every column: all of it in one cell, if possible in one of `prefer`."""
        numbers = [0] * len(self.column_of)
        for members, value in zip(self.columns, values, strict=True):
            numbers[next((cell for cell in members if cell in prefer), members[0])] = value
        return tuple(numbers)


def system_of(problem: Problem) -> System:
    """Bring a problem into its form."""
    claims = tuple(sorted(problem.claims, key=lambda claim: claim.claim))
    sums = [total.cells for claim in claims for reading in claim.readings for total in reading.sums]
    sums += sorted((hard.total.cells for hard in problem.hard), key=sorted)
    place = {cells: k for k, cells in enumerate(dict.fromkeys(sums))}
    marks: list[list[int]] = [[] for _ in problem.cells]
    for cells, k in place.items():
        for cell in cells:
            marks[cell].append(k)
    alike: dict[tuple[int, ...], list[int]] = {}
    for cell, mark in enumerate(marks):
        alike.setdefault(tuple(mark), []).append(cell)
    signatures = sorted(alike)
    variables, rows = _variables(len(place), signatures)

    def limits(totals: Iterable[Sum]) -> tuple[Limit, ...]:
        return tuple(
            Limit(variables[place[t.cells]], t.within.lower, OPEN if t.within.upper is None else t.within.upper)
            for t in totals
        )

    atoms = tuple(Atom(c, r, limits(a.sums)) for c, claim in enumerate(claims) for r, a in enumerate(claim.readings))
    column = {cell: k for k, signature in enumerate(signatures) for cell in alike[signature]}
    return System(
        claims=claims,
        columns=tuple(tuple(alike[signature]) for signature in signatures),
        rows=rows,
        atoms=atoms,
        hard=limits(hard.total for hard in problem.hard),
        atom_of={(atom.claim, atom.reading): k for k, atom in enumerate(atoms)},
        column_of=tuple(column[cell] for cell in range(len(problem.cells))),
    )


def _variables(sums: int, signatures: list[tuple[int, ...]]) -> tuple[dict[int, int], tuple[tuple[int, ...], ...]]:
    """The variable that stands for every sum, and the columns of those that need a row."""
    members: list[list[int]] = [[] for _ in range(sums)]
    for column, signature in enumerate(signatures):
        for k in signature:
            members[k].append(column)
    variables: dict[int, int] = {}
    rows: list[tuple[int, ...]] = []
    for k, columns in enumerate(members):
        if len(columns) == 1:
            variables[k] = columns[0]
        else:
            variables[k] = len(signatures) + len(rows)
            rows.append(tuple(columns))
    return variables, tuple(rows)
