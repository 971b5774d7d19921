"""The codebook: what every column of the data sets means, made from their declarations; as Markdown, HTML and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from marsad.publishing.exports.columns import CODEBOOK, Column, Table
from marsad.publishing.exports.tables import TABLES

_TYPES = {
    "text": "text",
    "code": "one of a list of words",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "day": "day (YYYY-MM-DD)",
    "moment": "moment in UTC (YYYY-MM-DDTHH:MM:SSZ)",
    "list": "texts, parted by “; ” in a cell, a list in JSON and Parquet",
}
INTRODUCTION = (
    (
        "The unit is the incident: one event at one place, as its reports tell it; several strikes on one day are several "
        "incidents where the reports part them. Groups of people are called as the sources call them: nobody is a civilian by default, and "
        "who is a child each source decides."
    ),
    (
        "An empty cell means what its column says it means, and is never 0. A range runs from its lower to its upper number, both "
        "of them in it; an upper number that is missing is open: at least so many. A day that cannot be (before 1900, or after "
        "the moment of the data set) is left empty."
    ),
    (
        "Incidents can be parts of others (`part_of`): their tolls count the same people. Leave out the parts of what you count, or "
        "count the parts and leave out their whole. Sums of lower and upper numbers are bounds of the sum, if the incidents are "
        "all different ones; they are no estimate of what nobody reported."
    ),
    (
        "In CSV a text that begins with = + - @ or a tab has an apostrophe before it, so that no spreadsheet takes it for a formula: "
        "take it away when you read the file by program. In Excel files such texts are cells of text, as they are."
    ),
)


def codebook_markdown() -> str:
    """The codebook as Markdown."""
    lines = [f"# Codebook, version {CODEBOOK}", ""]
    for paragraph in INTRODUCTION:
        lines += [paragraph, ""]
    for table in TABLES:
        lines += [*_markdown(table), ""]
    return "\n".join(lines)


def _markdown(table: Table) -> Iterator[str]:
    yield f"## `{table.name}`"
    yield ""
    yield _about(table)
    yield ""
    yield "| column | type | unit | meaning | empty | since |"
    yield "|---|---|---|---|---|---|"
    for column in table.columns:
        cells = [f"`{column.name}`", _TYPES[column.type], column.unit or "", meaning(column), empty(column)]
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} | {column.since} |"


def _about(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    leads = "".join(f" `{each.column}` leads to `{each.table}`." for each in table.references)
    return f"{table.meaning} Key: {key}.{leads}"


def meaning(column: Column) -> str:
    """What a column means, with the words that it can hold."""
    if not column.codes:
        return column.meaning
    return f"{column.meaning} One of: {', '.join(f'`{code}`' for code in column.codes)}."


def empty(column: Column) -> str:
    """What an empty cell of the column means."""
    return column.empty or "never"


def codebook_html() -> str:
    """The codebook as one page of HTML without style or script."""
    paragraphs = "".join(f"<p>{_code(each)}</p>" for each in INTRODUCTION)
    tables = "".join(_html(table) for table in TABLES)
    title = f"Codebook, version {CODEBOOK}"
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><main><h1>{title}</h1>{paragraphs}{tables}</main></body></html>\n"


def _html(table: Table) -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("column", "type", "unit", "meaning", "empty", "since"))
    rows = "".join(_html_row(column) for column in table.columns)
    caption = f"<caption>{_code(_about(table))}</caption>"
    return f'<h2 id="{table.name}">{table.name}</h2><table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _html_row(column: Column) -> str:
    name = f'<th scope="row"><code>{column.name}</code></th>'
    cells = (_TYPES[column.type], column.unit or "", meaning(column), empty(column), str(column.since))
    return f"<tr>{name}{''.join(f'<td>{_code(cell)}</td>' for cell in cells)}</tr>"


def _code(text: str) -> str:
    """Text with what stands between backquotes as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))


def codebook_json() -> str:
    """The codebook as JSON."""
    tables = [
        {
            "name": table.name,
            "meaning": table.meaning,
            "key": list(table.key),
            "references": [{"column": each.column, "table": each.table} for each in table.references],
            "columns": [_json(column) for column in table.columns],
        }
        for table in TABLES
    ]
    said = {"codebook": CODEBOOK, "about": list(INTRODUCTION), "tables": tables}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _json(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "unit": column.unit,
        "meaning": column.meaning,
        "empty": column.empty,
        "codes": list(column.codes),
        "since": column.since,
    }
