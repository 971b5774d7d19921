"""Every column and every word of others has a loss and a sentence, and the headers are theirs, letter by letter."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from marsad.model.claim import EventType
from marsad.publishing.exports import acled, airwars, hxl_table, ucdp
from marsad.publishing.exports.crosswalk import NAMES, Loss, Name, crosswalk, loss_markdown, loss_rows
from marsad.publishing.exports.prio_grid import cell_number
from marsad.publishing.exports.tables import DATE_PRECISIONS, PRECISIONS, TABLES
from tests.publishing.exports.recorded import IZIUM, KANO, KHARKIV, KHERSON, SYRIA, YEMEN, exported, rows

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,"
    "date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
FIELDS: dict[Name, list[str]] = {
    "acled": list(acled.HEADER),
    "ucdp": list(ucdp.HEADER),
    "hxl": [tag for _, tag in hxl_table.COLUMNS],
    "airwars": [f"{table}.{column}" for table, columns in airwars.HEADERS.items() for column in columns],
    "ohchr": ["cause"],
}
WORDS = {"event_type": get_args(EventType), "date_precision": DATE_PRECISIONS, "place_precision": PRECISIONS}
OURS = {f"{table.name}.{column.name}" for table in TABLES for column in table.columns}


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(("name", "header"), [("acled", ACLED), ("ucdp", UCDP)])
def test_the_header_is_theirs(name: str, header: str, tmp_path: Path) -> None:
    path = exported(name, tmp_path / f"{name}.csv")
    assert path.read_text(encoding="utf-8").splitlines()[0] == header


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_its_loss(name: Name) -> None:
    known = crosswalk(name)
    assert [each.field for each in known.fields] == FIELDS[name]
    for each in known.fields:
        assert each.loss in get_args(Loss)
        assert each.note.endswith(".")
        assert (each.ours == "") == (each.loss == "none"), each
        assert each.ours == "" or each.ours in OURS, each


@pytest.mark.parametrize("name", NAMES)
def test_every_word_has_its_loss(name: Name) -> None:
    for column, words in crosswalk(name).words.items():
        if column in WORDS:
            assert list(words) == list(WORDS[column]), column
        for word in words.values():
            assert word.loss in get_args(Loss)
            assert word.note.endswith(".")
            assert word.loss != "none" or word.theirs in ("", "Unknown"), word


@pytest.mark.parametrize("name", NAMES)
def test_losses_are_data_and_prose(name: Name) -> None:
    known = crosswalk(name)
    rows = list(loss_rows(known))
    assert len(rows) == len(known.fields) + sum(len(words) for words in known.words.values())
    assert all(each.note in loss_markdown(known) for each in known.fields)


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90, -180, 1),
        (-89.75, 179.75, 720),
        (0.25, 0.25, 129961),
        (49.9818, 36.2528, 279 * 720 + 433),
        (89.75, 179.75, 259_200),
        (90, 180, 259_200),
    ],
)
def test_cells_of_the_prio_grid(lat: float, lon: float, cell: int) -> None:
    assert cell_number(lat, lon) == cell


def test_acled_takes_the_lower_end_and_writes_no_number_that_is_not_known(tmp_path: Path) -> None:
    found = {line["event_id_cnty"]: line for line in lines(exported("acled", tmp_path / "a.csv"))}
    assert found[KHARKIV]["fatalities"] == "11"
    assert (found[KHARKIV]["event_type"], found[KHARKIV]["sub_event_type"]) == (
        "Explosions/Remote violence",
        "Air/drone strike",
    )
    assert found[YEMEN]["event_date"] == "2024-03-01"
    assert found[YEMEN]["time_precision"] == "3"
    assert found[KHERSON]["country"] == "Ukraine"
    assert found[SYRIA]["latitude"] == ""
    assert {line["iso"] for line in found.values()} == {""}


def test_acled_says_what_was_deleted(tmp_path: Path) -> None:
    exported("acled", tmp_path / "a.csv")
    gone = {row.incident: str(int(row.at.timestamp())) for row in rows()["retired"]}
    assert {line["event_id_cnty"]: line["deleted_timestamp"] for line in lines(tmp_path / "a-deleted.csv")} == gone
    assert set(gone) == {KANO, IZIUM}


def test_ucdp_gives_best_low_and_high_together(tmp_path: Path) -> None:
    found = {line["id"]: line for line in lines(exported("ucdp", tmp_path / "u.csv"))}
    assert [found[KHARKIV][name] for name in ("best", "low", "high")] == ["11", "11", "11"]
    assert [found[SYRIA][name] for name in ("best", "low", "high")] == ["24", "24", "99"]
    for line in found.values():
        assert len({bool(line[name]) for name in ("best", "low", "high")}) == 1
        if line["best"]:
            parts = int(line["deaths_civilians"] or 0) + int(line["deaths_unknown"])
            assert parts == int(line["best"])
            assert int(line["low"]) <= int(line["best"]) <= int(line["high"])
        if line["date_start"]:
            assert date.fromisoformat(line["date_start"]).year >= 1900
    assert found[KHARKIV]["geom_wkt"].startswith("POINT (36.")
    assert found[SYRIA]["priogrid_gid"] == ""
