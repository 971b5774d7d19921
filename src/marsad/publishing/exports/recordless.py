"""What can be written without a record: the codebook, and what is lost in the formats of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from io import StringIO

from marsad.publishing.exports.codebook import codebook_html, codebook_json, codebook_markdown
from marsad.publishing.exports.crosswalk import LOSS_HEADER, NAMES, Name, crosswalk, loss_rows
from marsad.publishing.exports.csv_tables import csv_writer


def loss_csv(name: Name) -> str:
    """What is lost in a format, as CSV."""
    out = StringIO(newline="")
    write = csv_writer(out, LOSS_HEADER)
    for row in loss_rows(crosswalk(name)):
        write(row)
    return out.getvalue()


RECORDLESS: Mapping[str, Callable[[], str]] = {
    "codebook": codebook_markdown,
    "codebook-html": codebook_html,
    "codebook-json": codebook_json,
    **{f"{name}-loss": partial(loss_csv, name) for name in NAMES},
}
"""What makes each text, by the name of its format."""
