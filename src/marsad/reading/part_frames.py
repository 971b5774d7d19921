"""Frames of parts: "the dead included four children", "two of them women", "of the nineteen dead, seven were civilians"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.reading.chains import Link, complements, has_predicate, subjects
from marsad.reading.finding import DEAD_NOUNS, Finding, found
from marsad.reading.group import Group
from marsad.reading.items import Row

_REFERS_BACK = ("them", "whom", "which", "rest", "others", "remainder")
"""Words of a part that stand for the people told before."""


def the_harmed(row: Row, j: int) -> Iterator[Finding]:
    """W: "the dead included four children", "among the wounded were …", "11 children among the dead"."""
    if (count := _count_of_the_harmed(row, j)) is not None:
        yield from found(row, [Link(count)], j, "toll.stands")
        return
    told = _told_behind(row, j) if re.search(r"Ro?A*$", row.classes[:j]) else None
    for finding in found(row, _parts_of_the_harmed(row, j), j, "the_harmed.part"):
        if told is not None:
            finding.group = _who_were(finding.group, told)
        finding.part_of_earlier = True
        yield finding


def _told_behind(row: Row, j: int) -> Group | None:
    """Who people are said to have been behind item `j`: "two of the dead in the raid were *children*"."""
    match = re.match(r"A*(?:p[LUEXZAo_]{1,6})?(?:B|HB)A*([gds])", row.classes[j + 1 :])
    return None if match is None else row.items[j + match.end()].value


def _who_were(group: Group, told: Group) -> Group:
    """A group by number of whom the text goes on to say who they were."""
    said = group.told_as(told)
    return said._replace(affiliation=told.affiliation, last=max(group.last, told.last), noun=told.noun)


def _count_of_the_harmed(row: Row, j: int) -> int | None:
    """As in "put the dead in the raid at 40": the item of the count behind "to" or "at"."""
    match = re.match(r"[A-]*(?:p[^=KkSv]{0,6})?[tp][A\"]*(?=N)", row.classes[j + 1 :])
    if match is None or row.sentence.lows[row.items[j + match.end()].first] not in ("to", "at"):
        return None
    return j + 1 + match.end()


def _parts_of_the_harmed(row: Row, j: int) -> list[Link]:
    """The groups that are said to belong to the harmed at item `j`, before the word or behind it."""
    before, after = row.classes[:j], row.classes[j + 1 : j + 12]
    if (part_of := re.search(r"Ro?A*$", before)) is not None:
        return [Link(part_of.start())]
    match = re.match(r"A*(?:p[LUEAXo_]{1,6})?[vB]A*(?:m|u)?", after)
    if match is not None and not re.search(r"^A*(?:p[LUEAXo_]{1,6})?BA*K", after):
        links = complements(row, j + 1 + match.end())
        if "B" in match.group() and not before.rstrip("A").endswith("m"):
            return [link for link in links if row.classes[link.item] != "g"]
        return links
    if not before.endswith("m"):
        return []
    start = j - 1
    while start > 0 and row.classes[start - 1] in "BA_":
        start -= 1
    return subjects(row, start)


def among(row: Row, j: int) -> Iterator[Finding]:
    """m: "four schoolchildren were among eight people killed": both counts are findings, the first a part."""
    inverted = re.match(r"([GN][ABH]*K)[^=BS]{0,16}BA*(?=[GNgs])", row.classes[j + 1 :])
    right = complements(row, j + 1)
    if inverted is not None:
        links = [Link(link.item, j + 1) for link in complements(row, j + 1 + inverted.end())]
        yield from found(row, links, j + inverted.end(1), "subset.among")
        return
    if not right or row.classes[right[0].item] not in "GN":
        return
    whole = right[0].item
    match = re.match(r"[ABH]*K", row.classes[whole + 1 :])
    if match is None:
        return
    start = j
    while start > 0 and row.classes[start - 1] in "BHA":
        start -= 1
    links = [Link(link.item, whole) for link in subjects(row, start) if link.whole is None]
    yield from found(row, links, whole + match.end(), "subset.among")


def part(row: Row, j: int) -> Iterator[Finding]:
    """R: "234 of them were children", "two of whom women": a part of what was told before, of the same harm."""
    if (harmed := re.match(r"f[JK]", row.classes[j + 1 :])) is not None:
        yield from _of_those_harmed(row, j, j + harmed.end())
        return
    match = re.match(r"[A,]*(?:B|HB|H)?A*([gdsG])", row.classes[j + 1 :])
    if match is None or row.sentence.lows[row.items[j].last - 1] not in _REFERS_BACK:
        return
    told: Group = row.items[j + match.end()].value
    if match.group(1) == "G" and told.quantity is not None:
        return
    yield _of_earlier(row, _who_were(row.items[j].value, told), j, j, "subset.of_them")
    yield from _and_others(row, j, j + match.end())


def _and_others(row: Row, j: int, at: int) -> Iterator[Finding]:
    """As in "three of them were women and two were children": the next parts, behind the item `at`."""
    while (match := re.match(r"[,&A]*&[,&A]*(N)(?:B|HB)?A*([gds])", row.classes[at + 1 :])) is not None:
        item = at + 1 + match.start(1)
        at += match.end()
        told: Group = row.items[at].value
        yield _of_earlier(row, _who_were(row.items[item].value, told), item, j, "subset.of_them")


def _of_those_harmed(row: Row, j: int, harm: int) -> Iterator[Finding]:
    """As in "two of those killed in the raid were children": R at item `j`, the harm word at item `harm`."""
    told = _told_behind(row, harm)
    if told is None:
        return
    for finding in found(row, [Link(j)], harm, "subset.of_those_harmed"):
        finding.group, finding.part_of_earlier = _who_were(finding.group, told), True
        yield finding


def among_them(row: Row, j: int) -> Iterator[Finding]:
    """U at the head of a sentence or behind its verb: "among them were two children", "two children were among them"."""
    if "among" not in row.sentence.lows[row.items[j].first : row.items[j].last]:
        return
    if re.fullmatch(r"[A&\"]*", row.classes[:j]) and (verb := re.match(r"A*BA*", row.classes[j + 1 :])) is not None:
        links = complements(row, j + 1 + verb.end())
    elif (was := re.search(r"BA*$", row.classes[:j])) is not None:
        links = subjects(row, was.start())
    else:
        return
    yield from _of_people_told(row, links, j, "subset.among_them")


def they_included(row: Row, j: int) -> Iterator[Finding]:
    """v: "they included two children"."""
    before = row.items[j - 1] if j else None
    if before is not None and before.cls == "n" and row.sentence.lows[before.first] == "they":
        yield from _of_people_told(row, complements(row, j + 1), j, "subset.they_included")


def _of_people_told(row: Row, links: list[Link], j: int, rule: str) -> Iterator[Finding]:
    """Counted groups as parts of people told in a sentence before."""
    for link in links:
        group = row.items[link.item].value
        if isinstance(group, Group) and row.classes[link.item] == "G" and link.whole is None:
            yield Finding("", group, link.item, j, [rule], part_of_earlier=True)


def of_whom(row: Row, j: int) -> Iterator[Finding]:
    """f: "29 people, of whom eleven were children", "5, of them 1 child", "of those killed, seven had been civilians"."""
    match = re.match(r"(?:([JK])[pLUEXZAo_]{0,8})?,?A*([GN])(?:[HB]+A*([gd]))?", row.classes[j + 1 :])
    if match is None or (match.group(1) and match.group(3) is None):
        return
    item = j + 1 + match.start(2)
    group: Group = row.items[item].value
    if match.group(3) is not None:
        told: Group = row.items[j + match.end()].value
        group = group.told_as(told)._replace(last=told.last, noun=told.noun)
    elif group.kind == "number" or has_predicate(row, item):
        return
    finding = _of_earlier(row, group, item, j, "subset.of_whom")
    if group.noun in DEAD_NOUNS:
        finding.harm = "killed"
    elif match.group(1):
        finding.harm, finding.harm_item = row.items[j + 1].value.harm, j + 1
    yield finding


def of_the_dead(row: Row, j: int) -> Iterator[Finding]:
    """o: "Of the nineteen dead in the raid, seven had been civilians" at the head of a sentence."""
    match = re.match(r"A*[GNW][JK]?[^=,KYrN]{0,10},?A*(N)[HB]+A*([gd])", row.classes[j + 1 :]) if j <= 1 else None
    if match is None:
        return
    told: Group = row.items[j + match.end()].value
    item = j + 1 + match.start(1)
    group: Group = row.items[item].value
    group = group.told_as(told)._replace(noun=told.noun)
    yield Finding("", group, item, j, ["subset.of_the_dead"], part_of_earlier=True)


def _of_earlier(row: Row, group: Group, item: int, j: int, rule: str) -> Finding:
    """A part at item `item` of what was told before item `j`: its harm is still to be found."""
    harm_items = [i for i in range(j) if row.classes[i] in "KkrYJCDTc"]
    return Finding("", group, item, harm_items[-1] if harm_items else item, [rule], part_of_earlier=True)
