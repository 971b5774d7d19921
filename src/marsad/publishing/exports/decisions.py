"""The rows of what people decided, and of codes that are no incident any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from marsad.ledger.state import State
from marsad.model.judgement import Judgement
from marsad.pipeline.record.projection import reason_of
from marsad.publishing.disclosure import plain_text
from marsad.publishing.exports.showing import Showing, to_the_second
from marsad.publishing.exports.tables import JudgementRow, RetiredRow
from marsad.publishing.reasons import public_reason
from marsad.store.record import Record

_MERGED = "incidents_merged"


def judgement_rows(record: Record, showing: Showing, codes: Collection[str] | None) -> Iterator[JudgementRow]:
    """Every judgement that bears upon incidents with these codes, None = every judgement; in the order of the ledger."""
    state = showing.state
    for judgement in sorted(state.judgements.values(), key=lambda each: each.number):
        touched = _incidents(judgement, state)
        if codes is None or not touched.isdisjoint(codes):
            reason = _reason(judgement, record, showing)
            yield _row(judgement, touched if codes is None else touched.intersection(codes), reason)


def _reason(judgement: Judgement, record: Record, showing: Showing) -> str:
    """The reason without the names that the claims which it is about withhold, and without those who decided."""
    state = showing.state
    claims = {*judgement.on, *(claim for side in judgement.sides for claim in side)} & state.claims.keys()
    reports = {state.claims[claim].report for claim in claims} | {
        each for each in judgement.on if each in state.reports
    }
    for code in _incidents(judgement, state):
        reports |= state.incidents[code].reports
    actors = (judgement.actor, *judgement.signed_by)
    return plain_text(public_reason(record, showing.disclosure, reports, actors, judgement.reason))


def _incidents(judgement: Judgement, state: State) -> frozenset[str]:
    found = {state.place(thing) for thing in judgement.on if thing not in state.reports}
    found |= {state.ties.get(claim) for side in judgement.sides for claim in side}
    return frozenset(code for code in found if code is not None and state.incidents[code].status == "open")


def _row(judgement: Judgement, touched: Collection[str], reason: str) -> JudgementRow:
    grade = judgement.fields.get("grade") if judgement.verdict == "grade" else None
    return JudgementRow(
        judgement=judgement.id,
        verdict=judgement.verdict,
        about=judgement.on,
        incidents=tuple(sorted(touched)),
        fields=tuple(sorted(judgement.fields)) if judgement.verdict == "correct" else (),
        grade=grade,
        standing=judgement.standing,
        at=to_the_second(judgement.at),
        signatures=judgement.signatures,
        reason=reason,
    )


def retired_rows(record: Record, showing: Showing, codes: Collection[str] | None) -> Iterator[RetiredRow]:
    """Every retired code, or those that lead to one of `codes`; in the order of the codes."""
    state = showing.state
    merged = {code for some in state.merged_from.values() for code in some}
    for code in sorted({*merged, *state.tombstones}):
        tombstone = state.tombstones.get(code)
        successor = None if tombstone is not None else state.resolve(code)
        at = tombstone.at if tombstone is not None else _merged_at(record, code, state.number)
        if successor is not None and successor in state.tombstones:
            successor = None
        if at is not None and (codes is None or successor in codes):
            yield RetiredRow(code, successor, to_the_second(at), _why(record, showing, code))


def _why(record: Record, showing: Showing, code: str) -> str:
    """Why a code is gone, without the names that its claims withhold, and without who withdrew it."""
    state = showing.state
    tombstone = state.tombstones.get(code)
    if tombstone is None:
        return reason_of(state, code)
    reports = state.incidents[code].reports
    return plain_text(public_reason(record, showing.disclosure, reports, [tombstone.actor], tombstone.reason))


def _merged_at(record: Record, code: str, number: int) -> datetime | None:
    """When a code was merged last, up to the change `number`."""
    changes = record.changes.all(subject=code)
    return max((each.at for each in changes if each.kind == _MERGED and each.number <= number), default=None)
