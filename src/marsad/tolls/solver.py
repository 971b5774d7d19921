"""The best repair of a problem: keep the most weight, then change readings as little as possible. Exact.

Implicit hitting sets: take the cheapest choice of readings that avoids every contradiction known so far; if it has a
solution it is the best repair, else its contradiction is one more to avoid. The known contradictions serve every
later question about the same problem, so ask them of one `Solver`.

    solver = Solver(problem)
    solution = solver.solve()
    toll = ranges(solver, {"killed": frozenset(range(len(problem.cells)))})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marsad.errors import ItemError
from marsad.tolls.budget import Budget, ExhaustedError, Meter
from marsad.tolls.clauses import Clause, Clauses, clause_of
from marsad.tolls.cost import Ceiling, Cost, Prices
from marsad.tolls.hitting import Choice, HittingSets
from marsad.tolls.oracle import Oracle, Proof, atoms_of
from marsad.tolls.problem import Problem
from marsad.tolls.system import Atoms, system_of

_SHORT = 2
"""Contradictions of so few readings are not worth shortening."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What is done with every claim so that all that is kept can be true at once.

    `readings` has the place of the reading for every claim id (0: the plain one), None for a rejected claim.
    """

    readings: Mapping[str, int | None]
    cost: Cost

    @property
    def changed(self) -> tuple[str, ...]:
        """The claims that are not read plainly, by id."""
        return tuple(claim for claim, reading in self.readings.items() if reading)

    @property
    def rejected(self) -> tuple[str, ...]:
        """The claims that are not kept, by id."""
        return tuple(claim for claim, reading in self.readings.items() if reading is None)


@dataclass(frozen=True, slots=True)
class Solution:
    """The best repair, or when the budget ran out (`proven` False) the best one found.

    No repair costs less than `bound`. `witness` is a number for every cell that fulfils all kept readings.
    """

    repair: Repair
    witness: tuple[int, ...]
    bound: Cost
    proven: bool


class Solver:
    """One problem with all that has been learned about it.

    Raises ItemError `tolls.hard-contradiction` when the hard constraints leave nothing to solve.
    """

    def __init__(self, problem: Problem, budget: Budget = Budget()) -> None:  # noqa: B008 (a frozen value)
        self.problem = problem
        self.system = system_of(problem)
        self.budget = budget
        self.prices = Prices(self.system)
        # whether the hard constraints leave anything is no question of the budget
        self.meter = Meter(Budget())
        self.oracle = Oracle(self.system, self.meter)
        self._hitting = HittingSets(self.prices, self.meter)
        self._clauses = Clauses(self.system, self.prices)
        self.known: list[Clause] = []
        # bits of covers under a ceiling: what nobody can leave stays so, what somebody can may turn out otherwise
        self._tight: set[tuple[int, int]] = set()
        self._loose: set[tuple[int, int]] = set()
        self._solution: Solution | None = None
        self._repairs: dict[Choice, Repair] = {}
        self.best = self._hitting.choice({k: last - 1 for k, last in enumerate(self.prices.first[1:])})
        if self.oracle.conflict(frozenset()) is not None:
            whys = "; ".join(hard.why for hard in problem.hard)
            hint = "look at the judgements about this incident; no claim can be kept under all of them"
            raise ItemError("tolls.hard-contradiction", f"hard constraints contradict each other: {whys}", hint=hint)
        self._columns = self.oracle.solution()

    def start(self) -> None:
        """Begin a question with a fresh budget."""
        self.meter = Meter(self.budget)
        self.oracle.use(self.meter)
        self._hitting.use(self.meter)

    def solve(self) -> Solution:
        """The best repair; computed once."""
        if self._solution is None:
            self.start()
            self._solution = self._search()
        return self._solution

    def cheapest(self, clauses: list[Clause], ceiling: Ceiling) -> Choice | None:
        """The cheapest choice that breaks no known clause and none of `clauses`, and costs no more than the ceiling."""
        return self._hitting.cheapest([*self.known, *clauses], ceiling)

    def prover(self, atoms: Atoms) -> Oracle:
        """An oracle for a few readings, which the one for all would have to go far for."""
        return Oracle(self.system, self.meter, atoms)

    def fewest(self, proof: Proof, prover: Oracle, needed: Atoms = frozenset()) -> Proof:
        """A proof without atoms that can be spared for it, those of light claims first."""
        atoms = atoms_of(proof)
        weights = {atom: self.system.statements[self.system.atoms[atom].statement].weight for atom in atoms}
        asked = sorted(atoms - needed, key=lambda atom: (weights[atom], atom))
        some = 1
        while asked:
            found = prover.conflict(atoms.difference(asked[:some]))
            if found is None and some > 1:
                some = 1
            else:
                if found is not None:
                    proof, atoms = found, atoms_of(found)
                asked = [atom for atom in asked[some:] if atom in atoms]
                some = 1 if found is None else 2 * some
        return proof

    def clause(self, proof: Proof) -> Clause:
        """All that a proof rules out."""
        return self._clauses.of(proof)

    def loose(self, clause: Clause, ceiling: Ceiling) -> Clause:
        """A clause without the covers that no repair under the ceiling leaves, as far as is known."""
        keys = {cover: (ceiling.price, cover.bits) for cover in clause.covers}
        for cover, key in keys.items():
            if key not in self._tight and key not in self._loose:
                found = self.cheapest([clause_of((cover,))], ceiling)
                (self._tight if found is None else self._loose).add(key)
        return clause_of(tuple(cover for cover, key in keys.items() if key in self._loose))

    def atoms(self, choice: Choice) -> Atoms:
        """The readings that a choice keeps."""
        return self._hitting.atoms(choice)

    def claim_of(self, atom: int) -> str:
        """The id of the claim that an atom reads, the first where several say the same."""
        return self.system.statements[self.system.atoms[atom].statement].claims[0]

    def learn(self, proof: Proof) -> Clause:
        """Remember what contradicts itself."""
        clause = self.clause(proof)
        self.known = [*(known for known in self.known if not clause.implies(known)), clause]
        self._loose.clear()
        return clause

    def repair(self, choice: Choice) -> Repair:
        """A choice in terms of claims."""
        if choice not in self._repairs:
            self._repairs[choice] = self._repair(choice)
        return self._repairs[choice]

    def _repair(self, choice: Choice) -> Repair:
        kept = {self.system.atoms[atom].statement: self.system.atoms[atom].reading for atom in self.atoms(choice)}
        readings = {id_: kept.get(k) for k, said in enumerate(self.system.statements) for id_ in said.claims}
        return Repair(dict(sorted(readings.items())), self.prices.cost(choice.price))

    def _search(self) -> Solution:
        """Raise the bound and lower the best repair found until they meet."""
        bound = 0
        choice = self._hitting.choice({})
        try:
            while choice.price < self.best.price:
                bound = choice.price
                self._soften(choice)
                following = self.cheapest([], self.prices.below(self.best.price))
                if following is None:
                    break
                choice = following
            bound = self.best.price
        except ExhaustedError:
            pass
        cost = self.prices.cost
        witness = self.system.spread(self._columns)
        return Solution(self.repair(self.best), witness, cost(bound), bound == self.best.price)

    def _soften(self, choice: Choice) -> None:
        """Give way wherever a choice contradicts itself, take back what need not be given, and learn from both.

        The outcome is kept if it is the best yet.
        """
        given = False
        while (clause := self._contradiction(choice)) is not None:
            choice = self._hitting.softened(choice, clause)
            given = True
        self._keep(choice)
        if not given:
            return
        for given_up in sorted(choice.slots, key=lambda slot: -self.prices.slots[slot].price):
            for slot in self.prices.before(given_up):
                harder = self._hitting.with_slot(choice, slot)
                if self._contradiction(harder) is None:
                    choice = harder
                    self._keep(choice)
                    break

    def _keep(self, choice: Choice) -> None:
        if choice.price < self.best.price:
            self.best, self._columns = choice, self.oracle.solution()

    def _contradiction(self, choice: Choice) -> Clause | None:
        """Why a choice has no solution, learned as a clause as short as can be; None when it has one."""
        standing = choice.standing
        for clause in self.known:
            if clause.broken(standing):
                return clause
        found = self.oracle.conflict(self.atoms(choice))
        if found is None:
            return None
        atoms = atoms_of(found)
        return self.learn(self.fewest(found, self.prover(atoms)) if len(atoms) > _SHORT else found)
