"""Crosswalks: what becomes of our columns and words in the formats of others, with the loss of each, as data that is exported too.

Loss, from our side: `exact` says the same; `broader` is a word of theirs that holds more than ours, so something is lost; `narrower`
holds less than ours, so something is added that we do not know; `none` has no counterpart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Loss = Literal["exact", "broader", "narrower", "none"]
Name = Literal["acled", "ucdp", "airwars", "hxl", "ohchr"]
NAMES: tuple[Name, ...] = ("acled", "ucdp", "airwars", "hxl", "ohchr")
LOSS_HEADER = ("field", "ours", "word", "theirs", "loss", "note")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of theirs, the column of ours that fills it (empty: nothing does), and what is lost."""

    field: str
    ours: str
    loss: Loss
    note: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of ours and the word of theirs that stands for it (empty: the cell is empty)."""

    ours: str
    theirs: str
    loss: Loss
    note: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """All that becomes of ours in one format; `words` are the lists of words by the column of ours."""

    name: Name
    title: str
    about: tuple[str, ...]
    fields: tuple[Field, ...]
    words: Mapping[str, Mapping[str, Word]]

    def theirs(self, column: str, word: str) -> str:
        """Their word for one of ours."""
        return self.words[column][word].theirs


@cache
def crosswalk(name: Name) -> Crosswalk:
    """The crosswalk to a format."""
    said = json.loads((files(__package__) / "crosswalks" / f"{name}.json").read_text(encoding="utf-8"))
    fields = tuple(Field(**each) for each in said["fields"])
    return Crosswalk(said["name"], said["title"], tuple(said["about"]), fields, _words(said["words"]))


def _words(said: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, dict[str, Word]]:
    return {column: {each["ours"]: Word(**each) for each in words} for column, words in said.items()}


def loss_rows(known: Crosswalk) -> Iterator[tuple[str, str, str, str, str, str]]:
    """The losses as rows under `LOSS_HEADER`: one for each field, then one for each word."""
    for each in known.fields:
        yield each.field, each.ours, "", "", each.loss, each.note
    for column, words in known.words.items():
        for word in words.values():
            yield "", column, word.ours, word.theirs, word.loss, word.note


def crosswalks_markdown() -> str:
    """The losses in all formats, as one page."""
    lines = ["# Reference: crosswalks, and what is lost", "", *(f"{paragraph}\n" for paragraph in _READING)]
    return "\n".join([*lines, *(loss_markdown(crosswalk(name), level=2) for name in NAMES)])


_READING = (
    (
        "What becomes of our [columns](codebook.md) and words in the formats of others. `marsad export acled-loss` (and so on) writes "
        "the same as CSV; it lies beside every file in such a format."
    ),
    (
        "`exact`: it says the same. `broader`: their word holds more than ours, so something is lost. `narrower`: it holds less "
        "than ours, so something is added that we do not know. `none`: there is no counterpart."
    ),
)


def loss_markdown(known: Crosswalk, level: int = 1) -> str:
    """The losses for people to read, under a heading of this level."""
    lines = [f"{'#' * level} {known.title}: what is lost", ""]
    for paragraph in known.about:
        lines += [paragraph, ""]
    lines += ["| their field | ours | loss | |", "|---|---|---|---|"]
    lines += [f"| `{f.field}` | {f'`{f.ours}`' if f.ours else ''} | {f.loss} | {f.note} |" for f in known.fields]
    for column, words in known.words.items():
        lines += ["", f"{'#' * (level + 1)} Words of `{column}`", "", "| ours | theirs | loss | |", "|---|---|---|---|"]
        lines += [f"| `{w.ours}` | {w.theirs} | {w.loss} | {w.note} |" for w in words.values()]
    return "\n".join(lines) + "\n"
