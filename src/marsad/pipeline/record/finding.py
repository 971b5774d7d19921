"""The last stage of a run: what a person should look at among the incidents. Tolls that jump, people and machines that disagree.

A finding is settled by itself when it does not hold any more, and a jump also when a person has said anything of the incident since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from marsad.ledger.book import Book
from marsad.ledger.state import State
from marsad.model.change import Change, is_machine
from marsad.model.interval import Interval
from marsad.model.judgement import Judgement
from marsad.store.findings import Found
from marsad.store.record import Record
from marsad.store.store import Store

FOUND = "found"
"""The setting that holds the number of the last change that was looked at."""
_WATCHED = ("killed", "injured")
_RISE, _FALL = 3, 2


def find(store: Store, book: Book) -> None:
    """Look at what has changed since the last time, and keep what there is to find."""
    with store.read() as record:
        if record.changes.last() == int(record.settings.get(FOUND) or 0):
            return
    with store.write() as record:
        state, at = book.state(record), datetime.now(UTC)
        said = _of_judgements(state)
        for code in sorted(_suspects(record, state) | {code for code in said if code is not None}):
            record.findings.replace(_of_incident(record, state, code, said), incident=code, at=at)
        record.findings.replace(said.get(None, ()), at=at)
        record.settings.set(FOUND, str(record.changes.last()))


def _suspects(record: Record, state: State) -> set[str]:
    """Incidents whose toll was computed again, and those of which something was found before."""
    after = int(record.settings.get(FOUND) or 0)
    again = {
        change.subject
        for change in record.changes.all(after=after)
        if change.kind == "toll_computed" and change.content["cause"] != "first_count"
    }
    known = {finding.incident for finding in record.findings.open() if finding.incident is not None}
    return again | {code for code in known if code in state.incidents}


def _of_incident(record: Record, state: State, code: str, said: Mapping[str | None, list[Found]]) -> Iterable[Found]:
    if state.incidents[code].status != "open":
        return ()
    return dict.fromkeys([*jumps(record.changes.all(subject=code)), *said.get(code, ())])


def jumps(changes: Iterable[Change]) -> Iterator[Found]:
    """The jumps in the history of an incident's toll that stand still, and of which no person has said anything since."""
    seen = list(changes)
    tolls = [change for change in seen if change.kind == "toll_computed"]
    looked = max((change.number for change in seen if not is_machine(change.actor)), default=0)
    for quantity in _WATCHED:
        known = [(change, within) for change in tolls if (within := _within(change, quantity)) is not None]
        for (_, old), (change, new) in pairwise(known):
            way = jump(old, new)
            if way is not None and way == jump(old, known[-1][1]) and change.number > looked:
                yield Found(
                    "incident.toll-jump",
                    f"{quantity} {way} from {old} to {new} on {change.at:%Y-%m-%d}: {change.reason}",
                )


def _within(change: Change, quantity: str) -> Interval | None:
    ends = change.content["quantities"].get(quantity)
    return None if ends is None else Interval(ends["lower"], ends["upper"])


def jump(old: Interval, new: Interval) -> str | None:
    """Whether a range "rose" (its new lower end is above three times the old upper one) or "fell" (it is at most half of what it was)."""
    if old.upper is not None and new.lower > _RISE * old.upper:
        return "rose"
    if new.upper is not None and old.lower and _FALL * new.upper <= old.lower:
        return "fell"
    return None


def _of_judgements(state: State) -> dict[str | None, list[Found]]:
    """What there is to find about judgements, by the incident that they are about; None = about no incident of now."""
    found: dict[str | None, list[Found]] = {}
    for judgement in sorted(state.judgements.values(), key=lambda one: one.number):
        for finding in _of_judgement(state, judgement):
            places = {state.place(thing) for thing in judgement.on if thing not in state.reports}
            for place in places or {None}:
                found.setdefault(place, []).append(finding)
    return found


def _of_judgement(state: State, judgement: Judgement) -> Iterator[Found]:
    about = f"{judgement.id} ({judgement.verdict}, by {judgement.actor})"
    if judgement.standing == "reopened":
        yield Found("judgement.reopened", f"{about} must be made again: the text and its reading have changed")
    if judgement.standing == "in_force":
        for says in state.disagreements.get(judgement.id, ()):
            yield Found("judgement.machine-disagrees", f"{about} stands, though the machine says {_said(says)}")
    for other in {state.in_force[question] for question in judgement.questions if question in state.in_force}:
        now = state.judgements[other]
        if judgement.standing == "replaced" and now.actor != judgement.actor and _answer(now) != _answer(judgement):
            text = f"{about} was replaced by {now.id} ({now.verdict}, by {now.actor}), which says otherwise"
            yield Found("judgement.conflict", text)


def _answer(judgement: Judgement) -> tuple[str, Mapping[str, Any]]:
    return judgement.verdict, dict(judgement.fields)


def _said(says: Mapping[str, Any]) -> str:
    return ", ".join(str(value) for _, value in sorted(says.items()))
