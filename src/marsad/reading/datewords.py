"""Words and patterns of time of one language, read from its `dates.csv` and `date_patterns.csv`.

`dates.csv`: class, words (separated by blanks), value. Classes in capitals are what patterns name. Those in small letters:
`trigger` words without which there is no expression, `lead` prepositions taken into a mention, `preposition` words
before which a date is no dateline, `dateline` words that announce one, `counted` nouns that make the number before them a count,
`guarded` words that are a date only when capitalised,
`never_before` / `never_after`: the words, and in `value` the neighbours beside which they are no date.

`date_patterns.csv`: level, pattern, kind, rule. A pattern is a row of elements; each is one word or class, or several
joined by `|`, and may be absent when it ends in `?`. `ANY` is any token. Level 2 patterns are matched over what level 1 found: `@` is a found time,
`@day` one of that kind. Kind `none` finds nothing, but stops shorter patterns. The longest match wins, then the earlier row.
A rule is a function of `marsad.reading.timerules`, with an optional constant.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product
from typing import Any

from marsad.reading.timeparts import Rule
from marsad.reading.timerules import RULES

Symbols = tuple[tuple[str, Any], ...]
_TRIGGERS = {"MONTH", "WEEKDAY", "WEEKDAYS", "WD", "RELDAY", "TOMORROW", "UNIT", "PART", "SEASON", "DECADE", "DAYMONTH"}
_TRIGGERS |= {"MERIDIEM", "MOMENT"}
_WORDLISTS = {"trigger", "lead", "dateline", "preposition", "counted", "guarded"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the pattern file; `priority` is its line."""

    kind: str
    rule: Rule
    constant: str
    priority: int


@dataclass(slots=True)
class Node:
    """A step in the tree of patterns."""

    edges: dict[str, Node] = field(default_factory=dict)
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class DateWords:
    """What a language says about time; build with `load`."""

    symbols: dict[str, Symbols]
    triggers: frozenset[str]
    lists: dict[str, frozenset[str]]
    never_before: dict[str, frozenset[str]]
    never_after: dict[str, frozenset[str]]
    levels: tuple[Node, Node]

    @classmethod
    def load(cls, language: str) -> DateWords:
        """Read the files of `language`; a mistake in them raises ValueError with its line."""
        folder = files("marsad.reading.languages").joinpath(language)
        words = _Words()
        for row in _rows(folder.joinpath("dates.csv")):
            words.add(row["class"], row["words"].split(), row["value"])
        words.add_joined()
        levels = (Node(), Node())
        for line, row in enumerate(_rows(folder.joinpath("date_patterns.csv")), 2):
            _plant(row, line, levels, words.symbols)
        symbols = {word: tuple(found.items()) for word, found in words.symbols.items()}
        triggers = {word for word, found in symbols.items() if any(name in _TRIGGERS for name, _ in found)}
        triggers |= words.hyphened()
        lists = {name: frozenset(words.lists.get(name, ())) for name in _WORDLISTS}
        return cls(
            symbols, lists["trigger"] | triggers, lists, words.neighbours["never_before"],
            words.neighbours["never_after"], levels,
        )  # fmt: skip


def _rows(file: Traversable) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


class _Words:
    """Collects the rows of `dates.csv`."""

    def __init__(self) -> None:
        self.symbols: dict[str, dict[str, Any]] = {}
        self.lists: dict[str, set[str]] = {}
        self.neighbours: dict[str, dict[str, frozenset[str]]] = {"never_before": {}, "never_after": {}}

    def add(self, name: str, words: list[str], value: str) -> None:
        if name in self.neighbours:
            for word in words:
                self.neighbours[name][word] = self.neighbours[name].get(word, frozenset()) | set(value.split())
        elif name in _WORDLISTS:
            self.lists.setdefault(name, set()).update(words)
        elif name.isupper():
            for word in words:
                self.symbols.setdefault(word, {})[name] = int(value) if value.lstrip("-").isdigit() else value
        else:
            raise ValueError(f"dates.csv: no class {name!r}")

    def add_joined(self) -> None:
        """Words that a tokeniser keeps whole: "10-jul", "1990s", "3pm"."""
        months = [(word, found["MONTH"]) for word, found in self.symbols.items() if "MONTH" in found]
        for day, (word, month) in product(range(1, 32), months):
            self.symbols[f"{day}-{word}"] = self.symbols[f"{day:02}-{word}"] = {"DAYMONTH": (day, month)}
        for first in range(1900, 2100, 10):
            self.symbols[f"{first}s"] = {"DECADE": first}
        for hour, half in product(range(1, 13), ("am", "pm")):
            self.symbols[f"{hour}{half}"] = {"CLOCK": hour}

    def hyphened(self) -> set[str]:
        """Tokens of two words: "mid-june", "early-2016"."""
        phases = [word for word, found in self.symbols.items() if "PHASE" in found]
        months = [word for word, found in self.symbols.items() if "MONTH" in found]
        return {f"{phase}-{rest}" for phase, rest in product(phases, (*months, *range(1900, 2100)))}


def _plant(row: dict[str, str], line: int, levels: tuple[Node, Node], symbols: dict[str, dict[str, Any]]) -> None:
    name, _, constant = row["rule"].partition(" ")
    if name not in RULES:
        raise ValueError(f"date_patterns.csv, line {line}: no rule {name!r}")
    pattern = Pattern(row["kind"], RULES[name], constant, line)
    choices = []
    for element in row["pattern"].split():
        names = element.removesuffix("?").split("|")
        choices.append(names + [""] * element.endswith("?"))
        for word in names:
            if not word.isupper() and word[0] != "@":
                symbols.setdefault(word, {})[word] = None
    _grow(levels[int(row["level"]) - 1], choices, 0, pattern)


def _grow(node: Node, choices: list[list[str]], at: int, pattern: Pattern) -> None:
    if at == len(choices):
        if node.pattern is None:
            node.pattern = pattern
        return
    for name in choices[at]:
        _grow(node.edges.setdefault(name, Node()) if name else node, choices, at + 1, pattern)


_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_DAY_YEAR = re.compile(r"(\d{1,2})((?:19|20)\d\d)")
_DAY_HOUR = re.compile(r"(\d{1,2})t\d\d")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


@lru_cache(maxsize=4096)
def number_symbols(low: str) -> Symbols:
    """What a token of digits may be: day, year, count, clock, a day written in numbers."""
    if low.isdecimal():
        return _plain_number(low)
    if match := _ORDINAL.fullmatch(low) or _DAY_HOUR.fullmatch(low):
        return (("DAY", int(match[1])),) if 1 <= int(match[1]) <= 31 else ()
    if match := _DOTTED.fullmatch(low):
        return (("DOTTED", tuple(map(int, match.groups()))),)
    return (("CLOCK", low),) if _CLOCK.fullmatch(low) else ()


def _plain_number(low: str) -> Symbols:
    number, found = int(low), []
    if len(low) <= 2 and 1 <= number <= 31:
        found.append(("DAY", number))
    if len(low) <= 3:
        found.append(("NUM", number))
    if len(low) == 4 and (1900 <= number < 2100 or low[0] == "0"):
        found.append(("YEAR", number))
    if len(low) == 4 and number // 100 < 24 and number % 100 < 60:
        found.append(("HHMM", number))
    match = _DAY_YEAR.fullmatch(low)
    if match and 1 <= int(match[1]) <= 31:
        return (*found, ("DDYYYY", (int(match[1]), int(match[2]))))
    return tuple(found)
