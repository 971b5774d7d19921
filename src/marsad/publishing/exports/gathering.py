"""Gathering: the rows of the tables for some incidents, batch by batch, so that memory does not grow with the record.

Ranges, who holds them and what was set aside are those that the ledger kept: nothing is reckoned anew. Every word, name and point
goes through the disclosure of the moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marsad.ledger.book import Book
from marsad.ledger.layers import Kept, bring
from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.incident import DESCRIPTION_FIELDS, Incident
from marsad.pipeline.record.claims import judged_claim
from marsad.publishing.exports.claim_rows import claim_row
from marsad.publishing.exports.decisions import judgement_rows, retired_rows
from marsad.publishing.exports.incident_rows import incident_row
from marsad.publishing.exports.loose import loose_claims
from marsad.publishing.exports.showing import Showing
from marsad.publishing.exports.source_rows import Carried, source_row
from marsad.publishing.exports.tables import ClaimRow, IncidentRow, JudgementRow, RetiredRow, SourceRow, TollRow
from marsad.publishing.exports.toll_rows import toll_rows
from marsad.publishing.moment import Moment
from marsad.publishing.row_sets import indices
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
    """What is to be exported: the open incidents with these `codes` at a `moment`, in the order of the codes.

    `whole`: they are all there are, so that retired codes and every judgement belong to them too.
    """

    moment: Moment
    codes: Sequence[str]
    whole: bool

    @classmethod
    def of(cls, moment: Moment, codes: Sequence[str] | None = None) -> Selection:
        """The incidents with these codes, None = all that are open. What is no open incident is left out."""
        every = moment.register.at
        if codes is None:
            return cls(moment, sorted(every), whole=True)
        chosen = sorted({code for code in codes if code in every})
        return cls(moment, chosen, whole=len(chosen) == len(every))

    def tops(self) -> Selection:
        """Those that are no part of another one among them, for formats in which every person may stand once only."""
        return Selection(self.moment, self.top_codes(), self.whole)

    def top_codes(self) -> list[str]:
        """The codes of the same."""
        register = self.moment.register
        return sorted(register.rows[n].code for n in indices(register.tops(register.of(self.codes))))

    def gathered(self) -> Iterator[Gathered]:
        """Every incident with its rows."""
        for batch in pieces(self.codes, AT_ONCE):
            yield from _Batch(self.moment, self._showing()).gathered(batch)

    def loose(self) -> Iterator[tuple[ClaimRow, SourceRow]]:
        """The claims that belong to no incident, each with its source; of a part of the record none."""
        if not self.whole:
            return
        for batch in pieces(loose_claims(self.moment.record, self.moment.state), AT_ONCE):
            yield from _Batch(self.moment, self._showing()).loose(batch)

    def judgements(self) -> tuple[JudgementRow, ...]:
        """What people decided about these incidents, their claims and reports."""
        codes = None if self.whole else frozenset(self.codes)
        return tuple(judgement_rows(self.moment.record, self._showing(), codes))

    def retired(self) -> tuple[RetiredRow, ...]:
        """The codes that are gone; of a part of the record, those that lead into it."""
        codes = None if self.whole else frozenset(self.codes)
        return tuple(retired_rows(self.moment.record, self._showing(), codes))

    def _showing(self) -> Showing:
        return Showing(self._state(), self.moment.disclosure, self.moment.project.address)

    def _state(self) -> State:
        """The state at the moment, with nothing fetched yet where it lies in rows: what was fetched stays with it."""
        state = self.moment.state
        if not isinstance(state.tolls, Kept):
            return state
        fresh = Book().state(self.moment.record)
        return fresh if fresh.number == state.number else state


class _Batch:
    """Some incidents, their claims and reports fetched together."""

    def __init__(self, moment: Moment, showing: Showing) -> None:
        self.record, self.showing = moment.record, showing

    def gathered(self, codes: Sequence[str]) -> Iterator[Gathered]:
        incidents = self._incidents(codes)
        told_in = sorted({report for each in incidents for report in each.reports})
        claims = self._claims(incidents, told_in)
        reports, names = Carried.of(self.record, told_in), self._withholding(claims)
        for incident in incidents:
            told = [judged_claim(claims[id_], self.showing.state) for id_ in incident.claims if id_ in claims]
            yield self._one(incident, sorted(told, key=_place_in_text), reports, names)

    def loose(self, told: Sequence[Claim]) -> Iterator[tuple[ClaimRow, SourceRow]]:
        """Rows of claims without an incident."""
        told_in = sorted({claim.report for claim in told})
        near = {claim.id: claim for claim in (*told, *self.record.claims.current(reports=told_in))}
        reports, names = Carried.of(self.record, told_in), self._withholding(near)
        self._bring(claim.id for claim in told)
        for claim in sorted(told, key=_place_in_text):
            judged = judged_claim(claim, self.showing.state)
            veil = self.showing.disclosure.veil((judged, *names.get(claim.report, ())))
            source = source_row(judged, self.showing, reports, veil)
            yield claim_row(judged, None, source.source, self.showing, veil), source

    def _incidents(self, codes: Sequence[str]) -> list[Incident]:
        """The incidents, with all that is asked of the state about them fetched together."""
        state = self.showing.state
        for mapping in (state.incidents, state.tolls, state.grades):
            bring(mapping, codes)
        bring(state.in_force, (("description", code, name) for code in codes for name in DESCRIPTION_FIELDS))
        bring(state.in_force, (("grade", code) for code in codes))
        incidents = [state.incident(code) for code in codes]
        self._bring(claim for each in incidents for claim in each.claims)
        return incidents

    def _bring(self, claims: Iterable[str]) -> None:
        ids = list(claims)
        bring(self.showing.state.claims, ids)
        bring(self.showing.state.in_force, (("claim", claim) for claim in ids))

    def _claims(self, incidents: Sequence[Incident], reports: Sequence[str]) -> dict[str, Claim]:
        """All claims of some reports, and those of the incidents that the last reading of a report does not find."""
        claims = {claim.id: claim for claim in self.record.claims.current(reports=reports)}
        others = {claim for each in incidents for claim in each.claims} - claims.keys()
        return claims | self.record.claims.get(sorted(others))

    def _withholding(self, claims: Mapping[str, Claim]) -> dict[str, list[Claim]]:
        """For every report the claims that withhold a name, also those that belong to other incidents."""
        found: dict[str, list[Claim]] = {}
        for claim in claims.values():
            if self.showing.disclosure.hidden_names((claim,)):
                found.setdefault(claim.report, []).append(claim)
        return found

    def _one(
        self, incident: Incident, told: Sequence[Claim], reports: Carried, names: Mapping[str, Sequence[Claim]]
    ) -> Gathered:
        showing, code = self.showing, incident.code
        near = dict.fromkeys(claim.report for claim in told)
        others = (claim for report in near for claim in names.get(report, ()))
        veil = showing.disclosure.veil((*told, *others), _deciders(incident.code, showing.state))
        sources = tuple(source_row(claim, showing, reports, veil) for claim in told)
        both = zip(told, sources, strict=True)
        return Gathered(
            incident_row(incident, told, showing, veil),
            tuple(claim_row(claim, code, source.source, showing, veil) for claim, source in both),
            sources,
            tuple(toll_rows(code, showing.state)),
        )


def _deciders(code: str, state: State) -> tuple[str, ...]:
    """Who gave its grade, where a person did."""
    judgement = state.answer("grade", code)
    return () if judgement is None else (judgement.actor, *judgement.signed_by)


def _place_in_text(claim: Claim) -> tuple[str, int, int, str]:
    return claim.report, claim.span.start, claim.span.end, claim.id
