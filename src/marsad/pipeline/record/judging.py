"""A person decides: the judgement is written, the record obeys it at once, and what it changes is reckoned anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, get_args

from marsad.errors import ItemError, RunError
from marsad.ledger.book import Book
from marsad.ledger.reconcile import settle
from marsad.ledger.state import State
from marsad.model.change import MACHINE, Change, Draft
from marsad.model.judgement import PAIR_VERDICTS, Judgement, Verdict, judgement_id
from marsad.pipeline.record.claims import corrected
from marsad.pipeline.record.correcting import claim_fields, incident_fields
from marsad.pipeline.record.grouping import regroup
from marsad.pipeline.record.policy import keep_policy
from marsad.pipeline.record.projection import project
from marsad.pipeline.record.reckoning import reckon, stale_families
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


@contextmanager
def decide(store: Store, book: Book, policy: Policy, draft: Draft) -> Iterator[Decided]:
    """Write a judgement, a signature or a reversal, and make the record obey it; its states can be read inside the block.

    Raises ItemError when it is not allowed; then nothing is written.
    """
    with store.read() as earlier:
        before = Book().state(earlier)
        written, codes = _obey(store, book, policy, draft)
        with store.read() as record:
            after = book.state(record)
            judgement = after.judgements[_name(written[0])]
            codes |= _codes(judgement, before, after)
            yield Decided(judgement, before, after, tuple(written), frozenset(codes))


def _obey(store: Store, book: Book, policy: Policy, draft: Draft) -> tuple[list[Change], set[str]]:
    """All that is written for a decision, and the incidents that it can have changed."""
    with store.write() as record:
        written = book.write(record, [draft])
        judgement = book.state(record).judgements[_name(written[0])]
        codes, reports = _codes(judgement, book.state(record)) | book.touched, _reports(judgement, book.state(record))
        links = judgement.verdict in PAIR_VERDICTS
        if links and judgement.standing == "in_force" and judgement.verdict != "unsure":
            written += book.write(record, settle(book.state(record), judgement.id, SETTLER))
            codes |= _codes(judgement, book.state(record)) | book.touched
        project(record, book.state(record), codes)
    if links and (judgement.standing == "reversed" or judgement.verdict == "unsure"):
        written += regroup(store, book, policy, reports)
        codes |= book.touched
    return written + _reckon(store, book, policy, codes), codes


def _name(change: Change) -> str:
    """The judgement that was made, signed or reversed."""
    return judgement_id(change.number) if change.kind == "judgement_made" else change.subject


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


def _reports(judgement: Judgement, state: State) -> set[str]:
    """The reports behind both sides."""
    return {state.claims[claim].report for side in judgement.sides for claim in side}


def _codes(judgement: Judgement, *states: State) -> set[str]:
    """The incidents that a judgement is about, and those where the things that it is about are."""
    things = {*judgement.on, *frozenset[str]().union(*judgement.sides)}
    places = {state.place(thing) for state in states for thing in things if _is_there(thing, state)}
    return {code for code in (*judgement.on, *places) if code is not None and code in states[-1].incidents}


def _is_there(thing: str, state: State) -> bool:
    return thing in state.incidents or thing in state.claims


def _reckon(store: Store, book: Book, policy: Policy, codes: set[str]) -> list[Change]:
    """Compute the tolls that are stale among those of these incidents; what else is stale waits for the next run."""
    with store.read() as record:
        families = [some for some in stale_families(book.state(record), policy) if codes.intersection(some)]
    if not families:
        return []
    return keep_policy(store, book, policy, f"{MACHINE}run") + reckon(store, book, families, policy)
