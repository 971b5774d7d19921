"""The history of an incident in words: when the record learned what, from whom, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from marsad.ledger.replay import EMPTY, steps, workspace
from marsad.ledger.state import State
from marsad.ledger.telling import TELL
from marsad.model.change import Cause, Change, ChangeKind


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
    lines = []
    for state, change in steps(changes, workspace(start)):
        text = TELL[change.kind](state, change, code)
        if text:
            cause = change.content["cause"] if change.kind == "toll_computed" else None
            line = Line(change.number, change.at, change.actor, change.kind, cause, text, change.reason)
            lines.append(line)
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
