"""Releases that a project publishes: listed with their hashes, given out as they were made, and nothing else of their folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from marsad.publishing.site.build import build
from marsad.store.store import Store
from tests.cli.kept import Commands
from tests.web.served import client, made


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released") / "record"
    made(folder, 'releases = "published"')
    done = Commands(folder).call("release", "make", str(folder / "published"), "--only", "csv", "--only", "geojson")
    assert done.returncode == 0, done.stderr
    (folder / "published" / "draft.txt").write_text("not for everybody")
    return folder


def test_a_release_is_listed_and_every_file_is_what_its_manifest_says(record: Path) -> None:
    with client(record) as reader:
        name, digest = reader.get("/releases/latest").text.split()
        manifest = reader.get(f"/releases/{name}/manifest.json")
        assert hashlib.sha256(manifest.content).hexdigest() == digest
        assert digest in reader.get("/data/").text
        files = json.loads(manifest.content)["files"]
        for each in files:
            answer = reader.get(f"/releases/{name}/{each['name']}")
            assert "immutable" in answer.headers["cache-control"]
            assert hashlib.sha256(answer.content).hexdigest() == each["sha256"]
        assert len(files) > 1


@pytest.mark.parametrize(
    "path",
    ["draft.txt", "2000-01-01/manifest.json", "..%2frecord.sqlite/x", "../marsad.toml", "x/..%2f..%2fmarsad.toml"],
)
def test_nothing_else_of_the_folder_is_given_out(record: Path, path: str) -> None:
    with client(record) as reader:
        assert reader.get(f"/releases/{path}").status_code in (404, 308)


def test_without_the_setting_there_are_none(tmp_path: Path) -> None:
    made(tmp_path / "record")
    with client(tmp_path / "record") as reader:
        assert reader.get("/releases/latest").status_code == 404
        assert reader.get("/releases/2026-11-25/manifest.json").json()["code"] == "not-found"


def test_a_static_site_has_them_too(record: Path, tmp_path: Path) -> None:
    with Store.open(record) as store:
        build(store, tmp_path, ["en"], jobs=1)
    (release,) = (tmp_path / "releases").iterdir()
    assert (release / "manifest.json").read_bytes() == (
        record / "published" / release.name / "manifest.json"
    ).read_bytes()
    assert not (tmp_path / "releases" / "draft.txt").exists()
