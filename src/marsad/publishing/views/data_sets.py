"""The data sets that are offered for download: each with its address beside the pages, and what explains it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from marsad.publishing.exports.addresses import OF_INCIDENTS
from marsad.publishing.exports.crosswalk import NAMES
from marsad.publishing.exports.formats import FORMATS

_FIRST = ("csv", "incidents-csv", "xlsx", "jsonl", "jsonl-tables", "geojson", "parquet", "sqlite", "jsonld")
"""The forms that hold all, in the order in which most people will want them; the shapes of others follow."""
_NEEDS = {"parquet": "pyarrow", "xlsx": "xlsxwriter"}


@dataclass(frozen=True, slots=True)
class DataSet:
    """A form of the whole record: `code` names it in the catalogues, `path` is where it is; `loss` the note on what it cannot hold."""

    code: str
    path: str
    loss: str | None


def data_sets() -> list[DataSet]:
    """Every form that can be written here: some need libraries that not everybody installs."""
    found = {
        name: DataSet(name, f"incidents{ending}", _loss(name))
        for ending, name in OF_INCIDENTS.items()
        if name not in _NEEDS or find_spec(_NEEDS[name]) is not None
    }
    return [
        *(found[name] for name in _FIRST if name in found),
        *(one for name, one in found.items() if name not in _FIRST),
    ]


def codebooks() -> list[str]:
    """The files of the codebook."""
    return [FORMATS[name].file_name for name in ("codebook-html", "codebook", "codebook-json")]


def _loss(name: str) -> str | None:
    return FORMATS[f"{name}-loss"].file_name if name in NAMES else None


BREAKING = ("renamed", "removed", "meaning", "type", "order")
"""What breaks programs, by the names of the messages that say it."""
NOT_BREAKING = ("added_field", "added_code", "corrected", "added_format")
"""What does not."""
