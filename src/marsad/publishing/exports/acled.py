"""ACLED-like CSV: the columns of ACLED in their order; what becomes of ours is in the crosswalk `acled`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marsad.publishing.exports.countries import country_name
from marsad.publishing.exports.crosswalk import crosswalk
from marsad.publishing.exports.csv_tables import csv_writer, open_csv
from marsad.publishing.exports.flat_rows import each_once, range_text, write_flat
from marsad.publishing.exports.gathering import Gathered, Selection
from marsad.publishing.exports.tables import IncidentRow
from marsad.publishing.exports.writing import Counts

HEADER = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
DELETED_HEADER = ("event_id_cnty", "deleted_timestamp")
_DISORDER = {"Strategic developments": "Strategic developments"}


def write_acled(selection: Selection, path: Path) -> Counts:
    """Write one CSV."""
    return write_flat(selection, path, HEADER, _cells)


def write_acled_deleted(selection: Selection, path: Path) -> Counts:
    """Write the codes that are gone, as ACLED lists the events that it has deleted: whoever kept one takes it out."""
    gone = selection.retired()
    with open_csv(path) as stream:
        write = csv_writer(stream, DELETED_HEADER)
        for row in gone:
            write((row.incident, int(row.at.timestamp())))
    return {"retired": len(gone)}


def _cells(gathered: Gathered) -> dict[str, Any]:
    row, words = gathered.incident, crosswalk("acled")
    event, _, sub_event = words.theirs("event_type", row.event_type).partition(" / ")
    return {
        "event_id_cnty": row.incident,
        "event_date": row.first_day,
        "year": None if row.first_day is None else row.first_day.year,
        "time_precision": words.theirs("date_precision", row.date_precision),
        "disorder_type": _DISORDER.get(event, "Political violence") if event else None,
        "event_type": event,
        "sub_event_type": sub_event,
        "actor1": row.blamed[0] if row.blamed else None,
        "assoc_actor_1": row.blamed[1:],
        "actor2": row.opponents[0] if row.opponents else None,
        "assoc_actor_2": row.opponents[1:],
        "country": country_name(row.country),
        "admin1": row.area,
        "location": row.place,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "geo_precision": words.theirs("place_precision", row.place_precision),
        "source": each_once(source.name for source in gathered.sources),
        "notes": _notes(row),
        "fatalities": row.killed_lower,
        "tags": None if row.grade is None else f"grade={row.grade}",
        "timestamp": None if row.known_since is None else int(row.known_since.timestamp()),
    }


def _notes(row: IncidentRow) -> str:
    grade = f" {row.grade}: {row.grade_reason}" if row.grade else ""
    return f"{row.title}. {range_text('killed', row)}; {range_text('injured', row)}.{grade}"
