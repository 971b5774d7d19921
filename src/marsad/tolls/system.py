"""A problem in the form that is computed with: the same whatever the order of its claims and cells.

Claims that say the same in every reading are one *statement*: they are kept, read and rejected together.
Cells that every sum either holds or leaves out together cannot be told apart, so they become one column. Sums over
the same cells become one row, or no row at all where they are a single column. Statements are sorted by
their first id, rows come in the order of the statements, and columns in the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.tolls.problem import ClaimConstraint, HardConstraint, Problem, Reading, Sum
from marsad.tolls.simplex import OPEN

Atoms = frozenset[int]
"""Readings of claims that hold together, as places in `System.atoms`."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A variable of the simplex lies in lower..upper (OPEN: no end)."""

    variable: int
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What one or more claims say: their ids in order, their weight together, and their readings.

    `penalties` has the penalty of every reading, for all of the claims.
    """

    claims: tuple[str, ...]
    weight: int
    readings: tuple[Reading, ...]
    penalties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """One reading of one statement, as limits. `statement` is the place in `System.statements`."""

    statement: int
    reading: int
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class System:
    """Columns of cells, rows of columns, and every reading as limits on them."""

    statements: tuple[Statement, ...]
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
    statements = _statements(problem)
    readings = [(k, place, reading) for k, said in enumerate(statements) for place, reading in enumerate(said.readings)]
    claimed = list(dict.fromkeys(total.cells for _, _, reading in readings for total in reading.sums))
    hard = _in_order(problem.hard, _marks(claimed, len(problem.cells)))
    sums = {cells: k for k, cells in enumerate(dict.fromkeys([*claimed, *(total.cells for total in hard)]))}
    marks = _marks(sums, len(problem.cells))
    signatures = sorted(set(marks))
    column_of = {signature: column for column, signature in enumerate(signatures)}
    columns: list[list[int]] = [[] for _ in signatures]
    for cell, signature in enumerate(marks):
        columns[column_of[signature]].append(cell)
    variables, rows = _variables(len(sums), signatures)

    def limits(totals: Iterable[Sum]) -> tuple[Limit, ...]:
        return tuple(
            Limit(variables[sums[t.cells]], t.within.lower, OPEN if t.within.upper is None else t.within.upper)
            for t in totals
        )

    atoms = tuple(Atom(k, place, limits(reading.sums)) for k, place, reading in readings)
    return System(
        statements=statements,
        columns=tuple(map(tuple, columns)),
        rows=rows,
        atoms=atoms,
        hard=limits(hard),
        atom_of={(atom.statement, atom.reading): k for k, atom in enumerate(atoms)},
        column_of=tuple(column_of[signature] for signature in marks),
    )


def _marks(sums: Iterable[frozenset[int]], cells: int) -> list[tuple[int, ...]]:
    """For every cell the sums that it is in."""
    marks: list[list[int]] = [[] for _ in range(cells)]
    for k, members in enumerate(sums):
        for cell in members:
            marks[cell].append(k)
    return list(map(tuple, marks))


def _in_order(hard: Iterable[HardConstraint], marks: list[tuple[int, ...]]) -> list[Sum]:
    """The hard constraints' sums, in an order that does not depend on that of the cells."""

    def rank(constraint: HardConstraint) -> tuple[list[tuple[int, ...]], int, int, str]:
        within = constraint.total.within
        upper = OPEN if within.upper is None else within.upper
        return sorted(marks[cell] for cell in constraint.total.cells), within.lower, upper, constraint.why

    return [constraint.total for constraint in sorted(hard, key=rank)]


def _statements(problem: Problem) -> tuple[Statement, ...]:
    alike: dict[tuple[tuple[frozenset[Sum], int], ...], list[ClaimConstraint]] = {}
    for claim in sorted(problem.claims, key=lambda claim: claim.claim):
        says = tuple((frozenset(reading.sums), reading.penalty) for reading in claim.readings)
        alike.setdefault(says, []).append(claim)
    return tuple(
        Statement(
            claims=tuple(claim.claim for claim in claims),
            weight=sum(claim.weight for claim in claims),
            readings=claims[0].readings,
            penalties=tuple(reading.penalty * len(claims) for reading in claims[0].readings),
        )
        for claims in alike.values()
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
