"""Utterances: claims that are said in one breath and can only be read together.

"Nine civilians, two of them children" is one utterance, and so is "six civilians were killed, and three fighters": its
members are different people, so whoever is said apart ("two children") is not meant by the wider word ("a civilian").
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple

from marsad.model.interval import Interval
from marsad.tolls.people import EVERYBODY, People, people_of
from marsad.tolls.policy import Policy
from marsad.tolls.sites import Site
from marsad.tolls.told import Origin, Told


@dataclass(frozen=True, slots=True)
class Item:
    """One claim of an utterance: the people it counts without those of `apart`, and how many it allows."""

    told: Told
    people: People
    apart: tuple[People, ...]
    within: Interval


class Total(NamedTuple):
    """How many people of a kind."""

    people: People
    within: Interval


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """Items said together of one harm at one site; the `wholes` members of a list come first, then their parts."""

    site: Site
    harm: str
    items: tuple[Item, ...]
    wholes: int = 1

    @property
    def id(self) -> str:
        """The id of its first claim."""
        return self.items[0].told.claim.id

    @property
    def first(self) -> Told:
        """Its first claim."""
        return self.items[0].told

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims."""
        return tuple(item.told.claim.id for item in self.items)

    @property
    def origin(self) -> Origin:
        """Whose knowledge it is."""
        return self.first.origin

    @property
    def is_list(self) -> bool:
        """Whether it counts several groups side by side."""
        return self.wholes > 1

    @property
    def cues(self) -> frozenset[str]:
        """What its words say of how its event stands to others."""
        return frozenset(cue for item in self.items[: self.wholes] for cue in item.told.standing.cues)

    def total(self) -> Total:
        """Whom it counts altogether, and how many: a list counts everybody."""
        wholes = self.items[: self.wholes]
        within = reduce(Interval.__add__, (item.within for item in wholes))
        return Total(EVERYBODY if self.is_list else wholes[0].people, within)

    @property
    def content(self) -> tuple[object, ...]:
        """What it says, whoever says it."""
        return (self.harm, self.wholes, tuple((item.people, item.apart, item.within) for item in self.items))


def utterances_of(site: Site, policy: Policy, out: Container[str] = ()) -> list[Utterance]:
    """The utterances among the claims of a site but for those `out`, in their order."""
    counted = {told.claim.id: told for told in site.told if told.claim.id not in out}
    wholes = [told for told in counted.values() if not _is_part(told, counted)]
    known = list(counted.values())
    return [_utterance(site, members, known, policy) for members in _lists(wholes, policy)]


def _is_part(told: Told, counted: Mapping[str, Told]) -> bool:
    whole = counted.get(told.claim.part_of or "")
    return whole is not None and whole.claim.harm == told.claim.harm


def _lists(wholes: Sequence[Told], policy: Policy) -> Iterator[list[Told]]:
    """Wholes that one sentence lists side by side."""
    waiting: list[list[Told]] = []
    for told in wholes:
        home = next((each for each in waiting if all(_side_by_side(told, other, policy) for other in each)), None)
        if home is None:
            waiting.append([told])
        else:
            home.append(told)
    yield from waiting


def _side_by_side(one: Told, other: Told, policy: Policy) -> bool:
    mine, theirs = one.claim, other.claim
    same = (
        mine.report == theirs.report
        and one.standing.sentence == other.standing.sentence
        and mine.harm == theirs.harm
        and mine.source == theirs.source
        and mine.scope == theirs.scope
        and mine.supersedes is None is theirs.supersedes
    )
    if not same:
        return False
    if _people(one, policy).surely_apart_from(_people(other, policy)):
        return True
    # they share the harm's word, and each has a count of its own
    overlapping = mine.span.start < theirs.span.end and theirs.span.start < mine.span.end
    return overlapping and (mine.count.start is None or mine.count.start != theirs.count.start)


def _said_beside(part: Told, all_told: Iterable[Told]) -> Iterator[Told]:
    """The parts of the same whole that are other people: those its sentence lists beside a part, all beside "the rest"."""
    for other in all_told:
        same = other.claim.part_of == part.claim.part_of and other.claim.harm == part.claim.harm
        in_sentence = other.standing.sentence == part.standing.sentence or "remainder" in part.standing.cues
        if other is not part and same and in_sentence and other.claim.report == part.claim.report:
            yield other


def _utterance(site: Site, members: Sequence[Told], all_told: Collection[Told], policy: Policy) -> Utterance:
    items = []
    total = _total_of(members, policy)
    listed = list(members)
    if total is not None:
        members = [total]
    for told in members:
        people = _people(told, policy)
        others = (_people(other, policy) for other in members if other is not told)
        apart = tuple(sorted({other for other in others if people.holds(other) and other != people}))
        items.append(_item(told, people, apart, policy))
    known = {item.told.claim.id: item for item in items}
    for told in sorted(all_told, key=lambda told: told.rank):
        whole = known.get(told.claim.part_of or "")
        if told in listed and total is not None:
            whole = items[0]
        if whole is not None and told.claim.harm == whole.told.claim.harm and told.claim.id not in known:
            people = _of_whole(_people(told, policy), whole.people)
            beside = (_of_whole(_people(other, policy), whole.people) for other in _said_beside(told, all_told))
            inside = {*whole.apart, *(other for other in beside if people.holds(other) and other != people)}
            part = _item(told, people, tuple(sorted(inside)), policy)
            if whole.within.upper is None:  # a count that may rise leaves its parts open too
                part = replace(part, within=Interval(part.within.lower))
            items.append(part)
            known[told.claim.id] = part
    return Utterance(site, members[0].claim.harm, tuple(items), len(members))


def _total_of(members: Sequence[Told], policy: Policy) -> Told | None:
    """The member that counts what the others count together: "the other two, a fighter and a civilian"."""
    for told in members:
        people, others = _people(told, policy), [other for other in members if other is not told]
        lower = sum(other.claim.count.lower for other in others)
        wider = all(people.holds(_people(each, policy)) and people != _people(each, policy) for each in others)
        if others and wider and told.claim.count.lower == told.claim.count.upper == lower:
            return told
    return None


def _item(told: Told, people: People, apart: tuple[People, ...], policy: Policy) -> Item:
    within = policy.interval(told.claim.count)
    assert within is not None
    return Item(told, people, tuple(other for other in apart if people.holds(other)), within)


def _of_whole(part: People, whole: People) -> People:
    """A part is also what its whole is: "five fighters, two of them from abroad"."""
    return People(*(mine or theirs for mine, theirs in zip(part.values, whole.values, strict=True)))


def _people(told: Told, policy: Policy) -> People:
    children = policy.values["status"]["children"]
    names = policy.values["affiliations"]
    return people_of(
        told.claim.group,
        children_are_civilians=children == "civilian",
        umbrella=names["umbrella"],
        forces=names["forces"],
    )
