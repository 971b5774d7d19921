"""An incident of the record as JSON (contract `marsad.incident/1`)."""

from __future__ import annotations

from typing import Any

from marsad.incidents.origins import Origin
from marsad.model.incident import Incident, description_to_json
from marsad.model.toll_json import to_json as tolls_to_json
from marsad.pipeline.record.showing import Known
from marsad.publishing.incident_words import judgements_of
from marsad.publishing.judgement_words import judgement_json
from marsad.store.entries import ReportEntry

SCHEMA = "marsad.incident/1"


def incident_json(known: Known) -> dict[str, Any]:
    """All that is known of one incident, as plain JSON."""
    incident, state, grave = known.incident, known.state, known.tombstone
    return {
        "schema": SCHEMA,
        "asked": known.asked,
        "as_of": None if known.at is None else known.at.isoformat(),
        "change": state.number,
        "code": incident.code,
        "status": incident.status,
        "withdrawn": None
        if grave is None
        else {"at": grave.at.isoformat(), "actor": grave.actor, "reason": grave.reason},
        "description": description_to_json(incident.description),
        "corrected": sorted(state.corrected_fields(incident.code)),
        "parent": None if known.parent is None else known.parent.code,
        "parts": [part.code for part in known.parts],
        "grade": {
            "grade": known.grade.get("grade"),
            "why": known.grade.get("reason"),
            "judgement": known.grade.get("judgement"),
        },
        "reports": [_report(entry) for entry in known.reports],
        "origins": [_origin(origin) for origin in known.origins],
        "quantities": {one.code: _quantities(one, known) for one in (incident, *known.parts)},
        "tolls": tolls_to_json(known.tolls),
        "rejected": [{"claim": claim, "judgement": judgement.id} for claim, _, judgement in known.rejected],
        "judgements": [judgement_json(judgement, state) for judgement in judgements_of(known)],
        "notes": list(known.notes),
    }


def _quantities(incident: Incident, known: Known) -> dict[str, Any]:
    return dict(known.state.tolls.get(incident.code, {}).get("quantities", {}))


def _report(entry: ReportEntry) -> dict[str, Any]:
    report = entry.report
    published = None if report is None or report.published is None else report.published.isoformat()
    return {
        "id": entry.id,
        "path": None if report is None else report.path,
        "published": published,
        "outlet": None if report is None else report.outlet,
        "taken_down": None if entry.withdrawn is None else {"at": entry.withdrawn.isoformat(), "reason": entry.reason},
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "name": origin.name,
        "reports": list(origin.reports),
        "party": origin.party,
        "copied": origin.copied,
    }
