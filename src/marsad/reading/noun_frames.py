"""Frames of nouns: "12 deaths", "the killing of two men", "claimed 12 lives", "12 bodies".

Every rule starts at the harm word, item `j` of the row, and says whom it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.reading.chains import Link, auxiliary_start, objects, subjects
from marsad.reading.finding import DEAD_NOUNS, Finding, found_with_parts, labelled, nobody
from marsad.reading.group import Group
from marsad.reading.items import Row
from marsad.reading.lexicon import HarmForm

_REPORTS = ("reports", "report", "word", "information", "immediate", "claim", "details")
_ACTS = ("killing", "killings", "murder", "massacre", "slaughter", "displacement", "execution", "detention", "arrest")
"""Nouns of an act: "the killing of civilians" speaks of it in general, "the killing of two civilians" tells it."""
_LIVES = ("life", "soul")


def counted_noun(row: Row, j: int) -> Iterator[Finding]:
    """C: "12 deaths", "no casualties", "caused casualties"."""
    i = j - 1
    while i >= 0 and row.classes[i] in "A_E" and j - i < 4:
        i -= 1
    form: HarmForm = row.items[j].value
    if i >= 0 and row.classes[i] in "GN" and row.items[i].value.quantity is not None and form.form != "noun_both":
        yield from _counted(row, i, j)
    elif i >= 0 and row.classes[i] == "0" and not _of_reports(row, i):
        yield nobody(row, i, j)
    elif (label := labelled(row, j)) is not None:
        yield from found_with_parts(row, label, j, "bulletin.label")
    elif form.form == "noun_both" and (links := objects(row, j) or subjects(row, j)):
        yield from found_with_parts(row, links, j, "noun.both")
    elif form.frame == "noun_count" and row.classes[j + 1 : j + 2] == "o":
        yield from found_with_parts(row, objects(row, j + 1), j, "noun.of")


def _counted(row: Row, i: int, j: int) -> Iterator[Finding]:
    """As in "12 deaths of civilians": the count at item `i` takes the character of the people named behind the noun."""
    for finding in found_with_parts(row, [Link(i)], j, "noun.counted"):
        if row.classes[j + 1 : j + 3] == "og" and finding.group_item == i:
            told: Group = row.items[j + 2].value
            finding.group = finding.group.told_as(told)._replace(noun=told.noun)
        yield finding


def _of_reports(row: Row, i: int) -> bool:
    """As in "no reports of casualties": nobody says that there were none."""
    last = row.items[i].last
    return any(word in _REPORTS for word in row.sentence.lows[last : last + 4])


def noun_of(row: Row, j: int) -> Iterator[Finding]:
    """D: "the deaths of at least 27 people", "claimed the lives of 129 loyalists"."""
    item, lows = row.items[j], row.sentence.lows
    word, links = lows[item.first], objects(row, j)
    if word in ("lives", "life") and not re.search(r"[cx][A_]*$|D$", row.classes[:j]):
        return
    if item.value.frame == "noun_loss" and lows[item.last : item.last + 1] != ["life"] and not links:
        return
    if word in _ACTS and all(row.classes[link.item] == "g" for link in links):
        return
    yield from found_with_parts(row, links, j, "noun.of")


def lives(row: Row, j: int) -> Iterator[Finding]:
    """c, x: "claimed 12 lives", "12 lives were lost", "lost 12 soldiers", "took 12 hostages"."""
    lost = row.classes[j] == "x"
    takes = row.sentence.lows[row.items[j].first].startswith("t")
    for link in objects(row, j):
        group = row.items[link.item].value
        if not isinstance(group, Group) or group.quantity is None:
            continue
        if group.noun in _LIVES:
            yield Finding("killed", group, link.item, j, ["idiom.lives"])
        elif takes and group.noun in ("hostage", "captive"):
            yield Finding("abducted", group, link.item, j, ["idiom.take_hostages"], event="abduction")
        elif lost and group.noun not in (None, "?"):
            yield Finding("killed", group, link.item, j, ["idiom.lost"])
    if lost and (start := auxiliary_start(row, j)) is not None:
        for link in subjects(row, start):
            group = row.items[link.item].value
            if isinstance(group, Group) and group.noun in _LIVES:
                yield Finding("killed", group, link.item, j, ["idiom.lives"])


def bodies(row: Row, j: int) -> Iterator[Finding]:
    """G: "12 bodies were found": a body is a person killed whatever the verb."""
    group: Group = row.items[j].value
    if group.noun in DEAD_NOUNS and group.quantity is not None:
        yield Finding("killed", group, j, j, ["noun.bodies"])
