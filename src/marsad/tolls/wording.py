"""Words about claims, people and sums, for the sentences that explain a toll."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model.claim import Claim, Place
from marsad.model.interval import Interval
from marsad.tolls.people import EVERYBODY, People
from marsad.tolls.told import Told

_LONGEST = 60
_ONE = {"people": "person", "children": "child", "women": "woman", "men": "man", "police": "police officer"}
_AREAS = {"admin1": "the province of ", "admin2": "the district of "}


def quoted(claim: Claim) -> str:
    """The claim's own words for how many of whom, in quotation marks."""
    words = " ".join((claim.group.words or claim.count.words or claim.span.quote).split())
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'}”"


def sourced(told: Told) -> str:
    """The claim's words and who says them."""
    return f"{quoted(told.claim)} ({told.claim.source.name or told.outlet or 'the outlet'})"


def listed(words: Iterable[str]) -> str:
    """Words as a list in a sentence: "a", "a and b", "a, b and c"."""
    every = list(words)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}" if every else "none"


def people_words(people: People) -> str:
    """A kind of people: "civilians", "children", "fighters of X", "people"."""
    if people == EVERYBODY:
        return "people"
    if people.role:
        noun = people.role.replace("_", " ") + "s" if people.role != "police" else "police"
    else:
        noun = aged_words(people.age, people.sex)
        noun = noun or {"civilian": "civilians", "combatant": "fighters"}.get(people.status, "people")
    if people.status == "combatant" and noun not in ("fighters", "police"):
        noun += " among the fighters"
    return f"{noun} of {people.affiliation}" if people.affiliation else noun


def aged_words(age: str | None, sex: str | None) -> str:
    """People by age and sex: "girls", "adults", "men and boys"; empty when neither is said."""
    if age == "child":
        return {"female": "girls", "male": "boys"}.get(sex or "", "children")
    if age == "adult":
        return {"female": "women", "male": "men"}.get(sex or "", "adults")
    return {"female": "women and girls", "male": "men and boys"}.get(sex or "", "")


def interval_words(within: Interval) -> str:
    """An interval: "9", "at least 13", "up to 70", "20 to 30"."""
    if within.upper is None:
        return f"at least {within.lower:,}"
    if within.upper == within.lower:
        return f"{within.lower:,}"
    return f"up to {within.upper:,}" if within.lower == 0 else f"{within.lower:,} to {within.upper:,}"


def counted_words(within: Interval, people: People) -> str:
    """So many people of a kind: "one civilian" is "1 civilian", "at least 9 people"."""
    words = people_words(people)
    if (within.lower, within.upper) == (1, 1):
        noun, _, rest = words.partition(" ")
        words = " ".join(filter(None, (_ONE.get(noun, noun.removesuffix("s")), rest)))
    return f"{interval_words(within)} {words}"


def place_words(place: Place | None) -> str:
    """A place by its name: "Idlib", "the province of Idlib"; "a place that nobody names"."""
    if place is None:
        return "a place that nobody names"
    return f"{_AREAS.get(place.precision, '')}{place.name or place.words}"


def at_words(place: Place | None) -> str:
    """Where, in a sentence: "at Jisr al-Shughur", "near Idlib", "in the province of Idlib"."""
    if place is None or place.precision in ("exact", "settlement"):
        return f"at {place_words(place)}"
    return f"{'near' if place.precision == 'near_settlement' else 'in'} {place_words(place)}"
