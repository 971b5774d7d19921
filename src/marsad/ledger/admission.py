"""Admission: the one door into the ledger. What the state does not allow is refused; what a machine says against a person
does not happen, but is written down.

If only the text or only the machine's reading changed behind a judgement, the judgement stands and the ledger notes that
the machine disagrees. If both changed, the judgement is reopened, and the machine's word counts until a person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from marsad.ledger.judging import holds
from marsad.ledger.links import Links, blamed, links
from marsad.ledger.refusals import refuse
from marsad.ledger.replay import apply, workspace
from marsad.ledger.state import State
from marsad.model.change import Change, Draft, is_machine, seal
from marsad.model.judgement import Judgement, Verdict

_MOVES = ("claims_tied", "claims_untied", "incidents_merged", "incident_split")


def admit(
    state: State, drafts: Iterable[Draft], at: datetime, *, two_people: Collection[Verdict] = ()
) -> tuple[list[Change], State]:
    """Seal drafts one after the other upon `state`: the changes to append, and the state that they lead to.

    `at` is the moment of recording, with a time zone; no change is ever earlier than the one before it, whatever a
    clock says. Verdicts named in `two_people` hold only when a second person has signed. Raises ItemError when one
    of the drafts is not allowed; then none is admitted.
    """
    door = _Door(workspace(state), at if state.at is None else max(at, state.at), two_people)
    for moving, some in groupby(drafts, lambda draft: is_machine(draft.actor) and draft.kind in _MOVES):
        if moving:
            door.move(list(some))
        else:
            for draft in some:
                door.take(draft)
    return door.changes, door.state


class _Door:
    def __init__(self, state: State, at: datetime, two_people: Collection[Verdict]) -> None:
        self.state, self.at, self.two_people = state, at, two_people
        self.changes: list[Change] = []
        self.links: Links | None = None

    def take(self, draft: Draft) -> None:
        """Write the draft, or what became of it."""
        refuse(self.state, draft)
        if draft.kind == "judgement_made" and draft.content["verdict"] in self.two_people:
            draft = replace(draft, content={**draft.content, "signatures": 2})
        if not is_machine(draft.actor):
            self.write(draft)
        elif draft.kind == "machine_disagrees":
            self.disagree(self.state.judgements[draft.subject], draft, draft.content["says"])
        elif draft.kind == "claims_read":
            self.read(draft)
        else:
            self.weigh(draft)

    def move(self, some: list[Draft]) -> None:
        """Moves of claims by a machine: as a whole if no judgement is against where they lead, else one by one."""
        self.links = self.links or links(self.state)
        if len(some) == 1 or _against(self.state, self.links, some):
            for draft in some:
                self.take(draft)
        else:
            for draft in some:
                refuse(self.state, draft)
                self.write(draft)

    def weigh(self, draft: Draft) -> None:
        """A machine's draft: moves against a judgement do not happen; its own grades and descriptions are kept beside."""
        objections = list(self.objections(draft))
        standing = [(judgement, says) for judgement, says in objections if not judgement.shaken]
        for judgement, _ in objections:
            if judgement.shaken and (draft.kind not in _MOVES or not standing):
                self.reopen(judgement, draft)
        if draft.kind in ("incident_described", "grade_given") or not standing:
            self.write(draft)
        for judgement, says in standing:
            self.disagree(judgement, draft, says)

    def objections(self, draft: Draft) -> Iterator[tuple[Judgement, dict[str, Any]]]:
        """Judgements in force that the draft contradicts, with what the machine says instead."""
        state = self.state
        if draft.kind in _MOVES:
            self.links = self.links or links(state)
            for judgement in _against(state, self.links, [draft]):
                yield judgement, {"verdict": "same" if judgement.verdict == "different" else "different"}
        elif draft.kind == "grade_given":
            judged = state.answer("grade", draft.subject)
            if judged and judged.fields["grade"] != draft.content["grade"]:
                yield judged, {"grade": draft.content["grade"]}
        elif draft.kind == "incident_described":
            for name in sorted(draft.content):
                judged = state.answer("description", draft.subject, name)
                if judged and judged.fields[name] != draft.content[name]:
                    yield judged, {name: draft.content[name]}
        elif draft.kind == "report_withdrawn":
            for claim in sorted(state.current_claims(draft.subject)):
                judged = state.answer("claim", claim)
                if judged and holds(state, claim):
                    yield judged, {"report": "withdrawn"}

    def read(self, draft: Draft) -> None:
        """A reading: what people said of claims goes over to the heirs, is disagreed with, or is reopened."""
        content, state = draft.content, self.state
        heirs = {old: (heir, same) for heir, (old, _, same) in content.get("heirs", {}).items()}
        revised = state.reports[draft.subject].revises
        before = state.current_claims(draft.subject) | (state.current_claims(revised) if revised else frozenset())
        otherwise = []
        for claim in sorted(before - {*content["claims"]}):
            judgement, (heir, same) = state.answer("claim", claim), heirs.get(claim, (None, False))
            if judgement and not same and not (heir is None and judgement.verdict == "reject"):
                otherwise.append((judgement.id, heir))
        self.write(draft)
        for name, heir in otherwise:
            judgement = self.state.judgements[name]
            if judgement.shaken:
                self.reopen(judgement, draft)
            else:
                self.disagree(judgement, draft, {"claim": heir})

    def disagree(self, judgement: Judgement, draft: Draft, says: Mapping[str, Any]) -> None:
        """Write down once that the machine says otherwise."""
        if says not in self.state.disagreements.get(judgement.id, ()):
            self.write(Draft(draft.actor, "machine_disagrees", judgement.id, draft.reason, {"says": dict(says)}))

    def reopen(self, judgement: Judgement, draft: Draft) -> None:
        """Put the question to people again."""
        if self.state.judgements[judgement.id].standing == "in_force":
            reason = f"the text and its reading have both changed: {draft.reason}"
            self.write(Draft(draft.actor, "judgement_reopened", judgement.id, reason))

    def write(self, draft: Draft) -> None:
        """Seal the draft as it is."""
        change = seal(draft, self.state.number + 1, self.at, self.state.hash)
        self.state = apply(self.state, change)
        self.changes.append(change)
        if draft.kind not in _MOVES:
            self.links = None


def _against(state: State, found: Links, some: list[Draft]) -> list[Judgement]:
    """The judgements that keep claims from moving so."""
    moved = _moved(state, some)
    now = {thing: state.place(thing) for thing in found.around(moved)}
    then = now | moved
    breaks = found.broken(then, moved) - found.broken(now, moved)
    return blamed(state, found, breaks, then)


def _moved(state: State, some: list[Draft]) -> dict[str, str | None]:
    """Where each claim that the drafts move comes to belong; a merged incident goes along with its claims."""
    moved: dict[str, str | None] = {}
    for draft in some:
        code, to = draft.subject, draft.subject if draft.kind == "claims_tied" else draft.content.get("into")
        claims = draft.content.get("claims", ())
        if draft.kind == "incidents_merged":
            known = state.incidents[code].claims if code in state.incidents else frozenset()
            came = {claim for claim, place in moved.items() if place == code}
            claims = {code, *came, *(claim for claim in known if moved.get(claim, code) == code)}
        moved |= dict.fromkeys(claims, to)
    return moved
