"""Features: what speaks for and against two accounts being of one event. One function each.

Each looks at two accounts and names what it sees (`Seen`): a state that `weights.json` gives log-odds, and a strength
that multiplies them. None when one of the two says nothing about it: silence speaks neither for nor against.
The docstrings are shown to people as they stand here (docs/explanation/incidents.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import fsum, log, log1p, sqrt
from typing import NamedTuple

from marsad.incidents.account import Account
from marsad.incidents.distance import place_name, reach
from marsad.incidents.rarity import Rarity, Vector
from marsad.model.claim import EventType, Place
from marsad.model.interval import Interval
from marsad.places.distance import apart


class Seen(NamedTuple):
    """What a feature sees: a `state` that has a weight, times `strength`."""

    state: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Subject:
    """An account made ready to be compared."""

    account: Account
    words: Vector
    capitalised: Vector
    numbers: Vector
    rarity: Rarity

    @classmethod
    def of(cls, account: Account, rarity: Rarity) -> Subject:
        """The subject for `account`, its words weighed by `rarity`."""
        marks = account.marks
        return cls(account, rarity.words(marks), rarity.capitalised(marks), rarity.numbers(marks), rarity)


Feature = Callable[[Subject, Subject], Seen | None]

_NEUTRAL_COSINE = 0.1
_LEAST_COSINE = 0.01
_FEWEST_WORDS = 8
_MOST_AGES = 3


def wording(one: Subject, other: Subject) -> Seen | None:
    """How much of their words two texts share, rare words counting most. Copies and retellings share many."""
    if min(len(one.words.weights), len(other.words.weights)) < _FEWEST_WORDS:
        return None
    return Seen("shared", log(max(one.words.cosine(other.words), _LEAST_COSINE) / _NEUTRAL_COSINE))


def proper_words(one: Subject, other: Subject) -> Seen | None:
    """How much two texts share of the words that are written with a capital: persons, places, streets."""
    if not one.capitalised.weights or not other.capitalised.weights:
        return None
    return Seen("shared", sqrt(one.capitalised.cosine(other.capitalised)))


def full_names(one: Subject, other: Subject) -> Seen | None:
    """Names of two words that both texts hold, rare ones counting most: one shared full name says a lot."""
    shared = one.account.marks.names & other.account.marks.names
    return Seen("shared", log1p(fsum(one.rarity.of("names", name) for name in shared))) if shared else None


def numbers(one: Subject, other: Subject) -> Seen | None:
    """How much two texts share of their numbers: house numbers, hours, ages."""
    if not one.numbers.weights or not other.numbers.weights:
        return None
    return Seen("shared", sqrt(one.numbers.cosine(other.numbers)))


def persons(one: Subject, other: Subject) -> Seen | None:
    """Whether the victims whom both accounts name, or whose ages they give, are the same people."""
    here, there = _people(one.account), _people(other.account)
    if not here or not there:
        return None
    return Seen("same" if here & there else "others")


def ages(one: Subject, other: Subject) -> Seen | None:
    """Whether people of the same ages appear in both."""
    here, there = one.account.marks.ages, other.account.marks.ages
    if not here or not there:
        return None
    shared = len(here & there)
    return Seen("same", float(min(shared, _MOST_AGES))) if shared else Seen("others")


def publication(one: Subject, other: Subject) -> Seen | None:
    """How many days lie between the two publications."""
    here, there = one.account.published, other.account.published
    return Seen(_gap(abs((here - there).days))) if here and there else None


def days(one: Subject, other: Subject) -> Seen | None:
    """How many days lie between the events as the two accounts date them; 0 when the dates can be the same."""
    here, there = one.account.days, other.account.days
    return Seen(_gap(here.apart(there))) if here and there else None


def _gap(between: int) -> str:
    for most, state in ((0, "same"), (1, "1"), (3, "2-3"), (7, "4-7"), (30, "8-30")):
        if between <= most:
            return state
    return "more"


def place(one: Subject, other: Subject) -> Seen | None:
    """Whether the places are the same, near, one within the other, or apart, measured against how exactly they are told.
    The same place says less the more reports are of it: in a city at war, two reports are often of two events.
    """
    here, there = one.account.place, other.account.place
    if here is None or there is None:
        return None
    if _one_place(here, there):
        rare = min(1.0, one.rarity.of("places", place_name(here)) / _RARE_PLACE)
        return Seen("same" if reach(here) <= _LOCAL_KM else "same area", rare)
    if here.country and there.country and here.country != there.country:
        return Seen("other country")
    distance = apart(here, there)
    if distance is None:
        return Seen("other name")
    if max(reach(here), reach(there)) > _LOCAL_KM:
        return Seen("within" if distance <= reach(here) + reach(there) else "apart")
    return Seen("near" if distance <= reach(here) + reach(there) else "apart")


_LOCAL_KM = 15.0
_RARE_PLACE = 4.6
"""Rarity of a place that one report in a hundred is of."""


def _one_place(here: Place, there: Place) -> bool:
    if here.geonames is not None and there.geonames is not None:
        return here.geonames == there.geonames
    return place_name(here) == place_name(there)


_KINDS: tuple[frozenset[EventType], ...] = (
    frozenset({"air_strike", "drone_strike", "missile_strike", "strike", "shelling", "naval_bombardment",
               "chemical_attack", "explosion"}),
    frozenset({"bombing", "suicide_attack", "explosion", "mine", "grenade"}),
    frozenset({"shooting", "ground_clash", "execution", "grenade"}),
    frozenset({"abduction", "detention", "torture", "execution"}),
    frozenset({"accident", "explosion", "stampede", "natural_disaster", "arson"}),
)  # fmt: skip


def kind(one: Subject, other: Subject) -> Seen | None:
    """Whether the kind of event is the same, can be the same told otherwise (a strike, an explosion), or cannot."""
    here, there = one.account.types, other.account.types
    if not here or not there:
        return None
    if here & there:
        return Seen("same")
    alike = any(here & family and there & family for family in _KINDS)
    return Seen("compatible" if alike else "different")


def weapon(one: Subject, other: Subject) -> Seen | None:
    """Whether the weapons named are the same."""
    here, there = one.account.weapons, other.account.weapons
    return Seen("same" if here & there else "different") if here and there else None


def actors(one: Subject, other: Subject) -> Seen | None:
    """Whether both name the same perpetrator. Reports of one event often disagree, so a difference says little."""
    here, there = one.account.perpetrators, other.account.perpetrators
    return Seen("same" if here & there else "different") if here and there else None


def toll(one: Subject, other: Subject) -> Seen | None:
    """Whether the numbers of dead and hurt can be of one event: the same, both possible at once, a toll that grew, or not."""
    states = [
        _tolls(one.account.tolls[harm], other.account.tolls[harm])
        for harm in ("killed", "injured")
        if harm in one.account.tolls and harm in other.account.tolls
    ]
    if not states:
        return None
    return Seen(max(states, key=("same", "possible", "grown", "different").index))


_GROWTH = 1.5
_GROWTH_PEOPLE = 2


def _tolls(here: Interval, there: Interval) -> str:
    if here == there:
        return "same"
    if here & there is not None:
        return "possible"
    least, most = sorted((here.lower, there.lower))
    return "grown" if least and most <= least * _GROWTH + _GROWTH_PEOPLE else "different"


def outlet(one: Subject, other: Subject) -> Seen | None:
    """One outlet seldom tells one event twice on a day: two of its reports are more likely of two events."""
    here, there = one.account, other.account
    if not here.outlet or here.outlet != there.outlet or here.published is None or here.report == there.report:
        return None
    return Seen("same day") if here.published == there.published else None


def one_report(one: Subject, other: Subject) -> Seen | None:
    """Two accounts in one report are two events as the reading has it, the more so on two days, unless other reports
    bind them together.
    """
    if one.account.report != other.account.report:
        return None
    here, there = one.account.days, other.account.days
    return Seen("two days" if here and there and here.apart(there) else "two places")


def background(one: Subject, other: Subject) -> Seen | None:
    """An event told as background of another is seldom the news of the day."""
    return Seen("one is") if one.account.prior != other.account.prior else None


FEATURES: dict[str, Feature] = {
    each.__name__: each
    for each in (
        wording, proper_words, full_names, numbers, persons, ages, publication, days, place, kind, weapon, actors, toll,
        outlet, one_report, background,
    )
}  # fmt: skip
"""Every feature under the name that `weights.json` and the explanations know it by."""


WITHIN_A_REPORT = frozenset({"one_report", "background"})
"""All that is looked at in two accounts of one report: they share a text, and their days and places parted them."""


def seen(one: Subject, other: Subject) -> Iterator[tuple[str, Seen]]:
    """Everything that the features see in two accounts, feature by feature."""
    one_text = one.account.report == other.account.report
    for name, feature in FEATURES.items():
        if one_text and name not in WITHIN_A_REPORT:
            continue
        if (each := feature(one, other)) is not None:
            yield name, each


def _people(account: Account) -> frozenset[str]:
    return account.marks.aged | {name.split()[-1] for name in account.persons if name.split()}
