"""GeoJSON (RFC 7946): one feature for each incident, a point where one is known, else none; never the middle of an area."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from marsad.publishing.exports.cells import plain_row
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.provenance import provenance
from marsad.publishing.exports.tables import INCIDENTS, IncidentRow
from marsad.publishing.exports.writing import Counts

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_POINT = ("latitude", "longitude")


def write_geojson(selection: Selection, path: Path) -> Counts:
    """One FeatureCollection, one feature a line."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        head = {"type": "FeatureCollection", "marsad": provenance(selection)}
        stream.write(_encode(head).removesuffix("}") + ',"features":[')
        for gathered in selection.gathered():
            stream.write((",\n" if count else "\n") + _encode(feature(gathered.incident)))
            count += 1
        stream.write("\n]}\n")
    return {"incidents": count}


def feature(row: IncidentRow) -> dict[str, Any]:
    """One incident as a feature: all its columns but the point are its properties."""
    said = plain_row(INCIDENTS, row)
    properties = {name: value for name, value in said.items() if name not in _POINT}
    return {"type": "Feature", "id": row.incident, "geometry": _geometry(row), "properties": properties}


def _geometry(row: IncidentRow) -> dict[str, Any] | None:
    if row.latitude is None or row.longitude is None:
        return None
    return {"type": "Point", "coordinates": [row.longitude, row.latitude]}
