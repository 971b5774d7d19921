"""The history of one incident, change by change, in parts that any language can put into words.

It tells the same changes as `marsad.ledger.history`, but reads only those that can concern the incident, for a page cannot replay
a ledger of hundreds of thousands of changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from marsad.ledger.layers import bring
from marsad.ledger.quantities import QUANTITIES
from marsad.ledger.state import State
from marsad.model.change import Cause, Change, ChangeKind, is_machine
from marsad.model.interval import Interval
from marsad.model.judgement import Verdict, judgement_id
from marsad.store.record import Record


class Move(NamedTuple):
    """How the range of a quantity ("killed", "killed civilians") became another; None = not known."""

    quantity: str
    before: Interval | None
    after: Interval | None


class Field(NamedTuple):
    """How a part of the description became another, as plain JSON; None = not known."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of an incident. What does not belong to its `kind` is empty.

    `other` is another incident: where claims went or came from, what it was merged with. `claims` of `reports` moved; after a report was
    read anew `claims` were read again and `lost` were not found. `reason` is what the actor gave, with every name in it.
    """

    number: int
    at: datetime
    actor: str
    kind: ChangeKind
    reason: str
    cause: Cause | None = None
    moves: tuple[Move, ...] = ()
    fields: tuple[Field, ...] = ()
    grade: tuple[str | None, str] | None = None
    verdict: Verdict | None = None
    other: str | None = None
    away: bool = False
    claims: int = 0
    reports: int = 0
    lost: int = 0

    @property
    def by_machine(self) -> bool:
        """Whether a program made it."""
        return is_machine(self.actor)

    @property
    def day(self) -> date:
        """The day in UTC on which it became known."""
        return self.at.date()


def history_of(record: Record, state: State, code: str) -> list[Revision]:
    """The changes of the incident that bears a code itself, as far as `state` knows them, in the order of the ledger."""
    life = _Life(state, code)
    return [told for change in _near(record, state, code) if (told := life.tell(change)) is not None]


def _near(record: Record, state: State, code: str) -> Iterable[Change]:
    """The changes that can concern an incident: its own, those of its reports and of what was merged with it, and judgements."""
    until = state.number
    found = {change.number: change for change in record.changes.about([code], until)}
    found |= {change.number: change for change in record.changes.into(code, until)}
    others = {change.content["into"] for change in found.values() if change.kind == "incident_split"}
    others |= {change.subject for change in found.values()}
    claims = set(state.incidents[code].claims)
    for change in found.values():
        claims.update(change.content.get("claims", ()))
    claims |= {claim for other in others if other in state.incidents for claim in state.incidents[other].claims}
    bring(state.claims, claims)
    bring(state.judged, claims)
    known = [state.claims[claim] for claim in sorted(claims) if claim in state.claims]
    reports = {claim.report for claim in known}
    reports |= {one for report in reports if (one := state.reports[report].revised_by) is not None}
    found |= {change.number: change for change in record.changes.about([*others, *claims, *reports], until)}
    judged = {judgement for claim in claims for judgement in state.judged.get(claim, ())}
    judged |= {judgement_id(change.number) for change in found.values() if change.kind == "judgement_made"}
    made = [state.judgements[one] for one in sorted(judged) if one in state.judgements]
    missing = [one.on[0] for one in made if one.number not in found]
    found |= {change.number: change for change in record.changes.about([*judged, *missing], until)}
    return [found[number] for number in sorted(found)]


@dataclass(slots=True)
class _Life:
    """An incident as its changes make it: the claims `tied` to it, its last ranges, its grade, its description."""

    state: State
    code: str
    tied: set[str] = field(default_factory=set)
    quantities: Mapping[str, Any] = field(default_factory=dict)
    grade: str | None = None
    said: dict[str, Any] = field(default_factory=dict)
    judgements: set[str] = field(default_factory=set)

    def tell(self, change: Change) -> Revision | None:
        """What a change does to the incident; None where it does nothing."""
        bare = Revision(change.number, change.at, change.actor, change.kind, change.reason)
        if change.kind in ("judgement_signed", "judgement_reversed", "judgement_reopened", "machine_disagrees"):
            return self._later(change, bare)
        if change.kind in _OF_REPORTS:
            return _OF_REPORTS[change.kind](self, change, bare)
        if change.subject == self.code and change.kind in _OWN:
            return _OWN[change.kind](self, change, bare)
        return None

    def described(self, change: Change, bare: Revision) -> Revision:
        """What it is said to be."""
        fields = (Field(name, self.said.get(name), value) for name, value in change.content.items())
        told = replace(bare, fields=tuple(each for each in fields if each.before != each.after))
        self.said.update(change.content)
        return told

    def tie(self, change: Change, bare: Revision) -> Revision:
        """Claims come in, or leave."""
        claims = set(change.content["claims"])
        leaving = change.kind == "claims_untied"
        self.tied = self.tied - claims if leaving else self.tied | claims
        return self._moved(claims, bare, away=leaving)

    def merge(self, change: Change, bare: Revision) -> Revision | None:
        """It goes into another, or another comes into it."""
        into, gone = change.content["into"], change.subject
        if self.code == gone:
            told, self.tied = replace(bare, other=into, away=True, claims=len(self.tied)), set()
            return told
        if self.code != into:
            return None
        claims = {c for c in self.state.incidents[gone].claims if self.state.incidents[gone].status == "merged"}
        self.tied |= claims
        return self._moved(claims, bare, other=gone)

    def split(self, change: Change, bare: Revision) -> Revision | None:
        """Claims go to another incident, or come from there."""
        into, claims = change.content["into"], set(change.content["claims"])
        if self.code == change.subject:
            self.tied -= claims
            return self._moved(claims, bare, other=into, away=True)
        if self.code != into:
            return None
        self.tied = self.tied | claims
        return self._moved(claims, bare, other=change.subject)

    def toll(self, change: Change, bare: Revision) -> Revision:
        """Its ranges are reckoned."""
        before, now = self.quantities, change.content["quantities"]
        moves = (
            Move(name, _range(before.get(name)), _range(now.get(name))) for name in sorted({*before, *now}, key=_order)
        )
        self.quantities = now
        moved = tuple(move for move in moves if move.before != move.after)
        return replace(bare, cause=change.content["cause"], moves=moved)

    def graded(self, change: Change, bare: Revision) -> Revision:
        """A rule grades it."""
        before, self.grade = self.grade, change.content["grade"]
        return replace(bare, grade=(before, change.content["grade"]))

    def taken_down(self, change: Change, bare: Revision) -> Revision | None:
        """A report goes."""
        gone = {claim for claim in self.tied if self._report(claim) == change.subject}
        self.tied -= gone
        return self._moved(gone, bare, away=True) if gone else None

    def read(self, change: Change, bare: Revision) -> Revision | None:
        """A report is read anew, or one that revises it is read."""
        here = {change.subject, self.state.reports[change.subject].revises}
        before = {claim for claim in self.tied if self._report(claim) in here}
        leaving = before - {*change.content["claims"]}
        heirs = {heir: said[0] for heir, said in change.content.get("heirs", {}).items()}
        again = leaving & {*heirs.values()}
        stands = self.state.incidents[self.code].claims
        self.tied -= {claim for claim in leaving if claim in again or claim not in stands}
        self.tied |= {heir for heir, old in heirs.items() if old in leaving}
        return replace(bare, claims=len(again), lost=len(leaving - again)) if leaving else None

    def judged(self, change: Change, bare: Revision) -> Revision | None:
        """A person decides about it, about a claim of it, or about a report that tells it."""
        on = change.content["on"]
        near = {*self.tied, *map(self._report, self.tied), self.code}
        if not near.intersection(on):
            return None
        self.judgements.add(judgement_id(change.number))
        grade = change.content.get("fields", {}).get("grade")
        other = next((thing for thing in on if thing in self.state.incidents and thing != self.code), None)
        graded = None if grade is None else (None, grade)
        return replace(bare, verdict=change.content["verdict"], other=other, grade=graded)

    def _later(self, change: Change, bare: Revision) -> Revision | None:
        judgement = self.state.judgements[change.subject]
        sides = frozenset[str]().union(*judgement.sides)
        near = judgement.id in self.judgements or self.code in judgement.on or self.tied & sides
        return replace(bare, verdict=judgement.verdict) if near else None

    def _moved(self, claims: set[str], bare: Revision, *, other: str | None = None, away: bool = False) -> Revision:
        reports = {self._report(claim) for claim in claims}
        return replace(bare, claims=len(claims), reports=len(reports), other=other, away=away)

    def _report(self, claim: str) -> str | None:
        known = self.state.claims.get(claim)
        return None if known is None else known.report


def _plain(_life: _Life, _change: Change, bare: Revision) -> Revision:
    return bare


_Tell = Callable[[_Life, Change, Revision], Revision | None]
_OWN: Mapping[str, _Tell] = {
    "incident_opened": _Life.described, "incident_described": _Life.described, "claims_tied": _Life.tie, "claims_untied": _Life.tie,
    "toll_computed": _Life.toll, "grade_given": _Life.graded, "incident_withdrawn": _plain, "incident_restored": _plain, "note": _plain,
}  # fmt: skip
_OF_REPORTS: Mapping[str, _Tell] = {
    "incidents_merged": _Life.merge, "incident_split": _Life.split, "report_withdrawn": _Life.taken_down,
    "claims_read": _Life.read, "judgement_made": _Life.judged,
}  # fmt: skip


def _order(quantity: str) -> tuple[int, str]:
    """The dead first, then the hurt, as everywhere; a name that no rule gives any more last."""
    return (QUANTITIES.index(quantity) if quantity in QUANTITIES else len(QUANTITIES), quantity)


def _range(quantity: Mapping[str, Any] | None) -> Interval | None:
    return None if quantity is None else Interval(quantity["lower"], quantity["upper"])


def actors_of(revisions: Iterable[Revision]) -> Iterator[str]:
    """Who made the changes."""
    return (revision.actor for revision in revisions)
