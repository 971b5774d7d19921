"""Claims that belong to no incident: running totals, other periods, and what could not be grouped."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.ledger.layers import Kept
from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.store.record import Record
from marsad.store.rows import pieces

_AT_ONCE = 500


def loose_claims(record: Record, state: State) -> Iterator[Claim]:
    """The claims that counted at the moment of `state` and belonged to no open incident, report by report."""
    if isinstance(state.claims, Kept):
        yield from record.claims.untied()
        return
    ids = [id_ for id_, claim in state.claims.items() if claim.current and not _is_tied(id_, state)]
    for batch in pieces(sorted(ids, key=lambda id_: (state.claims[id_].report, id_)), _AT_ONCE):
        found = record.claims.get(batch)
        yield from (found[id_] for id_ in batch if id_ in found)


def _is_tied(claim: str, state: State) -> bool:
    code = state.ties.get(claim)
    return code is not None and state.incidents[code].status == "open"
