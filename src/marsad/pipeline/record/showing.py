"""An incident as the record knows it, or knew it at a moment: all that a view needs, from one state of the ledger.

The ranges are always those that the ledger kept, for they are what was known. The claims that hold them and the reasons are
reckoned again from the claims of then; where that gives other ranges (the words of a claim are gone, the rules of counting
have changed), the ranges of the ledger stand and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from marsad.incidents.account import Account
from marsad.incidents.account_json import from_json
from marsad.incidents.origins import Origin, origins_of
from marsad.ledger.state import State
from marsad.model.claim import Claim, Event, Time
from marsad.model.incident import Description, Incident, Tombstone
from marsad.model.judgement import Judgement
from marsad.model.toll import GroupRow, HeldBy, IncidentToll, PolicyName, SetAside, TellingReport, TollRow, Tolls
from marsad.pipeline.record.accounts import by_report, telling
from marsad.pipeline.record.claims import Teller
from marsad.pipeline.record.reckoning import basis, compact, counts, root_of, tree_of
from marsad.pipeline.record.telling import accounts_in
from marsad.store.entries import ReportEntry
from marsad.store.record import Record
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tolls_of_incidents
from marsad.tolls.told import Told

Moment = date | datetime
_RANGES = ("rows", "groups")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an incident. `asked` is the code that was asked for, `at` the moment, None = now.

    `incident` is described as people corrected it; `parts` are all open incidents below it. `tolls` has its own toll
    first, then those of its parts. `rejected` are its claims that people rejected, with their words while they are
    there. `notes` say what a reader of the numbers must know.
    """

    asked: str
    at: Moment | None
    state: State
    incident: Incident
    tombstone: Tombstone | None
    parent: Incident | None
    parts: tuple[Incident, ...]
    grade: Mapping[str, Any]
    reports: tuple[ReportEntry, ...]
    origins: tuple[Origin, ...]
    tolls: Tolls
    rejected: tuple[tuple[str, Claim | None, Judgement], ...]
    notes: tuple[str, ...]


def incident_known(record: Record, state: State, code: str, policy: Policy, at: Moment | None = None) -> Known:
    """The incident that `code` leads to in `state`, which is the record's at the moment `at`.

    Raises ItemError `ledger.incident-unknown`.
    """
    incident = state.incident(code)
    members = tree_of(root_of(incident.code, state), state) if counts(incident.code, state) else (incident.code,)
    teller = Teller(record, state, (report for code in members for report in state.incidents[code].reports))
    parts = tuple(parts_below(incident.code, state))
    parent = incident.description.parent
    tolls, notes = _Tolls(state, teller, policy, at).of(incident, members, parts)
    entries = record.reports.of(incident.reports).values()
    return Known(
        asked=code,
        at=at,
        state=state,
        incident=incident,
        tombstone=state.tombstones.get(incident.code),
        parent=None if parent is None else state.incident(parent),
        parts=parts,
        grade=state.grade(incident.code) or {},
        reports=tuple(sorted(entries, key=lambda entry: entry.number)),
        origins=origins_of(telling(incident, state, by_report(_accounts(record, teller, incident.reports)))),
        tolls=tolls,
        rejected=tuple(_rejected(incident, teller, state)),
        notes=tuple(notes),
    )


def parts_below(code: str, state: State) -> Iterator[Incident]:
    """The open incidents that are parts of this one, parts of parts after their whole."""
    for other in sorted({part for one in state.leading_to(code) for part in state.parts.get(one, ())}):
        if state.incidents[other].status == "open" and other != code:
            yield state.described_incident(other)
            yield from parts_below(other, state)


def _accounts(record: Record, teller: Teller, reports: Iterable[str]) -> Iterator[Account]:
    """The accounts of reports as they were read then: those kept, or made again where a report was read anew since."""
    ids = sorted(reports)
    current, entries = record.readings.of(ids), record.reports.of(ids)
    kept = by_report(from_json(said) for said in record.accounts.of_reports(ids))
    for report in ids:
        then, now, entry = teller.reading(report), current.get(report), entries.get(report)
        if then is not None and now is not None and entry is not None and entry.report is not None and then != now:
            yield from accounts_in(entry.report, then)
        else:
            yield from kept.get(report, ())


def _rejected(incident: Incident, teller: Teller, state: State) -> Iterator[tuple[str, Claim | None, Judgement]]:
    for claim in sorted(incident.claims):
        judgement = state.answer("claim", claim)
        if judgement is not None and judgement.verdict == "reject":
            told = teller.one(claim)
            yield claim, None if told is None else told.claim, judgement


class _Tolls:
    """The tolls of an incident and its parts as a state has them."""

    def __init__(self, state: State, teller: Teller, policy: Policy, at: Moment | None) -> None:
        self.state, self.teller, self.policy, self.at = state, teller, policy, at

    def of(self, incident: Incident, members: Sequence[str], parts: Sequence[Incident]) -> tuple[Tolls, list[str]]:
        """Their tolls, reckoned together with those of all `members` of their tree, and what is to be noted."""
        told = {code: self.teller.of_claims(self.state.incidents[code].claims) for code in members}
        known = {
            code: (self.state.described_incident(code).description.place, some) for code, some in told.items() if some
        }
        fresh = {toll.id: toll for toll in tolls_of_incidents(known, self.policy)}
        every = {each.claim.id: each for some in told.values() for each in some}
        shown = [self._toll(one, fresh.get(one.code), every) for one in (incident, *parts)]
        tolls = [toll for toll, _ in shown if toll is not None]
        top = [replace(toll, parent=None) if toll.id == incident.code else toll for toll in tolls]
        claims = sorted(every.values(), key=lambda each: each.rank)
        done = Tolls(self._policy(), tuple(top), (), tuple(one.claim for one in claims), tuple(_reports(claims)))
        return done, list(self._notes(incident, members, every, kept=any(is_kept for _, is_kept in shown)))

    def _toll(
        self, incident: Incident, fresh: IncidentToll | None, told: Mapping[str, Told]
    ) -> tuple[IncidentToll | None, bool]:
        """The toll of one incident, and whether it is the ledger's and could not be reckoned again."""
        kept = self.state.tolls.get(incident.code, {}).get("toll")
        if kept is None:
            return None, False
        if fresh is not None and all(compact(fresh)[part] == kept.get(part) for part in _RANGES):
            return self._as_corrected(fresh, incident), False
        return _from_ledger(kept, incident, told), bool(kept.get("rows"))

    def _as_corrected(self, toll: IncidentToll, incident: Incident) -> IncidentToll:
        """The toll with what people corrected in the incident's description."""
        said, fields = incident.description, self.state.corrected_fields(incident.code)
        event = replace(toll.event, type=said.event) if "event" in fields else toll.event
        time = _time(said) if fields & {"first_day", "last_day"} else toll.time
        title = said.title if "title" in fields else toll.title
        return replace(toll, title=title, event=event, time=time, place=said.place if "place" in fields else toll.place)

    def _policy(self) -> PolicyName:
        """The rules that counted then."""
        said = self.state.policies.get("tolls")
        if said is None:
            return PolicyName(self.policy.name, self.policy.version, self.policy.digest)
        return PolicyName(said["name"], int(said["version"]), said["digest"])

    def _notes(
        self, incident: Incident, members: Sequence[str], told: Mapping[str, Told], *, kept: bool
    ) -> Iterator[str]:
        state = self.state
        if incident.status == "open" and incident.claims and incident.code not in state.tolls:
            yield (
                "Its toll was not reckoned yet: `marsad run` does it."
                if self.at is None
                else "Its toll was not reckoned yet."
            )
            return
        counted = {c for code in members for c in state.tolls.get(code, {}).get("toll", {}).get("claims", ())}
        gone = [claim for claim in counted if claim not in told and self.teller.one(claim) is None]
        if gone:
            reports = {state.claims[claim].report for claim in gone}
            yield (
                f"{_counted(len(gone), 'claim')} of {_counted(len(reports), 'report')} counted here, and the words are gone: "
                "the ranges are those that the ledger kept."
            )
        elif self.at is None and any(self._is_stale(code, members) for code in members):
            yield "Something has changed since these ranges were reckoned: `marsad run` brings them up to date."
        elif kept:
            yield "The ranges are those that the ledger kept: by the rules of counting of today they would be others."

    def _is_stale(self, code: str, members: Sequence[str]) -> bool:
        kept = self.state.tolls.get(code, {}).get("toll")
        return kept is not None and kept.get("basis") != basis(members, self.state, self.policy)


def _from_ledger(kept: Mapping[str, Any], incident: Incident, told: Mapping[str, Told]) -> IncidentToll:
    """The toll as far as the ledger has it: ranges, and the claims behind them whose words are there."""
    said = incident.description
    groups = (GroupRow(row["role"], row["affiliation"], _row(row, told)) for row in kept.get("groups", ()))
    aside = (SetAside(one["claim"], one["reason"], _aside(one["reason"])) for one in kept.get("set_aside", ()))
    return IncidentToll(
        id=incident.code,
        parent=said.parent,
        title=said.title,
        event=Event(said.event),
        place=said.place,
        time=_time(said),
        claims=tuple(claim for claim in kept["claims"] if claim in told),
        reports=kept.get("reports", 0),
        origins=kept.get("origins", 0),
        toll=tuple(_row(row, told) for row in kept.get("rows", ())),
        groups=tuple(groups),
        conflicts=(),
        conflicts_complete=True,
        changed=(),
        set_aside=tuple(one for one in aside if one.claim in told),
        rules={},
        notes=(),
    )


def _row(row: Mapping[str, Any], told: Mapping[str, Told]) -> TollRow:
    held = HeldBy(*(tuple(claim for claim in row["held_by"][end] if claim in told) for end in ("lower", "upper")))
    fields = {name: value for name, value in row.items() if name not in ("role", "affiliation", "held_by")}
    return TollRow(held_by=held, **fields)


def _aside(reason: str) -> str:
    return f"A claim was set aside: {reason.replace('_', ' ')}."


def _time(said: Description) -> Time | None:
    if said.first_day is None and said.last_day is None:
        return None
    return Time("", said.first_day, said.last_day)


def _reports(told: Iterable[Told]) -> Iterator[TellingReport]:
    seen = set()
    for each in told:
        claim = each.claim
        if claim.report not in seen:
            seen.add(claim.report)
            yield TellingReport(claim.report, claim.path, each.published, each.outlet)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
