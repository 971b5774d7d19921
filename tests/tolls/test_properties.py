"""What must hold of every toll, whatever was claimed."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model.interval import Interval
from marsad.tolls.budget import Budget
from marsad.tolls.conflicts import conflicts
from marsad.tolls.cost import Tolerance
from marsad.tolls.problem import Cell, ClaimConstraint, HardConstraint, Problem, Reading, Sum
from marsad.tolls.ranges import QuantityRange, Range, ranges
from marsad.tolls.solver import Repair, Solver
from tests.tolls.instances import TINY, Instance, Size, instance, repeated

MIDDLING = Size((4, 14), (4, 14), 3.0, hard=2)
INSTANCES = st.builds(instance, st.integers(0, 10**9), st.sampled_from((TINY, MIDDLING))) | st.builds(
    repeated, st.integers(0, 10**9), st.integers(3, 15)
)
SEEDS = st.integers(0, 10**9)
# a slow machine is no fault
unhurried = settings(deadline=None)
Ends = tuple[tuple[int | None, int | None], tuple[int | None, int | None]]


def ends(found: QuantityRange) -> Ends:
    return (found.best.lower.value, found.best.upper.value), (found.near.lower.value, found.near.upper.value)


def with_claim(problem: Problem, claim: ClaimConstraint) -> Problem:
    return Problem(problem.cells, (*problem.claims, claim), problem.hard)


def inside(inner: Range, outer: Range) -> bool:
    low, high = outer.lower.value, outer.upper.value
    assert inner.lower.value is not None
    assert low is not None
    return inner.lower.value >= low and (high is None or (inner.upper.value is not None and inner.upper.value <= high))


def fulfils(problem: Problem, repair: Repair, witness: tuple[int, ...]) -> bool:
    kept = [claim.readings[k] for claim in problem.claims if (k := repair.readings[claim.claim]) is not None]
    sums = [s for reading in kept for s in reading.sums] + [hard.total for hard in problem.hard]
    return min(witness) >= 0 and all(sum(witness[cell] for cell in s.cells) in s.within for s in sums)


def shuffled(problem: Problem, seed: int) -> tuple[Problem, list[int]]:
    """The problem with claims, hard constraints and cells in another order, and the new place of every cell."""
    random = Random(seed)
    order = random.sample(range(len(problem.cells)), len(problem.cells))
    place = [order.index(cell) for cell in range(len(order))]

    def moved(total: Sum) -> Sum:
        return Sum(frozenset(place[cell] for cell in total.cells), total.within)

    claims = [
        ClaimConstraint(
            claim.claim,
            claim.weight,
            tuple(Reading(tuple(map(moved, r.sums)), r.penalty, r.sentence) for r in claim.readings),
        )
        for claim in random.sample(problem.claims, len(problem.claims))
    ]
    hard = [HardConstraint(moved(h.total), h.why) for h in random.sample(problem.hard, len(problem.hard))]
    return Problem(tuple(problem.cells[cell] for cell in order), tuple(claims), tuple(hard)), place


@unhurried
@given(INSTANCES, SEEDS)
def test_order_never_matters(drawn: Instance, seed: int) -> None:
    other, place = shuffled(drawn.problem, seed)
    one, two = Solver(drawn.problem), Solver(other)
    assert one.solve().repair == two.solve().repair
    moved = {name: frozenset(place[cell] for cell in cells) for name, cells in drawn.quantities.items()}
    first, second = ranges(one, drawn.quantities), ranges(two, moved)
    for name, found in first.items():
        for mine, theirs in ((found.best, second[name].best), (found.near, second[name].near)):
            for a, b in ((mine.lower, theirs.lower), (mine.upper, theirs.upper)):
                assert (a.value, a.held_by, a.repair) == (b.value, b.held_by, b.repair)
    assert conflicts(one) == conflicts(two)


@unhurried
@given(INSTANCES, SEEDS)
def test_names_never_matter(drawn: Instance, seed: int) -> None:
    """Cells under other names, and people whom no claim tells apart in two cells instead of one."""
    problem = drawn.problem
    twin = {cell: len(problem.cells) + k for k, cell in enumerate(range(0, len(problem.cells), 2))}

    def wider(cells: frozenset[int]) -> frozenset[int]:
        return cells | {twin[cell] for cell in cells if cell in twin}

    def split(reading: Reading) -> Reading:
        return replace(reading, sums=tuple(replace(s, cells=wider(s.cells)) for s in reading.sums))

    names = Random(seed).sample(range(10**6), len(problem.cells) + len(twin))
    other = Problem(
        tuple(Cell(f"event {name}", status=str(name)) for name in names),
        tuple(replace(claim, readings=tuple(map(split, claim.readings))) for claim in problem.claims),
        tuple(replace(hard, total=replace(hard.total, cells=wider(hard.total.cells))) for hard in problem.hard),
    )
    one, two = Solver(problem), Solver(other)
    assert one.solve().repair == two.solve().repair
    first = ranges(one, drawn.quantities)
    second = ranges(two, {name: wider(cells) for name, cells in drawn.quantities.items()})
    assert {name: ends(found) for name, found in first.items()} == {name: ends(found) for name, found in second.items()}


@unhurried
@given(INSTANCES, st.sampled_from((2, 3, 100_003)))
def test_as_many_times_more_people(drawn: Instance, times: int) -> None:
    """Every solution stays one when all numbers are so many times larger; there may be others, for halves of people."""
    problem = drawn.problem

    def more(total: Sum) -> Sum:
        lower, upper = total.within.lower, total.within.upper
        return replace(total, within=Interval(lower * times, None if upper is None else upper * times))

    def larger(claim: ClaimConstraint) -> ClaimConstraint:
        return replace(claim, readings=tuple(replace(r, sums=tuple(map(more, r.sums))) for r in claim.readings))

    hard = tuple(replace(constraint, total=more(constraint.total)) for constraint in problem.hard)
    one, two = Solver(problem), Solver(Problem(problem.cells, tuple(map(larger, problem.claims)), hard))
    assert two.solve().proven
    assert two.solve().repair.cost <= one.solve().repair.cost
    if two.solve().repair.cost == one.solve().repair.cost:
        first, second = ranges(one, drawn.quantities), ranges(two, drawn.quantities)
        for name, found in first.items():
            (lower, upper), _ = ends(found)
            (least, most), _ = ends(second[name])
            assert lower is not None
            assert least is not None
            assert least <= lower * times
            assert most is None or (upper is not None and most >= upper * times)


@unhurried
@given(INSTANCES)
def test_the_range_holds_every_solution_of_its_repairs(drawn: Instance) -> None:
    """A solution at the end of one quantity is one for all the others."""
    found = ranges(Solver(drawn.problem), drawn.quantities)
    for kind in ("best", "near"):
        within: dict[str, Range] = {name: getattr(each, kind) for name, each in found.items()}
        for witness in [bound.witness for each in within.values() for bound in (each.lower, each.upper)]:
            for name, cells in drawn.quantities.items() if witness else ():
                number, range_ = sum(witness[cell] for cell in cells if witness), within[name]
                assert number in Interval(range_.lower.value or 0, range_.upper.value)


@unhurried
@given(INSTANCES)
def test_every_bound_is_reached(drawn: Instance) -> None:
    solver = Solver(drawn.problem)
    solution = solver.solve()
    assert fulfils(drawn.problem, solution.repair, solution.witness)
    for name, found in ranges(solver, drawn.quantities).items():
        for bound in (found.best.lower, found.best.upper, found.near.lower, found.near.upper):
            if bound.witness is not None:
                assert fulfils(drawn.problem, bound.repair, bound.witness)
                assert sum(bound.witness[cell] for cell in drawn.quantities[name]) == bound.value
        told = sum(solution.witness[cell] for cell in drawn.quantities[name])
        assert told in Interval(found.best.lower.value or 0, found.best.upper.value)
        assert inside(found.best, found.near)


@unhurried
@given(INSTANCES, SEEDS)
def test_a_claim_that_is_kept_never_widens_the_best_range(drawn: Instance, seed: int) -> None:
    random = Random(seed)
    cells = frozenset(random.sample(range(len(drawn.problem.cells)), 2))
    said = ClaimConstraint("new", 1, (Reading((Sum(cells, Interval(random.randint(0, 3), random.randint(3, 9))),)),))
    before, after = Solver(drawn.problem), Solver(with_claim(drawn.problem, said))
    first, second = ranges(before, drawn.quantities), ranges(after, drawn.quantities)
    if after.solve().repair.cost == before.solve().repair.cost:
        assert all(inside(second[name].best, first[name].best) for name in first)
    else:
        assert after.solve().repair.cost > before.solve().repair.cost


@unhurried
@given(INSTANCES, SEEDS)
def test_a_claim_that_is_implied_changes_nothing(drawn: Instance, seed: int) -> None:
    """ "At least" below the lower bound of a quantity over all near repairs, and any claim that holds in all of them."""
    before = Solver(drawn.problem)
    first = ranges(before, drawn.quantities)
    random = Random(seed)
    name = random.choice(sorted(first))
    near = first[name].near
    assert near.lower.value is not None
    upper = None if near.upper.value is None or random.random() < 0.5 else near.upper.value + random.randint(0, 2)
    within = Interval(max(0, near.lower.value - random.randint(0, 2)), upper)
    said = ClaimConstraint("new", 5, (Reading((Sum(drawn.quantities[name], within),)),))
    after = Solver(with_claim(drawn.problem, said))
    assert after.solve().repair.cost == before.solve().repair.cost
    assert {k: v for k, v in after.solve().repair.readings.items() if k != "new"} == before.solve().repair.readings
    assert {k: ends(v) for k, v in ranges(after, drawn.quantities).items()} == {k: ends(v) for k, v in first.items()}


@unhurried
@given(INSTANCES)
def test_at_least_never_contradicts_at_least(drawn: Instance) -> None:
    claims = tuple(
        ClaimConstraint(
            claim.claim,
            claim.weight,
            (Reading(tuple(Sum(s.cells, Interval(s.within.lower)) for s in claim.readings[0].sums)),),
        )
        for claim in drawn.problem.claims
    )
    solver = Solver(Problem(drawn.problem.cells, claims))
    assert set(solver.solve().repair.readings.values()) <= {0}
    assert conflicts(solver).sets == ()


@unhurried
@given(INSTANCES)
def test_every_conflict_is_one_and_none_of_its_claims_can_be_spared(drawn: Instance) -> None:
    problem = drawn.problem
    plain = {claim.claim: ClaimConstraint(claim.claim, 1, claim.readings[:1]) for claim in problem.claims}

    def can_be_true(ids: tuple[str, ...]) -> bool:
        return not Solver(Problem(problem.cells, tuple(plain[k] for k in ids), problem.hard)).solve().repair.rejected

    for ids in conflicts(Solver(problem)).sets[:10]:
        assert not can_be_true(ids)
        assert all(can_be_true(tuple(k for k in ids if k != spared)) for spared in ids)


@unhurried
@given(INSTANCES, st.integers(0, 6_000))
def test_what_a_spent_budget_leaves_is_true(drawn: Instance, work: int) -> None:
    """Wherever the work ends, what is proven is so and what is not proven is reached."""
    hurried, thorough = Solver(drawn.problem, Budget(work)), Solver(drawn.problem)
    solution, best = hurried.solve(), thorough.solve().repair.cost
    assert fulfils(drawn.problem, solution.repair, solution.witness)
    assert solution.bound <= best <= solution.repair.cost
    assert not solution.proven or solution.repair.cost == best
    found, true = ranges(hurried, drawn.quantities), ranges(thorough, drawn.quantities)
    for name, (one, other) in {name: (found[name], true[name]) for name in found}.items():
        for mine, theirs in ((one.best, other.best), (one.near, other.near)):
            for bound, end in ((mine.lower, theirs.lower), (mine.upper, theirs.upper)):
                assert not bound.proven or (bound.value, bound.held_by) == (end.value, end.held_by)
                if bound.witness is not None:
                    assert fulfils(drawn.problem, bound.repair, bound.witness)
                    assert sum(bound.witness[cell] for cell in drawn.quantities[name]) == bound.value
    assert set(conflicts(hurried).sets) <= set(conflicts(thorough).sets) or not conflicts(thorough).complete


@unhurried
@given(INSTANCES, st.integers(0, 3), st.integers(0, 4))
def test_more_tolerance_never_narrows(drawn: Instance, rejected: int, penalty: int) -> None:
    solver = Solver(drawn.problem)
    less = ranges(solver, drawn.quantities, Tolerance(rejected, penalty))
    more = ranges(solver, drawn.quantities, Tolerance(rejected + 1, penalty + 1))
    assert all(inside(less[name].near, more[name].near) for name in less)
