"""The formats by name: what each is called, what type it has, and what writes it. The command and the server take them from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from marsad.errors import RunError
from marsad.publishing.exports.acled import write_acled, write_acled_deleted
from marsad.publishing.exports.airwars import write_airwars_folder
from marsad.publishing.exports.crosswalk import NAMES, Name, crosswalk, loss_markdown
from marsad.publishing.exports.csv_tables import write_csv_folder, write_csv_table
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.geo_features import write_geojson
from marsad.publishing.exports.hxl_table import write_hxl
from marsad.publishing.exports.json_lines import write_json_lines, write_json_lines_folder
from marsad.publishing.exports.linked_graph import write_linked_graph
from marsad.publishing.exports.lists import STATEMENT, write_lists_folder
from marsad.publishing.exports.parquet_files import write_parquet_folder
from marsad.publishing.exports.recordless import RECORDLESS, loss_csv
from marsad.publishing.exports.sqlite_file import datasette_metadata, write_sqlite
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.exports.ucdp import write_ucdp
from marsad.publishing.exports.workbook import write_workbook
from marsad.publishing.exports.writing import Counts

Write = Callable[[Selection, Path], Counts]
_ZIP, _CSV, _JSON = "application/zip", "text/csv; charset=utf-8", "application/json"


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that explains another: the end of its name, and what writes it."""

    ending: str
    write: Callable[[Selection, Path], object]


@dataclass(frozen=True, slots=True)
class Format:
    """A format. `several`: it is a folder of files, a ZIP where one file is wanted.

    `media_type` and `ending` are those of the one file. `beside` are files that explain it; `statement` is what everybody
    who takes it must be told.
    """

    name: str
    title: str
    media_type: str
    ending: str
    write: Write
    several: bool = False
    binary: bool = False
    beside: tuple[Beside, ...] = ()
    statement: str | None = None

    @property
    def file_name(self) -> str:
        """What a download is called."""
        if self.name.startswith("codebook"):
            return f"codebook{self.ending}"
        if self.name.endswith("-csv"):
            return f"{self.name.removesuffix('-csv')}.csv"
        return f"marsad{self.ending}" if self.ending == f".{self.name}" else f"marsad-{self.name}{self.ending}"


def _text(make: Callable[[], str]) -> Write:
    """A format that is the same whatever is selected."""

    def write(selection: Selection, path: Path) -> Counts:
        path.write_text(make(), encoding="utf-8")
        return {}

    return write


def _same(name: str) -> Write:
    return _text(RECORDLESS[name])


def _loss(name: Name) -> tuple[Beside, ...]:
    return (
        Beside("-loss.csv", _text(partial(loss_csv, name))),
        Beside("-loss.md", _text(lambda: loss_markdown(crosswalk(name)))),
    )


def _metadata(selection: Selection, path: Path) -> None:
    path.write_text(datasette_metadata(selection), encoding="utf-8")


_DATASETTE = (Beside("-metadata.json", _metadata),)
_FORMATS = (
    Format("csv", "CSV: six related tables with their codebook and a Data Package", _ZIP, ".zip", write_csv_folder,
           several=True),
    *(
        Format(f"{table.name}-csv", f"CSV: the table {table.name} alone", _CSV, ".csv", partial(write_csv_table, table))
        for table in TABLES
    ),
    Format("jsonl", "JSON Lines: an incident a line, with all that hangs on it", "application/jsonl", ".jsonl",
           write_json_lines),
    Format("jsonl-tables", "JSON Lines: one file for each table", _ZIP, ".zip", write_json_lines_folder, several=True),
    Format("geojson", "GeoJSON: points where points are known", "application/geo+json", ".geojson", write_geojson),
    Format("parquet", "Parquet: typed tables", _ZIP, ".zip", write_parquet_folder, several=True),
    Format("sqlite", "SQLite with a text search; opens in Datasette", "application/vnd.sqlite3", ".sqlite", write_sqlite,
           binary=True, beside=_DATASETTE),
    Format("xlsx", "Excel: a sheet for each table",
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", write_workbook, binary=True),
    Format("hxl", "HXL: CSV with a row of hashtags", _CSV, ".csv", write_hxl, beside=_loss("hxl")),
    Format("acled", "CSV in the columns of ACLED", _CSV, ".csv", write_acled,
           beside=(*_loss("acled"), Beside("-deleted.csv", write_acled_deleted))),
    Format("acled-deleted", "The codes that are gone, in the columns of ACLED", _CSV, ".csv", write_acled_deleted),
    Format("ucdp", "CSV in the columns of UCDP GED", _CSV, ".csv", write_ucdp, beside=_loss("ucdp")),
    Format("airwars", "CSV: six tables in the shape of those of Airwars", _ZIP, ".zip", write_airwars_folder,
           several=True, beside=(*_loss("airwars"), Beside("-cause-loss.csv", _text(partial(loss_csv, "ohchr"))))),
    Format("jsonld", "JSON-LD: where every number comes from (PROV-O)", "application/ld+json", ".jsonld",
           write_linked_graph),
    Format("mse", "Which source tells of which incident, for multiple systems estimation", _ZIP, ".zip",
           write_lists_folder, several=True, statement=STATEMENT),
    *(
        Format(f"{name}-loss", f"What is lost: {crosswalk(name).title}", _CSV, ".csv", _same(f"{name}-loss"))
        for name in NAMES
    ),
    Format("codebook", "The codebook", "text/markdown; charset=utf-8", ".md", _same("codebook")),
    Format("codebook-html", "The codebook as a page", "text/html; charset=utf-8", ".html", _same("codebook-html")),
    Format("codebook-json", "The codebook as JSON", _JSON, ".json", _same("codebook-json")),
)  # fmt: skip
FORMATS: Mapping[str, Format] = {each.name: each for each in _FORMATS}


def format_named(name: str) -> Format:
    """The format of this name. Raises `RunError` (`publishing.format-unknown`)."""
    if name not in FORMATS:
        raise RunError(
            "publishing.format-unknown", f"there is no format {name!r}", hint=f"There are {', '.join(FORMATS)}."
        )
    return FORMATS[name]
