"""The lines that a project draws on its maps: a GeoJSON file of its own, for marsad itself draws no border."""

from __future__ import annotations

import json
from pathlib import Path

from marsad.errors import RunError
from marsad.publishing.project import Project
from marsad.store.location import Location

_SHAPES = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")


def boundary_lines(project: Project, location: Location) -> bytes | None:
    """The file that the setting `boundaries` names, seen from the record's folder; None where it names none.

    Raises RunError `publishing.settings` when it is not there or is no collection of lines.
    """
    if not project.boundaries:
        return None
    path = (location.folder or Path()) / project.boundaries
    try:
        found = path.read_bytes()
        shapes = {feature["geometry"]["type"] for feature in json.loads(found)["features"]}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise _unusable(path, f"it cannot be read as GeoJSON ({type(problem).__name__})") from None
    if not shapes <= set(_SHAPES):
        raise _unusable(path, f"it holds {', '.join(sorted(shapes - set(_SHAPES)))}, not lines")
    return found


def _unusable(path: Path, why: str) -> RunError:
    return RunError(
        "publishing.settings",
        f"{path}: cannot be drawn on maps: {why}",
        hint="docs/reference/public.md says what is in it.",
    )
