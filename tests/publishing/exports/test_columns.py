"""The names and the order of all columns, literally: whoever changes one breaks the work of others and must say so."""

from __future__ import annotations

import json

import pytest

from marsad.publishing.exports.codebook import codebook_html, codebook_json, codebook_markdown
from marsad.publishing.exports.columns import CODEBOOK, Table, columns_of
from marsad.publishing.exports.tables import TABLES

HEADERS = {
    "incidents": "incident,link,title,part_of,event_type,first_day,last_day,date_precision,country,area,place,"
    "place_precision,latitude,longitude,radius_km,geonames,blamed,opponents,grade,grade_reason,reports,origins,killed,"
    "killed_lower,killed_upper,injured,injured_lower,injured_upper,civilians_killed,civilians_killed_lower,"
    "civilians_killed_upper,conflicts,corrected,known_since,revision",
    "claims": "claim,incident,source,harm,lower,upper,form,unit,count_words,status,age,sex,role,affiliation,persons,scope,"
    "polarity,hedges,part_of,supersedes,event_type,weapon,target,blamed,stances,opponents,country,area,place,"
    "place_precision,first_day,last_day,language,quote,counts,set_aside,judged,known_since",
    "sources": "source,name,kind,withheld,relayed_by,report,outlet,published,language,url,taken_down",
    "tolls": "incident,harm,people,status,age,sex,role,affiliation,lower,upper,near_lower,near_upper,held_lower,held_upper,"
    "proven",
    "judgements": "judgement,verdict,about,incidents,fields,grade,standing,at,signatures,reason",
    "retired": "incident,successor,at,reason",
}


def test_the_columns_of_version_1_are_these() -> None:
    assert CODEBOOK == 1
    assert {table.name: ",".join(column.name for column in table.columns) for table in TABLES} == HEADERS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_declared_whole(table: Table) -> None:
    """A meaning that ends a sentence, words for every code, and what an empty cell means wherever one can be."""
    for column in table.columns:
        assert column.meaning.endswith((".", "…")), column
        assert bool(column.codes) == (column.type == "code"), column
        assert 1 <= column.since <= CODEBOOK
    optional = {name for name, kind in table.row.__annotations__.items() if "None" in kind or "tuple" in kind}
    always = {"about", "hedges"}
    assert optional - {c.name for c in table.columns if c.empty is not None} - always == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_and_references_are_columns(table: Table) -> None:
    names = {column.name for column in columns_of(table.row)}
    tables = {each.name: each for each in TABLES}
    assert {*table.key, *(each.column for each in table.references)} <= names
    assert all(len(tables[each.table].key) == 1 for each in table.references)


def test_every_form_of_the_codebook_names_every_column() -> None:
    markdown, page, said = codebook_markdown(), codebook_html(), json.loads(codebook_json())
    assert said["codebook"] == CODEBOOK
    assert [table["name"] for table in said["tables"]] == [table.name for table in TABLES]
    for table, told in zip(TABLES, said["tables"], strict=True):
        assert [column["name"] for column in told["columns"]] == [column.name for column in table.columns]
        for column in table.columns:
            assert f"| `{column.name}` |" in markdown
            assert f"<code>{column.name}</code>" in page
