"""The data sets that are offered for download: each with its address beside the pages, and what explains it."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.publishing.exports.addresses import OF_INCIDENTS
from marsad.publishing.exports.crosswalk import NAMES
from marsad.publishing.exports.formats import FORMATS

_FIRST = ("csv", "incidents-csv", "xlsx", "jsonl", "jsonl-tables", "geojson", "parquet", "sqlite", "jsonld")
"""The forms that hold all, in the order in which most people will want them; the shapes of others follow."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A form of the whole record: `code` names it in the catalogues, `path` is where it is; `loss` the note on what it cannot hold."""

    code: str
    path: str
    loss: str | None


def data_sets() -> list[DataSet]:
    """Every form that there is."""
    found = {name: DataSet(name, f"incidents{ending}", _loss(name)) for ending, name in OF_INCIDENTS.items()}
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
