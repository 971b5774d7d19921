"""Archived bytes: only where the project gives them out, only to be saved, and not any more once they were taken down."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from marsad.store.blobs import address_of
from tests.pipeline.kept import FARMERS
from tests.web.served import client, made, whole


def test_the_bytes_are_those_that_came_in_and_can_only_be_saved(reader: TestClient) -> None:
    address = address_of(FARMERS.encode())
    answer = reader.get(f"/evidence/{address}")
    assert (answer.status_code, answer.content) == (200, FARMERS.encode())
    assert answer.headers["content-disposition"] == f'attachment; filename="evidence-{address}.bin"'
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_bytes_that_were_taken_down_are_gone_for_every_day(tmp_path: Path) -> None:
    kept = made(tmp_path / "record", "evidence = true")
    kept.take_down(kept.claim("two farmers").report)
    address = address_of(FARMERS.encode())
    with client(kept.folder) as reader:
        for question in ("", "?as_of=9999-12-31", "?as_of=2001-01-01"):
            answer = reader.get(f"/evidence/{address}{question}")
            assert (answer.status_code, "taken down" in answer.json()["detail"]) == (404, True)


def test_a_project_that_keeps_its_archive_to_itself_says_so(tmp_path: Path) -> None:
    kept = made(tmp_path / "record")
    with client(kept.folder) as reader:
        answer = reader.get(f"/evidence/{address_of(FARMERS.encode())}")
        assert (answer.status_code, answer.json()["error"]) == (404, "web.evidence-missing")
        assert "keeps the archived reports to itself" in answer.json()["detail"]


def test_what_is_no_address_leads_nowhere(reader: TestClient) -> None:
    there = address_of(FARMERS.encode())
    for address in ("0" * 64, there.upper(), there[:-1], f"{there}0", "٠" * 64, "record.sqlite"):
        assert reader.get(f"/evidence/{address}").status_code == 404
    assert whole().is_dir()
