"""Spellings that the gazetteer does not have, within one country: by sound first, then by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from marsad.places.naming import bare, skeleton

SHORTEST = 5
"""Letters: shorter keys are like too many others."""
CUTOFF = 82.0
"""Likeness (rapidfuzz ratio, 0 to 100). At 82 a trial over 13 missing spellings found 7 and none wrong."""
_SHORT = 7
_CUTOFF_SHORT = 88.0
"""Keys of fewer than 7 letters must be liker: at 82, Sharia is Sharan."""
_SAME_SOUND = 60.0
"""The likeness that is enough when the sound is the same."""


class Spelling(NamedTuple):
    """An entry of the gazetteer that the words could be a spelling of."""

    entry: int
    score: float


class Spellings:
    """The names of one country by sound and by first sound. `names` are stored keys with the row of their entry."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._sounds: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._first: dict[str, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        for stored, entry in names:
            key = bare(stored)
            sound = skeleton(key)
            self._sounds[sound].append((key, entry))
            keys, entries = self._first[sound[:1]]
            keys.append(key)
            entries.append(entry)

    def like(self, key: str, limit: int = 8) -> list[Spelling]:
        """Entries with a name like `key` (a `place_key`), likest first; the first sound is never misspelt."""
        key = bare(key)
        letters = sum(map(str.isalpha, key))
        if letters < SHORTEST:
            return []
        sound = skeleton(key)
        if len(sound) >= 4 and (same := self._same_sound(key, sound)):
            return same
        if (bucket := self._first.get(sound[:1])) is None:
            return []
        keys, entries = bucket
        cutoff = _CUTOFF_SHORT if letters < _SHORT else CUTOFF
        found = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit)
        return [Spelling(entries[place], score) for _, score, place in found]

    def _same_sound(self, key: str, sound: str) -> list[Spelling]:
        """The entries that sound the same; they score 90 and a tenth of their likeness."""
        likeness = [(fuzz.ratio(key, name), entry) for name, entry in self._sounds.get(sound, ())]
        return [
            Spelling(entry, 90 + like / 10) for like, entry in sorted(likeness, reverse=True) if like >= _SAME_SOUND
        ]
