"""Findings: one harm done to one group, and how the rules of the frames make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from marsad.reading.chains import Link, complements, included, partition
from marsad.reading.group import Group
from marsad.reading.items import Row
from marsad.reading.lexicon import HarmForm

DEAD_NOUNS = ("body", "corpse", "martyr")
"""Nouns that say by themselves that somebody was killed."""
_KILLED = HarmForm("noun_count", "killed", "noun_count", None)
"""What a noun such as "bodies" says when it stands where a harm word should."""
_FIGHTERS = ("terrorist", "militant", "rebel")
_OF_ANYBODY = ("transitive", "intransitive", "shot", "adjective", "noun_of")
"""Frames of which a noun that the word lists do not know can be the victim."""
_FROM_HOME = ("from their", "out of their", "from his", "from her", "to flee", "to leave their", "from homes")


@dataclass(slots=True, eq=False)
class Finding:
    """One harm done to one group: the row's items of the group and of the harm word, and how it was found.

    `count` replaces what the group counts; `part_of_earlier` looks for its whole in the sentences before;
    `supersedes` is the older count that this one brings up to date.
    """

    harm: str
    group: Group
    group_item: int
    harm_item: int
    rules: list[str]
    polarity: str = "asserted"
    part_of: Finding | None = None
    part_of_earlier: bool = False
    supersedes: Finding | None = None
    event: str | None = None
    count: tuple[int, int | None] | None = None
    whole_items: list[int] = field(default_factory=list)
    parts: list[Finding] = field(default_factory=list)


def can_hold(whole: Finding, part: Finding) -> bool:
    """Whether some of the people of one finding can be those of another: as many, of the same harm, none on the other side."""
    if whole.harm != part.harm or whole.part_of_earlier:
        return False
    told, counted = whole.group.quantity, part.group.quantity
    least = counted.lower if counted is not None else 1
    if told is not None and told.upper is not None and told.upper < least:
        return False
    return "unknown" in (whole.group.status, part.group.status) or whole.group.status == part.group.status


def found(row: Row, links: list[Link], j: int, rule: str) -> list[Finding]:
    """Findings for linked groups that share the harm at item `j`; parts point at their wholes."""
    form = row.items[j].value if isinstance(row.items[j].value, HarmForm) else _KILLED
    made: dict[int, Finding] = {}
    for link in links:
        group = _group_of(row, link.item)
        if group is None or not _fits(form, group):
            continue
        if form.frame == "from_homes" and not _from_home(row, link.item):
            continue
        if link.whole is not None and group.kind == "plural" and _all_of_them(row, link.whole, link.item):
            continue
        if group.kind == "number" and row.classes[link.item + 1 : link.item + 4].strip('"').startswith("f"):
            group = group._replace(status=_last_told(row, link.item))
        finding = Finding(form.harm, group, link.item, j, [rule], event=form.event)
        if link.whole is not None:
            finding.rules.append("subset.including")
            finding.whole_items.append(link.whole)
        made[link.item] = finding
    return list(made.values())


def found_with_parts(row: Row, links: list[Link], j: int, rule: str) -> Iterator[Finding]:
    """Findings for `links`, and for the groups that stand as parts behind the verb ("…were killed, including two")."""
    yield from found(row, links, j, rule)
    wholes = [link for link in links if link.whole is None]
    if wholes and all(link.item < j for link in links):
        whole = wholes[-1]
        late = [Link(link.item, whole.item) for link in included(row, Link(j))] or partition(row, j, whole)
        yield from found(row, late, j, rule)


def _last_told(row: Row, i: int) -> str:
    """Who "dozens of them" are: the status of the people told last before item `i`."""
    groups = [item.value for item in row.items[:i] if isinstance(item.value, Group)]
    told = [group.status for group in groups if group.noun not in (None, "?")]
    if told:
        return told[-1]
    before = row.sentence.lows[: row.items[i].first]
    return "combatant" if any(low.startswith(_FIGHTERS) for low in before) else "unknown"


def nobody(row: Row, i: int, j: int) -> Finding:
    """The "no" or "nobody" at item `i` as a count of none for the harm at item `j`."""
    item, form = row.items[i], row.items[j].value
    group = Group(item.first, item.last, "number")
    return Finding(form.harm, group, i, j, ["negation.nobody"], count=(0, 0), event=form.event)


def nobody_before(row: Row, end: int) -> int | None:
    """The item of the "no" or "nobody" right before item `end`: "no one", "no civilian". None if there is none."""
    match = re.search(r"0A*[gsh_]?A*$", row.classes[:end])
    return None if match is None else match.start()


def labelled(row: Row, j: int) -> list[Link] | None:
    """As in "Wounded: 5", "Dead – two guards": a bulletin's label at item `j` and its count."""
    opens = j == 0 or row.classes[j - 1] in "=-,"
    after = row.items[j].last
    separated = row.classes[j + 1 : j + 2] == "-" or row.sentence.lows[after : after + 1] == [":"]
    if not opens or not separated or row.classes[j + 2 : j + 3] not in ("N", "G"):
        return None
    return complements(row, j + 2)


def _group_of(row: Row, i: int) -> Group | None:
    """The group at item `i`; a run of capitalised words is the name of one person."""
    item = row.items[i]
    if isinstance(item.value, Group):
        return item.value
    if item.cls != "U":
        return None
    *_, end = takewhile(lambda word: word.cls == "U", row.items[i:])
    return Group(item.first, end.last, "name", persons=(row.sentence.words(item.first, end.last),))


def _fits(form: HarmForm, group: Group) -> bool:
    """Whether the verb takes such a group: "destroyed" kills fighters only, "released" needs people told as such."""
    if group.kind == "definite":
        return False
    if group.noun == "?":
        return form.harm in ("killed", "injured") and form.frame in _OF_ANYBODY
    if group.noun in DEAD_NOUNS and form.harm != "killed":
        return False
    if form.frame == "fallen":
        return group.status == "combatant" and group.quantity is not None
    if form.frame == "fighters_only":
        return group.status == "combatant"
    if form.frame == "people_only":
        counted_number = group.kind == "number" and group.quantity is not None
        return counted_number or group.kind in ("counted", "plural", "singular")
    return True


def _from_home(row: Row, i: int) -> bool:
    """As in "drove 20 families from their homes", "forced thousands to flee"."""
    last = row.items[i].last
    after = " ".join(row.sentence.lows[last : last + 12])
    return any(words in after for words in _FROM_HOME)


def _all_of_them(row: Row, whole: int, part: int) -> bool:
    """As in "ten men, all of them herders": the same people once more."""
    low, high = sorted((whole, part))
    return any(item.value == "including_all" for item in row.items[low:high])
