"""The history of an incident in words: when the record learned what, from whom, and why; and what two states differ in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from marsad.ledger import words
from marsad.ledger.replay import EMPTY, apply, workspace
from marsad.ledger.state import State
from marsad.ledger.totals import quantity_of
from marsad.ledger.words import counted
from marsad.model.change import Cause, Change, ChangeKind
from marsad.model.incident import description_to_json


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a history. `at` is when it became known (UTC); when the harm happened, the incident's days say.

    `kind` is the change's; `cause` is what changed a toll, None for any other line. `text` is what happened, `why` the
    reason given.
    """

    number: int
    at: datetime
    actor: str
    kind: ChangeKind
    cause: Cause | None
    text: str
    why: str

    def __str__(self) -> str:
        joined = f"{self.text} because {self.why}" if self.cause else f"{self.text}: {self.why}"
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {joined}"


def history(changes: Iterable[Change], code: str, start: State = EMPTY) -> list[Line]:
    """The lines of the incident that bears `code` itself, in the order of the ledger; after a merge, see where it went.

    `start` is the state upon which `changes` follow. What was recorded later about earlier days stands where it was recorded.
    """
    state, lines = workspace(start), []
    for change in changes:
        text = _TELL[change.kind](state, change, code)
        if text:
            cause = change.content["cause"] if change.kind == "toll_computed" else None
            line = Line(change.number, change.at, change.actor, change.kind, cause, text, change.reason)
            lines.append(line)
        state = apply(state, change)
    return lines


_CAUSES: tuple[tuple[ChangeKind, Cause], ...] = (
    ("report_withdrawn", "retraction"),
    ("incidents_merged", "merge"),
    ("incident_split", "split"),
    ("judgement_made", "judgement"),
    ("judgement_reversed", "judgement"),
    ("judgement_signed", "judgement"),
    ("judgement_reopened", "judgement"),
    ("claims_tied", "new_report"),
    ("claims_untied", "split"),
    ("claims_read", "new_reading"),
)


def cause_of(lines: Iterable[Line]) -> Cause:
    """The likeliest cause of a toll that is about to be computed: the weightiest kind since the last one.

    What only the claims can tell (a correction, a late death, a body recovered, a committee's batch) is for the caller
    to say. Where nothing happened to the incident itself, the rule must have changed.
    """
    since: set[ChangeKind] = set()
    first = True
    for line in lines:
        if line.kind == "toll_computed":
            since, first = set(), False
        since.add(line.kind)
    if first:
        return "first_count"
    return next((cause for kind, cause in _CAUSES if kind in since), "policy_change")


def diff(before: State, after: State) -> dict[str, list[str]]:
    """What is another in `after`, by incident code, in words; incidents that did not change are left out."""
    found = {}
    for code in sorted({*before.incidents, *after.incidents}):
        if told := _differences(before, after, code):
            found[code] = told
    return found


def _differences(before: State, after: State, code: str) -> list[str]:
    if code not in before.incidents or code not in after.incidents:
        there = after if code in after.incidents else before
        opened = words.opened_words(description_to_json(there.incidents[code].description))
        return [
            opened if there is after else "not in the record",
            *(_tolls(EMPTY, after, code) if there is after else []),
        ]
    if after.incidents[code].status == "merged":
        same = before.incidents[code].status == "merged" and before.resolve(code) == after.resolve(code)
        return [] if same else [f"merged into {after.resolve(code)}"]
    old, new, told = before.incidents[code], after.incidents[code], []
    if old.status != new.status:
        told.append(new.status)
    was, now = (
        description_to_json(before.incident(code).description),
        description_to_json(after.incident(code).description),
    )
    if fields := {name: value for name, value in now.items() if value != was[name]}:
        told.append(words.description_words(fields, was))
    told += [f"{counted(len(some), 'claim')} {how}" for some, how in
             ((new.claims - old.claims, "came in"), (old.claims - new.claims, "left")) if some]  # fmt: skip
    told += _tolls(before, after, code)
    grades = [(state.grade(code) or {}).get("grade", "none") for state in (before, after)]
    return told + ([f"grade {grades[0]} became {grades[1]}"] if grades[0] != grades[1] else [])


def _tolls(before: State, after: State, code: str) -> list[str]:
    names = sorted(
        (after.toll(code) or {}).get("quantities", {}) | (before.tolls.get(code) or {}).get("quantities", {})
    )
    told = []
    for name in names:
        old = quantity_of(before, code, name) if code in before.incidents else None
        if old != (new := quantity_of(after, code, name)):
            told.append(f"toll of {name.replace('_', ' ')} {words.moved_words(old, new)}")
    return told


def _tied_here(state: State, claims: Iterable[str], code: str) -> set[str]:
    return {claim for claim in claims if state.ties.get(claim) == code}


def _withdrawn_report(state: State, change: Change, code: str) -> str:
    gone = _tied_here(state, state.current_claims(change.subject), code)
    return f"report {change.subject} withdrawn, {counted(len(gone), 'claim')} no longer made" if gone else ""


def _read(state: State, change: Change, code: str) -> str:
    revised = state.reports[change.subject].revises
    before = state.current_claims(change.subject) | (state.current_claims(revised) if revised else frozenset())
    leaving = _tied_here(state, before, code) - {*change.content["claims"]}
    olds = {old for old, *_ in change.content.get("heirs", {}).values()}
    if not leaving:
        return ""
    told = f"report {change.subject} {'revises ' + revised if revised else 'read anew'}"
    return f"{told}, {counted(len(leaving & olds), 'claim')} read anew, {len(leaving - olds)} not found again"


def _opened(state: State, change: Change, code: str) -> str:
    return words.opened_words(change.content) if change.subject == code else ""


def _described(state: State, change: Change, code: str) -> str:
    if change.subject != code:
        return ""
    return words.description_words(change.content, description_to_json(state.incidents[code].description))


def _moved(state: State, change: Change, code: str) -> str:
    claims = change.content["claims"]
    reports = {state.claims[claim].report for claim in claims}
    told = f"{counted(len(claims), 'claim')} of {counted(len(reports), 'report')}"
    return f"{told} {'came in' if change.kind == 'claims_tied' else 'left'}" if change.subject == code else ""


def _merged(state: State, change: Change, code: str) -> str:
    into, gone = change.content["into"], change.subject
    if gone == code:
        return f"merged into {into}, where its code leads from now on"
    return f"{gone} merged into it, with {counted(len(state.incidents[gone].claims), 'claim')}" if into == code else ""


def _split(state: State, change: Change, code: str) -> str:
    some, into = counted(len(change.content["claims"]), "claim"), change.content["into"]
    if change.subject == code:
        return f"{some} went to {into}"
    again = "stands for itself again, with" if into in state.incidents and state.incidents[into].merged_into else "took"
    return f"{again} {some} of {change.subject}" if into == code else ""


def _toll(state: State, change: Change, code: str) -> str:
    return words.toll_words(state, code, change.content["quantities"]) if change.subject == code else ""


def _graded(state: State, change: Change, code: str) -> str:
    before = state.grades.get(code)
    told = (
        f"grade {before['grade']} became {change.content['grade']}" if before else f"graded {change.content['grade']}"
    )
    return told if change.subject == code else ""


def _made(state: State, change: Change, code: str) -> str:
    on = change.content["on"]
    near = code in on or any(_tied_here(state, {thing} | state.current_claims(thing), code) for thing in on)
    return words.judgement_words(change) if near else ""


def _later(what: str) -> Callable[[State, Change, str], str]:
    def tell(state: State, change: Change, code: str) -> str:
        judgement = state.judgements[change.subject]
        near = code in judgement.on or _tied_here(state, frozenset().union(*judgement.sides), code)
        return f"judgement {judgement.id} of {judgement.actor} {what}" if near else ""

    return tell


def _about(what: str) -> Callable[[State, Change, str], str]:
    return lambda state, change, code: what if change.subject == code else ""


_TELL: Mapping[ChangeKind, Callable[[State, Change, str], str]] = {
    "report_added": _about(""),
    "report_withdrawn": _withdrawn_report,
    "claims_read": _read,
    "incident_opened": _opened,
    "incident_described": _described,
    "claims_tied": _moved,
    "claims_untied": _moved,
    "incidents_merged": _merged,
    "incident_split": _split,
    "incident_withdrawn": _about("withdrawn; its code is kept and never given again"),
    "incident_restored": _about("open again"),
    "toll_computed": _toll,
    "grade_given": _graded,
    "policy_changed": _about(""),
    "judgement_made": _made,
    "judgement_signed": _later("signed by a second person"),
    "judgement_reversed": _later("taken back"),
    "judgement_reopened": _later("reopened"),
    "machine_disagrees": _later("stands, though the machine says otherwise"),
    "note": _about("noted"),
}
