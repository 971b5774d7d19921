"""The words of a language, as its folder under `languages/` lists them: data that a native speaker can add a row to."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class Number(NamedTuple):
    """A word of a number: `kind` unit, tens, scale, fraction or ordinal, and its `value`."""

    kind: str
    value: float


class CountWord(NamedTuple):
    """What a count word means by the policy table: `lower`..`upper` (None open) and its form."""

    lower: int
    upper: int | None
    form: str


class Hedge(NamedTuple):
    """A word that bounds a number: `effect` at_least, over, at_most, under, about or exact; `position` before, after or both."""

    effect: str
    position: str


class Person(NamedTuple):
    """A noun for people; `plural` tells which form of it was written."""

    plural: bool
    status: str
    age: str
    sex: str
    role: str | None
    singular: str


class HarmForm(NamedTuple):
    """A form of a harm word. `form`: base, past, participle, gerund (verbs); adjective, noun_count, noun_of, toll, … (others)."""

    form: str
    harm: str
    frame: str
    event: str | None


class EventWord(NamedTuple):
    """A word for an event or its means. `kind`: noun, verb, agent or weapon."""

    kind: str
    type: str
    weapon: str | None


class Phrases(Generic[Value]):
    """Words and phrases in a dictionary by their first word; the longest match wins."""

    def __init__(self, rows: Iterator[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in rows:
            first, *rest = phrase.split(" ")
            self._by_first.setdefault(first, []).append((tuple(rest), value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, lows: list[str], start: int) -> tuple[int, Value] | None:
        """The longest phrase that starts at token `start`: the token after it, and its value."""
        entries = self._by_first.get(lows[start])
        if entries is None:
            return None
        for rest, value in entries:
            end = start + 1 + len(rest)
            if not rest or tuple(lows[start + 1 : end]) == rest:
                return end, value
        return None

    def any_in(self, lows: list[str]) -> bool:
        """Whether any of the phrases stands among the words of a sentence."""
        return any(low in self._by_first and self.at(lows, k) is not None for k, low in enumerate(lows))

    def __contains__(self, word: str) -> bool:
        return word in self._by_first

    def phrases(self) -> Iterator[str]:
        """All words and phrases."""
        for first, entries in self._by_first.items():
            yield from (" ".join((first, *rest)) for rest, _ in entries)

    def words(self) -> Iterator[str]:
        """The first words of all phrases."""
        return iter(self._by_first)


_DEAD_OR_ALIVE = ("body", "corpse", "martyr", "life", "soul")
"""Nouns that tell of deaths without a word of harm ("took 17 lives", "scores of bodies")."""


@dataclass(frozen=True)
class Lexicon:
    """All word tables of one language."""

    language: str
    numbers: Mapping[str, Number]
    ordinals: Mapping[str, int]
    count_words: Phrases[CountWord]
    hedges: Phrases[Hedge]
    people: Phrases[Person]
    harms: Phrases[HarmForm]
    events: Phrases[EventWord]
    functions: Phrases[str]
    speech: Phrases[str]
    sources: Phrases[str]
    abbreviations: frozenset[str]
    things: frozenset[str]
    injuries: frozenset[str]
    dead: frozenset[str]

    def tells_of_harm(self, lows: list[str]) -> bool:
        """Whether a sentence has a word of harm, or a noun that tells of deaths without one ("17 bodies")."""
        return self.harms.any_in(lows) or not self.dead.isdisjoint(lows)


def table(language: str, name: str) -> Iterator[dict[str, str]]:
    """The rows of one word table of a language."""
    path = files("marsad.reading.languages") / language / f"{name}.csv"
    with path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of `language` ("en"), read once."""
    numbers = list(table(language, "numbers"))
    people = list(_people(language))
    return Lexicon(
        language=language,
        numbers={r["word"]: Number(r["kind"], float(r["value"])) for r in numbers if r["kind"] != "ordinal"},
        ordinals={r["word"]: int(r["value"]) for r in numbers if r["kind"] == "ordinal"},
        count_words=Phrases((r["phrase"], _count_word(r)) for r in table(language, "count_words")),
        hedges=Phrases((r["phrase"], Hedge(r["effect"], r["position"])) for r in table(language, "hedges")),
        people=Phrases(iter(people)),
        harms=Phrases(_harms(language)),
        events=Phrases(
            (r["phrase"], EventWord(r["class"], r["type"], r["weapon"] or None)) for r in table(language, "events")
        ),
        functions=Phrases((r["phrase"], r["class"]) for r in table(language, "function_words")),
        speech=Phrases((r["phrase"], r["class"]) for r in table(language, "speech")),
        sources=Phrases((r["phrase"], r["kind"]) for r in table(language, "sources")),
        abbreviations=frozenset(r["word"] for r in table(language, "abbreviations")),
        dead=frozenset(phrase for phrase, person in people if person.singular in _DEAD_OR_ALIVE),
        things=frozenset(r["word"] for r in table(language, "things")),
        injuries=frozenset(r["word"] for r in table(language, "injuries")),
    )


def _count_word(row: dict[str, str]) -> CountWord:
    return CountWord(int(row["lower"]), int(row["upper"]) if row["upper"] else None, row["form"])


def _people(language: str) -> Iterator[tuple[str, Person]]:
    for row in table(language, "people"):
        noun = row["singular"]
        fields = (row["status"], row["age"], row["sex"], row["role"] or None, noun)
        plurals = [p for p in row["plural"].split("|") if p]
        if noun not in plurals:
            yield noun, Person(False, *fields)
        for plural in plurals:
            yield plural, Person(True, *fields)


def _harms(language: str) -> Iterator[tuple[str, HarmForm]]:
    for row in table(language, "harms"):
        rest = (row["harm"], row["frame"], row["event"] or None)
        forms = {row["gerund"]: "gerund", row["third"]: "base", row["base"]: "base"}
        forms |= {row["past"]: "past", row["participle"]: "participle"}
        if row["past"] == row["participle"]:
            forms[row["past"]] = "past_participle"
        if row["base"] in (row["past"], row["participle"]):
            forms[row["base"]] = "past_participle"
        yield from ((word, HarmForm(form, *rest)) for word, form in forms.items() if word)
    for row in table(language, "harm_words"):
        yield row["phrase"], HarmForm(row["class"], row["harm"], row["class"], None)
