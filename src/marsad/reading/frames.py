"""Frames: how a language says that people were harmed, as named rules over the row of items of a sentence.

Every rule starts at a harm word and finds the groups that it is about. Rules are general statements about syntax; the
words are data. A finding remembers its rules for `--explain`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from marsad.reading.chains import (
    Link,
    auxiliary_start,
    complements,
    gapped,
    has_predicate,
    included,
    objects,
    partition,
    subjects,
)
from marsad.reading.group import Group
from marsad.reading.items import Row
from marsad.reading.lexicon import HarmForm


@dataclass(slots=True, eq=False)
class Finding:
    """One harm done to one group: the row's items of the group and of the harm word, and how it was found."""

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


def findings(row: Row) -> list[Finding]:
    """All findings of a sentence, in the order of the text; a group is found once for a harm."""
    found: dict[tuple[int, str], Finding] = {}
    for j, item in enumerate(row.items):
        rule = _RULES.get(item.cls)
        if rule is None:
            continue
        for finding in rule(row, j):
            key = (finding.group_item, finding.harm)
            if key not in found:
                found[key] = finding
    _drop_numbered(row, found)
    _tie_parts(row, found)
    merged = _both_harms(row, list(found.values()))
    return sorted(merged, key=lambda f: (f.group_item, f.harm_item))


def _make(row: Row, links: list[Link], j: int, rule: str) -> list[Finding]:
    """Findings for linked groups that share the harm at item `j`; parts point at their wholes."""
    form = row.items[j].value if isinstance(row.items[j].value, HarmForm) else _KILLED
    made: dict[int, Finding] = {}
    for link in links:
        group = _group_of(row, link.item)
        if group is None or not _fits(form, group):
            continue
        if form.frame == "from_homes" and not _from_home(row, link.item):
            continue
        if link.whole is not None and group.kind == "plural" and _all_of_them(row, link):
            continue
        finding = Finding(form.harm, group, link.item, j, [rule], event=form.event)
        if link.whole is not None:
            finding.rules.append("subset.including")
            finding.whole_items.append(link.whole)
        made[link.item] = finding
    return [f for f in made.values()]


def _from_home(row: Row, i: int) -> bool:
    """ "drove 20 families from their homes", "forced thousands to flee"."""
    after = " ".join(row.sentence.lows[row.items[i].last : row.items[i].last + 12])
    return any(
        words in after
        for words in ("from their", "out of their", "from his", "from her", "to flee", "to leave their", "from homes")
    )


def _all_of_them(row: Row, link: Link) -> bool:
    """ "ten men, all of them herders": the same people once more."""
    low, high = sorted((link.whole or 0, link.item))
    return any(item.value == "including_all" for item in row.items[low:high])


_KILLED = HarmForm("noun_count", "killed", "noun_count", None)


def _group_of(row: Row, i: int) -> Group | None:
    item = row.items[i]
    if isinstance(item.value, Group):
        return item.value
    if item.cls != "U":
        return None
    last = i
    while last < len(row.items) and row.items[last].cls == "U":
        last += 1
    words = row.sentence.words(item.first, row.items[last - 1].last)
    return Group(item.first, row.items[last - 1].last, "name", None, "unknown", "unknown", "unknown", None, None, "person", None,
                 False, None, (words,))  # fmt: skip


_DEAD_NOUNS = ("body", "corpse", "martyr")
"""Nouns that say by themselves that somebody was killed."""


def _fits(form: HarmForm, group: Group) -> bool:
    """Whether the verb takes such a group: "destroyed" kills fighters only, "released" needs people told as such."""
    if group.kind == "definite":
        return False
    if group.noun == "?":
        return form.harm in ("killed", "injured") and form.frame in (
            "transitive",
            "intransitive",
            "shot",
            "adjective",
            "noun_of",
        )
    if group.noun in _DEAD_NOUNS and form.harm != "killed":
        return False
    if form.frame == "fallen":
        return group.status == "combatant" and group.quantity is not None
    if form.frame == "fighters_only":
        return group.status == "combatant"
    if form.frame == "people_only":
        return group.kind in ("counted", "plural", "singular") or (
            group.kind == "number" and group.quantity is not None
        )
    return True


_STRICT = ("killed", "injured", "casualties", "missing")
"""Harms of which "nobody" is told as a count of none."""


def _passive(row: Row, j: int) -> Iterator[Finding]:
    """K: passive, active and reduced forms of a transitive verb in the past."""
    start = auxiliary_start(row, j)
    strict = row.items[j].value.harm in _STRICT
    before = row.classes[: j if start is None else start]
    if strict and (nobody := re.search(r"0A*[gsh_]?A*$", before)) is not None:
        yield _nobody(row, nobody.start(), j)
        return
    if (
        strict
        and start is None
        and row.classes[j + 1 : j + 2] == "0"
        and row.sentence.lows[row.items[j + 1].first] != "no"
    ):
        yield _nobody(row, j + 1, j)
        return
    if start is not None and _is_passive(row, start, j):
        links = subjects(row, start)
        if (
            row.items[j].value.frame == "people_only"
            and row.classes[start - 1 : start] == "q"
            and links
            and links[-1].item != start - 2
        ):
            return
        yield from _with_parts(row, links + gapped(row, j), j, "verb.passive", after=j)
        if not links and "e" in row.classes[max(0, start - 2) : start]:
            yield from _with_parts(row, objects(row, j), j, "verb.there_passive", after=j)
        return
    right = objects(row, j)
    if right and not _labels_left(row, j, right):
        yield from _with_parts(row, right + gapped(row, right[-1].item), j, "verb.active", after=j)
        return
    if (label := _labelled(row, j)) is not None:
        yield from _with_parts(row, label, j, "bulletin.label", after=j)
        return
    if re.search(r"H[A!]*$", row.classes[:j]):
        return
    links = subjects(row, j)
    if (
        row.items[j].value.frame in ("people_only", "from_homes")
        and links
        and links[-1].item < len(row.classes[:j].rstrip("A")) - 1
    ):
        return
    yield from _with_parts(row, links + gapped(row, j), j, "verb.reduced_passive", after=j)


def _labelled(row: Row, j: int) -> list[Link] | None:
    """ "Wounded: 5", "Dead – two guards": a bulletin's label and its count."""
    opens = j == 0 or row.classes[j - 1] in "=-,"
    separated = row.classes[j + 1 : j + 2] == "-" or row.sentence.lows[row.items[j].last : row.items[j].last + 1] == [
        ":"
    ]
    if not opens or not separated or row.classes[j + 2 : j + 3] not in ("N", "G"):
        return None
    return complements(row, j + 2)


def _is_passive(row: Row, start: int, j: int) -> bool:
    return "B" in row.classes[start:j]


def _labels_left(row: Row, j: int, right: list[Link]) -> bool:
    """ "12 killed, 30 wounded": the participle closes the group on its left, what follows is another group's."""
    left = row.classes[j - 1 : j] in ("G", "N") if j else False
    separated = row.classes[j + 1 : j + 2] in (",", "-", "&")
    return left and (separated or has_predicate(row, right[0].item))


def _with_parts(row: Row, links: list[Link], j: int, rule: str, *, after: int) -> Iterator[Finding]:
    """Findings for `links`, and for the groups that stand as parts behind the verb ("…were killed, including two")."""
    yield from _make(row, links, j, rule)
    wholes = [link for link in links if link.whole is None]
    if wholes and all(link.item < after for link in links):
        late = [Link(link.item, wholes[-1].item) for link in included(row, Link(after))] or partition(
            row, after, wholes[-1]
        )
        yield from _make(row, late, j, rule)


def _present(row: Row, j: int) -> Iterator[Finding]:
    """k: "kills 20 militants", "to kill 12"."""
    form: HarmForm = row.items[j].value
    purpose = row.classes[j - 1 : j] == "t"
    if (
        row.sentence.lows[row.items[j].first].endswith("s") is False
        and form.frame == "people_only"
        and row.classes[j - 1 : j] not in ("n", "M", "g", "d", "X")
    ):
        return
    if purpose and (form.harm not in ("killed", "injured") or row.classes[j + 1 : j + 2] == "g"):
        return
    yield from _with_parts(row, objects(row, j), j, "verb.present", after=j)


def _gerund(row: Row, j: int) -> Iterator[Finding]:
    """r: "killing four civilians"."""
    yield from _with_parts(row, objects(row, j), j, "verb.gerund", after=j)


def _intransitive(row: Row, j: int) -> Iterator[Finding]:
    """Y: "another man died"."""
    start = j
    while start > 0 and row.classes[start - 1] in "HMA!O":
        start -= 1
    form: HarmForm = row.items[j].value
    links = subjects(row, start) or [
        link for link in objects(row, j) if form.frame == "intransitive" and row.classes[link.item] in "GN"
    ]
    if re.search(r"0A*[gsh_]?A*$", row.classes[:start]):
        yield _nobody(row, len(re.sub(r"0A*[gsh_]?A*$", "", row.classes[:start])), j)
        return
    if form.frame == "intransitive_past" and (form.form == "base" or re.search(r"u[AG]*qA*$", row.classes[:start])):
        return
    yield from _with_parts(row, links + gapped(row, j), j, "verb.intransitive", after=j)


def _adjective(row: Row, j: int) -> Iterator[Finding]:
    """J: "12 dead", "left 40 soldiers dead", "two people are missing"."""
    start = j
    while (start > 0 and row.classes[start - 1] in "AB!HM?") or (
        start > 0 and row.classes[start - 1] in "_V" and start == j
    ):
        start -= 1
    if (label := _labelled(row, j)) is not None:
        yield from _with_parts(row, label, j, "bulletin.label", after=j)
        return
    if (nobody := re.search(r"0A*[gsh_]?A*$", row.classes[:start])) is not None:
        yield _nobody(row, nobody.start(), j)
        return
    links = subjects(row, start)
    if links and links[-1].item < start - 10:
        return
    yield from _with_parts(row, links + (gapped(row, j) if links else []), j, "adjective.predicate", after=j)


def _counted_noun(row: Row, j: int) -> Iterator[Finding]:
    """C: "12 deaths", "no casualties", "caused casualties"."""
    i = j - 1
    while i >= 0 and row.classes[i] in "A_E" and j - i < 4:
        i -= 1
    form: HarmForm = row.items[j].value
    if i >= 0 and row.classes[i] in "GN" and row.items[i].value.quantity is not None and form.form != "noun_both":
        for finding in _with_parts(row, [Link(i)], j, "noun.counted", after=j):
            if row.classes[j + 1 : j + 3] == "og" and finding.group_item == i:
                told: Group = row.items[j + 2].value
                finding.group = finding.group._replace(
                    status=told.status, age=told.age, sex=told.sex, role=told.role, noun=told.noun
                )
            yield finding
    elif i >= 0 and row.classes[i] == "0" and not _of_reports(row, i):
        yield _nobody(row, i, j)
    elif (label := _labelled(row, j)) is not None:
        yield from _with_parts(row, label, j, "bulletin.label", after=j)
    elif form.form == "noun_both" and (links := objects(row, j) or subjects(row, j)):
        yield from _with_parts(row, links, j, "noun.both", after=j)
    elif form.frame == "noun_count" and row.classes[j + 1 : j + 2] == "o":
        yield from _with_parts(row, objects(row, j + 1), j, "noun.of", after=j)


def _of_reports(row: Row, i: int) -> bool:
    after = row.sentence.lows[row.items[i].last : row.items[i].last + 4]
    return any(word in ("reports", "report", "word", "information", "immediate", "claim", "details") for word in after)


def _nobody(row: Row, i: int, j: int) -> Finding:
    item = row.items[i]
    group = Group(
        item.first,
        item.last,
        "number",
        None,
        "unknown",
        "unknown",
        "unknown",
        None,
        None,
        "person",
        None,
        False,
        None,
        (),
    )
    form: HarmForm = row.items[j].value
    return Finding(form.harm, group, i, j, ["negation.nobody"], count=(0, 0), event=form.event)


def _noun_of(row: Row, j: int) -> Iterator[Finding]:
    """D: "the deaths of at least 27 people", "claimed the lives of 129 loyalists"."""
    item = row.items[j]
    words = row.sentence.lows[item.first]
    if words in ("lives", "life") and not re.search(r"[cx][A_]*$|D$", row.classes[:j]):
        return
    if (
        item.value.frame == "noun_loss"
        and row.sentence.lows[item.last : item.last + 1] != ["life"]
        and not objects(row, j)
    ):
        return
    links = objects(row, j)
    abstract = words in (
        "killing",
        "killings",
        "murder",
        "massacre",
        "slaughter",
        "displacement",
        "execution",
        "detention",
        "arrest",
    )
    if abstract and all(row.classes[link.item] == "g" for link in links):
        return
    for finding in _with_parts(row, links, j, "noun.of", after=j):
        if (
            row.classes[finding.group_item + 1 : finding.group_item + 4].strip('"').startswith("f")
            and finding.group.kind == "number"
        ):
            finding.group = finding.group._replace(status=_last_told(row, finding.group_item))
        yield finding


def _last_told(row: Row, i: int) -> str:
    """Who "dozens of them" are: the status of the people told last before item `i`."""
    before = [
        item.value for item in row.items[:i] if isinstance(item.value, Group) and item.value.noun not in (None, "?")
    ]
    if before:
        return before[-1].status
    return (
        "combatant"
        if any(low.startswith(("terrorist", "militant", "rebel")) for low in row.sentence.lows[: row.items[i].first])
        else "unknown"
    )


def _lives(row: Row, j: int) -> Iterator[Finding]:
    """c, x: "claimed 12 lives", "12 lives were lost", "lost 12 soldiers"."""
    form = HarmForm("past", "killed", "lives", None)
    right = objects(row, j)
    for link in right:
        group = row.items[link.item].value
        if isinstance(group, Group) and group.noun in ("life", "soul") and group.quantity is not None:
            yield Finding(form.harm, group, link.item, j, ["idiom.lives"])
        elif (
            isinstance(group, Group)
            and group.noun in ("hostage", "captive")
            and group.quantity is not None
            and row.sentence.lows[row.items[j].first].startswith("t")
        ):
            yield Finding("abducted", group, link.item, j, ["idiom.take_hostages"], event="abduction")
        elif (
            row.classes[j] == "x"
            and isinstance(group, Group)
            and group.quantity is not None
            and group.noun not in (None, "?")
        ):
            yield Finding(form.harm, group, link.item, j, ["idiom.lost"])
    if row.classes[j] == "x" and (start := auxiliary_start(row, j)) is not None:
        for link in subjects(row, start):
            group = row.items[link.item].value
            if isinstance(group, Group) and group.noun in ("life", "soul"):
                yield Finding(form.harm, group, link.item, j, ["idiom.lives"])


_TOLL_WORDS = {"to", "at", "of", "is", "was", "are", "reached", "reaches", "reach", "exceeded", "exceeds", "passed", "passes",
               "topped", "tops", "surpassed", "surpasses", "hit", "stands", "stood", ":", "above", "beyond", "now", "were",
               "reaching", "exceeding", "from", "between", "be", "number", "numbers"}  # fmt: skip


def _toll(row: Row, j: int) -> Iterator[Finding]:
    """T: "the death toll rose to 12 from 8", "put the toll at 58", "brought to 12 the number of dead"."""
    new, old = None, None
    if row.items[j].value.harm == "":
        yield from _number_of(row, j)
        return
    for i in range(j + 1, min(len(row.items), j + 24)):
        if row.classes[i] in "TKkYJ" and not (new is None and row.classes[i] in "KkYJ"):
            break
        if (
            row.classes[i] not in "GNR"
            or not isinstance(row.items[i].value, Group)
            or row.items[i].value.quantity is None
        ):
            continue
        before = next((low for low in reversed(row.sentence.lows[: row.items[i].first]) if low not in ('"', "'")), "")
        ranged = row.sentence.lows[row.items[i].first] == "from" and row.items[i].value.quantity.form == "between"
        told = before in _TOLL_WORDS or ranged or i == j + 1
        if has_predicate(row, i) or not told or (before == "of" and i > j + 3):
            continue
        finding = _make(row, [Link(i)], j, "toll.update" if before in ("to", "from") else "toll.stands")
        if before == "from" and old is None:
            old = finding[0] if finding else None
        elif new is None and finding:
            new = finding[0]
            _make_parts(row, new)
    if new is None and row.classes[j - 2 : j] in ("GA", "NA") and row.sentence.lows[row.items[j - 2].first - 1] == "to":
        new = next(iter(_make(row, [Link(j - 2)], j, "toll.update")), None)
    if new is not None and old is not None:
        new.supersedes = old
    yield from (f for f in (new, old) if f is not None)


def _number_of(row: Row, j: int) -> Iterator[Finding]:
    """ "the number of people killed has risen to 39", "put the number of pilgrims crushed to death at 1,100"."""
    match = re.match(r"[^=S]{0,14}?([KCJWg])", row.classes[j + 1 :])
    if match is None:
        return
    harm_item = j + match.end()
    if row.classes[harm_item] == "g" and row.items[harm_item].value.noun not in _DEAD_NOUNS:
        further = re.match(r"[^=S]{0,10}?([KCJW])", row.classes[harm_item + 1 :])
        if further is None:
            return
        harm_item += further.end()
    left = re.search(r"[tp]([GN])A*$", row.classes[:j])
    candidates = (
        [left.start(1)] if left is not None else list(range(harm_item + 1, min(len(row.items), harm_item + 18)))
    )
    for i in candidates:
        if row.classes[i] in "=kKY" and left is None:
            return
        if row.classes[i] in "GN" and row.sentence.lows[row.items[i].first - 1] in (
            "to",
            "at",
            "reached",
            "is",
            "was",
            "stands",
        ):
            for finding in _make(row, [Link(i)], harm_item, "toll.number_of"):
                told = next((row.items[k].value for k in range(j + 1, harm_item) if row.classes[k] in "gd"), None)
                if told is not None:
                    finding.group = finding.group._replace(
                        status=told.status, age=told.age, sex=told.sex, role=told.role
                    )
                yield finding
            return


def _make_parts(row: Row, finding: Finding) -> None:
    finding.rules.append("toll")


def _the_harmed(row: Row, j: int) -> Iterator[Finding]:
    """W: "the dead included four children", "among the wounded were …", "11 children among the dead"."""
    after, before = row.classes[j + 1 : j + 4], row.classes[:j]
    links: list[Link] = []
    if (match := re.match(r"[A-]*(?:p[^=KkSv]{0,6})?[tp][A\"]*(?=N)", row.classes[j + 1 :])) and row.sentence.lows[
        row.items[j + match.end()].first
    ] in ("to", "at"):
        yield from _make(row, [Link(j + 1 + match.end())], j, "toll.stands")
        return
    if re.search(r"Ro?A*$", before):
        links = [Link(len(re.sub(r"o?A*$", "", before)) - 1)]
    elif (match := re.match(r"A*[vB]A*(?:m|u)?", after)) and not re.match(r"A*BA*K", after):
        links = complements(row, j + 1 + match.end())
        if "B" in match.group() and not before.rstrip("A").endswith("m"):
            links = [link for link in links if row.classes[link.item] != "g"]
    elif before.endswith("m") and (start := _before_among(row, j)) is not None:
        links = subjects(row, start)
    for finding in _make(row, links, j, "the_harmed.part"):
        finding.part_of_earlier = True
        yield finding


def _before_among(row: Row, j: int) -> int | None:
    start = j - 1
    while start > 0 and row.classes[start - 1] in "BA_":
        start -= 1
    return start


def _among(row: Row, j: int) -> Iterator[Finding]:
    """m: "four schoolchildren were among eight people killed": both counts are findings, the first a part."""
    right = complements(row, j + 1)
    inverted = re.match(r"[GN][ABH]*K[^=BS]{0,16}BA*(?=[GNgs])", row.classes[j + 1 :])
    if inverted is not None:
        harm_item = j + 1 + re.match(r"[GN][ABH]*K", row.classes[j + 1 :]).end() - 1  # type: ignore[union-attr]
        links = [Link(link.item, j + 1) for link in complements(row, j + 1 + inverted.end())]
        yield from _make(row, links, harm_item, "subset.among")
        return
    if (
        not right
        or row.classes[right[0].item] not in "GN"
        or not (match := re.match(r"[ABH]*K", row.classes[right[0].item + 1 :]))
    ):
        return
    start = j
    while start > 0 and row.classes[start - 1] in "BHA":
        start -= 1
    harm_item = right[0].item + match.end()
    links = [Link(link.item, right[0].item) for link in subjects(row, start) if link.whole is None]
    yield from _make(row, links, harm_item, "subset.among")


def _bodies(row: Row, j: int) -> Iterator[Finding]:
    """G: "12 bodies were found": a body is a person killed whatever the verb; "two wounded soldiers"."""
    group: Group = row.items[j].value
    if group.noun in _DEAD_NOUNS and group.quantity is not None:
        yield Finding("killed", group, j, j, ["noun.bodies"])


def _part(row: Row, j: int) -> Iterator[Finding]:
    """R: "234 of them were children", "two of whom women": a part of what was told before, of the same harm."""
    words = row.sentence.lows[row.items[j].last - 1]
    match = re.match(r"[A,]*(?:B|HB|H)?A*([gdsG])", row.classes[j + 1 :])
    if words not in ("them", "whom", "which", "rest", "others", "remainder") or match is None:
        return
    if row.classes[j + match.end()] == "G" and row.items[j + match.end()].value.quantity is not None:
        return
    told: Group = row.items[j + match.end()].value
    group: Group = row.items[j].value
    merged = group._replace(status=told.status, age=told.age, sex=told.sex, role=told.role, affiliation=told.affiliation,
                            last=told.last, noun=told.noun)  # fmt: skip
    earlier = [i for i in range(j) if row.classes[i] in "KkrYJCDTc"]
    finding = Finding("", merged, j, earlier[-1] if earlier else j, ["subset.of_them"], part_of_earlier=True)
    yield finding


def _of_whom(row: Row, j: int) -> Iterator[Finding]:
    """f: "29 people, of whom eleven were children", "5, of them 1 child", "of the nineteen dead, seven had been civilians"."""
    match = re.match(r"A*([GN])(?:[HB]+A*([gd]))?", row.classes[j + 1 :])
    if match is None:
        return
    item = j + 1 + match.start(1)
    group: Group = row.items[item].value
    if match.group(2) is not None:
        told: Group = row.items[j + match.end()].value
        group = group._replace(
            status=told.status, age=told.age, sex=told.sex, role=told.role, last=told.last, noun=told.noun
        )
    elif group.kind == "number" or has_predicate(row, item):
        return
    earlier = [i for i in range(j) if row.classes[i] in "KkrYJCDTc"]
    harm = "killed" if group.noun in _DEAD_NOUNS else ""
    yield Finding(harm, group, item, earlier[-1] if earlier else item, ["subset.of_whom"], part_of_earlier=True)


def _drop_numbered(row: Row, found: dict[tuple[int, str], Finding]) -> None:
    """ "the number of rebels killed rose to 39": the rebels are not told a second time as a bare plural."""
    counted = {f.harm_item for f in found.values() if "toll.number_of" in f.rules}
    for key, finding in list(found.items()):
        if finding.harm_item in counted and finding.group.quantity is None:
            del found[key]


def _of_the_dead(row: Row, j: int) -> Iterator[Finding]:
    """o: "Of the nineteen dead in the raid, seven had been civilians" at the head of a sentence."""
    match = re.match(r"A*[GNW][JK]?[^=,KYr]{0,10},A*(N)[HB]+A*([gd])", row.classes[j + 1 :]) if j <= 1 else None
    if match is None:
        return
    told: Group = row.items[j + match.end()].value
    item = j + 1 + match.start(1)
    group: Group = row.items[item].value._replace(
        status=told.status, age=told.age, sex=told.sex, role=told.role, noun=told.noun
    )
    yield Finding("", group, item, j, ["subset.of_the_dead"], part_of_earlier=True)


def _tie_parts(row: Row, found: dict[tuple[int, str], Finding]) -> None:
    """Point every part at the finding of its whole with the same harm."""
    for finding in list(found.values()):
        if finding.harm == "":
            _tie_of_them(found, finding)
        for whole in finding.whole_items:
            finding.part_of = found.get((whole, finding.harm))


def _tie_of_them(found: dict[tuple[int, str], Finding], finding: Finding) -> None:
    before = [f for f in found.values() if f.harm and f.part_of is None and f.group_item < finding.group_item]
    if before:
        nearest = max(before, key=lambda f: f.group_item)
        finding.harm, finding.part_of, finding.part_of_earlier = nearest.harm, nearest, False


def _both_harms(row: Row, found: list[Finding]) -> list[Finding]:
    """ "200 people were killed or wounded", "dead and injured": one count over both is `casualties`."""
    joined: dict[int, Finding] = {}
    for finding in found:
        j = finding.harm_item
        other = _joined_harm(row, j)
        if row.items[j].value.__class__ is HarmForm and row.items[j].value.frame == "shot" and other is not None:
            finding.harm = other
            continue
        if finding.harm in ("killed", "injured") and other in ("killed", "injured") and other != finding.harm:
            finding.harm = "casualties"
            finding.rules.append("harm.both")
            joined[finding.group_item] = finding
    return [f for f in found if f.group_item not in joined or joined[f.group_item] is f]


def _joined_harm(row: Row, j: int) -> str | None:
    """The harm that "and" or "or" joins to the one at item `j` with no group between them."""
    after, before = re.match(r"&A*[KJrkDC]", row.classes[j + 1 :]), re.search(r"[KJrkDC]&A*$", row.classes[:j])
    at = j + after.end() if after else before.start() if before else None
    if isinstance(row.items[j].value, Group):
        return None
    value = None if at is None else row.items[at].value
    return value.harm if isinstance(value, HarmForm) else None


_RULES: dict[str, Callable[[Row, int], Iterator[Finding]]] = {
    "K": _passive, "k": _present, "r": _gerund, "Y": _intransitive, "J": _adjective, "C": _counted_noun, "D": _noun_of,
    "c": _lives, "x": _lives, "m": _among, "f": _of_whom, "o": _of_the_dead, "T": _toll, "W": _the_harmed, "G": _bodies, "R": _part,
}  # fmt: skip
