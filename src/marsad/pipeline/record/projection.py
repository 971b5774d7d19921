"""The projection: incidents as rows that lists can filter and sort, written with the changes that they follow from.

A row says what the ledger says and nothing else, so the rows of any earlier day can be made as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from marsad.ledger.book import Book
from marsad.ledger.state import State
from marsad.model.claim import Place
from marsad.model.incident import Incident, description_to_json
from marsad.store.entries import BETWEEN, IncidentEntry
from marsad.store.incidents import Incidents, Tie
from marsad.store.record import Record
from marsad.store.store import Store

PROJECTED = "projected"
"""The setting that holds the number of the change up to which the rows of incidents follow the ledger."""
WRITTEN_AS = "projected_form"
"""The setting that holds the form that rows were written in."""
FORM = "2"
"""What a row says of its incident; rows of an older form are written anew by the next run. 2: facets."""
_POINTS = ("exact", "settlement", "near_settlement")
_NAMED = (*_POINTS, "admin2", "region")
"""What is known by its province or its country alone has no place and no point of its own: a middle is none."""
_MOST = 10**12
"""A sum of so many stays a number that databases add; above, an end is open."""


def project(record: Record, state: State, codes: Iterable[str]) -> None:
    """Write the rows of incidents anew, and of their parts, for those say what they are parts of; needs a writing transaction."""
    write_rows(record.incidents, state, _with_parts(state, codes))
    if record.settings.get(PROJECTED) is None:
        record.settings.set(WRITTEN_AS, FORM)
    record.settings.set(PROJECTED, str(state.number))


def renew_rows(store: Store, book: Book) -> int:
    """Write the rows of all incidents anew where an older marsad has written them; how many there are, 0 = they stand."""
    with store.read() as record:
        if is_current(record):
            return 0
    with store.write() as record:
        state = book.state(record)
        project(record, state, state.incidents)
        record.settings.set(WRITTEN_AS, FORM)
        return len(state.incidents)


def is_current(record: Record) -> bool:
    """Whether the rows of incidents are in the form of today; a record without rows is."""
    written = record.settings.get(WRITTEN_AS)
    return written == FORM or (written is None and record.settings.get(PROJECTED) is None)


def _with_parts(state: State, codes: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = [code for code in codes if code in state.incidents]
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += state.parts.get(code, ())
    return found


def write_rows(rows: Incidents, state: State, codes: Iterable[str]) -> None:
    """Write the rows of incidents as the state has them; merged and withdrawn ones lead away or leave a tombstone.

    An open incident without claims has no row: it is none yet, or none any more.
    """
    known = {code: state.incidents[code] for code in sorted(codes)}
    for code, incident in known.items():
        if incident.status != "open":
            _retire(rows, state, code)
    rows.drop(code for code, incident in known.items() if incident.status == "open" and not incident.claims)
    rows.put(
        (entry_of(state.incident(code), state), ties_of(incident, state))
        for code, incident in known.items()
        if incident.status == "open" and incident.claims
    )


def _retire(rows: Incidents, state: State, code: str) -> None:
    merged = state.incidents[code].status == "merged"
    rows.retire(
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


def ties_of(incident: Incident, state: State) -> list[Tie]:
    """The claims of an incident with their reports."""
    return [Tie(claim, state.claims[claim].report) for claim in sorted(incident.claims)]


def entry_of(incident: Incident, state: State) -> IncidentEntry:
    """The row of an open incident."""
    code = incident.code
    said, place = incident.description, incident.description.place
    computed = state.tolls.get(code, {})
    toll, ranges = computed.get("toll", {}), _bounded(computed.get("quantities", {}))
    grade = state.grade(code) or {}
    blamed = toll.get("blamed", [])
    killed, injured = ranges.get("killed", {}), ranges.get("injured", {})
    words = [said.title, *((place.name, place.admin1) if place else ()), *blamed]
    return IncidentEntry(
        code=code,
        change=state.number,
        parent=_whole(state, incident),
        **_where(place),
        first_day=said.first_day,
        last_day=said.last_day,
        event_type=said.event,
        perpetrator=BETWEEN.join(blamed) or None,
        grade=grade.get("grade"),
        killed_lower=killed.get("lower"),
        killed_upper=killed.get("upper"),
        injured_lower=injured.get("lower"),
        injured_upper=injured.get("upper"),
        reports=len(incident.reports),
        origins=toll.get("independent", 0),
        words=" ".join(word for word in words if word),
        state={
            "description": description_to_json(said),
            "quantities": ranges,
            "grade": {"grade": grade.get("grade"), "why": grade.get("reason")},
            "facets": _facets(toll, ranges, place),
        },
    )


def _facets(
    toll: Mapping[str, Any], ranges: Mapping[str, Mapping[str, int | None]], place: Place | None
) -> dict[str, list[str]]:
    """What is said of an incident beside its columns. `stance` is "suspected: Russia", so that both can be asked for.

    `victims` are the kinds of people of whom at least one is certain to have been harmed; `precision` is that of its place.
    """
    stances = toll.get("stances", {})
    kinds = {name.partition(" ")[2] for name, ends in ranges.items() if ends["lower"]}
    return {
        "weapon": list(toll.get("weapons", ())),
        "stance": sorted(f"{stance}: {name}" for name, said in stances.items() for stance in said),
        "victims": sorted(kinds - {""}),
        "precision": [place.precision] if place is not None else [],
    }


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    point = place.precision in _POINTS
    return {
        "country": place.country,
        "admin1": place.admin1 or (place.name if place.precision == "admin1" else None),
        "place": (place.name or place.words) if place.precision in _NAMED else None,
        "lat": place.lat if point else None,
        "lon": place.lon if point else None,
    }


def _whole(state: State, incident: Incident) -> str | None:
    if incident.description.parent is None:
        return None
    whole = next((state.incidents[code] for code in state.wholes(incident.code)), None)
    return whole.code if whole is not None and whole.status == "open" and whole.claims else None


def _bounded(ranges: Mapping[str, Mapping[str, int | None]]) -> dict[str, dict[str, int | None]]:
    return {
        name: {"lower": min(ends["lower"] or 0, _MOST), "upper": _upper(ends["upper"])} for name, ends in ranges.items()
    }


def _upper(upper: int | None) -> int | None:
    return None if upper is None or upper > _MOST else upper
