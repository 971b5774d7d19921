"""Grouping: accounts in, incidents out. All at once, or a few new ones into those that are there.

Accounts fall into blocks that no positive score connects; nothing outside of a block can change what happens in it.
So a new account needs only its own block to be clustered again. In a city at war a block can hold thousands; then only
the incidents that the new accounts touch are. Which accounts are compared depends on how common their keys are when
they come, so a record grown bit by bit can differ a little from one built at once.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from marsad.incidents.account import Account
from marsad.incidents.clustering import Links, cluster
from marsad.incidents.distance import place_name
from marsad.incidents.features import Subject
from marsad.incidents.keys import Shelf
from marsad.incidents.rarity import Rarity
from marsad.incidents.scoring import UNIT, Part, Weights, explain, score, shipped_weights

Key = tuple[str, int]
LARGEST_BLOCK = 400
"""Accounts in a block that is clustered again as a whole when one comes in."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Accounts of one event. `id` is made from the earliest of them: it stays while later reports come in."""

    id: str
    accounts: tuple[Account, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of its reports, each once, in the order of the accounts."""
        return tuple(dict.fromkeys(account.report for account in self.accounts))


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people decided about pairs of accounts, by their keys; no score ever overrides it."""

    same: frozenset[tuple[Key, Key]] = frozenset()
    different: frozenset[tuple[Key, Key]] = frozenset()


@dataclass(slots=True)
class _Scores:
    """Every score known, both ways round."""

    of: defaultdict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def put(self, one: int, other: int, value: int) -> None:
        self.of[one][other] = self.of[other][one] = value


class Grouper:
    """Holds accounts and the incidents that they make.

    `rarity` weighs words; it stays as it is, so that a score once given never changes. Build it from the first texts.
    """

    def __init__(
        self,
        rarity: Rarity,
        weights: Weights | None = None,
        judgements: Judgements = Judgements(),
    ) -> None:
        self._rarity = rarity
        self._weights = weights or shipped_weights()
        self._shelf = Shelf(rarity.stock)
        self._accounts: list[Account] = []
        self._subjects: dict[int, Subject] = {}
        self._at: dict[Key, int] = {}
        self._scores = _Scores()
        self._judged = judgements
        self._incident_of: dict[int, tuple[int, ...]] = {}

    def add(self, accounts: Iterable[Account]) -> list[Incident]:
        """Take in `accounts` (one that is there already is left alone); the incidents that are new or changed."""
        first = len(self._accounts)
        for account in sorted(accounts, key=lambda account: account.key):
            if account.key not in self._at:
                self._at[account.key] = len(self._accounts)
                self._accounts.append(account)
        new = range(first, len(self._accounts))
        self._shelf.file(self._accounts[first:])
        for own in new:
            for other in self._shelf.candidates(self._accounts[own], own):
                if other not in self._scores.of[own]:
                    self._scores.put(own, other, score(self._subject(own), self._subject(other), self._weights))
        changed: list[Incident] = []
        for block in self._blocks(new):
            touched = block if first == 0 or len(block) <= LARGEST_BLOCK else self._touched(block, first)
            changed += self._clustered(touched)
        return sorted(changed, key=lambda incident: incident.id)

    def incidents(self) -> list[Incident]:
        """Every incident, in the order of their ids."""
        groups = set(self._incident_of.values())
        return sorted((self._incident(group) for group in groups), key=lambda incident: incident.id)

    def blocks(self) -> Iterator[list[Account]]:
        """Accounts that positive scores connect, however long the chain: what is clustered together, no incidents."""
        for block in self._blocks(range(len(self._accounts))):
            yield [self._accounts[at] for at in block]

    def explain(self, one: Key, other: Key) -> tuple[float, tuple[Part, ...]]:
        """The log-odds that two accounts are of one event, and every feature's part in them."""
        subjects = self._subject(self._at[one]), self._subject(self._at[other])
        return score(*subjects, self._weights) / UNIT, explain(*subjects, self._weights)

    def _subject(self, at: int) -> Subject:
        if at not in self._subjects:
            self._subjects[at] = Subject.of(self._accounts[at], self._rarity)
        return self._subjects[at]

    def _blocks(self, new: Iterable[int]) -> Iterator[list[int]]:
        """The blocks in which the `new` accounts are, each once."""
        bound = defaultdict(set)
        for one, other in self._known(self._judged.same):
            bound[one].add(other)
            bound[other].add(one)
        seen: set[int] = set()
        for start in new:
            if start in seen:
                continue
            block, waiting = {start}, [start]
            while waiting:
                at = waiting.pop()
                near = {other for other, value in self._scores.of[at].items() if value > 0} | bound[at]
                waiting += near - block
                block |= near
            seen |= block
            yield sorted(block, key=lambda at: self._accounts[at].key)

    def _touched(self, block: Sequence[int], first: int) -> list[int]:
        """The new accounts in a block, from `first` on, and all of the incidents that they have a positive score with."""
        new = [at for at in block if at >= first]
        near = {other for at in new for other, value in self._scores.of[at].items() if value > 0}
        near |= {other for pair in self._known(self._judged.same) for other in pair if not set(pair).isdisjoint(new)}
        members = {member for at in near if at < first for member in self._incident_of[at]}
        return sorted({*new, *members}, key=lambda at: self._accounts[at].key)

    def _known(self, pairs: Iterable[tuple[Key, Key]]) -> Iterator[tuple[int, int]]:
        for one, other in pairs:
            if one in self._at and other in self._at:
                yield self._at[one], self._at[other]

    def _clustered(self, block: Sequence[int]) -> Iterator[Incident]:
        """Cluster one block; the incidents in it that were not there before."""
        local = {at: place for place, at in enumerate(block)}
        scores = {
            (place, local[other]): value
            for at, place in local.items()
            for other, value in self._scores.of[at].items()
            if local.get(other, -1) > place
        }
        links = Links(
            frozenset(_places(self._known(self._judged.same), local)),
            frozenset(_places(self._known(self._judged.different), local)) | frozenset(self._set_apart(block)),
        )
        for group in cluster(len(block), scores, unseen=round(self._weights.unseen * UNIT), links=links):
            members = tuple(block[place] for place in group)
            if self._incident_of.get(members[0]) != members:
                for at in members:
                    self._incident_of[at] = members
                yield self._incident(members)

    def _set_apart(self, block: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The text itself tells the event as another one than the others in the same report."""
        of_report = defaultdict(list)
        for place, at in enumerate(block):
            of_report[self._accounts[at].report].append(place)
        for places in of_report.values():
            for place in places:
                if self._accounts[block[place]].other:
                    yield from ((min(place, each), max(place, each)) for each in places if each != place)

    def _incident(self, members: Iterable[int]) -> Incident:
        accounts = tuple(sorted((self._accounts[at] for at in members), key=_told_first))
        report, number = accounts[0].key
        digest = hashlib.sha256(f"{report} {number}".encode()).hexdigest()
        return Incident(f"i{digest[:12]}", accounts)


def _places(pairs: Iterable[tuple[int, int]], local: dict[int, int]) -> Iterator[tuple[int, int]]:
    for one, other in pairs:
        if one in local and other in local:
            first, second = sorted((local[one], local[other]))
            yield first, second


def _told_first(account: Account) -> tuple[date, str, int]:
    return account.published or date.max, *account.key


def group(
    accounts: Iterable[Account],
    weights: Weights | None = None,
    judgements: Judgements = Judgements(),
) -> Grouper:
    """Group `accounts` all at once, their words weighed by how rare they are among them."""
    known = {account.key: account for account in accounts}
    grouper = Grouper(rarity_among(known.values()), weights, judgements)
    grouper.add(known.values())
    return grouper


def rarity_among(accounts: Collection[Account]) -> Rarity:
    """How rare words and places are among `accounts` and in the stock that ships with marsad."""
    texts = (account.marks for account in accounts if account.number == 0)
    return Rarity(texts, places=(place_name(account.place) for account in accounts if account.place))
