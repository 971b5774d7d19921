"""Frames of verbs and adjectives: "12 were killed", "killing four", "another man died", "12 dead".

Every rule starts at the harm word, item `j` of the row, and says whom it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.reading.chains import Link, auxiliary_start, gapped, has_predicate, objects, subjects
from marsad.reading.finding import Finding, found_with_parts, labelled, nobody, nobody_before
from marsad.reading.items import Row
from marsad.reading.lexicon import HarmForm

_STRICT = ("killed", "injured", "casualties", "missing")
"""Harms of which "nobody" is told as a count of none."""


def past(row: Row, j: int) -> Iterator[Finding]:
    """K: passive, active and reduced forms of a transitive verb in the past."""
    form: HarmForm = row.items[j].value
    start = auxiliary_start(row, j)
    if form.harm in _STRICT and (none := _none_harmed(row, start, j)) is not None:
        yield nobody(row, none, j)
    elif start is not None:
        yield from _passive(row, start, j)
    elif (right := objects(row, j)) and not _labels_left(row, j, right):
        yield from found_with_parts(row, right + gapped(row, right[-1].item), j, "verb.active")
    elif (label := labelled(row, j)) is not None:
        yield from found_with_parts(row, label, j, "bulletin.label")
    elif not re.search(r"H[A!]*$", row.classes[:j]):
        yield from _reduced_passive(row, j)


def _none_harmed(row: Row, start: int | None, j: int) -> int | None:
    """The item of "nobody" or "none" as subject ("no one was hurt") or, with no auxiliary, as object ("killed nobody")."""
    if (before := nobody_before(row, j if start is None else start)) is not None or start is not None:
        return before
    object_none = row.classes[j + 1 : j + 2] == "0" and row.sentence.lows[row.items[j + 1].first] != "no"
    return j + 1 if object_none else None


def _passive(row: Row, start: int, j: int) -> Iterator[Finding]:
    """As in "four women were killed", "there were killed four women": the auxiliary starts at item `start`."""
    links = subjects(row, start)
    relative = row.classes[start - 1 : start] == "q"
    if row.items[j].value.frame == "people_only" and relative and links and links[-1].item != start - 2:
        return
    yield from found_with_parts(row, links + gapped(row, j), j, "verb.passive")
    if not links and "e" in row.classes[max(0, start - 2) : start]:
        yield from found_with_parts(row, objects(row, j), j, "verb.there_passive")


def _reduced_passive(row: Row, j: int) -> Iterator[Finding]:
    """As in "the four people killed in the raid"; loose verbs need the group right before them."""
    links = subjects(row, j)
    near = not links or links[-1].item >= len(row.classes[:j].rstrip("A")) - 1
    if near or row.items[j].value.frame not in ("people_only", "from_homes"):
        yield from found_with_parts(row, links + gapped(row, j), j, "verb.reduced_passive")


def _labels_left(row: Row, j: int, right: list[Link]) -> bool:
    """As in "12 killed, 30 wounded": the participle closes the group on its left, what follows is another group's."""
    left = j > 0 and row.classes[j - 1] in "GN"
    separated = row.classes[j + 1 : j + 2] in (",", "-", "&")
    return left and (separated or has_predicate(row, right[0].item))


def present(row: Row, j: int) -> Iterator[Finding]:
    """k: "kills 20 militants", "to kill 12"."""
    form: HarmForm = row.items[j].value
    before = row.classes[j - 1 : j]
    third_person = row.sentence.lows[row.items[j].first].endswith("s")
    if form.frame == "people_only" and not third_person and before not in ("n", "M", "g", "d", "X"):
        return
    if before == "t" and (form.harm not in ("killed", "injured") or row.classes[j + 1 : j + 2] == "g"):
        return
    yield from found_with_parts(row, objects(row, j), j, "verb.present")


def gerund(row: Row, j: int) -> Iterator[Finding]:
    """r: "killing four civilians"."""
    yield from found_with_parts(row, objects(row, j), j, "verb.gerund")


def intransitive(row: Row, j: int) -> Iterator[Finding]:
    """Y: "another man died"."""
    start = j
    while start > 0 and row.classes[start - 1] in "HMA!O":
        start -= 1
    if (none := nobody_before(row, start)) is not None:
        yield nobody(row, none, j)
        return
    form: HarmForm = row.items[j].value
    if form.frame == "intransitive_past" and form.form == "base":
        return
    if form.frame == "intransitive_past" and re.search(r"u[AG]*qA*$", row.classes[:start]):
        return
    links = subjects(row, start)
    if not links and form.frame == "intransitive":
        links = [link for link in objects(row, j) if row.classes[link.item] in "GN"]
    yield from found_with_parts(row, links + gapped(row, j), j, "verb.intransitive")


def adjective(row: Row, j: int) -> Iterator[Finding]:
    """J: "12 dead", "left 40 soldiers dead", "two people are missing"."""
    if (label := labelled(row, j)) is not None:
        yield from found_with_parts(row, label, j, "bulletin.label")
        return
    start = j
    while start > 0 and (row.classes[start - 1] in "AB!HM?" or (start == j and row.classes[start - 1] in "_V")):
        start -= 1
    if (none := nobody_before(row, start)) is not None:
        yield nobody(row, none, j)
        return
    links = subjects(row, start)
    if links and links[-1].item < start - 10:
        return
    yield from found_with_parts(row, links + (gapped(row, j) if links else []), j, "adjective.predicate")
