"""Who told what: every source and every outlet with what it reported, how often nobody else did, and its numbers beside the record's.

Nobody is ranked and no number here is a score: one who is often alone may be the only one who is there.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from marsad.errors import ItemError
from marsad.incidents.origins import is_description, origin_key
from marsad.model.claim import SourceKind
from marsad.model.interval import Interval
from marsad.publishing.disclosure import PROTECTED
from marsad.publishing.moment import Moment
from marsad.publishing.views.corrections import rejected_claims
from marsad.store.coverage import Outlet
from marsad.store.facets import Narrow
from marsad.store.heard import Heard, heard

Against = Literal["below", "within", "above"]
AGAINST: tuple[Against, ...] = ("below", "within", "above")
_ID = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Teller:
    """Somebody who tells: a named source, an outlet, or one of the `protected` kinds of people, all of whom are one.

    `as_outlet` is what was read of it as a publisher. `incidents` are those that its claims tell of, `alone` those of them that
    have no other independent origin. `tolls` says of how many incidents its own count of all killed lay below, within or above the record's
    range. `copied` counts claims of other outlets that rest on it.
    """

    id: str
    name: str | None
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    protected: bool = False
    as_outlet: Outlet | None = None
    claims: int = 0
    incidents: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    copied: int = 0
    tolls: dict[Against, int] = field(default_factory=lambda: dict.fromkeys(AGAINST, 0))
    counted: dict[str, tuple[date, Heard]] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)

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
    for each in heard(moment.record.connection, ties):
        words += 1
        found.learn(each, ties[each.claim])
    for outlet in moment.once("outlets", lambda: tuple(moment.coverage.outlets())):
        found.read(outlet)
    return SourcesView(tuple(found.all()), words, len(ties) - words)


def teller_of(view: SourcesView, id_: str) -> Teller:
    """One of them. Raises ItemError `publishing.source-unknown`."""
    found = next((teller for teller in view.tellers if teller.id == id_), None)
    if found is None:
        raise ItemError(
            "publishing.source-unknown", f"{id_}: there is no such source", hint="/sources/ lists them all."
        )
    return found


class _Tellers:
    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._by_key: dict[str, Teller] = {}

    def all(self) -> list[Teller]:
        for teller in self._by_key.values():
            self._weigh(teller)
        return sorted(self._by_key.values(), key=lambda one: (-len(one.incidents), -one.claims, one.name or "", one.id))

    def read(self, outlet: Outlet) -> None:
        """Learn what was read of an outlet."""
        if outlet.name is not None:
            teller = self._one(origin_key(None, outlet.name), outlet.name)
            teller.as_outlet = outlet
            _hear(teller, outlet.first, outlet.languages)
            _hear(teller, outlet.last, ())

    def learn(self, each: Heard, code: str) -> None:
        """Learn a claim of an incident."""
        teller = self._teller(each)
        source = each.source
        teller.claims += 1
        teller.kinds[source.kind if source.name is not None or teller.protected else "media"] += 1
        teller.incidents.add(code)
        teller.told.setdefault(code, []).append(each.claim)
        _hear(teller, each.published, (each.language,))
        row = self._row(code)
        if row is not None and row.origins == 1 and source.kind != "party":
            teller.alone.add(code)
        if each.whole:
            known = teller.counted.get(code)
            day = each.published or date.min
            if known is None or day >= known[0]:
                teller.counted[code] = day, each
        self._copied(teller, each)

    def _copied(self, teller: Teller, each: Heard) -> None:
        own = origin_key(None, each.outlet)
        if origin_key(each.source, each.outlet) != own and not teller.protected:
            teller.copied += 1
        for name in each.source.relayed_by:
            if origin_key(None, name) != own:
                self._one(origin_key(None, name), name).copied += 1

    def _teller(self, each: Heard) -> Teller:
        source = each.source
        shown = self._moment.disclosure.source(source)
        if source.kind in PROTECTED and (shown.withheld or source.name is None or is_description(source)):
            return self._of_kind(source.kind)
        if source.name is None or is_description(source):
            return self._one(origin_key(source, each.outlet), each.outlet)
        return self._one(origin_key(source, each.outlet), source.name)

    def _of_kind(self, kind: SourceKind) -> Teller:
        return self._by_key.setdefault(f"kind {kind}", Teller(kind, None, protected=True))

    def _one(self, key: str, name: str | None) -> Teller:
        if key not in self._by_key:
            self._by_key[key] = Teller(_id_of(key), name)
        return self._by_key[key]

    def _row(self, code: str) -> Narrow | None:
        at = self._moment.register.at.get(code)
        return None if at is None else self._moment.register.rows[at]

    def _weigh(self, teller: Teller) -> None:
        for code, (_, each) in teller.counted.items():
            row, own = self._row(code), self._moment.policy.interval(each.number)
            if row is not None and row.killed_lower is not None and own is not None:
                teller.tolls[against(own, Interval(row.killed_lower, row.killed_upper))] += 1


def against(own: Interval, reconciled: Interval) -> Against:
    """Where a source's number lies: wholly below a range, wholly above it, or not outside of it."""
    if own.upper is not None and own.upper < reconciled.lower:
        return "below"
    return "above" if reconciled.upper is not None and own.lower > reconciled.upper else "within"


def _hear(teller: Teller, day: date | None, languages: Iterable[str]) -> None:
    teller.languages.update(languages)
    if day is not None:
        teller.first = day if teller.first is None else min(teller.first, day)
        teller.last = day if teller.last is None else max(teller.last, day)


def _id_of(key: str) -> str:
    """A name for addresses that stays the same: the key's Latin letters, as far as it has any, and a piece of its hash."""
    letters = _ID.sub("-", key.removeprefix("source ")).strip("-")[:40].strip("-")
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    return f"{letters}-{digest}" if letters else digest
