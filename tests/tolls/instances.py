"""Toll problems drawn at random, the same for a seed on every machine.

There is a truth (a number of people in every cell of events x statuses x ages); the claims tell it, some of them
wrongly, as exact numbers, at least, about or at most, of one event or of all, of everybody or of one group. Some have
other readings: of the whole area, of everybody instead of civilians, open instead of complete.
"""

from dataclasses import dataclass
from random import Random

from marsad.model.interval import Interval
from marsad.tolls.problem import Cell, ClaimConstraint, HardConstraint, Problem, Reading, Sum

STATUSES = ("civilian", "combatant", "unknown")
AGES = ("child", "adult", "unknown")


@dataclass(frozen=True)
class Size:
    """What to draw from, ends included: cells, claims; and how many people a cell has on average."""

    cells: tuple[int, int]
    claims: tuple[int, int]
    people: float
    wrong: float = 0.2
    readings: float = 0.3
    hard: int = 0
    most: int | None = None


TINY = Size((2, 5), (2, 7), 1.0, wrong=0.35, readings=0.8, hard=1, most=3)
DESK = Size((10, 60), (5, 40), 4.0)


@dataclass(frozen=True)
class Instance:
    """A problem and the quantities that one would publish of it."""

    problem: Problem
    quantities: dict[str, frozenset[int]]


class Drawing:
    """Draws one instance."""

    def __init__(self, seed: int, size: Size) -> None:
        self.random = Random(seed)
        self.size = size
        wanted = self.random.randint(*size.cells)
        statuses, ages = self.random.randint(1, 3), self.random.randint(1, 3)
        events = max(1, round(wanted / (statuses * ages)))
        cells = [
            Cell(f"event {e}", "killed", STATUSES[s], AGES[a])
            for e in range(events)
            for s in range(statuses)
            for a in range(ages)
        ]
        self.events = events
        self.cells = cells[: size.cells[1]]
        self.truth = [self.capped(int(self.random.expovariate(1 / size.people))) for _ in self.cells]

    def capped(self, number: int) -> int:
        return max(0, number if self.size.most is None else min(number, self.size.most))

    def chosen(self, event: str | None, status: str | None, age: str | None) -> frozenset[int]:
        return frozenset(
            k
            for k, cell in enumerate(self.cells)
            if event in (None, cell.event) and status in (None, cell.status) and age in (None, cell.age)
        )

    def interval(self, cells: frozenset[int]) -> Interval:
        value = sum(self.truth[cell] for cell in cells)
        if self.random.random() < self.size.wrong:
            value += self.random.choice((-1, 1)) * max(1, round(abs(self.random.gauss(0, 0.35 * max(value, 4)))))
        value = self.capped(value)
        kind = self.random.random()
        if kind < 0.55:
            return Interval.exactly(value)
        if kind < 0.8:
            return Interval(max(0, value - self.random.choice((0, 0, 1, 2, 3))))
        if kind < 0.9:
            return Interval(int(value * 0.9), self.capped(int(value * 1.1) + 1))
        return Interval(0, self.capped(value + self.random.choice((0, 1, 2))))

    def claim(self, name: str) -> ClaimConstraint:
        while True:
            event = None if self.random.random() < 0.35 else f"event {self.random.randrange(self.events)}"
            status = None if self.random.random() < 0.5 else self.random.choice(STATUSES)
            age = None if self.random.random() < 0.7 else self.random.choice(AGES)
            cells = self.chosen(event, status, age)
            if self.random.random() < 0.15:  # sums that follow no tree, where fractions lurk
                drawn = range(len(self.cells))
                cells = frozenset(self.random.sample(drawn, self.random.randint(1, min(len(drawn), 6))))
            if cells:
                break
        plain = [Sum(cells, self.interval(cells))]
        part = self.chosen(event, status, "child") & cells
        if age is None and part and part != cells and self.random.random() < 0.2:
            plain.append(Sum(part, self.interval(part)))
        readings = [Reading(tuple(plain))]
        whole, upper = plain[0], plain[0].within.upper
        if self.random.random() < self.size.readings:
            area, everybody = self.chosen(None, status, age) | cells, self.chosen(event, None, age) | cells
            if event is not None:
                wider = [Sum(area, whole.within), *plain[1:]]
                readings.append(Reading(tuple(wider), self.random.choice((1, 2, 3)), "of the whole area"))
            if status is not None and self.random.random() < 0.5:
                of_all = Sum(everybody, whole.within)
                readings.append(Reading((of_all,), self.random.choice((2, 3)), "of everybody"))
            if upper is not None and self.random.random() < 0.5:
                opened = Sum(cells, Interval(whole.within.lower))
                readings.append(Reading((opened,), self.random.choice((2, 4)), "not complete"))
        return ClaimConstraint(name, self.random.choice((1, 2, 3, 5, 8)), tuple(readings))

    def hard(self) -> HardConstraint:
        cells = frozenset(self.random.sample(range(len(self.cells)), self.random.randint(1, len(self.cells))))
        value = sum(self.truth[cell] for cell in cells)
        within = self.random.choice((Interval(0, value), Interval.exactly(value), Interval(value)))
        return HardConstraint(Sum(cells, within if value <= (self.size.most or value) else Interval(0)), "a judgement")

    def instance(self) -> Instance:
        claims = tuple(self.claim(f"c{k:04}") for k in range(self.random.randint(*self.size.claims)))
        hard = tuple(self.hard() for _ in range(self.random.randint(0, self.size.hard)))
        everybody = self.chosen(None, None, None)
        quantities = {"killed": everybody, "civilians": self.chosen(None, "civilian", None)}
        quantities |= {f"event {k}": self.chosen(f"event {k}", None, None) for k in range(self.events)}
        quantities |= {"children": self.chosen(None, None, "child")}
        if self.size.hard:
            quantities["some"] = frozenset(self.random.sample(range(len(self.cells)), self.random.randint(1, 2)))
        return Instance(
            Problem(tuple(self.cells), claims, hard), {name: cells for name, cells in quantities.items() if cells}
        )


def instance(seed: int, size: Size) -> Instance:
    """The problem of a seed."""
    return Drawing(seed, size).instance()


def repeated(seed: int, claims: int) -> Instance:
    """Reports of one day that give the same few counts again and again: early ones too low, some of them open.

    Three strikes, killed and injured by status and age. A claim may also mean at least so many, about so many, all
    strikes instead of one, or everybody instead of civilians.
    """
    random = Random(seed)
    events = ("market", "road", "village")
    cells = tuple(
        Cell(event, harm, status, age)
        for event in events
        for harm in ("killed", "injured")
        for status in ("civilian", "combatant")
        for age in ("child", "adult")
    )
    truth = [int(random.expovariate(1 / 6)) for _ in cells]

    def who(harm: str, event: str | None = None, status: str | None = None, age: str | None = None) -> frozenset[int]:
        return frozenset(
            k
            for k, cell in enumerate(cells)
            if cell.harm == harm and event in (None, cell.event) and status in (None, cell.status)
            if age in (None, cell.age)
        )

    subjects: list[tuple[str, str | None, str | None, str | None]] = []
    for harm in ("killed", "injured"):
        subjects += [(harm, event, None, None) for event in (None, *events)]
        subjects += [(harm, event, "civilian", None) for event in (None, *events[:2])]
        subjects += [(harm, event, None, "child") for event in (None, *events[:2])]
        subjects.append((harm, None, "combatant", None))
    random.shuffle(subjects)

    def claim(name: str) -> ClaimConstraint:
        harm, event, status, age = subject = subjects[min(int(random.expovariate(1 / 4)), len(subjects) - 1)]
        number = sum(truth[cell] for cell in who(*subject))
        if random.random() < 0.35:
            number = int(number * random.choice((0.5, 0.7, 0.8, 0.9, 0.95, 1.05)))
        exact = random.random() < 0.6
        said = Interval.exactly(number) if exact else Interval(number)
        others = [Reading((Sum(who(harm, None, status, age), said),), 2, "of all strikes")] if event else []
        if status == "civilian":
            others.append(Reading((Sum(who(harm, event, None, age), said),), 4, "of everybody"))
        if exact:
            about = Interval(int(number * 0.9), int(number * 1.1) + 1)
            others.append(Reading((Sum(who(*subject), about),), 1, "about"))
            others.append(Reading((Sum(who(*subject), Interval(number)),), random.choice((2, 3)), "not complete"))
        return ClaimConstraint(name, random.choice((5, 8, 10, 10, 12)), (Reading((Sum(who(*subject), said),)), *others))

    return Instance(
        Problem(cells, tuple(claim(f"c{k:04}") for k in range(claims))),
        {" ".join(word or "all" for word in subject): who(*subject) for subject in subjects},
    )
