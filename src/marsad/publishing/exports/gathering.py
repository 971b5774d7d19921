"""Gathering: the rows of the tables for some incidents, batch by batch, so that memory does not grow with the record.

Ranges, who holds them and what was set aside are those that the ledger kept: nothing is reckoned anew. Every word, name and point
goes through the disclosure of the moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from marsad.ledger.book import Book
from marsad.ledger.layers import Kept, bring
from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.incident import Incident
from marsad.pipeline.record.claims import judged_claim
from marsad.publishing.exports.claim_rows import claim_row
from marsad.publishing.exports.decisions import judgement_rows, retired_rows
from marsad.publishing.exports.incident_rows import incident_row
from marsad.publishing.exports.source_rows import Carried, source_row
from marsad.publishing.exports.tables import ClaimRow, IncidentRow, JudgementRow, RetiredRow, SourceRow, TollRow
from marsad.publishing.exports.toll_rows import toll_rows
from marsad.publishing.moment import Moment
from marsad.store.rows import pieces

AT_ONCE = 400
"""Incidents that are held at a time."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One incident with all that hangs on it. `claims` and `sources` lie side by side: the source of each claim."""

    incident: IncidentRow
    claims: tuple[ClaimRow, ...]
    sources: tuple[SourceRow, ...]
    tolls: tuple[TollRow, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be exported: the incidents with these `codes` at a `moment`, in the order of the codes.

    `whole`: they are all open incidents there are, so that retired codes and every judgement belong to them too.
    `address` is the address of the site, without a slash at its end; empty = links are paths.
    """

    moment: Moment
    codes: Sequence[str]
    whole: bool = True
    address: str = ""
    _seen: set[str] = field(default_factory=set, repr=False, compare=False)

    def gathered(self) -> Iterator[Gathered]:
        """Every incident with its rows."""
        for batch in pieces(sorted(self.codes), AT_ONCE):
            yield from _Batch(self.moment, self.state(), self.address).gathered(batch)

    def judgements(self) -> tuple[JudgementRow, ...]:
        """What people decided about these incidents, their claims and reports."""
        return tuple(judgement_rows(self.state(), None if self.whole else frozenset(self.codes)))

    def retired(self) -> tuple[RetiredRow, ...]:
        """The codes that are gone; of a part of the record, those that lead into it."""
        return tuple(retired_rows(self.moment.record, self.state(), None if self.whole else frozenset(self.codes)))

    def state(self) -> State:
        """The state at the moment, with nothing fetched yet where it lies in rows: what was fetched stays with it."""
        state = self.moment.state
        if not isinstance(state.tolls, Kept):
            return state
        fresh = Book().state(self.moment.record)
        return fresh if fresh.number == state.number else state


class _Batch:
    """Some incidents, their claims and reports fetched together."""

    def __init__(self, moment: Moment, state: State, address: str) -> None:
        self.moment, self.state, self.address = moment, state, address

    def gathered(self, codes: Iterable[str]) -> Iterator[Gathered]:
        incidents = self._incidents(list(codes))
        claims = self.moment.record.claims.get(claim for each in incidents for claim in sorted(each.claims))
        reports = Carried.of(self.moment.record, {claim.report for claim in claims.values()})
        for incident in incidents:
            told = [judged_claim(claims[id_], self.state) for id_ in incident.claims if id_ in claims]
            yield self._one(incident, sorted(told, key=_place_in_text), reports)

    def _incidents(self, codes: list[str]) -> list[Incident]:
        """The incidents, with all that is asked of the state about them fetched together."""
        state = self.state
        for mapping in (state.incidents, state.tolls, state.grades):
            bring(mapping, codes)
        incidents = [state.incident(code) for code in codes]
        bring(state.claims, (claim for each in incidents for claim in each.claims))
        bring(state.in_force, (("claim", claim) for each in incidents for claim in each.claims))
        return incidents

    def _one(self, incident: Incident, told: Sequence[Claim], reports: Carried) -> Gathered:
        state, disclosure = self.state, self.moment.disclosure
        sources = tuple(source_row(claim, disclosure, reports) for claim in told)
        rows = (
            claim_row(claim, incident.code, source.source, state, disclosure)
            for claim, source in zip(told, sources, strict=True)
        )
        tolls = tuple(toll_rows(incident.code, state))
        return Gathered(incident_row(incident, told, state, disclosure, self.address), tuple(rows), sources, tolls)


def _place_in_text(claim: Claim) -> tuple[str, int, int, str]:
    return claim.report, claim.span.start, claim.span.end, claim.id
