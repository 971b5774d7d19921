"""Frames of tolls: "the death toll rose to 12 from 8", "the number of people killed has risen to 39"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marsad.reading.chains import Link, has_predicate
from marsad.reading.finding import DEAD_NOUNS, Finding, found
from marsad.reading.group import Group
from marsad.reading.items import Row
from marsad.reading.numbers import Quantity

_REACH = 24
_NUMBER_REACH = 18
"""Items behind the word for a toll, and behind the harm of "the number of", within which its count follows."""
_BEFORE_TOLL = {"to", "at", "of", "is", "was", "are", "reached", "reaches", "reach", "exceeded", "exceeds", "passed", "passes",
                "topped", "tops", "surpassed", "surpasses", "hit", "stands", "stood", ":", "above", "beyond", "now", "were",
                "reaching", "exceeding", "from", "between", "be", "number", "numbers"}  # fmt: skip
"""Words after which a number is the toll itself."""
_MOVED = {"rose", "risen", "rises", "rising", "rise", "climbed", "climbs", "grew", "grown", "increased", "jumped", "soared",
          "raised", "raising", "revised", "updated", "went", "gone", "fell", "fallen", "lowered", "reduced", "cut"}  # fmt: skip
"""Words of a toll that changes."""
_BEFORE_NUMBER = ("to", "at", "reached", "is", "was", "stands")


def toll(row: Row, j: int) -> Iterator[Finding]:
    """T: "the death toll rose to 12 from 8", "put the toll at 58", "brought to 12 the number of dead"."""
    if row.items[j].value.harm == "":
        yield from _number_of(row, j)
        return
    new: Finding | None = None
    old: Finding | None = None
    for i in range(j + 1, min(len(row.items), j + _REACH)):
        if row.classes[i] == "T" or (new is not None and row.classes[i] in "KkYJ"):
            break
        before = _word_before(row, i)
        if not _is_toll(row, i, j, before):
            continue
        finding = _only(found(row, [Link(i)], j, "toll.update" if before in ("to", "from") else "toll.stands"))
        if before == "from" and old is None:
            old = finding
        elif new is None:
            new = finding
    if (
        new is None
        and j > 2
        and row.classes[j - 2 : j] in ("GA", "NA")
        and row.sentence.lows[row.items[j - 2].first - 1] == "to"
    ):
        new = _only(found(row, [Link(j - 2)], j, "toll.update"))
    if new is not None and _rises(row, j, new):
        new = _risen(new)
    if new is not None and old is not None:
        new.supersedes = old
    yield from (finding for finding in (new, old) if finding is not None)


def _rises(row: Row, j: int, finding: Finding) -> bool:
    """As in "the toll rose from 8 to 12": the range is no range, it has the old count and the new."""
    quantity, lows = finding.group.quantity, row.sentence.lows
    ranged = quantity is not None and quantity.form == "between" and lows[quantity.first] == "from"
    return ranged and not _MOVED.isdisjoint(lows[row.items[j].last : finding.group.first])


def _risen(finding: Finding) -> Finding:
    """The finding of "from 8 to 12" with the new count alone, the last word of its range."""
    group, quantity = finding.group, finding.group.quantity
    assert quantity is not None
    assert quantity.upper is not None
    last, count = quantity.last, quantity.upper
    new = Quantity(last - 1, last, count, count, "exact")
    return replace(finding, group=group._replace(first=last - 1, quantity=new), rules=["toll.update"])


def _only(findings: list[Finding]) -> Finding | None:
    return findings[0] if findings else None


def _word_before(row: Row, i: int) -> str:
    """The word before item `i`, passing over quotation marks."""
    return next((low for low in reversed(row.sentence.lows[: row.items[i].first]) if low not in ('"', "'")), "")


def _is_toll(row: Row, i: int, j: int, before: str) -> bool:
    """Whether the count at item `i` is what the toll at item `j` stands at: no count of something else on the way."""
    group = row.items[i].value
    if row.classes[i] not in "GNR" or not isinstance(group, Group) or group.quantity is None:
        return False
    ranged = row.sentence.lows[row.items[i].first] == "from" and group.quantity.form == "between"
    told = before in _BEFORE_TOLL or ranged or i == j + 1
    return told and not has_predicate(row, i) and not (before == "of" and i > j + 3)


def _number_of(row: Row, j: int) -> Iterator[Finding]:
    """As in "the number of people killed has risen to 39", "put the number of pilgrims crushed to death at 1,100"."""
    harm_item = _harm_counted(row, j)
    if harm_item is None:
        return
    left = re.search(r"[tp]([GN])A*$", row.classes[:j])
    behind = range(harm_item + 1, min(len(row.items), harm_item + _NUMBER_REACH))
    for i in behind if left is None else (left.start(1),):
        if left is None and row.classes[i] in "=kKY":
            return
        if row.classes[i] in "GN" and row.sentence.lows[row.items[i].first - 1] in _BEFORE_NUMBER:
            told = next((row.items[k].value for k in range(j + 1, harm_item) if row.classes[k] in "gd"), None)
            for finding in found(row, [Link(i)], harm_item, "toll.number_of"):
                finding.group = finding.group if told is None else finding.group.told_as(told)
                yield finding
            return


def _harm_counted(row: Row, j: int) -> int | None:
    """The item of the harm that "the number of" at item `j` counts: a harm word, or a noun such as "bodies"."""
    match = re.match(r"[^=S]{0,14}?([KCJWg])", row.classes[j + 1 :])
    if match is None:
        return None
    harm_item = j + match.end()
    if row.classes[harm_item] != "g" or row.items[harm_item].value.noun in DEAD_NOUNS:
        return harm_item
    further = re.match(r"[^=S]{0,10}?([KCJW])", row.classes[harm_item + 1 :])
    return None if further is None else harm_item + further.end()
