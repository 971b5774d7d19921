"""The gazetteer: names of places to places, from one read-only file that ships with the package.

The file is built by `scripts/build_gazetteer.py`; it is opened where it lies and never written. Names are found by
`naming.place_key`; which of several places of one name is meant is decided in `ranking`, unknown spellings in `fuzzy`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from marsad.errors import RunError
from marsad.places.entry import KINDS, Candidate, Entry, Kind, Match
from marsad.places.fuzzy import Spellings
from marsad.places.naming import ARTICLES, bare, place_key
from marsad.places.ranking import choose, known_as, whole

__all__ = ["ATTRIBUTION", "KINDS", "LAYOUT", "Entry", "Gazetteer", "Kind", "Match"]

ATTRIBUTION = "GeoNames, CC BY 4.0"
"""The credit that the licence of the data asks for; it belongs with everything that is published from it."""

LAYOUT_VERSION = 1
LAYOUT = f"""
PRAGMA page_size = 4096;
PRAGMA user_version = {LAYOUT_VERSION};
CREATE TABLE metadata (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE area (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE entry (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, kind INTEGER, country TEXT, area INTEGER,
                    lat INTEGER, lon INTEGER, population INTEGER);
CREATE TABLE name (key TEXT, entry INTEGER, distance INTEGER, PRIMARY KEY (key, entry)) WITHOUT ROWID;
CREATE TABLE span (country TEXT PRIMARY KEY, first INTEGER, last INTEGER) WITHOUT ROWID;
CREATE TABLE common (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT, country TEXT, PRIMARY KEY (key, country)) WITHOUT ROWID;
"""
"""The tables of the file. Entries lie country by country, `span` says from where to where; degrees are in 1/10,000."""

_FIND = """SELECT geonames, entry.name, kind, country, area.name, lat, lon, population, distance
           FROM name JOIN entry ON entry.id = name.entry LEFT JOIN area ON area.id = entry.area WHERE key = ?"""
_ENTRY = """SELECT geonames, entry.name, kind, country, area.name, lat, lon, population, 0
            FROM entry LEFT JOIN area ON area.id = entry.area WHERE entry.id = ?"""
_KNOWN = """SELECT EXISTS (SELECT 1 FROM name WHERE key = ?1),
                   EXISTS (SELECT 1 FROM name WHERE key > ?1 || ' ' AND key < ?1 || '!')"""
_COUNTRY_ENTRY = """SELECT geonames, entry.name, kind, country, area.name, lat, lon, population, 0
    FROM entry LEFT JOIN area ON area.id = area WHERE country = ?1 AND kind = ?2
    AND entry.id BETWEEN (SELECT first FROM span WHERE country = ?1) AND (SELECT last FROM span WHERE country = ?1)"""
_IN_COUNTRY = """SELECT key, entry FROM name WHERE entry BETWEEN (SELECT first FROM span WHERE country = ?1)
                                                         AND (SELECT last FROM span WHERE country = ?1)"""
_HINT = "reinstall marsad, or build the file with scripts/build_gazetteer.py"
_CLOSE = 1.5
"""Spellings this near to the likest are as good; the better known place is taken."""
_SHORT = 5
"""Letters: a shorter word is too easily something else."""


class Gazetteer:
    """Places by name. Read-only: threads may share one, and a process that gets one by pickle opens the file anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._base = _connect(path)
        self._spellings: dict[str, Spellings] = {}
        self._steps = lru_cache(maxsize=20_000)(self._step)

    @staticmethod
    def open(path: Path | None = None) -> Gazetteer:
        """The gazetteer in the file `path`; the one that ships with marsad, opened once a process, when None.

        Raises `RunError` when the file is missing (`places.gazetteer-missing`) or no gazetteer
        (`places.gazetteer-corrupt`): to find nothing silently would be worse.
        """
        return _shipped() if path is None else Gazetteer(path)

    def __reduce__(self) -> tuple[object, ...]:
        return (Gazetteer, (self.path,))

    def find(self, words: str) -> tuple[Entry, ...]:
        """Every place that bears the name, best known first, in the whole world; empty when none does.

        Case, accents, hyphens, the Arabic article and "the" do not count.
        """
        return tuple(candidate.entry for candidate in self._candidates(words))

    def known(self, words: str) -> bool:
        """Does any place bear the name? Cheaper than `find`."""
        return any(self._steps(key)[0] for key in _keys(words))

    def find_longest(self, words: Sequence[str], start: int = 0, limit: int = 6) -> tuple[int, tuple[Entry, ...]]:
        """How many of `words[start:start + limit]` are the longest name of a place, and the places; (0, ()) if none."""
        longest, text = 0, ""
        for length, word in enumerate(words[start : start + limit], 1):
            text = f"{text} {word}" if text else word
            keys = _keys(text)
            steps = [self._steps(key) for key in keys]
            if any(known for known, _ in steps):
                longest = length
            if not any(more for _, more in steps) and keys and keys[-1].rpartition(" ")[2] not in ARTICLES:
                break
        while longest:
            if found := self.find(" ".join(words[start : start + longest])):
                return longest, found
            longest -= 1
        return 0, ()

    def resolve(
        self, words: str, countries: Sequence[str] = (), *, kind: str | None = None, fuzzy: bool = True
    ) -> Match | None:
        """The place that `words` mean in a report about `countries` (ISO codes, likeliest first); None when unsure.

        `kind` is the word beside the name ("province", "village": see `ranking.HINTS`); one within `words` is seen too.
        "northern X" is a part of X unless it has a name of its own. An unknown spelling is only looked for in `countries`, never in the world.
        """
        name, beside = known_as(words)
        hint = kind or beside
        for spelled in dict.fromkeys((words, name)):
            if match := choose(self._candidates(spelled), countries, hint, short=len(spelled) < _SHORT):
                return match
        if all_of_it := whole(name):
            match = self.resolve(all_of_it, countries, kind=hint, fuzzy=fuzzy)
            return match and match._replace(part=True)
        return self._spelled(name, countries, hint) if fuzzy else None

    def country(self, words: str) -> str | None:
        """The ISO code for the name of a country or of its people ("Syria", "Syrian", "Syrians" are SY)."""
        for candidate in self._candidates(words):
            if candidate.entry.kind == "country":
                return candidate.entry.country
        row = self._base.execute("SELECT country FROM demonym WHERE key = ?", (place_key(words),)).fetchone()
        return row and str(row[0])

    def country_entry(self, country: str) -> Entry | None:
        """The country of an ISO code as a place; None for a code that no country has."""
        row = self._base.execute(_COUNTRY_ENTRY, (country, KINDS.index("country"))).fetchone()
        return row and _candidate(row).entry

    def metadata(self) -> dict[str, str]:
        """What the file says of itself: `attribution`, `sources`."""
        return dict(self._base.execute("SELECT key, value FROM metadata"))

    def _candidates(self, words: str) -> list[Candidate]:
        found = [_candidate(row) for key in _keys(words) for row in self._base.execute(_FIND, (key,))]
        if found and len(words) <= 3 and not words.isupper():
            # "us" and "car" are words, "US" and "CAR" are countries
            found = [each for each in found if each.entry.kind != "country"]
        if len(found) > 1:
            found.sort(key=lambda each: (each.entry.kind != "country", -each.weight))
        return found

    def _step(self, key: str) -> tuple[bool, bool]:
        known, more = self._base.execute(_KNOWN, (key,)).fetchone()
        return bool(known), bool(more)

    def _spelled(self, name: str, countries: Sequence[str], hint: str | None) -> Match | None:
        key = place_key(name)
        if self._people_or_words(key):
            return None
        for country in countries:
            like = self._in_country(country).like(key)
            if not like:
                continue
            close = [each for each in like if each.score >= like[0].score - _CLOSE]
            rows = [self._base.execute(_ENTRY, (each.entry,)).fetchone() for each in close]
            match = choose([_candidate(row) for row in rows], (country,), hint)
            return match and Match(match.entry, like[0].score, False)
        return None

    def _people_or_words(self, key: str) -> bool:
        """Is it a nationality or made of common words ("Islamic State"), and so no spelling of a place?"""
        if self._base.execute("SELECT 1 FROM demonym WHERE key IN (?, ?)", (key, bare(key))).fetchone():
            return True
        return all(
            self._base.execute("SELECT 1 FROM common WHERE key = ?", (word,)).fetchone() for word in bare(key).split()
        )

    def _in_country(self, country: str) -> Spellings:
        if country not in self._spellings:
            self._spellings[country] = Spellings(self._base.execute(_IN_COUNTRY, (country,)))
        return self._spellings[country]


def _keys(words: str) -> tuple[str, ...]:
    key = place_key(words)
    without = bare(key)
    return (key,) if without == key else (key, without)


def _candidate(row: tuple[int | None, str, int, str | None, str | None, int, int, int, int]) -> Candidate:
    geonames, name, kind, country, area, lat, lon, population, distance = row
    entry = Entry(geonames, name, KINDS[kind], country, area, lat / 10_000, lon / 10_000, population)
    return Candidate(entry, distance)


@lru_cache(maxsize=1)
def _shipped() -> Gazetteer:
    return Gazetteer(Path(str(files("marsad.places") / "gazetteer.sqlite")))


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise RunError("places.gazetteer-missing", f"there is no gazetteer at {path}", hint=_HINT)
    try:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        base.execute("PRAGMA mmap_size = 33554432")
        (layout,) = base.execute("PRAGMA user_version").fetchone()
        (size,) = base.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    except sqlite3.DatabaseError as error:
        raise RunError("places.gazetteer-corrupt", f"{path} is no gazetteer: {error}", hint=_HINT) from error
    if layout != LAYOUT_VERSION or size != path.stat().st_size:
        raise RunError("places.gazetteer-corrupt", f"{path} is cut short or of another version", hint=_HINT)
    return base
