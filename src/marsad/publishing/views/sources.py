"""Who told what: every source and every outlet with what it reported, how often nobody else did, and its numbers beside the record's.

Nobody is ranked and no number here is a score: one who is often alone may be the only one who is there.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from marsad.errors import ItemError
from marsad.incidents.origins import is_description, origin_key
from marsad.model.claim import Count, Source, SourceKind, Status
from marsad.model.interval import Interval
from marsad.publishing.disclosure import PROTECTED
from marsad.publishing.moment import Moment
from marsad.publishing.views.corrections import rejected_claims
from marsad.store.coverage import Outlet
from marsad.store.heard import Heard, heard

Against = Literal["below", "within", "above"]
AGAINST: tuple[Against, ...] = ("below", "within", "above")
_QUANTITIES: dict[Status, str] = {"unknown": "killed", "civilian": "killed civilians", "combatant": "killed combatants"}
_ID = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Teller:
    """Somebody who tells: a named source, an outlet, or one of the `protected` kinds of people, all of whom are one.

    `as_outlet` is what was read of it as a publisher. `incidents` are those that its claims tell of, `alone` those of them that
    have no other independent origin. `tolls` says how often its last count of the killed of an incident (all, civilians, or fighters: `counted`, with its day) lay below, within or
    above the record's range. `copied` counts claims of other outlets that rest on it.
    """

    id: str
    name: str | None
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    protected: bool = False
    as_outlet: Outlet | None = None
    claims: int = 0
    alone: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    copied: int = 0
    tolls: dict[Against, int] = field(default_factory=lambda: dict.fromkeys(AGAINST, 0))
    counted: dict[tuple[str, Status], tuple[date, Count]] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)

    @property
    def incidents(self) -> Collection[str]:
        """The codes of the incidents that it tells of."""
        return self.told.keys()

    def hear(self, day: date | None, languages: Iterable[str]) -> None:
        """Learn that it was heard on a day, in some languages."""
        self.languages.update(languages)
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)

    @property
    def kind(self) -> SourceKind:
        """What it mostly is."""
        return self.kinds.most_common(1)[0][0] if self.kinds else "media"


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Everybody who tells, those with most incidents first. `gone` claims have no words any more."""

    tellers: tuple[Teller, ...]
    claims: int
    gone: int


def sources_view(moment: Moment) -> SourcesView:
    """Who told what, as known at a moment."""
    return moment.once("sources", lambda: _sources(moment))


def _sources(moment: Moment) -> SourcesView:
    rejected = rejected_claims(moment)
    ties = {claim: code for claim, code in moment.tables.incidents.ties().items() if claim not in rejected}
    found = _Tellers(moment)
    words = 0
    for each in heard(moment.record.connection):
        if (code := ties.get(each.claim)) is not None:
            words += 1
            found.learn(each, code)
    for outlet in moment.once("outlets", lambda: tuple(moment.coverage.outlets())):
        found.read(outlet)
    return SourcesView(tuple(found.all()), words, len(ties) - words)


def teller_of(view: SourcesView, id_: str) -> Teller:
    """One of them. Raises ItemError `publishing.page-unknown`."""
    found = next((teller for teller in view.tellers if teller.id == id_), None)
    if found is None:
        raise ItemError("publishing.page-unknown", f"{id_}: there is no such source", hint="/sources/ lists them all.")
    return found


class _Tellers:
    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._by_key: dict[str, Teller] = {}
        self._known: dict[tuple[str | None, SourceKind, str | None], tuple[Teller, bool]] = {}
        ranges = moment.tables.facets.ranges
        self._ranges = {status: ranges(quantity) for status, quantity in _QUANTITIES.items()}
        self._lonely = frozenset(row.code for row in moment.register.rows if row.origins == 1)

    def all(self) -> list[Teller]:
        """All of them, those with most incidents first."""
        for teller in self._by_key.values():
            self._weigh(teller)
        return sorted(self._by_key.values(), key=lambda one: (-len(one.incidents), -one.claims, one.name or "", one.id))

    def read(self, outlet: Outlet) -> None:
        """Learn what was read of an outlet."""
        if outlet.name is not None:
            teller = self._one(outlet.name)
            teller.as_outlet = outlet
            teller.hear(outlet.first, outlet.languages)
            teller.hear(outlet.last, ())

    def learn(self, each: Heard, code: str) -> None:
        """Learn a claim of an incident."""
        key = (each.source, each.kind, each.outlet)
        if key not in self._known:
            self._known[key] = self._teller(*key)
        teller, is_its_own = self._known[key]
        teller.claims += 1
        teller.kinds["media" if each.source is None and not teller.protected else each.kind] += 1
        teller.told.setdefault(code, []).append(each.claim)
        teller.hear(each.published, (each.language,))
        if code in self._lonely and each.kind != "party":
            teller.alone.add(code)
        if each.killed is not None:
            day, known = each.published or date.min, teller.counted.get((code, each.status))
            if known is None or day >= known[0]:
                teller.counted[code, each.status] = day, each.killed
        teller.copied += not is_its_own and not teller.protected
        for name in each.relayed_by:
            relay = self._one(name)
            relay.copied += relay is not self._one(each.outlet)

    def _teller(self, name: str | None, kind: SourceKind, outlet: str | None) -> tuple[Teller, bool]:
        """Who it is that tells, and whether that is the outlet of the report itself."""
        source = Source(name, kind)
        described = name is None or is_description(source)
        if kind in PROTECTED and (described or self._moment.disclosure.source(source).withheld):
            return self._by_key.setdefault(f"kind {kind}", Teller(kind, None, protected=True)), False
        teller = self._one(outlet if described else name)
        return teller, teller is self._one(outlet)

    def _one(self, name: str | None) -> Teller:
        key = origin_key(None, name)
        if key not in self._by_key:
            self._by_key[key] = Teller(_id_of(key), name)
        return self._by_key[key]

    def _weigh(self, teller: Teller) -> None:
        """Hold the last count that it gave of each incident against the record's range of the same people."""
        for (code, status), (_, killed) in teller.counted.items():
            own, reconciled = self._moment.policy.interval(killed), self._ranges[status].get(code)
            if own is not None and reconciled is not None:
                teller.tolls[against(own, reconciled)] += 1


def against(own: Interval, reconciled: Interval) -> Against:
    """Where a source's number lies: wholly below a range, wholly above it, or not outside of it."""
    if own.upper is not None and own.upper < reconciled.lower:
        return "below"
    return "above" if reconciled.upper is not None and own.lower > reconciled.upper else "within"


def _id_of(key: str) -> str:
    """A name for addresses that stays the same: the key's Latin letters, as far as it has any, and a piece of its hash."""
    letters = _ID.sub("-", key.removeprefix("source ")).strip("-")[:40].strip("-")
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    return f"{letters}-{digest}" if letters else digest
