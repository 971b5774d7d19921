"""Replay: the state of the record is what its changes make of an empty one, and nothing else.

Replay checks that the changes follow each other; whether each says what was sealed is checked by `is_whole`. It does not
ask whether a change was wise: that was asked once, when it was admitted (`marsad.ledger.admission`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from marsad.errors import RunError
from marsad.ledger import consents, judging
from marsad.ledger.codes import parts
from marsad.ledger.incidents import own, put
from marsad.ledger.layers import Layer
from marsad.ledger.state import LastReading, RecordedClaim, RecordedReport, State
from marsad.model.change import Change
from marsad.model.incident import Description, Incident, Tombstone, described

EMPTY = State()


def replay(changes: Iterable[Change], start: State = EMPTY) -> State:
    """The state after `changes`, which follow on `start`.

    Raises RunError `ledger.gap` when a change does not follow the one before it.
    """
    state = workspace(start)
    last: Change | None = None
    for _, change in steps(changes, state):
        last = change
    return state if last is None else replace(state, number=last.number, hash=last.hash, at=last.at)


def steps(changes: Iterable[Change], state: State) -> Iterator[tuple[State, Change]]:
    """Every change with the mappings of the state right before it; they are those of `state`, which must be a `workspace`."""
    number, previous = state.number, state.hash
    for change in changes:
        _follows(change, number, previous)
        yield state, change
        _APPLY[change.kind](state, change)
        number, previous = change.number, change.hash


def as_of(changes: Iterable[Change], moment: date | datetime) -> State:
    """What was known at `moment`: at the end of a day in UTC, or at an exact moment (with a time zone).

    What was recorded later is not in it, whenever the harm happened.
    """
    return replay(known_at(changes, moment))


def known_at(changes: Iterable[Change], moment: date | datetime) -> Iterable[Change]:
    """The changes that were recorded by `moment` (as in `as_of`); they are in the order of the ledger."""
    if isinstance(moment, datetime):
        return takewhile(lambda change: change.at <= moment, changes)
    midnight = datetime.combine(moment + timedelta(days=1), time(), UTC)
    return takewhile(lambda change: change.at < midnight, changes)


def workspace(state: State) -> State:
    """A state with mappings of its own, for `apply` to write into."""
    own = {f.name: _over(value) for f in fields(state) if isinstance(value := getattr(state, f.name), Mapping)}
    return replace(state, **own)  # type: ignore[arg-type]


def _over(mapping: Mapping[Any, Any]) -> MutableMapping[Any, Any]:
    return dict(mapping) if isinstance(mapping, dict) else Layer(mapping)


def apply(state: State, change: Change) -> State:
    """The state after `change`. Writes into the mappings of `state`, which must be a `workspace`."""
    _follows(change, state.number, state.hash)
    _APPLY[change.kind](state, change)
    return replace(state, number=change.number, hash=change.hash, at=change.at)


def _follows(change: Change, number: int, previous: str) -> None:
    if change.number != number + 1 or change.previous != previous:
        what = f"change {change.number} of the ledger does not follow on change {number}"
        hint = "the ledger was altered or is not whole; verify the record and restore it from a copy"
        raise RunError("ledger.gap", what, hint=hint)


def _report_added(state: State, change: Change) -> None:
    revises = change.content.get("revises")
    _reports(state)[change.subject] = RecordedReport(change.subject, change.number, change.at, revises)
    if revises is not None:
        _reports(state)[revises] = replace(state.reports[revises], revised_by=change.subject)


def _report_withdrawn(state: State, change: Change) -> None:
    report = state.reports[change.subject]
    _reports(state)[report.id] = replace(report, withdrawn=True)
    if report.revises is not None:
        _reports(state)[report.revises] = replace(state.reports[report.revises], revised_by=None)
    for claim in sorted(state.current_claims(change.subject)):
        _retire(state, claim, shaking=False)


def _claims_read(state: State, change: Change) -> None:
    """Claims of the reading before give way to their heirs; what a person stands on stays, though nobody reads it now."""
    report, now = change.subject, tuple(change.content["claims"])
    heirs: Mapping[str, list[Any]] = change.content.get("heirs", {})
    revised = state.reports[report].revises
    before = state.current_claims(report), state.current_claims(revised) if revised else frozenset[str]()
    _record(state, change, now, heirs)
    for heir, (old, same_text, same_reading) in sorted(heirs.items()):
        _succeed(state, old, heir, shaking=not same_text and not same_reading)
    gone = before[0] - {*now}
    kept = {claim for claim in gone if state.claims[claim].current and judging.holds(state, claim)}
    for claim in sorted(gone - kept):
        _retire(state, claim, shaking=False)
    for claim in sorted(before[1]):
        _retire(state, claim, shaking=True)
    own(state.readings)[report] = LastReading(change.content["reader"], (*now, *sorted(kept)))


def _record(state: State, change: Change, now: tuple[str, ...], heirs: Mapping[str, list[Any]]) -> None:
    claims = own(state.claims)
    for claim in now:
        known = state.claims.get(claim)
        if known is not None:
            claims[claim] = replace(known, report=change.subject, current=True)
            continue
        root = state.claims[heirs[claim][0]].root if claim in heirs else claim
        claims[claim] = RecordedClaim(claim, change.subject, change.number, change.at, root)


def _succeed(state: State, old: str, heir: str, *, shaking: bool) -> None:
    """The heir takes the place of the old claim: its tie, and the judgements that rest on it."""
    code = state.ties.get(old)
    judging.inherit(state, old, heir, shaking=shaking)
    _retire(state, old, shaking=False)
    if code is not None:
        _tie(state, code, [heir])


def _retire(state: State, claim: str, *, shaking: bool) -> None:
    if not state.claims[claim].current:
        return
    _untie(state, [claim])
    own(state.claims)[claim] = replace(state.claims[claim], current=False)
    judging.forsake(state, claim, shaking=shaking)


def _incident_opened(state: State, change: Change) -> None:
    description = described(Description(), change.content)
    put(state, Incident(change.subject, description, change.number, change.actor))
    stem, counter = parts(change.subject)
    own(state.counters)[stem] = max(counter, state.counters.get(stem, 0))


def _incident_described(state: State, change: Change) -> None:
    incident = state.incidents[change.subject]
    said = described(incident.description, change.content)
    put(state, replace(incident, description=said))


def _claims_tied(state: State, change: Change) -> None:
    _tie(state, change.subject, change.content["claims"])


def _claims_untied(state: State, change: Change) -> None:
    _untie(state, change.content["claims"])


def _incidents_merged(state: State, change: Change) -> None:
    gone, into = state.incidents[change.subject], change.content["into"]
    _untie(state, gone.claims)
    put(state, replace(gone, status="merged", merged_into=into))
    _tie(state, into, gone.claims)


def _incident_split(state: State, change: Change) -> None:
    """Claims leave for another incident; if that one had been merged away, its code stands for itself again."""
    into, claims = change.content["into"], change.content["claims"]
    _untie(state, claims)
    part = state.incidents[into]
    if part.status == "merged":
        bare = frozenset[str]()
        put(state, replace(part, status="open", merged_into=None, claims=bare, reports=bare))
    _tie(state, into, claims)


def _incident_withdrawn(state: State, change: Change) -> None:
    code = change.subject
    put(state, replace(state.incidents[code], status="withdrawn"))
    own(state.tombstones)[code] = Tombstone(code, change.number, change.at, change.actor, change.reason)


def _incident_restored(state: State, change: Change) -> None:
    put(state, replace(state.incidents[change.subject], status="open"))
    del own(state.tombstones)[change.subject]


def _tie(state: State, code: str, claims: Iterable[str]) -> None:
    ties, incident = own(state.ties), state.incidents[code]
    for claim in claims:
        ties[claim] = code
    _holding(state, incident, incident.claims | frozenset(claims))


def _untie(state: State, claims: Iterable[str]) -> None:
    ties, leaving = own(state.ties), dict[str, set[str]]()
    for claim in claims:
        if (code := ties.pop(claim, None)) is not None:
            leaving.setdefault(code, set()).add(claim)
    for code, some in leaving.items():
        _holding(state, state.incidents[code], state.incidents[code].claims - some)


def _holding(state: State, incident: Incident, claims: frozenset[str]) -> None:
    reports = frozenset(state.claims[claim].report for claim in claims)
    put(state, replace(incident, claims=claims, reports=reports))


def _toll_computed(state: State, change: Change) -> None:
    own(state.tolls)[change.subject] = {**change.content, "number": change.number}
    own(state.unreckoned).pop(change.subject, None)


def _grade_given(state: State, change: Change) -> None:
    own(state.grades)[change.subject] = {**change.content, "reason": change.reason}


def _policy_changed(state: State, change: Change) -> None:
    own(state.policies)[change.subject] = change.content
    own(state.unreckoned).update((code, True) for code, one in state.incidents.items() if one.status == "open")


def _note(state: State, change: Change) -> None:
    """Changes nothing: it is there to be read in the history."""


def _reports(state: State) -> MutableMapping[str, RecordedReport]:
    return own(state.reports)


_APPLY: Mapping[str, Callable[[State, Change], None]] = {
    "report_added": _report_added,
    "report_withdrawn": _report_withdrawn,
    "claims_read": _claims_read,
    "incident_opened": _incident_opened,
    "incident_described": _incident_described,
    "claims_tied": _claims_tied,
    "claims_untied": _claims_untied,
    "incidents_merged": _incidents_merged,
    "incident_split": _incident_split,
    "incident_withdrawn": _incident_withdrawn,
    "incident_restored": _incident_restored,
    "toll_computed": _toll_computed,
    "grade_given": _grade_given,
    "policy_changed": _policy_changed,
    "judgement_made": judging.make,
    "judgement_signed": judging.sign,
    "judgement_reversed": judging.take_back,
    "judgement_reopened": judging.reopen,
    "machine_disagrees": judging.disagree,
    "consent_given": consents.give,
    "consent_withdrawn": consents.withdraw,
    "note": _note,
}
