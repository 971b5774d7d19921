"""Where data sets are: the name of each format by the end of its address, beside the pages. The same on a server and in a static site."""

from __future__ import annotations

from collections.abc import Mapping

OF_INCIDENTS: Mapping[str, str] = {
    ".csv": "incidents-csv",
    ".csv.zip": "csv",
    ".jsonl": "jsonl",
    ".jsonl.zip": "jsonl-tables",
    ".geojson": "geojson",
    ".parquet.zip": "parquet",
    ".sqlite": "sqlite",
    ".xlsx": "xlsx",
    ".jsonld": "jsonld",
    ".hxl.csv": "hxl",
    ".acled.csv": "acled",
    ".ucdp.csv": "ucdp",
    ".airwars.zip": "airwars",
    ".mse.zip": "mse",
}
"""Of the incidents that a query asks for: `/incidents.csv` and so on."""
