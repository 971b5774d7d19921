"""The projection: incidents as rows that lists can filter and sort, written with the changes that they follow from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from marsad.incidents.account import Account
from marsad.incidents.origins import origins_of
from marsad.ledger.state import State
from marsad.model.incident import Incident, description_to_json
from marsad.pipeline.record.accounts import telling
from marsad.store.entries import IncidentEntry
from marsad.store.incidents import Tie
from marsad.store.record import Record


def project(record: Record, state: State, codes: Iterable[str], accounts: Sequence[Account]) -> None:
    """Write the rows of incidents as the state has them; merged and withdrawn ones lead away or leave a tombstone."""
    put = []
    at = state.at or datetime.now(UTC)
    for code in sorted(set(codes)):
        incident = state.incidents[code]
        if incident.status == "open" and incident.claims:
            ties = [Tie(claim, state.claims[claim].report) for claim in sorted(incident.claims)]
            put.append((_entry(state.incident(code), state, accounts), ties))
        elif incident.status != "open":
            record.incidents.retire(
                code,
                successor=state.resolve(code) if incident.status == "merged" else None,
                change=state.number,
                at=at,
                reason=_reason(state, code),
            )
    record.incidents.put(put)


def _reason(state: State, code: str) -> str:
    tombstone = state.tombstones.get(code)
    return tombstone.reason if tombstone is not None else f"it is the same as {state.resolve(code)}"


def _entry(incident: Incident, state: State, accounts: Sequence[Account]) -> IncidentEntry:
    said, place = incident.description, incident.description.place
    told_in = telling(incident, state, accounts)
    tolls = state.tolls.get(incident.code, {}).get("quantities", {})
    grade = state.grade(incident.code) or {}
    blamed = Counter(name for one in told_in for name in sorted(one.perpetrators))
    killed, injured = tolls.get("killed", {}), tolls.get("injured", {})
    words = [said.title, *((place.name, place.admin1) if place else ()), *blamed]
    return IncidentEntry(
        code=incident.code,
        change=state.number,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        place=(place.name or place.words) if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        first_day=said.first_day,
        last_day=said.last_day,
        event_type=said.event,
        perpetrator=min(blamed, key=lambda name: (-blamed[name], name), default=None),
        grade=grade.get("grade"),
        killed_lower=killed.get("lower"),
        killed_upper=killed.get("upper"),
        injured_lower=injured.get("lower"),
        injured_upper=injured.get("upper"),
        reports=len(incident.reports),
        origins=len(origins_of(told_in)),
        words=" ".join(word for word in words if word),
        state={
            "description": description_to_json(said),
            "quantities": dict(tolls),
            "grade": {"grade": grade.get("grade"), "why": grade.get("reason")},
        },
    )
