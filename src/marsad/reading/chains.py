"""Chains: which groups a harm word is about, left or right of it, and which group is a part of which.

A chain is told by the classes between two groups (see `items.py`): commas and "and" coordinate, "including" makes the
next group a part, a preposition makes it somebody else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from marsad.reading.group import Group
from marsad.reading.items import Row

_LIMIT = 14
_ASIDE = re.compile(r",uA*(?P<part>[GN])")
_INCLUDED = re.compile(r"[,\-]*(?:[pPowq][^uKkYrVSc=v]{0,9})?[,\-]*uA*")
_COORDINATED = re.compile(r"(?:-[XULAE_]{1,4}-)?(?:(?:o|P|w|p)A*[XLUEA_o\-]{1,8})?(?:[,\-]*&A*[,\-]*|[,\-]+A*)|A*")
_INCLUDED_RIGHT = re.compile(r"[,\-]*(?:[^uKkYrSc=vlGNgsR]{0,12}[,\-]*)uA*")
_GAP = re.compile(r"[^KkYrSc=vlGNgsRh&,]{1,12}(?:,?(?P<and>&)|,)A*")
_GAP_ENDS = re.compile(r"[^KkYrc]*?(?:[=S,]|$)")
_AMONG_BEHIND = re.compile(
    r"(?:[pP]A*[XLUA_o]{1,6})?,[A\-]*(?P<parts>(?:[GNg](?:A*&A*|,A*)?)+)[^GNKkYrSc=vlgsR,]{0,7}u(?=[,=BKYJH\"]|$)"
)
_AMONG_BEFORE = re.compile(r"[GN](?=,)[A,\-]*(?P<parts>(?:[GNg](?:A*&A*|,A*)?)+)[^GNKkYrSc=vlgsR,]{0,7}u[,AHBM!O]*$")
_SPEAKS = re.compile(r"[A,Z]*(?:&A*[Ggs]A*)?[AZ]*(?:(?<!,)S|(?<=,)S(?!A*[UXn]))")
_PARTITION = re.compile(r"[^KkYrSc=vlGNgsRh]{0,12}=A*(?=[GN])|-A*(?=[GN])|[^KkYrSc=vlGNgsRh,]{0,10}BA*(?=[GN])")
_AUXILIARY = re.compile(r"[HMO!AB?,]*B[HA!B?,]*$")


class Link(NamedTuple):
    """A group at item `item`; `whole` is the item of the group that it is a part of, or None."""

    item: int
    whole: int | None = None


def auxiliary_start(row: Row, at: int) -> int | None:
    """Where the "were", "have been", "was reportedly" before the participle at item `at` starts; None if there is none."""
    match = _AUXILIARY.search(row.classes, max(0, at - 8), at)
    return match.start() if match else None


def subjects(row: Row, end: int) -> list[Link]:
    """The groups that are the subject of what starts at item `end`, in the order of the text."""
    head = _subject_head(row, end)
    if head is None:
        name = _name_before(row, end)
        return [] if name is None else [Link(name)]
    aside = _AMONG_BEFORE.search(row.classes[:end])
    if aside is not None and head in range(*aside.span("parts")):
        whole = aside.start()
        return [Link(whole), *(Link(i, whole) for i in range(*aside.span("parts")) if row.classes[i] in "GNg")]
    backwards = [Link(head)]
    at = head
    before = row.classes[:head].rstrip("A").removesuffix("&").rstrip("A")
    if row.classes[head] == "g" and before[-1:] == "G" and _shares_count(row, len(before) - 1, head):
        at = len(before) - 1
        backwards = [Link(at)]
    while len(backwards) < _LIMIT and (linked := _linked_left(row, at)) is not None:
        at, included = linked
        if included:
            backwards = [link if link.whole is not None else Link(link.item, at) for link in backwards]
        backwards.append(Link(at))
    return backwards[::-1]


def objects(row: Row, at: int) -> list[Link]:
    """The groups that follow the harm word at item `at` as its object, with the groups they include."""
    i = at + 1
    while i < len(row.classes) and row.classes[i] in 'A-"Z' and i < at + 4:
        i += 1
    return _chain_right(row, i, None)


def complements(row: Row, at: int) -> list[Link]:
    """The groups that start right at item `at` ("the dead included" …)."""
    while at < len(row.classes) and row.classes[at] in "A-":
        at += 1
    return _chain_right(row, at, None)


def included(row: Row, link: Link) -> list[Link]:
    """The groups that the text names as parts right after the group of `link` ("…, including two children")."""
    behind = _AMONG_BEHIND.match(row.classes, link.item + 1)
    if behind is not None:
        return [Link(i, link.item) for i in range(*behind.span("parts")) if row.classes[i] in "GNg"]
    match = _INCLUDED_RIGHT.match(row.classes, link.item + 1)
    if match is not None:
        return _chain_right(row, match.end(), link.item)
    return partition(row, link.item, link)


def partition(row: Row, at: int, link: Link) -> list[Link]:
    """As in "38 fighters: 22 rebels and 16 soldiers", "nine people (a woman and eight men)": counts behind item `at` that make up the whole."""
    match = _PARTITION.match(row.classes, at + 1)
    whole = row.items[link.item].value
    if match is None or not isinstance(whole, Group) or whole.quantity is None:
        return []
    links = _chain_right(row, match.end(), link.item)
    counts = [_count(row, part.item) for part in links if part.whole == link.item]
    return links if len(links) > 1 and sum(counts) == whole.quantity.lower else []


def _count(row: Row, item: int) -> int:
    group = row.items[item].value
    return group.quantity.lower if isinstance(group, Group) and group.quantity is not None else 1


def gapped(row: Row, at: int) -> list[Link]:
    """Groups that share the verb at item `at` without repeating it ("five were killed in A and one in B")."""
    links: list[Link] = []
    while len(links) < _LIMIT and (match := _GAP.match(row.classes, at + 1)) is not None:
        at = match.end()
        if row.classes[at : at + 1] not in ("G", "N") or has_predicate(row, at):
            break
        after = row.classes[at + 1 : at + 3]
        away = after[:1] == "A" and row.items[at + 1].value == "away"
        if not (after == "pL" or (match["and"] and (after[:1] in ("p", "Z") or away))):
            break
        links.append(Link(at))
    return links if not links or _GAP_ENDS.match(row.classes, links[-1].item + 1) or len(links) == 1 else []


def _chain_right(row: Row, i: int, whole: int | None) -> list[Link]:
    links: list[Link] = []
    while i < len(row.classes) and len(links) < _LIMIT:
        group = _victim_at(row, i, first=not links)
        if group is None or has_predicate(row, group, first=not links):
            break
        if links and _SPEAKS.match(row.classes, group + 1):
            break
        if links and row.classes[group] == "g" and _shares_count(row, links[-1].item, group):
            i = group + 1
            continue
        links.append(Link(group, whole))
        if whole is None:
            links.extend(included(row, links[-1]))
            if links[-1].whole is not None:
                i = links[-1].item + 1
                break
        elif (aside := _ASIDE.match(row.classes, group + 1)) is not None:
            links.append(Link(aside.start("part"), group))
        i = max(group, links[-1].item) + 1
        if row.classes[group] == "U":
            i = _run_end(row, group)
        start = i
        match = re.compile(r"(?:(?:o|P)A*[XLUA_]{1,4})?(?:[,\-]*&A*|[,\-]+A*|A*)").match(row.classes, i)
        i = match.end() if match else i
        if i == start and i < len(row.classes) and row.classes[i] not in "GN":
            break
    return links


def _shares_count(row: Row, counted: int, plural: int) -> bool:
    """As in "54 volunteers and staff": one count over two nouns."""
    group = row.items[counted].value
    return (
        isinstance(group, Group)
        and group.quantity is not None
        and re.fullmatch(r"A*&A*", row.classes[counted + 1 : plural]) is not None
    )


def _victim_at(row: Row, i: int, *, first: bool) -> int | None:
    cls = row.classes[i]
    if cls in "GNgh" or (cls in "Rs" and first):
        return i
    if cls == "U" and first and _run_end(row, i) - i >= 2:
        end = _run_end(row, i)
        apposed = end + (row.classes[end : end + 1] == ",")
        if row.classes[apposed : apposed + 1] == "G" and row.items[apposed].value.quantity is None:
            return apposed
        return i
    return None


def has_predicate(row: Row, i: int, *, first: bool = False) -> bool:
    """Whether the group at item `i` has a harm of its own ("12 killed 30 wounded": the 30 are not killed)."""
    j = i + 1
    aux = False
    while j < len(row.classes) and row.classes[j] in "AHBM":
        aux = aux or row.classes[j] in "HBM"
        j += 1
    if j >= len(row.classes) or row.classes[j] not in "KJYC":
        return False
    takes_object = row.classes[j] == "K" and not aux and row.classes[j + 1 : j + 2] in ("g", "d")
    return not (first and takes_object)


def _run_end(row: Row, i: int) -> int:
    while i < len(row.classes) and row.classes[i] == "U":
        i += 1
    return i


def _subject_head(row: Row, end: int) -> int | None:
    classes = row.classes
    i = end - 1
    while i >= 0 and end - i <= 20:
        cls = classes[i]
        if _is_aside(row, i, end):
            i -= 1
            continue
        if cls in "GNR" and (i == end - 1 or not _in_phrase(row, i)):
            return _before_relative(row, i)
        if cls in "gdsh" and not _in_phrase(row, i):
            return _before_relative(row, i) if cls != "s" or end - i == 1 else None
        if cls in "KV" and (start := _relative_start(row, i)) is not None:
            i = start
            continue
        if cls == "K" and row.classes[i - 1 : i] == "G" and row.items[i].value.harm == "injured":
            i -= 1  # "two people wounded in the raid died": the participle tells whom
            continue
        if cls in "kYrSclvJaT=" or cls in "KV":
            return None
        i -= 1
    return None


def _is_aside(row: Row, i: int, end: int) -> bool:
    """A group that is told in passing: "four of them infants", "and not 25 as first announced"."""
    before = row.classes[:i].rstrip("A")
    if before.endswith("!"):
        return True
    if row.classes[i] in "gd" and before.endswith("R"):
        return True
    value = row.items[i].value
    return row.classes[i] == "R" and i != end - 1 and row.classes[i + 1] not in "BHMA" and value.noun is None


def _before_relative(row: Row, i: int) -> int:
    """As in "two drivers who tried to save inhabitants were executed": the group before the relative clause."""
    match = re.search(r"([GN])qA*[_VnHM][^,=GN]{0,6}$", row.classes[max(0, i - 9) : i])
    return max(0, i - 9) + match.start(1) if match is not None and row.classes[i] in "gds" else i


def _name_before(row: Row, end: int) -> int | None:
    i = end
    while i > 0 and (row.classes[i - 1] == "," or row.sentence.tokens[row.items[i - 1].first].kind == "number"):
        i -= 1
    start = i
    while start > 0 and row.classes[start - 1] == "U":
        start -= 1
    placed = start > 0 and row.classes[start - 1] in "pPotb"
    return start if i - start >= 2 and not placed else None


def _in_phrase(row: Row, i: int) -> bool:
    """Whether the group is the object of a preposition ("clashes with rebels", "raids on civilians")."""
    j = i - 1
    while j >= 0 and row.classes[j] == "A":
        j -= 1
    if j < 0 or row.classes[j] not in "pPbwFto":
        return False
    return not (row.classes[j] == "o" and j > 0 and row.classes[j - 1] in "NRD")


def _relative_start(row: Row, i: int) -> int | None:
    """The item before a relative clause that ends at item `i` ("civilians who were displaced …"), else None."""
    for j in range(i - 1, max(-1, i - 6), -1):
        if row.classes[j] == "q":
            return j - 1
        if row.classes[j] not in "BHMAn!U_XEL":
            return None
    return None


def _linked_left(row: Row, at: int) -> tuple[int, bool] | None:
    """The group that the group at item `at` is linked to on its left, and whether it includes it."""
    classes = row.classes
    for i in range(at - 1, max(-1, at - 16), -1):
        cls = classes[i]
        if cls in "KkYSV=lvcT":
            return None
        if cls not in "GNgsRh":
            continue
        between = classes[i + 1 : at]
        if "u" in between:
            return (i, True) if _INCLUDED.fullmatch(between) else None
        if not _COORDINATED.fullmatch(between) or (between.strip("A") == "" and classes[at] not in "GN"):
            return None
        before = classes[:i].rstrip("A")[-1:]
        if before in ("D", "K", "r", "k", "c", "t") or (before == "u" and "&" not in between and "," not in between):
            return None
        return None if _in_phrase(row, i) and "&" not in between and cls in "gs" else (i, False)
    return None
