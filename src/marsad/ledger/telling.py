"""What each kind of change does to one incident, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from marsad.ledger import words
from marsad.ledger.state import State
from marsad.ledger.words import counted
from marsad.model.change import Change, ChangeKind
from marsad.model.incident import description_to_json


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
    told = [f"report {change.subject} revises {revised}" if revised else f"report {change.subject} read anew"]
    for some, how in ((leaving & olds, "read again"), (leaving - olds, "not found again")):
        told += [f"{counted(len(some), 'claim')} {how}"] if some else []
    return ", ".join(told)


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
    if change.subject != code:
        return ""
    before = state.tolls.get(code, {"quantities": {}})["quantities"]
    return (
        "; ".join(words.toll_words(before, change.content["quantities"])) or "toll computed again, with the same ranges"
    )


def _graded(state: State, change: Change, code: str) -> str:
    if change.subject != code:
        return ""
    before, now = state.grades.get(code, {}).get("grade"), change.content["grade"]
    return f"grade {before} became {now}" if before not in (None, now) else f"{'still ' if before else ''}graded {now}"


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
    def tell(state: State, change: Change, code: str) -> str:
        return what if change.subject == code else ""

    return tell


TELL: Mapping[ChangeKind, Callable[[State, Change, str], str]] = {
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
    "consent_given": _about(""),
    "consent_withdrawn": _about(""),
    "note": _about("noted"),
}
"""For each kind of change: what it does to the incident with this code, from the state right before it; "" for nothing."""
