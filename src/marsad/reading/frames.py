"""Frames: how a language says that people were harmed, as named rules over the row of items of a sentence.

Every rule starts at a harm word and finds the groups that it is about. Rules are general statements about syntax; the
words are data. A finding remembers its rules for `--explain`. The rules stand in `verb_frames`, `noun_frames`,
`toll_frames` and `part_frames`; here is which of them an item calls, and how their findings are tied together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from marsad.reading.finding import Finding, can_hold
from marsad.reading.group import Group
from marsad.reading.items import Row
from marsad.reading.lexicon import HarmForm
from marsad.reading.noun_frames import bodies, counted_noun, lives, noun_of
from marsad.reading.part_frames import among, among_them, of_the_dead, of_whom, part, the_harmed, they_included
from marsad.reading.toll_frames import toll
from marsad.reading.verb_frames import adjective, gerund, intransitive, past, present

_RULES: dict[str, Callable[[Row, int], Iterator[Finding]]] = {
    "K": past, "k": present, "r": gerund, "Y": intransitive, "J": adjective, "C": counted_noun, "D": noun_of,
    "c": lives, "x": lives, "m": among, "f": of_whom, "o": of_the_dead, "T": toll, "W": the_harmed, "G": bodies, "R": part,
    "u": among_them, "v": they_included,
}  # fmt: skip
"""The rule that an item of a class calls; the classes are listed in `items`."""

_BROUGHT = {
    "bring",
    "brings",
    "bringing",
    "brought",
    "taking",
    "takes",
    "took",
    "raising",
    "raised",
    "pushing",
    "lifting",
}
"""What a new death does to a toll."""

_Found = dict[tuple[int, str], Finding]
"""Findings by the item of their group and their harm."""


def findings(row: Row) -> list[Finding]:
    """All findings of a sentence, in the order of the text; a group is found once for a harm."""
    found: _Found = {}
    for j, item in enumerate(row.items):
        rule = _RULES.get(item.cls)
        if rule is None:
            continue
        for finding in rule(row, j):
            found.setdefault((finding.group_item, finding.harm), finding)
    _drop_numbered(found)
    _drop_survived(row, found)
    _drop_harmed_otherwise(found)
    _tie_parts(found)
    _tie_to_toll(row, found)
    merged = _both_harms(row, list(found.values()))
    return sorted(merged, key=lambda f: (f.group_item, f.harm_item))


def _drop_numbered(found: _Found) -> None:
    """As in "the number of rebels killed rose to 39": the rebels are not told a second time as a bare plural."""
    counted = {f.harm_item for f in found.values() if "toll.number_of" in f.rules}
    for key, finding in list(found.items()):
        if finding.harm_item in counted and finding.group.quantity is None:
            del found[key]


def _drop_survived(row: Row, found: _Found) -> None:
    """As in "two people wounded in the raid died": they are told as dead, not as two more wounded."""
    for (item, harm), finding in list(found.items()):
        dead = found.get((item, "killed"))
        if (
            harm == "injured"
            and dead is not None
            and row.classes[dead.harm_item] == "Y"
            and finding.harm_item < dead.harm_item
        ):
            del found[item, harm]


def _drop_harmed_otherwise(found: _Found) -> None:
    """As in "among them were two children killed by a shell": what the sentence itself says was done to them stands."""
    harmed = {item for item, harm in found if harm}
    for item, harm in list(found):
        if not harm and item in harmed:
            del found[item, harm]


def _tie_parts(found: _Found) -> None:
    """Point every part at the finding of its whole with the same harm."""
    for finding in list(found.values()):
        if finding.harm == "":
            _tie_of_them(found, finding)
        for whole in finding.whole_items:
            finding.part_of = found.get((whole, finding.harm))


def _tie_of_them(found: _Found, finding: Finding) -> None:
    """Give a part without a harm ("two of them") the harm of the nearest whole before it."""
    before = [f for f in found.values() if f.harm and f.group.kind != "part" and f.group_item < finding.group_item]
    if before:
        nearest = max(before, key=lambda f: f.group_item)
        finding.harm, finding.part_of, finding.part_of_earlier = nearest.harm, nearest, False


def _tie_to_toll(row: Row, found: _Found) -> None:
    """As in "two more died, bringing the toll to six": the two are among the six."""
    for whole in found.values():
        lows, at = row.sentence.lows, row.items[whole.harm_item].first
        brought = row.classes[whole.harm_item] == "T" and not _BROUGHT.isdisjoint(lows[max(0, at - 4) : at])
        if not brought or whole.part_of is not None:
            continue
        for finding in found.values():
            before = finding.group_item < whole.harm_item and finding is not whole and finding is not whole.supersedes
            if before and finding.part_of is None and can_hold(whole, finding):
                finding.part_of = whole


def _both_harms(row: Row, found: list[Finding]) -> list[Finding]:
    """As in "200 people were killed or wounded", "dead and injured": one count over both is `casualties`."""
    joined: dict[int, Finding] = {}
    for finding in found:
        form = row.items[finding.harm_item].value
        other = _joined_harm(row, finding.harm_item)
        if other is not None and isinstance(form, HarmForm) and form.frame == "shot":
            finding.harm = other
        elif {finding.harm, other} == {"killed", "injured"}:
            finding.harm = "casualties"
            finding.rules.append("harm.both")
            joined[finding.group_item] = finding
    return [f for f in found if joined.get(f.group_item, f) is f]


def _joined_harm(row: Row, j: int) -> str | None:
    """The harm that "and" or "or" joins to the one at item `j` with no group between them."""
    if isinstance(row.items[j].value, Group):
        return None
    after, before = re.match(r"&A*[KJrkDC]", row.classes[j + 1 :]), re.search(r"[KJrkDC]&A*$", row.classes[:j])
    at = j + after.end() if after else before.start() if before else None
    value = None if at is None else row.items[at].value
    return value.harm if isinstance(value, HarmForm) else None
