"""Tolls as JSON (contract `marsad.toll/1`): tolls to a dictionary in the contract's field order."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from marsad.model.claim_json import event_to_json, place_to_json, time_to_json
from marsad.model.claim_json import to_json as claim_to_json
from marsad.model.toll import SCHEMA, GroupRow, IncidentToll, TellingReport, Tolls

Json = dict[str, Any]


def to_json(tolls: Tolls) -> Json:
    """The contract's JSON object for `tolls`, its keys in the contract's order."""
    return {
        "schema": SCHEMA,
        "policy": asdict(tolls.policy),
        "incidents": [incident_to_json(incident) for incident in tolls.incidents],
        "set_aside": [asdict(each) for each in tolls.set_aside],
        "claims": [claim_to_json(claim) for claim in tolls.claims],
        "reports": [_report(report) for report in tolls.reports],
    }


def _report(report: TellingReport) -> Json:
    published = None if report.published is None else report.published.isoformat()
    return {"id": report.id, "path": report.path, "published": published, "outlet": report.outlet}


def incident_to_json(incident: IncidentToll) -> Json:
    """The contract's JSON object of one incident."""
    return {
        "id": incident.id,
        "parent": incident.parent,
        "title": incident.title,
        "event": event_to_json(incident.event),
        "place": None if incident.place is None else place_to_json(incident.place),
        "time": None if incident.time is None else time_to_json(incident.time),
        "claims": list(incident.claims),
        "reports": incident.reports,
        "origins": incident.origins,
        "toll": [asdict(row) for row in incident.toll],
        "groups": [_group(each) for each in incident.groups],
        "conflicts": [asdict(each) for each in incident.conflicts],
        "conflicts_complete": incident.conflicts_complete,
        "changed": [{"from" if k == "from_" else k: v for k, v in asdict(c).items()} for c in incident.changed],
        "set_aside": [asdict(each) for each in incident.set_aside],
        "rules": {rule: [asdict(result) for result in results] for rule, results in incident.rules.items()},
        "notes": list(incident.notes),
    }


def _group(group: GroupRow) -> Json:
    return {"role": group.role, "affiliation": group.affiliation, **asdict(group.row)}
