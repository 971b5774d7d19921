"""A made-up record with known incidents: agency copies, drifting tolls, late reports, dense cities, roundups.

Every word in it is invented. Cities have sizes by Pareto's law, so a few have several incidents a day; incidents have
between one and some dozen reports; an account may tell the place roughly, leave the day or the actor out, or count fewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from marsad.model.claim import Claim, Count, Event, EventActor, EventType, Group, Harm, Place, Source, Span, Time
from marsad.model.reading import Mention, Reading
from marsad.model.report import Report

FIRST_DAY = date(2024, 1, 1)
KINDS: tuple[EventType, ...] = ("air_strike", "shelling", "shooting", "bombing", "drone_strike", "mine", "ground_clash")
ACTORS = ("Northern Front", "Army of the Plain", "River Brigade", "Federal Forces")
OUTLETS = tuple(f"Outlet {number}" for number in range(60))
AGENCIES = ("Agency A", "Agency B", "Agency C")
MONITORS = ("Watch Committee", "Health Office", "Rescue Corps")
SYLLABLES = ("ba", "do", "ke", "li", "mu", "na", "pe", "ri", "so", "ta", "vu", "za", "hor", "mel", "tir", "gan")


@dataclass(frozen=True, slots=True)
class City:
    """A place where things happen, the more often the greater its weight."""

    name: str
    number: int
    area: int
    lat: float
    lon: float
    weight: float


@dataclass(frozen=True, slots=True)
class Happening:
    """What really happened."""

    number: int
    city: City
    day: int
    kind: EventType
    actor: str
    killed: int
    injured: int
    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A report, its reading, and for each mention, by its number, what it tells."""

    report: Report
    reading: Reading
    tells: dict[int, int] = field(default_factory=dict)


def record(reports: int, seed: int = 1, *, days: int = 365, cities: int = 400) -> Iterator[Made]:
    """About `reports` reports."""
    random = Random(seed)
    towns = [_city(random, number) for number in range(cities)]
    weights = [town.weight for town in towns]
    made = happened = 0
    recent: list[Happening] = []
    while made < reports:
        town = random.choices(towns, weights)[0]
        happening = _happening(random, happened, town, random.randrange(days))
        recent = [*recent[-20:], happening]
        happened += 1
        agency: tuple[str, ...] = ()
        for number in range(_how_many(random)):
            others = random.sample(recent[:-1], min(len(recent) - 1, 2)) if random.random() < 0.04 else []
            agency = agency if agency and random.random() < 0.4 else _prose(random, happening)
            yield _report(random, made, number, [happening, *others], agency)
            made += 1


def _how_many(random: Random) -> int:
    return min(60, int(random.paretovariate(1.2)))


def _name(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 4))).capitalize()


def _city(random: Random, number: int) -> City:
    lat, lon = random.uniform(30, 38), random.uniform(34, 46)
    return City(f"{_name(random)}{number}", number, int(lat) * 100 + int(lon), lat, lon, random.paretovariate(1.1))


def _happening(random: Random, number: int, city: City, day: int) -> Happening:
    killed = int(random.paretovariate(1.3))
    named = random.random() < 0.3
    names = tuple(f"{_name(random)} {_name(random)}" for _ in range(min(killed, 3))) if named else ()
    words = tuple(_name(random).lower() + str(random.randrange(30)) for _ in range(6))
    kind, actor = random.choice(KINDS), random.choice(ACTORS)
    return Happening(number, city, day, kind, actor, killed, int(killed * random.uniform(0, 4)), names, words)


def _prose(random: Random, happening: Happening) -> tuple[str, ...]:
    """The words that an agency chose; its copies share them."""
    common = [f"word{int(random.paretovariate(0.7)) % 3000}" for _ in range(40)]
    return (*common, *random.sample(happening.words, 3))


def _report(random: Random, made: int, number: int, told: Sequence[Happening], prose: tuple[str, ...]) -> Made:
    late = random.randint(3, 30) if random.random() < 0.05 else int(random.expovariate(0.8))
    published = FIRST_DAY + timedelta(days=told[0].day + late)
    outlet = random.choice(OUTLETS)
    lines, claims, mentions, tells = [f"Report {made}. {' '.join(prose)}."], [], [], {}
    key = f"sha256:{made:064x}"
    for at, happening in enumerate(told):
        line, found = _told(random, key, happening, number, sum(len(each) + 1 for each in lines))
        lines.append(line)
        claims += found
        mentions.append(Mention(at, found[0].event, found[0].place, found[0].time, tuple(c.id for c in found)))
        tells[at] = happening.number
    report = Report("\n".join(lines), f"{made}.txt", published, outlet, "en")
    object.__setattr__(report, "_id", key)  # the texts are short, and two copies would be one report
    return Made(report, Reading(key, tuple(claims), tuple(mentions)), tells)


def _told(random: Random, key: str, happening: Happening, number: int, at: int) -> tuple[str, list[Claim]]:
    """One account of what happened: a line of text and its claims."""
    share = 1.0 if number > 2 or random.random() < 0.5 else random.uniform(0.5, 1.0)
    killed, injured = max(1, round(happening.killed * share)), round(happening.injured * share)
    place, time = _place(random, happening.city), _time(random, happening.day)
    actors = (EventActor(happening.actor, "perpetrator", "stated"),) if random.random() < 0.65 else ()
    event = Event(happening.kind if random.random() < 0.85 else "unknown", None, None, actors)
    names = happening.names if random.random() < 0.5 else ()
    where = place.name if place is not None else "the area"
    line = f"{killed} killed and {injured} injured in {where}. {', '.join(names)}".strip()
    source = Source(random.choice(MONITORS), "monitor", None, (random.choice(AGENCIES),))
    claims = [
        _claim(
            f"c{key[-8:]}{at}{harm[0]}",
            key,
            harm,
            count,
            event,
            place,
            time,
            source,
            names,
            Span(at, at + len(line), line),
        )
        for harm, count in _counts(killed, injured)
    ]
    return line, claims


def _counts(killed: int, injured: int) -> Iterator[tuple[Harm, int]]:
    yield "killed", killed
    if injured:
        yield "injured", injured
    if killed + injured > 3:
        yield "displaced", killed * 10


def _place(random: Random, city: City) -> Place | None:
    drawn = random.random()
    if drawn < 0.05:
        return None
    if drawn < 0.2:
        return Place(f"Area {city.area}", f"Area {city.area}", 10_000 + city.area, "XA", f"Area {city.area}",
                     int(city.lat) + 0.5, int(city.lon) + 0.5, "admin1")  # fmt: skip
    near = drawn < 0.35
    return Place(city.name, city.name, city.number, "XA", f"Area {city.area}", city.lat, city.lon,
                 "near_settlement" if near else "settlement")  # fmt: skip


def _time(random: Random, day: int) -> Time | None:
    drawn = random.random()
    if drawn < 0.15:
        return None
    shift = random.choice((-1, 1)) if drawn < 0.3 else 0
    on = FIRST_DAY + timedelta(days=day + shift)
    return Time(on.isoformat(), on, on)


def _claim(id_: str, key: str, harm: Harm, count: int, event: Event, place: Place | None, time: Time | None,
           source: Source, names: tuple[str, ...], span: Span) -> Claim:  # fmt: skip
    return Claim(id_, key, None, "en", harm, Count(count, count, "exact"), Group(), names if harm == "killed" else (),
                 None, None, "event", "asserted", (), event, place, time, source, span)  # fmt: skip
