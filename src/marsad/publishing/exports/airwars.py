"""Airwars-like tables keyed by the code of the incident; what becomes of ours is in the crosswalk `airwars`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from marsad.publishing.exports.countries import country_name
from marsad.publishing.exports.crosswalk import crosswalk
from marsad.publishing.exports.csv_tables import csv_writer, open_csv
from marsad.publishing.exports.gathering import Gathered, Selection
from marsad.publishing.exports.tables import ClaimRow
from marsad.publishing.exports.writing import Counts

HEADERS: Mapping[str, tuple[str, ...]] = {
    "incidents": (
        "code", "date_start", "date_end", "country", "region", "location", "latitude", "longitude", "geolocation_accuracy",
        "strike_type", "strike_status", "civilian_harm_status", "cause_of_injury", "killed_min", "killed_max",
        "injured_min", "injured_max", "civilians_killed_min", "civilians_killed_max", "summary",
    ),
    "sources": ("code", "source_name", "source_outlet", "source_url", "source_archive_url", "source_language",
                "source_date"),
    "victims": ("code", "name", "harm", "age_group", "gender"),
    "casualties": ("code", "harm", "category", "min", "max"),
    "infrastructure": ("code", "type"),
    "belligerents": ("code", "belligerent_name", "type", "position"),
}  # fmt: skip
_HARMS = ("killed", "injured")
_AGES, _SEXES = {"child": "Child", "adult": "Adult"}, {"female": "Female", "male": "Male"}


def write_airwars_folder(selection: Selection, folder: Path) -> Counts:
    """Write one CSV for each table."""
    counts = dict.fromkeys(HEADERS, 0)
    with ExitStack() as open_files:
        writers = {}
        for name, header in HEADERS.items():
            writers[name] = csv_writer(open_files.enter_context(open_csv(folder / f"{name}.csv")), header)
        for gathered in selection.tops().gathered():
            for name, make in _MAKE.items():
                for cells in make(gathered):
                    said = {"code": gathered.incident.incident, **cells}
                    writers[name]([said.get(column) for column in HEADERS[name]])
                    counts[name] += 1
    return counts


def _incidents(gathered: Gathered) -> Iterator[dict[str, Any]]:
    row, words = gathered.incident, crosswalk("airwars")
    yield {
        "date_start": row.first_day,
        "date_end": row.last_day,
        "country": country_name(row.country),
        "region": row.area,
        "location": row.place,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "geolocation_accuracy": words.theirs("place_precision", row.place_precision),
        "strike_type": words.theirs("event_type", row.event_type),
        "civilian_harm_status": row.grade,
        "cause_of_injury": crosswalk("ohchr").theirs("event_type", row.event_type),
        "killed_min": row.killed_lower,
        "killed_max": row.killed_upper,
        "injured_min": row.injured_lower,
        "injured_max": row.injured_upper,
        "civilians_killed_min": row.civilians_killed_lower,
        "civilians_killed_max": row.civilians_killed_upper,
        "summary": " ".join(part for part in (f"{row.title}.", row.grade_reason) if part),
    }


def _sources(gathered: Gathered) -> Iterator[dict[str, Any]]:
    for source in {source.source: source for source in gathered.sources}.values():
        yield {
            "source_name": source.name,
            "source_outlet": source.outlet,
            "source_url": source.url,
            "source_language": source.language,
            "source_date": source.published,
        }


def _victims(gathered: Gathered) -> Iterator[dict[str, Any]]:
    named: dict[tuple[str, str], ClaimRow] = {}
    for claim in gathered.claims:
        for person in claim.persons:
            named.setdefault((person, claim.harm), claim)
    for (person, harm), claim in named.items():
        age, gender = _AGES.get(claim.age, "Age unknown"), _SEXES.get(claim.sex, "Unknown")
        yield {"name": person, "harm": harm, "age_group": age, "gender": gender}


def _casualties(gathered: Gathered) -> Iterator[dict[str, Any]]:
    words = crosswalk("airwars").words["people"]
    for toll in gathered.tolls:
        if toll.harm in _HARMS and toll.people in words and words[toll.people].theirs:
            category = words[toll.people].theirs
            yield {"harm": toll.harm, "category": category, "min": toll.lower, "max": toll.upper}


def _infrastructure(gathered: Gathered) -> Iterator[dict[str, Any]]:
    for target in dict.fromkeys(claim.target for claim in gathered.claims if claim.target):
        yield {"type": target}


def _belligerents(gathered: Gathered) -> Iterator[dict[str, Any]]:
    said: dict[str, set[str]] = {}
    for claim in gathered.claims:
        for name, stance in zip(claim.blamed, claim.stances, strict=True):
            said.setdefault(name, set()).add(stance)
    for name, stances in said.items():
        position = "Accepted" if "claimed" in stances else "Denied" if "denied" in stances else None
        if stances != {"denied"}:
            known = stances & {"stated", "claimed"}
            yield {"belligerent_name": name, "type": "Known" if known else "Suspected", "position": position}


_MAKE = {
    "incidents": _incidents,
    "sources": _sources,
    "victims": _victims,
    "casualties": _casualties,
    "infrastructure": _infrastructure,
    "belligerents": _belligerents,
}
