"""UCDP-GED-like CSV: the columns of UCDP GED in their order; what becomes of ours is in the crosswalk `ucdp`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marsad.publishing.exports.cells import day_text
from marsad.publishing.exports.countries import country_name
from marsad.publishing.exports.crosswalk import crosswalk
from marsad.publishing.exports.flat_rows import each_once, reports_once, write_flat
from marsad.publishing.exports.gathering import Gathered, Selection
from marsad.publishing.exports.prio_grid import cell_number
from marsad.publishing.exports.tables import IncidentRow, SourceRow
from marsad.publishing.exports.writing import Counts

HEADER = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa",
    "gwnob",
)  # fmt: skip


def write_ucdp(selection: Selection, path: Path) -> Counts:
    """Write one CSV."""
    return write_flat(selection, path, HEADER, _cells)


def _cells(gathered: Gathered) -> dict[str, Any]:
    row, words, reports = gathered.incident, crosswalk("ucdp"), list(reports_once(gathered))
    return {
        "id": row.incident,
        "relid": row.incident,
        "year": None if row.first_day is None else row.first_day.year,
        "side_a": row.blamed[0] if row.blamed else None,
        "side_b": row.opponents[0] if row.opponents else None,
        "number_of_sources": row.reports,
        "source_article": tuple(_article(report) for report in reports),
        "source_office": each_once(report.outlet for report in reports),
        "source_date": each_once(day_text(report.published) for report in reports if report.published),
        "source_original": each_once(source.name for source in gathered.sources),
        "where_prec": words.theirs("place_precision", row.place_precision),
        "where_coordinates": row.place,
        "where_description": ", ".join(part for part in (row.place, row.area) if part),
        "adm_1": row.area,
        "country": country_name(row.country),
        "date_prec": words.theirs("date_precision", row.date_precision),
        "date_start": row.first_day,
        "date_end": row.last_day,
        **_point(row),
        **deaths(gathered),
    }


def _article(report: SourceRow) -> str:
    day = "day not said" if report.published is None else day_text(report.published)
    return f"{report.outlet or 'outlet not said'}, {day}"


def _point(row: IncidentRow) -> dict[str, Any]:
    if row.latitude is None or row.longitude is None:
        return {}
    return {
        "latitude": row.latitude,
        "longitude": row.longitude,
        "geom_wkt": f"POINT ({row.longitude} {row.latitude})",
        "priogrid_gid": cell_number(row.latitude, row.longitude),
    }


def deaths(gathered: Gathered) -> dict[str, int | None]:
    """Best, low and high together, or none of them; of the best how many were civilians, and of how many that is not known."""
    row = gathered.incident
    best = row.killed_lower
    if best is None:
        return {}
    civilians = row.civilians_killed_lower
    known = None if civilians is None else min(civilians, best)
    high = row.killed_upper if row.killed_upper is not None else _highest_said(gathered, best)
    return {
        "best": best,
        "low": best,
        "high": high,
        "deaths_civilians": known,
        "deaths_unknown": best - (known or 0),
    }


def _highest_said(gathered: Gathered, least: int) -> int:
    """The highest number that a claim in the sum gives; an open count says its least."""
    said = [claim for claim in gathered.claims if claim.counts and claim.harm == "killed" and claim.unit == "person"]
    return max([least, *(claim.lower if claim.upper is None else claim.upper for claim in said)])
