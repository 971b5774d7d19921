"""Data sets at the addresses of the pages: whole, of a query, of one incident, of an earlier day; written once and kept within bounds."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from starlette.testclient import TestClient

from marsad.store.store import Store
from marsad.web.downloads import OF_INCIDENTS, OF_RECORDLESS, OF_TABLES, Downloads
from marsad.web.limits import Limits
from tests.web.served import KHARKIV, KHERSON, whole

CODES = {KHARKIV, KHERSON, "UA-20240307-odesa-1"}


def codes_in(ending: str, body: bytes, folder: Path) -> set[str]:
    """The incidents of a file, read by the tool that it is for."""
    path = folder / f"set{ending}"
    path.write_bytes(body)
    if ending.endswith(".zip"):
        archive = zipfile.ZipFile(path)
        assert archive.testzip() is None
        return set(
            re.findall(
                r"UA-\d{8}-[a-z]+-1", " ".join(archive.read(name).decode("latin-1") for name in archive.namelist())
            )
        )
    if ending == ".parquet":
        return set(pd.read_parquet(path)["incident"])
    if ending == ".sqlite":
        with sqlite3.connect(path) as connection:
            found = {code for (code,) in connection.execute("SELECT incident FROM incidents")}
        connection.close()
        return found
    if ending == ".xlsx":
        sheet = openpyxl.load_workbook(path, read_only=True)["incidents"]
        return {str(row[0].value) for row in sheet.iter_rows(min_row=2)}
    return set(re.findall(r"UA-\d{8}-[a-z]+-1", body.decode()))


@pytest.mark.parametrize("ending", [e for e in OF_INCIDENTS if e != ".parquet.zip"])
def test_every_form_of_the_incidents_holds_all_of_them(reader: TestClient, ending: str, tmp_path: Path) -> None:
    answer = reader.get(f"/incidents{ending}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, OF_INCIDENTS[ending].media_type)
    assert codes_in(ending, answer.content, tmp_path) == CODES
    said = answer.headers["content-disposition"]
    assert re.fullmatch(rf'attachment; filename="marsad-incidents-20\d\d-\d\d-\d\d-r\d+{re.escape(ending)}"', said)


@pytest.mark.parametrize("table", OF_TABLES)
def test_every_other_table_is_there(reader: TestClient, table: str) -> None:
    answer = reader.get(f"/{table}.csv")
    assert answer.status_code == 200
    assert len(list(csv.reader(io.StringIO(answer.text)))) >= 1


@pytest.mark.parametrize("file", OF_RECORDLESS)
def test_what_needs_no_record_is_there(reader: TestClient, file: str) -> None:
    answer = reader.get(f"/{file}")
    assert (answer.status_code, answer.headers["content-disposition"]) == (200, f'attachment; filename="{file}"')


def test_a_query_and_an_earlier_day_hold_for_data_sets_too(reader: TestClient) -> None:
    said = reader.get("/incidents.csv?area=Kherson").text
    assert KHERSON in said
    assert KHARKIV not in said
    assert len(reader.get("/incidents.csv?as_of=2001-01-01").text.splitlines()) == 1
    assert reader.get("/incidents.csv?since=tomorrow").json()["code"] == "bad-question"
    assert reader.get("/incidents.csv?as_of=tomorrow").json()["code"] == "bad-question"


def test_one_incident_is_a_file_of_its_own(reader: TestClient) -> None:
    assert reader.get(f"/incident/{KHARKIV}.json").json()["code"] == KHARKIV
    points = json.loads(reader.get(f"/incident/{KHARKIV}.geojson").content)
    assert [each["properties"]["incident"] for each in points["features"]] == [KHARKIV]
    assert reader.get(f"/incident/{KHARKIV}.csv").text.count("\n") == 2
    for ending in (".csv", ".json", ".cap.xml", ".svg"):
        assert reader.get(f"/incident/XX-1{ending}").status_code in {308, 404}


def test_the_list_as_json_is_that_of_the_api(reader: TestClient) -> None:
    answer = reader.get("/incidents.json?area=Kherson&view=map&page=2&as_of=9999-12-30")
    assert answer.headers["location"] == "/api/v1/incidents?area=Kherson&as_of=9999-12-30"
    assert reader.get("/incidents.json?since=x").status_code == 400
    said = reader.get("/incidents.json?area=Kherson", follow_redirects=True).json()
    assert [one["code"] for one in said["items"]] == [KHERSON]


def test_what_is_there_already_is_not_sent_again(reader: TestClient) -> None:
    first = reader.get("/incidents.csv")
    assert reader.get("/incidents.csv", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


@pytest.fixture
def downloads() -> Iterator[Downloads]:
    with Store.open_to_read(whole(), 5) as store:
        found = Downloads(store, Limits(kept_bytes=1_000))
        yield found
        found.close()


async def _fetched(downloads: Downloads, key: str, size: int, made: list[str]) -> bytes:
    def make(path: Path) -> tuple[date | None, int]:
        made.append(key)
        path.write_bytes(key.encode() * size)
        return None, 1

    _, stream = await downloads.file(key, make)
    with stream:
        return stream.read()


def test_a_file_is_written_once_however_many_ask_at_once(downloads: Downloads) -> None:
    made: list[str] = []

    async def all_at_once() -> list[bytes]:
        return await asyncio.gather(*(_fetched(downloads, "a", 10, made) for _ in range(20)))

    assert set(asyncio.run(all_at_once())) == {b"a" * 10}
    assert made == ["a"]


def test_what_was_written_stays_within_its_bound(downloads: Downloads) -> None:
    made: list[str] = []

    async def one_after_another() -> None:
        for key in "abcab":
            assert await _fetched(downloads, key, 400, made) == key.encode() * 400
            assert sum(file.size for file in downloads._files.values()) <= 1_000

    asyncio.run(one_after_another())
    assert made == ["a", "b", "c", "a", "b"]


def test_what_fails_leaves_nothing_behind(downloads: Downloads) -> None:
    def make(path: Path) -> tuple[date | None, int]:
        path.write_bytes(b"half")
        raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        asyncio.run(downloads.file("a", make))
    assert downloads._room is not None
    assert list(downloads._room.iterdir()) == []
