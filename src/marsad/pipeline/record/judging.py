"""A person decides: the judgement is written, the record obeys it at once, and what it changes is reckoned anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from marsad.errors import ItemError, RunError
from marsad.incidents.account_json import from_json
from marsad.ledger.book import Book
from marsad.ledger.reconcile import settle
from marsad.ledger.state import State
from marsad.model.change import MACHINE, Change, Draft
from marsad.model.judgement import PAIR_VERDICTS, Judgement, Verdict, judgement_id
from marsad.pipeline.record.claims import corrected
from marsad.pipeline.record.correcting import claim_fields, incident_fields
from marsad.pipeline.record.grouping import regroup, touched
from marsad.pipeline.record.policy import keep_policy
from marsad.pipeline.record.projection import project
from marsad.pipeline.record.reckoning import reckon_family, stale_families
from marsad.store.record import Record
from marsad.store.store import Store
from marsad.tolls.policy import Policy

SETTLER = f"{MACHINE}settler/1"


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a decision: the judgement as it stands now, the record before and after, what was written.

    `codes` are the incidents that it can have changed.
    """

    judgement: Judgement
    before: State
    after: State
    changes: tuple[Change, ...]
    codes: frozenset[str]


def book_of(store: Store) -> Book:
    """The ledger of a record, with the verdicts that its settings let two people decide.

    Raises RunError `pipeline.two-people` when they name what is no verdict.
    """
    said = store.location.settings.get("judgements", {})
    names = said.get("two_people", []) if isinstance(said, dict) else None
    if not isinstance(names, list) or not set(map(str, names)) <= set(get_args(Verdict)):
        raise RunError(
            "pipeline.two-people",
            f"marsad.toml: [judgements] two_people cannot be {names!r}",
            hint=f'a list of verdicts, such as ["different"]: {", ".join(get_args(Verdict))}',
        )
    return Book(names)


def decide(store: Store, book: Book, policy: Policy, draft: Draft) -> Decided:
    """Write a judgement, a signature or a reversal, and make the record obey it.

    Raises ItemError when it is not allowed; then nothing is written.
    """
    with store.write() as record:
        before = book.state(record)
        written = book.write(record, [draft])
        made = draft.kind == "judgement_made"
        name = judgement_id(written[0].number) if made else draft.subject
        judgement = book.state(record).judgements[name]
        links = judgement.verdict in PAIR_VERDICTS
        if links and judgement.standing == "in_force" and judgement.verdict != "unsure":
            written += book.write(record, settle(book.state(record), name, SETTLER))
        _project(record, book.state(record), _codes(judgement, written, before, book.state(record)))
    freed = judgement.standing == "reversed" or judgement.verdict == "unsure"
    if links and freed:
        written += regroup(store, book, policy, _reports(judgement, before))
    written += _reckon(store, book, policy, _codes(judgement, written, before, _now(store, book)))
    after = _now(store, book)
    codes = _codes(judgement, written, before, after)
    return Decided(after.judgements[name], before, after, tuple(written), frozenset(codes))


def correction(record: Record, state: State, thing: str, said: Iterable[str]) -> dict[str, Any]:
    """The fields that a correction of a claim or an incident gives, from what a person writes ("count=12").

    What was corrected in a claim before stays corrected. Raises ItemError as `correcting.claim_fields` does, and when
    the words of the claim are gone.
    """
    if thing in state.incidents:
        return incident_fields(state.described_incident(thing).description, said)
    claim = record.claims.get([thing]).get(thing)
    if claim is None:
        what = f"{thing}: only claims whose words are there, and incidents, can be corrected"
        raise ItemError("pipeline.not-correctable", what, hint="name a claim or an incident")
    before = state.answer("claim", thing)
    fields = claim_fields(claim, said, before.fields if before is not None and before.verdict == "correct" else {})
    corrected(claim, fields)
    return fields


def _now(store: Store, book: Book) -> State:
    with store.read() as record:
        return book.state(record)


def _reports(judgement: Judgement, state: State) -> set[str]:
    """The reports behind both sides."""
    return {state.claims[claim].report for side in judgement.sides for claim in side}


def _codes(judgement: Judgement, changes: Iterable[Change], before: State, after: State) -> set[str]:
    """The incidents that a judgement is about, or that follow from it."""
    things = {*judgement.on, *frozenset[str]().union(*judgement.sides)}
    places = {state.place(thing) for state in (before, after) for thing in things if _is_there(thing, state)}
    found = {*judgement.on, *touched(changes), *(place for place in places if place is not None)}
    return {code for code in found if code in after.incidents}


def _is_there(thing: str, state: State) -> bool:
    return thing in state.incidents or thing in state.claims


def _project(record: Record, state: State, codes: set[str]) -> None:
    reports = {report for code in codes for report in state.incidents[code].reports}
    project(record, state, codes, [from_json(said) for said in record.accounts.of_reports(sorted(reports))])


def _reckon(store: Store, book: Book, policy: Policy, codes: set[str]) -> list[Change]:
    """Compute the tolls that are stale among those of these incidents; what else is stale waits for the next run."""
    written: list[Change] = []
    state = _now(store, book)
    families = [family for family in stale_families(state, policy) if codes.intersection(family)]
    if families:
        written += keep_policy(store, book, policy, f"{MACHINE}run")
    for family in families:
        written += reckon_family(store, book, family, policy)
    return written
