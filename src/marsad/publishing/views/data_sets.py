"""The data sets that are offered for download: each with its address, beside the pages."""

from __future__ import annotations

from typing import NamedTuple


class DataSet(NamedTuple):
    """A form of the whole record: `code` names it in the catalogues, `path` is where it is, beside the pages."""

    code: str
    path: str


DATA_SETS = (
    DataSet("csv", "incidents.csv.zip"),
    DataSet("jsonl", "incidents.jsonl"),
    DataSet("geojson", "incidents.geojson"),
    DataSet("parquet", "incidents.parquet.zip"),
    DataSet("sqlite", "incidents.sqlite"),
    DataSet("xlsx", "incidents.xlsx"),
    DataSet("hxl", "incidents.hxl.csv"),
    DataSet("acled", "incidents.acled.csv"),
    DataSet("ucdp", "incidents.ucdp.csv"),
    DataSet("airwars", "incidents.airwars.zip"),
    DataSet("jsonld", "incidents.jsonld"),
    DataSet("mse", "incidents.mse.zip"),
)
BREAKING = ("renamed", "removed", "meaning", "type", "order")
NOT_BREAKING = ("added_field", "added_code", "corrected", "added_format")
