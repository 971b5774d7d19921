"""What the record has taken back or changed: withdrawn and merged codes, tolls that are others now, what people rejected.

It is read out of the ledger by kinds of changes, the newest first, and nothing is replayed: each revision of a toll holds its ranges itself,
and the one before it is the last revision of the same incident. So many revisions are looked at as find a page of changed ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from marsad.model.change import Cause, Change, is_machine
from marsad.model.interval import Interval
from marsad.model.judgement import Verdict
from marsad.publishing.disclosure import Piece
from marsad.publishing.moment import Moment

REVISIONS = 100
"""Changed tolls on one page."""
_LOOKED_AT = 2_000
"""Revisions that are looked at for them: most reckonings of a growing record are first counts."""
_RETIRED = 200
"""Codes that ended on one page, the newest."""
_SHOWN = ("killed", "injured")
_JUDGEMENT = re.compile(r"\bJ[1-9]\d*\b")


@dataclass(frozen=True, slots=True)
class Ended:
    """A code that is no incident any more: `into` what it leads to (None = withdrawn). `actor` None: a person who is not named."""

    code: str
    into: str | None
    at: datetime
    actor: str | None
    by_machine: bool
    reason: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Revised:
    """A toll that became another: for each quantity that changed, its range before and after, None = unknown.

    `reason` is a judgement's where one was the cause; the cause says the rest. `to` is where the code leads now.
    """

    number: int
    at: datetime
    code: str
    to: str
    cause: Cause
    ranges: tuple[tuple[str, Interval | None, Interval | None], ...]
    reason: tuple[Piece, ...] | None

    @property
    def size(self) -> int:
        """How many people the ends of the ranges moved by, in all; an end that opened or closed moves by the other."""
        return sum(_moved(before, after) for _, before, after in self.ranges)


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """Corrections as known at a moment. `looked_at` of `reckoned` revisions of tolls were looked at; `verdicts` counts the judgements in force.

    `more` retired codes are not listed. `taken_down` are the moments at which reports went.
    """

    ended: tuple[Ended, ...]
    more: int
    revised: tuple[Revised, ...]
    by_size: bool
    looked_at: int
    reckoned: int
    verdicts: Mapping[Verdict, int]
    taken_down: tuple[datetime, ...]
    reports_gone: int


def corrections_view(moment: Moment, *, by_size: bool = True) -> CorrectionsView:
    """What was corrected up to a moment."""
    changes, until = moment.record.changes, moment.revision
    revised, looked_at = _revised(moment)
    ended, many = list(islice(_ended(moment), _RETIRED)), sum(1 for _ in moment.tables.incidents.retired())
    if by_size:
        revised.sort(key=lambda one: (-one.size, -one.number))
    gone = changes.latest(["report_withdrawn"], until, _RETIRED)
    return CorrectionsView(
        ended=tuple(ended),
        more=many - len(ended),
        revised=tuple(revised),
        by_size=by_size,
        looked_at=looked_at,
        reckoned=changes.count(["toll_computed"], until),
        verdicts=Counter(judgement.verdict for judgement in _in_force(moment)),
        taken_down=tuple(change.at for change in gone),
        reports_gone=changes.count(["report_withdrawn"], until),
    )


def rejected_claims(moment: Moment) -> frozenset[str]:
    """The claims that people have rejected, as known at a moment."""
    return frozenset(one.on[0] for one in _in_force(moment) if one.verdict == "reject")


def _ended(moment: Moment) -> Iterator[Ended]:
    now = {one.code: one for one in moment.tables.incidents.retired()}
    kinds = ("incident_withdrawn", "incidents_merged")
    seen = set()
    for change in moment.record.changes.latest(kinds, moment.revision, len(now) + _LOOKED_AT):
        if change.subject in now and change.subject not in seen:
            seen.add(change.subject)
            yield Ended(
                change.subject,
                now[change.subject].successor,
                change.at,
                moment.disclosure.actor(change.actor),
                is_machine(change.actor),
                _shown(moment, change, change.reason),
            )


def _shown(moment: Moment, change: Change, reason: str) -> tuple[Piece, ...]:
    """A reason from the ledger, without the names of those who decided, and without those that its incident's claims withhold."""
    judgements = (moment.state.judgements.get(name) for name in _JUDGEMENT.findall(change.reason))
    people = [name for one in judgements if one is not None for name in (one.actor, *one.signed_by)]
    claims = moment.record.claims.get(sorted(moment.state.incidents[change.subject].claims))
    return moment.disclosure.veil(claims.values(), [change.actor, *people]).text(reason)


def _in_force(moment: Moment) -> Iterator[Any]:
    made = moment.record.changes.latest(["judgement_made"], moment.revision, moment.revision)
    for change in made:
        judgement = moment.state.judgements.get(f"J{change.number}")
        if judgement is not None and judgement.standing == "in_force":
            yield judgement


def _revised(moment: Moment) -> tuple[list[Revised], int]:
    found: list[Revised] = []
    looked_at = 0
    for change in moment.record.changes.latest(["toll_computed"], moment.revision, _LOOKED_AT):
        looked_at += 1
        if change.content["cause"] != "first_count" and (one := _revision(moment, change)) is not None:
            found.append(one)
            if len(found) == REVISIONS:
                break
    return found, looked_at


def _revision(moment: Moment, change: Change) -> Revised | None:
    before = moment.record.changes.before(change)
    old = {} if before is None else before.content["quantities"]
    new = change.content["quantities"]
    ranges = tuple(
        (name, _range(old.get(name)), _range(new.get(name))) for name in _SHOWN if old.get(name) != new.get(name)
    )
    if not ranges or before is None:
        return None
    reason = None
    if change.content["cause"] == "judgement":
        # "Ana judged so (J17): seen on a film"; of one that was taken back there is no reason here
        said = change.reason.partition("): ")[2]
        reason = _shown(moment, change, said) if said else None
    to = moment.state.resolve(change.subject)
    return Revised(change.number, change.at, change.subject, to, change.content["cause"], ranges, reason)


def _range(said: Mapping[str, int | None] | None) -> Interval | None:
    return None if said is None else Interval(said["lower"] or 0, said["upper"])


def _moved(before: Interval | None, after: Interval | None) -> int:
    ends: Iterable[tuple[int, int]] = (
        (before.lower if before else 0, after.lower if after else 0),
        (_upper(before, after), _upper(after, before)),
    )
    return sum(abs(first - second) for first, second in ends)


def _upper(one: Interval | None, other: Interval | None) -> int:
    """The upper end; where it is open or unknown, the end that can be named on this or the other side."""
    if one is not None and one.upper is not None:
        return one.upper
    return max([one.lower if one else 0, other.lower if one and other else 0])
