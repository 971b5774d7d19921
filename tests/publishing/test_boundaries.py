"""The lines of a project's own on its maps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from marsad.errors import RunError
from marsad.publishing.boundaries import boundary_lines
from marsad.publishing.project import Project
from marsad.store.location import SETTINGS
from marsad.store.store import Store
from marsad.web.app import build

LINE = {
    "type": "Feature",
    "properties": {"disputed": True},
    "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
}
POINT = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}


def record(folder: Path, *features: object) -> Path:
    Store.create(folder, actor="Ana").close()
    (folder / "lines.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with (folder / SETTINGS).open("a", encoding="utf-8") as file:
        file.write('\n[public]\nboundaries = "lines.geojson"\n')
    return folder


def test_lines_are_served_as_they_are_and_the_map_knows_them(tmp_path: Path) -> None:
    folder = record(tmp_path / "record", LINE)
    with Store.open(folder) as store, TestClient(build(store)) as client:
        answer = client.get("/boundaries.geojson")
        assert answer.content == (folder / "lines.geojson").read_bytes()
        assert answer.headers["content-type"] == "application/geo+json"


def test_without_lines_there_is_nothing(tmp_path: Path) -> None:
    Store.create(tmp_path / "record", actor="Ana").close()
    with Store.open(tmp_path / "record") as store, TestClient(build(store)) as client:
        assert boundary_lines(Project(), store.location) is None
        assert client.get("/boundaries.geojson").status_code == 404


@pytest.mark.parametrize("content", ["", "[]", '{"features": [{}]}', json.dumps({"features": [POINT]}), None])
def test_what_is_no_collection_of_lines_is_refused(tmp_path: Path, content: str | None) -> None:
    folder = record(tmp_path / "record")
    file = folder / "lines.geojson"
    file.unlink() if content is None else file.write_text(content)
    with Store.open(folder) as store, pytest.raises(RunError) as refused:
        boundary_lines(Project(boundaries="lines.geojson"), store.location)
    assert refused.value.code == "publishing.settings"
