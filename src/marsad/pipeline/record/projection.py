"""The projection: incidents as rows that lists can filter and sort, written with the changes that they follow from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from marsad.incidents.account import Account
from marsad.incidents.origins import origins_of
from marsad.ledger.state import State
from marsad.model.incident import Incident, description_to_json
from marsad.pipeline.record.accounts import AccountsOf, accounts_of, by_report, telling
from marsad.store.entries import IncidentEntry
from marsad.store.incidents import Tie
from marsad.store.record import Record
from marsad.store.rows import pieces

PROJECTED = "projected"
"""The setting that holds the number of the change up to which the rows of incidents follow the ledger."""
_AT_ONCE = 500


def project(record: Record, state: State, codes: Iterable[str], accounts: Iterable[Account] | None = None) -> None:
    """Write the rows of incidents as the state has them; merged and withdrawn ones lead away or leave a tombstone.

    `accounts` are at least those of the incidents' reports; without them they are fetched.
    """
    known = None if accounts is None else by_report(accounts)
    for batch in pieces(sorted(code for code in set(codes) if code in state.incidents), _AT_ONCE):
        open_ = [code for code in batch if state.incidents[code].status == "open"]
        here = known if known is not None else accounts_of(record, open_, state)
        for code in batch:
            if state.incidents[code].status != "open":
                _retire(record, state, code)
        record.incidents.put(
            (entry_of(state.incident(code), state, here), ties_of(state.incidents[code], state)) for code in open_
        )
    record.settings.set(PROJECTED, str(state.number))


def ties_of(incident: Incident, state: State) -> list[Tie]:
    """The claims of an incident with their reports."""
    return [Tie(claim, state.claims[claim].report) for claim in sorted(incident.claims)]


def _retire(record: Record, state: State, code: str) -> None:
    merged = state.incidents[code].status == "merged"
    record.incidents.retire(
        code,
        successor=state.resolve(code) if merged else None,
        change=state.number,
        at=state.at or datetime.now(UTC),
        reason=reason_of(state, code),
    )


def reason_of(state: State, code: str) -> str:
    """Why a code is no incident any more."""
    tombstone = state.tombstones.get(code)
    return tombstone.reason if tombstone is not None else f"it is the same as {state.resolve(code)}"


def entry_of(incident: Incident, state: State, accounts: AccountsOf) -> IncidentEntry:
    """The row of an open incident."""
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
