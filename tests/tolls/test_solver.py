"""Small tolls that can be checked in one's head."""

import pytest

from marsad.model.interval import Interval
from marsad.tolls.budget import Budget
from marsad.tolls.conflicts import conflicts
from marsad.tolls.cost import Cost, Tolerance
from marsad.tolls.problem import Cell, ClaimConstraint, HardConstraint, Problem, Reading, Sum
from marsad.tolls.ranges import Range, ranges
from marsad.tolls.solver import Solver
from tests.tolls.instances import Size, instance, repeated

TWO_STRIKES = tuple(
    Cell(event, "killed", status, age, None, side)
    for event in ("town", "road", "village")
    for status, age, side in (
        ("civilian", "adult", None),
        ("civilian", "child", None),
        ("combatant", None, "rebels"),
        ("combatant", None, "party"),
    )
)


def people(*events: str, status: str | None = None, age: str | None = None, side: str | None = None) -> frozenset[int]:
    return frozenset(
        k
        for k, cell in enumerate(TWO_STRIKES)
        if cell.event in (events or ("town", "road", "village"))
        and status in (None, cell.status)
        and age in (None, cell.age)
        and side in (None, cell.affiliation)
    )


def exactly(number: int, cells: frozenset[int]) -> Sum:
    return Sum(cells, Interval.exactly(number))


def at_least(number: int, cells: frozenset[int]) -> Sum:
    return Sum(cells, Interval(number))


def claim(name: str, *readings: Reading, weight: int = 10) -> ClaimConstraint:
    return ClaimConstraint(name, weight, readings)


def plain(*sums: Sum) -> Reading:
    return Reading(sums)


def two_strikes(civilians: int = 9, town: int = 6, rebels: int = 3, village: int = 4) -> Problem:
    """Strikes on a town and the road out of it, and another one near a village, as six sources tell them."""
    here = ("town", "road")
    children = 2
    return Problem(
        TWO_STRIKES,
        (
            claim("agency", plain(at_least(civilians + rebels + 1, people()))),
            claim(
                "paper",
                plain(
                    exactly(civilians, people(*here, status="civilian")),
                    exactly(children, people(*here, age="child")),
                ),
                Reading(
                    (exactly(civilians, people(status="civilian")), exactly(children, people(age="child"))),
                    penalty=1,
                    sentence="the civilians of the whole province",
                ),
                Reading(
                    (exactly(civilians, people(*here)), exactly(children, people(*here, age="child"))),
                    penalty=2,
                    sentence="people, not only civilians",
                ),
            ),
            claim("radio", plain(exactly(village, people("village")))),
            claim(
                "monitor",
                plain(
                    exactly(town, people(*here, status="civilian")),
                    exactly(rebels, people(*here, status="combatant")),
                ),
                Reading(
                    (at_least(town, people(*here, status="civilian")), at_least(rebels, people(*here, side="rebels"))),
                    penalty=5,
                    sentence="those whom the monitor knows of",
                ),
            ),
            claim(
                "rescuers",
                plain(exactly(town + rebels, people(*here))),
                Reading((exactly(town + rebels, people("town")),), penalty=3, sentence="the town alone"),
            ),
            claim(
                "resident",
                plain(
                    exactly(village - children - 1, people("village", status="civilian", age="adult")),
                    exactly(children, people("village", age="child")),
                    exactly(1, people("village", side="party")),
                ),
            ),
        ),
    )


def values(found: Range) -> tuple[int | None, int | None]:
    return found.lower.value, found.upper.value


@pytest.mark.parametrize(("civilians", "town", "rebels", "village"), [(9, 6, 3, 4), (21, 17, 4, 5), (12, 9, 3, 4)])
def test_one_wider_reading_makes_everybody_right(civilians: int, town: int, rebels: int, village: int) -> None:
    solver = Solver(two_strikes(civilians, town, rebels, village))
    solution = solver.solve()
    assert solution.proven
    assert solution.repair.cost == Cost(rejected=0, penalty=1, changed=1)
    assert solution.repair.changed == ("paper",)
    assert solution.repair.rejected == ()
    found = ranges(
        solver,
        {
            "killed": people(),
            "civilians": people(status="civilian"),
            "combatants": people(status="combatant"),
            "children": people(age="child"),
            "town and road": people("town", "road"),
            "village": people("village"),
        },
        Tolerance(penalty=1),
    )
    killed = town + rebels + village
    assert {name: values(each.best) for name, each in found.items()} == {
        "killed": (killed, killed),
        "civilians": (civilians, civilians),
        "combatants": (rebels + 1, rebels + 1),
        "children": (2, 2),
        "town and road": (town + rebels, town + rebels),
        "village": (village, village),
    }
    assert values(found["killed"].near) == (killed, killed)
    assert values(found["children"].near) == (2, 4)
    assert found["children"].near.upper.repair.readings["paper"] == 2


def test_one_conflict_is_named() -> None:
    found = conflicts(Solver(two_strikes()))
    assert found.complete
    assert found.sets == (("monitor", "paper"),)


def test_the_heavier_claims_are_kept() -> None:
    cells = (Cell("market"),)
    said = [("a", 3, 5), ("b", 3, 5), ("c", 5, 7)]
    solution = Solver(
        Problem(cells, tuple(claim(n, plain(exactly(k, frozenset({0}))), weight=w) for n, w, k in said))
    ).solve()
    assert solution.repair.rejected == ("c",)
    assert solution.witness == (5,)


def test_people_are_whole() -> None:
    """Each two of three groups make up one person: in halves that is a solution, in people there is none."""
    cells = (Cell("a"), Cell("b"), Cell("c"))
    pairs = {"ab": {0, 1}, "bc": {1, 2}, "ca": {2, 0}}
    problem = Problem(cells, tuple(claim(name, plain(exactly(1, frozenset(p)))) for name, p in pairs.items()))
    solver = Solver(problem)
    assert solver.solve().repair.cost == Cost(10, 0, 0)
    assert conflicts(solver).sets == (("ab", "bc", "ca"),)


@pytest.mark.parametrize("seed", [3, 145])
def test_halves_of_many_people_are_refused_as_quickly(seed: int) -> None:
    """Fractions that no branching on single numbers gets rid of where numbers are large."""
    drawn = instance(seed, Size((6, 12), (8, 16), 20_000.0))
    for found in ranges(Solver(drawn.problem, Budget(work=300_000)), drawn.quantities).values():
        assert all(bound.proven for bound in (found.best.lower, found.best.upper, found.near.lower, found.near.upper))


def test_nothing_said_is_open() -> None:
    solver = Solver(Problem((Cell("market"),), ()))
    assert values(ranges(solver, {"killed": frozenset({0})})["killed"].best) == (0, None)


def test_a_bound_names_the_claims_that_hold_it() -> None:
    cells = (Cell("town"), Cell("road"), Cell("village"))
    claims = (
        claim("town", plain(Sum(frozenset({0}), Interval(2, 4)))),
        claim("road", plain(Sum(frozenset({1}), Interval(0, 3)))),
        claim("all", plain(Sum(frozenset({0, 1, 2}), Interval(6)))),
        claim("children", plain(Sum(frozenset({0, 1}), Interval(1)))),
    )
    found = ranges(Solver(Problem(cells, claims)), {"both": frozenset({0, 1}), "all": frozenset({0, 1, 2})})
    assert (found["both"].best.lower.value, found["both"].best.lower.held_by) == (2, ("town",))
    assert (found["both"].best.upper.value, found["both"].best.upper.held_by) == (7, ("road", "town"))
    assert (found["all"].best.lower.value, found["all"].best.lower.held_by) == (6, ("all",))
    assert (found["all"].best.upper.value, found["all"].best.upper.held_by) == (None, ())


def test_claims_that_say_the_same_are_read_together() -> None:
    wide = Reading((exactly(3, frozenset({0, 1})),), penalty=1)
    twice = [claim(name, plain(exactly(3, frozenset({0}))), wide, weight=1) for name in ("a", "b")]
    problem = Problem((Cell("town"), Cell("road")), (*twice, claim("c", plain(exactly(2, frozenset({0}))), weight=9)))
    solver = Solver(problem)
    assert solver.solve().repair.readings == {"a": 1, "b": 1, "c": 0}
    assert solver.solve().repair.cost == Cost(0, 2, 2)
    assert conflicts(solver).sets == (("a", "c"), ("b", "c"))


@pytest.mark.parametrize("work", [0, 300, 3_000, 30_000])
def test_a_spent_budget_is_admitted(work: int) -> None:
    hard = instance(3, Size((24, 24), (100, 100), 4.0))
    solver = Solver(hard.problem, Budget(work=work))
    solution = solver.solve()
    assert not solution.proven
    assert solution.bound <= solution.repair.cost
    for found in ranges(solver, hard.quantities).values():
        for bound in (found.best.lower, found.best.upper, found.near.lower, found.near.upper):
            assert not bound.proven
    assert not conflicts(solver).complete


def test_what_is_beyond_doubt_needs_no_budget() -> None:
    cells = tuple(Cell(name) for name in "abc")
    hard = (HardConstraint(exactly(3, frozenset({0, 1}))), HardConstraint(exactly(4, frozenset({1, 2}))))
    solution = Solver(
        Problem(
            cells,
            (
                claim(
                    "a",
                    plain(exactly(9, frozenset({0, 2}))),
                ),
            ),
            hard,
        ),
        Budget(work=0),
    ).solve()
    assert not solution.proven
    assert (solution.witness[0] + solution.witness[1], solution.witness[1] + solution.witness[2]) == (3, 4)


@pytest.mark.parametrize("seed", range(3))
def test_hundreds_of_repeated_claims_are_little_work(seed: int) -> None:
    drawn = repeated(seed, 300)
    solver = Solver(drawn.problem, Budget(work=1_000_000))
    assert solver.solve().proven
    for found in ranges(solver, drawn.quantities).values():
        assert all(bound.proven for bound in (found.best.lower, found.best.upper, found.near.lower, found.near.upper))


def test_too_many_conflicts_are_cut_off() -> None:
    cells = (Cell("market"),)
    solver = Solver(Problem(cells, tuple(claim(f"c{k}", plain(exactly(k, frozenset({0})))) for k in range(12))))
    assert len(conflicts(solver, most=200).sets) == 66
    assert conflicts(solver, most=200).complete
    assert len(conflicts(solver, most=5).sets) == 5
    assert not conflicts(solver, most=5).complete
