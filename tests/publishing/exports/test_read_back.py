"""Every format read back by the tool that it is for, with the same rows in it."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import frictionless
import hxl
import jsonschema
import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
import rdflib

from marsad.publishing.exports import workbook
from marsad.publishing.exports.cells import plain_row, row_of
from marsad.publishing.exports.columns import Table, values_of
from marsad.publishing.exports.csv_tables import read_csv
from marsad.publishing.exports.formats import FORMATS
from marsad.publishing.exports.tables import CLAIMS, INCIDENTS, NO_INCIDENT, RETIRED, SOURCES, TABLES, TOLLS
from tests.publishing.exports.recorded import (
    FORMULA,
    IZIUM,
    KANO,
    KHARKIV,
    KHERSON,
    OPEN,
    SUMY,
    SYRIA,
    YEMEN,
    exported,
    opened,
    rows,
)  # fmt: skip

GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "additionalProperties": False,
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "minItems": 2,
                                        "maxItems": 2,
                                        "prefixItems": [
                                            {"type": "number", "minimum": -180, "maximum": 180},
                                            {"type": "number", "minimum": -90, "maximum": 90},
                                        ],
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
"""The part of RFC 7946 that we write: a collection of features, each a point (longitude, latitude) or nowhere."""
EVERY = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@pytest.fixture(scope="module")
def csv_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported("csv", tmp_path_factory.mktemp("csv") / "data")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported("sqlite", tmp_path_factory.mktemp("sqlite") / "marsad.sqlite")


def test_all_there_is_is_in_the_rows() -> None:
    assert [row.incident for row in rows()["incidents"]] == OPEN
    assert [(row.incident, row.successor) for row in rows()["retired"]] == [(KANO, None), (IZIUM, SUMY)]
    assert [row.verdict for row in rows()["judgements"]] == ["same", "grade", "correct", "reject"]
    sources = {row.source for row in rows()["sources"]}
    assert len(sources) == len(rows()["sources"])
    assert {row.source for row in rows()["claims"]} == sources
    assert {row.incident for row in rows()["tolls"]} == set(OPEN)
    assert {row.incident for row in rows()["claims"]} == {*OPEN, None}


def test_a_running_total_is_a_claim_without_an_incident() -> None:
    (loose,) = [row for row in rows()["claims"] if row.incident is None]
    assert (loose.scope, loose.lower, loose.counts, loose.set_aside) == ("cumulative", 150_001, False, NO_INCIDENT)
    assert loose == rows()["claims"][-1]


@EVERY
def test_csv_is_read_back_equal(table: Table, csv_folder: Path) -> None:
    assert list(read_csv(table, csv_folder / f"{table.name}.csv")) == rows()[table.name]


def test_the_data_package_is_valid(csv_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(csv_folder)
    package = frictionless.Package("datapackage.json")
    report = package.validate()
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid
    assert {resource.name for resource in package.resources} == {table.name for table in TABLES}
    assert all(resource.schema.primary_key for resource in package.resources)


def test_the_data_package_says_where_it_comes_from(csv_folder: Path) -> None:
    said = json.loads((csv_folder / "datapackage.json").read_text(encoding="utf-8"))
    with opened() as at:
        assert said["ledger"]["number"] == at.state.number
        assert said["ledger"]["hash"] == at.state.hash
        assert said["policy"]["digest"] == at.policy.digest
    assert said["codebook"] == 1
    assert {each["name"]: each["rows"] for each in said["resources"]} == {
        name: len(some) for name, some in rows().items()
    }


def test_pandas_reads_csv_with_numbers_that_are_not_known(csv_folder: Path) -> None:
    table = pd.read_csv(csv_folder / "incidents.csv", parse_dates=["first_day"]).set_index("incident")
    assert table.loc[KHARKIV, "killed_lower"] == 11
    assert pd.isna(table.loc[KHARKIV, "killed_upper"])
    assert pd.isna(table.loc[SYRIA, "latitude"])
    assert pd.isna(table.loc[KHERSON, "injured_lower"])
    assert table.loc[KHERSON, "injured"] == "unknown"


def test_a_formula_in_csv_is_a_text(csv_folder: Path) -> None:
    with (csv_folder / "sources.csv").open(encoding="utf-8", newline="") as stream:
        outlets = {line["outlet"] for line in csv.DictReader(stream)}
    assert {f"'{FORMULA}", "'@courier"} <= outlets


def test_json_lines_hold_everything_nested(tmp_path: Path) -> None:
    path = exported("jsonl", tmp_path / "x.jsonl")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    live = [line for line in lines if line["status"] == "open"]
    assert [row_of(INCIDENTS, line) for line in live] == rows()["incidents"]
    claims = [claim | {"source": claim["source"]["source"]} for line in live for claim in line["claims"]]
    assert [row_of(CLAIMS, claim) for claim in claims] == [row for row in rows()["claims"] if row.incident]
    assert [row_of(TOLLS, toll) for line in live for toll in line["tolls"]] == rows()["tolls"]
    assert [row_of(RETIRED, line) for line in lines if line["status"] != "open"] == rows()["retired"]
    assert [line["status"] for line in lines if line["status"] != "open"] == ["withdrawn", "merged"]


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].media_type.startswith("text/csv")])
def test_no_cell_of_any_csv_is_a_formula(name: str, tmp_path: Path) -> None:
    assert _formulas(exported(name, tmp_path / "x.csv")) == []


@pytest.mark.parametrize("name", ["csv", "airwars", "mse"])
def test_no_cell_in_a_folder_is_a_formula(name: str, tmp_path: Path) -> None:
    files = list(exported(name, tmp_path / "x").glob("*.csv"))
    assert files
    assert {path.name: found for path in files if (found := _formulas(path))} == {}


def _formulas(path: Path) -> list[str]:
    """The cells of a CSV file that a spreadsheet would run. All its lines are as long as its head."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    cells = {cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))}
    assert len({len(line) for line in lines}) == 1
    return [cell for cell in cells if not cell.lstrip("-").replace(".", "").isdigit()]


@EVERY
def test_json_lines_of_a_table_are_read_back_equal(table: Table, tmp_path: Path) -> None:
    path = exported("jsonl-tables", tmp_path / "x") / f"{table.name}.jsonl"
    read = [row_of(table, json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    assert read == rows()[table.name]


def test_geojson_keeps_to_its_standard_and_knows_no_middles(tmp_path: Path) -> None:
    said = json.loads(exported("geojson", tmp_path / "x.geojson").read_text(encoding="utf-8"))
    jsonschema.validate(said, GEOJSON)
    found = {feature["id"]: feature for feature in said["features"]}
    assert sorted(found) == OPEN
    assert found[SYRIA]["geometry"] is None
    assert found[YEMEN]["geometry"] is None
    assert found[KHARKIV]["geometry"]["coordinates"] == pytest.approx([36.25, 49.98], abs=0.02)
    assert found[KHARKIV]["properties"]["radius_km"] > 0
    assert {"latitude", "longitude"}.isdisjoint(found[KHARKIV]["properties"])


@EVERY
def test_parquet_is_typed_and_read_back_equal(table: Table, tmp_path: Path) -> None:
    path = exported("parquet", tmp_path / "x") / f"{table.name}.parquet"
    read = pyarrow.parquet.read_table(path)
    assert read.schema.metadata[b"codebook"] == b"1"
    lists = [column.name for column in table.columns if column.type == "list"]
    said = [row | {name: tuple(row[name]) for name in lists} for row in read.to_pylist()]
    assert [table.row(**row) for row in said] == rows()[table.name]


def test_pandas_reads_parquet_with_its_types(tmp_path: Path) -> None:
    frame = pd.read_parquet(exported("parquet", tmp_path / "x") / "incidents.parquet")
    assert isinstance(frame["first_day"].dropna().iloc[0], date)
    assert isinstance(frame["known_since"].iloc[0], datetime)
    assert frame["event_type"].dtype == "category"


@EVERY
def test_sqlite_is_read_back_equal(table: Table, database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened_database:
        names = [column.name for column in table.columns]
        said = opened_database.execute(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY rowid").fetchall()
    assert [_row(table, values) for values in said] == rows()[table.name]


def _row(table: Table, values: tuple[Any, ...]) -> Any:
    cells = {}
    for column, value in zip(table.columns, values, strict=True):
        said = (json.loads(value) if value else []) if column.type == "list" else value
        cells[column.name] = bool(said) if column.type == "boolean" else said
    return row_of(table, cells)


def test_sqlite_has_keys_that_hold_indexes_and_a_search(database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened_database:
        assert opened_database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened_database.execute("PRAGMA foreign_key_check").fetchall() == []
        found = opened_database.execute(
            "SELECT incident FROM incidents WHERE rowid IN (SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH 'kharkiv')"
        )
        assert found.fetchall() == [(KHARKIV,)]
        plan = opened_database.execute("EXPLAIN QUERY PLAN SELECT * FROM claims WHERE incident = 'x'").fetchall()
        assert "USING INDEX" in plan[0][-1]
        columns = opened_database.execute("SELECT count(*) FROM codebook").fetchone()[0]
    assert columns == sum(len(table.columns) for table in TABLES)


def test_datasette_finds_its_metadata_beside(database: Path) -> None:
    said = json.loads(database.with_name("marsad-metadata.json").read_text(encoding="utf-8"))
    assert set(said["databases"]["marsad"]["tables"]) == {table.name for table in TABLES}


def test_the_workbook_has_a_sheet_for_each_table_and_no_formula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported("xlsx", tmp_path / "x.xlsx"))
    assert book.sheetnames == ["codebook", *(table.name for table in TABLES)]
    for table in TABLES:
        head, *lines = book[table.name].iter_rows()
        assert [each.value for each in head] == [column.name for column in table.columns]
        assert len(lines) == len(rows()[table.name])
        assert {each.data_type for line in lines for each in line} <= {"s", "n", "b", "d", "inlineStr"}
    outlets = {line[6].value: line[6].data_type for line in book["sources"].iter_rows(min_row=2)}
    assert outlets[FORMULA] == "s"
    first = next(book["incidents"].iter_rows(min_row=2))
    assert first[5].value == datetime(2024, 3, 10)  # noqa: DTZ001  a spreadsheet knows no time zones


def test_rows_beyond_a_sheet_go_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 6)
    book = openpyxl.load_workbook(exported("xlsx", tmp_path / "x.xlsx"))
    sheets = [book[name] for name in book.sheetnames if name.startswith("claims")]
    assert [sheet.title for sheet in sheets] == ["claims", "claims 2", "claims 3"]
    said = [line[0].value for sheet in sheets for line in sheet.iter_rows(min_row=2)]
    assert said == [row.claim for row in rows()["claims"]]


def test_pandas_reads_the_workbook(tmp_path: Path) -> None:
    frame = pd.read_excel(exported("xlsx", tmp_path / "x.xlsx"), sheet_name="incidents")
    assert list(frame["incident"]) == OPEN


def test_libhxl_reads_the_tags(tmp_path: Path) -> None:
    path = exported("hxl", tmp_path / "x.csv")
    with path.open("rb") as stream, hxl.data(stream) as data:
        found = {row.get("#event+code"): row for row in data}
        tags = data.display_tags
    assert sorted(found) == OPEN
    assert found[KHARKIV].get("#affected+killed+min") == "11"
    assert not found[KHARKIV].get("#affected+killed+max")
    assert found[KHARKIV].get("#date+start") == "2024-03-03"
    assert "#group+name+first" in tags
    assert (tmp_path / "x-loss.csv").exists()


# rdflib's own parser warns of what it still uses
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_json_ld_leads_from_a_toll_to_the_report_of_a_claim(tmp_path: Path) -> None:
    path = exported("jsonld", tmp_path / "x.jsonld")
    graph = rdflib.Graph()
    graph.parse(data=path.read_text(encoding="utf-8"), format="json-ld")
    asked = """
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX gaf: <http://groundedannotationframework.org/gaf#>
        PREFIX ours: <urn:marsad:codebook:1:>
        SELECT ?lower ?report ?name WHERE {
          ?incident ours:code ?code ; gaf:denotedBy ?claim ; ours:toll ?toll .
          ?toll ours:harm "killed" ; ours:people "all" ; ours:lower ?lower ; prov:wasDerivedFrom ?claim .
          ?claim prov:wasQuotedFrom ?report ; prov:wasAttributedTo ?source .
          ?source a prov:Agent ; <https://schema.org/name> ?name
        }"""
    found = graph.query(asked, initBindings={"code": rdflib.Literal(KHARKIV)})
    said = {tuple(str(cell) for cell in row) for row in found if isinstance(row, rdflib.query.ResultRow)}
    held = next(row for row in rows()["tolls"] if (row.incident, row.harm, row.people) == (KHARKIV, "killed", "all"))
    (claim,) = [row for row in rows()["claims"] if row.claim in held.held_lower]
    source = next(row for row in rows()["sources"] if row.source == claim.source)
    assert said == {("11", f"urn:marsad:report:{source.report}", source.name)}


def test_json_ld_asks_nobody_for_its_context(tmp_path: Path) -> None:
    said = json.loads(exported("jsonld", tmp_path / "x.jsonld").read_text(encoding="utf-8"))
    assert isinstance(said["@context"], dict)
    assert len({node["@id"] for node in said["@graph"]}) == len(said["@graph"])


def test_the_matrix_has_incidents_as_units(tmp_path: Path) -> None:
    folder = exported("mse", tmp_path / "x")
    frame, lists = pd.read_csv(folder / "incidents.csv"), pd.read_csv(folder / "lists.csv")
    marks = [name for name in frame.columns if name.startswith("list_")]
    assert list(frame["incident"]) == OPEN
    assert set(frame[marks].to_numpy().ravel()) <= {0, 1}
    assert (frame[[*marks, "other_sources"]].sum(axis=1) > 0).all()
    police = lists.set_index("name").loc["National Police of Ukraine"]
    assert frame[police["column"]].sum() == police["incidents"] == 2
    assert "not persons" in (folder / "STATEMENT.md").read_text(encoding="utf-8")
    assert not (folder / "victims.csv").exists()


def test_the_airwars_tables_hang_together(tmp_path: Path) -> None:
    folder = exported("airwars", tmp_path / "x")
    frames = {path.stem: pd.read_csv(path) for path in folder.glob("*.csv") if "loss" not in path.stem}
    assert set(frames) == {"incidents", "sources", "victims", "casualties", "infrastructure", "belligerents"}
    assert sorted(frames["incidents"]["code"]) == OPEN
    assert all(set(frame["code"]) <= set(OPEN) for frame in frames.values())
    assert len(frames["victims"]) == 0
    civilians = frames["casualties"].query("category == 'civilian_non_combatants' and harm == 'killed'")
    assert set(civilians["code"]) >= {KHERSON}


@pytest.mark.parametrize("table", [SOURCES, TOLLS], ids=lambda table: table.name)
def test_a_row_is_the_same_after_json(table: Table) -> None:
    for row in rows()[table.name]:
        assert row_of(table, json.loads(json.dumps(plain_row(table, row)))) == row
        assert len(values_of(table.row)(row)) == len(table.columns)
