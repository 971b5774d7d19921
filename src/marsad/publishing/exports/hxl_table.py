"""HXL: one CSV with a second row of hashtags (https://hxlstandard.org); what becomes of ours is in the crosswalk `hxl`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marsad.publishing.exports.countries import country_name
from marsad.publishing.exports.flat_rows import each_once, write_flat
from marsad.publishing.exports.gathering import Gathered, Selection
from marsad.publishing.exports.writing import Counts

COLUMNS = (
    ("code", "#event+code"), ("date_start", "#date+start"), ("date_end", "#date+end"), ("country", "#country+name"),
    ("country_code", "#country+code"), ("area", "#adm1+name"), ("place", "#loc+name"), ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"), ("place_precision", "#geo+precision"), ("event_type", "#event+type"),
    ("blamed", "#group+name+first"), ("opponents", "#group+name+second"), ("killed_min", "#affected+killed+min"),
    ("killed_max", "#affected+killed+max"), ("injured_min", "#affected+injured+min"),
    ("injured_max", "#affected+injured+max"), ("grade", "#status+grade"), ("sources", "#meta+source"),
    ("link", "#meta+url"), ("description", "#description"),
)  # fmt: skip


def write_hxl(selection: Selection, path: Path) -> Counts:
    """Write one CSV."""
    header, tags = zip(*COLUMNS, strict=True)
    return write_flat(selection, path, header, _cells, tags)


def _cells(gathered: Gathered) -> dict[str, Any]:
    row = gathered.incident
    return {
        "code": row.incident,
        "date_start": row.first_day,
        "date_end": row.last_day,
        "country": country_name(row.country),
        "country_code": row.country,
        "area": row.area,
        "place": row.place,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "place_precision": row.place_precision,
        "event_type": row.event_type,
        "blamed": row.blamed,
        "opponents": row.opponents,
        "killed_min": row.killed_lower,
        "killed_max": row.killed_upper,
        "injured_min": row.injured_lower,
        "injured_max": row.injured_upper,
        "grade": row.grade,
        "sources": each_once(source.name for source in gathered.sources),
        "link": row.link,
        "description": row.title,
    }
