"""Made-up dispatches in plain English, as the reader reads them: strikes told by several outlets, early, late and otherwise.

Places are real, so that they are found; nothing that is told has happened. Text, outlet and day of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

FIRST_DAY = date(2024, 3, 4)
PLACES = ("Idlib", "Marib", "Kherson", "Khan Younis", "Jenin", "Taiz", "El Fasher", "Goma", "Sloviansk", "Saravan")
OUTLETS = ("North Wire", "Harbour Post", "Daily Plain", "Agency Seven", "River Radio")
SOURCES = ("the health ministry", "the civil defence", "a hospital source", "residents", "local officials")
MEANS = (
    "An air strike", "Shelling", "A car bomb", "A drone strike", "Gunfire", "A landmine", "Rocket fire", "An explosion",
)  # fmt: skip
PEOPLE = ("civilians", "people", "farmers", "soldiers", "fighters", "children")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Dispatch(NamedTuple):
    """A text as an outlet published it."""

    text: str
    outlet: str
    published: date


def dispatches(number: int, seed: int = 1) -> list[Dispatch]:
    """So many dispatches on about a third as many events, in the order of their days."""
    random = Random(seed)
    found: list[Dispatch] = []
    while len(found) < number:
        found += _event(random)
    return sorted(found[:number], key=lambda each: each.published)


def _event(random: Random) -> Iterator[Dispatch]:
    day = FIRST_DAY + timedelta(days=random.randrange(20))
    place, means, people = random.choice(PLACES), random.choice(MEANS), random.choice(PEOPLE)
    killed, source = random.randint(2, 30), random.choice(SOURCES)
    for outlet in random.sample(OUTLETS, random.randint(1, 5)):
        late = random.choice((0, 0, 1, 1, 2, 5))
        counted = max(2, killed + random.randint(-2, late))
        at_least = random.choice(("at least ", "", ""))
        said = [f"{means} killed {at_least}{counted} {people} in {place} on {DAYS[day.weekday()]}, {source} said."]
        if random.random() < 0.5:
            said.append(f"{random.randint(2, 60)} others were wounded.")
        if random.random() < 0.3:
            other = random.choice(PLACES)
            said.append(f"In a separate attack, {random.randint(2, 9)} people were killed in {other} on the same day.")
        if random.random() < 0.2:
            said.append("The report could not be verified by us.")
        yield Dispatch(" ".join(said) + "\n", outlet, day + timedelta(days=late))
