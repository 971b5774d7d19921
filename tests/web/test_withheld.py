"""Who spoke as a witness is named nowhere: not in the API, not in a data set, a feed, a chart or a frame."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from marsad.ledger.drafts import incident_withdrawn
from marsad.pipeline.record.judging import book_of
from marsad.pipeline.record.projection import project
from marsad.store.store import Store
from tests.web.served import client, made

NAMES = ("Olena", "Marchenko")
ODESA = "UA-20240307-odesa-1"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("withheld") / "record"
    made(folder)
    with client(folder) as one:
        yield one


def everything(reader: TestClient) -> Iterator[tuple[str, bytes]]:
    """What every address answers that tells of the incident."""
    for address in (
        "/api/v1/incidents?limit=500", f"/api/v1/incidents/{ODESA}", f"/api/v1/incidents/{ODESA}/toll",
        "/api/v1/claims?limit=500", f"/api/v1/claims?incident={ODESA}", "/api/v1/sources?limit=500", "/api/v1/changes",
        f"/incident/{ODESA}.json", f"/incident/{ODESA}.csv", f"/incident/{ODESA}.geojson", f"/incident/{ODESA}.jsonld",
        f"/incident/{ODESA}.cap.xml", "/claims.csv", "/sources.csv", "/incidents.jsonl", "/feed.atom", "/ar/feed.atom",
        f"/chart/incident/{ODESA}.svg", f"/embed/incident/{ODESA}", f"/embed/incident/{ODESA}?lang=ar",
        f"/oembed?url=https://lamp.example/incident/{ODESA}/",
    ):  # fmt: skip
        answer = reader.get(address)
        assert answer.status_code == 200, (address, answer.text)
        yield address, answer.content
    archive = zipfile.ZipFile(io.BytesIO(reader.get("/incidents.csv.zip").content))
    yield from ((name, archive.read(name)) for name in archive.namelist())


def test_a_witness_is_named_nowhere(reader: TestClient) -> None:
    leaks = [(address, name) for address, body in everything(reader) for name in NAMES if name.encode() in body]
    assert leaks == []


def test_what_the_witness_said_is_there_with_a_mark_in_the_place_of_the_name(reader: TestClient) -> None:
    (said,) = reader.get(f"/api/v1/claims?incident={ODESA}").json()["items"]
    assert (said["withheld"], said["claim"]["source"]["name"], said["claim"]["source"]["kind"]) == (
        True,
        None,
        "resident",
    )
    assert said["claim"]["count"]["lower"] == 3


def test_no_address_tells_where_a_file_lay(reader: TestClient) -> None:
    leaks = [address for address, body in everything(reader) if b".txt" in body or b"/tmp/" in body]
    assert leaks == []


@pytest.mark.parametrize("taken_down", [False, True])
def test_the_reason_of_a_withdrawal_names_nobody(tmp_path: Path, *, taken_down: bool) -> None:
    kept = made(tmp_path / "record")
    with Store.open(kept.folder) as store:
        book = book_of(store)
        with store.write() as record:
            (report,) = book.state(record).incidents[ODESA].reports
            drafts = [incident_withdrawn("Ana", ODESA, "Olena Marchenko told Ana that it was another day")]
            book.write(record, drafts)
            project(record, book.state(record), [ODESA])
    if taken_down:
        kept.take_down(report)
    with client(kept.folder) as reader:
        answers = [
            reader.get(address)
            for address in (
                f"/incident/{ODESA}/", f"/api/v1/incidents/{ODESA}", "/api/v1/changes", "/feed.atom", "/corrections/",
                "/ar/corrections/", "/incidents.jsonl",
            )
        ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [410, 410, 200, 200, 200, 200, 200]
    leaks = [(str(one.url), name) for one in answers for name in (*NAMES, "Ana ") if name in one.text]
    assert leaks == []
    assert ("another day" in answers[1].text) is not taken_down
