"""The reference of the claim says every field and every value, and the policy of count words as the reader has it."""

import re
from dataclasses import fields
from typing import get_args

import pytest

from marsad.model import claim
from marsad.model.claim import SCHEMA
from marsad.reading.lexicon import table
from tests.house.tree import ROOT

PAGE = (ROOT / "docs" / "reference" / "claim.md").read_text(encoding="utf-8")
PARTS = (
    claim.Claim,
    claim.Count,
    claim.Group,
    claim.Event,
    claim.EventActor,
    claim.Place,
    claim.Time,
    claim.Source,
    claim.Span,
)
VALUES = (
    claim.Harm, claim.Form, claim.Unit, claim.Status, claim.Age, claim.Sex, claim.Scope, claim.Polarity, claim.Hedge,
    claim.EventType, claim.ActorRole, claim.Stance, claim.SourceKind, claim.Precision,
)  # fmt: skip


def count_word_rows() -> list[tuple[str, int, int | None]]:
    section = PAGE.split("### Count words")[1].split("\n### ")[0]
    rows = re.findall(r"^\| ([a-z ,]+) \| (\d+) \| (\d+|open) \|$", section, re.MULTILINE)
    return [
        (word, int(lower), None if upper == "open" else int(upper))
        for words, lower, upper in rows
        for word in words.split(", ")
    ]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_is_explained(part: type) -> None:
    assert [field.name for field in fields(part) if f"`{field.name}`" not in PAGE] == []


@pytest.mark.parametrize("values", VALUES, ids=lambda values: get_args(values)[0])
def test_every_value_is_explained(values: object) -> None:
    assert [value for value in get_args(values) if f"`{value}`" not in PAGE] == []


def test_the_version_of_the_contract_is_named() -> None:
    assert f"`{SCHEMA}`" in PAGE


def test_every_count_word_means_what_the_table_says() -> None:
    read = {row["phrase"]: (row["lower"], row["upper"]) for row in table("en", "count_words")}
    said = {word: (str(lower), "" if upper is None else str(upper)) for word, lower, upper in count_word_rows()}
    assert len(said) > 20
    assert said == {word: read.get(word) for word in said}


def test_every_range_of_a_count_word_is_in_the_table() -> None:
    ranges = {(lower, upper) for _, lower, upper in count_word_rows()}
    words = [row for row in table("en", "count_words") if row["form"] == "words"]
    unsaid = [r["phrase"] for r in words if (int(r["lower"]), int(r["upper"]) if r["upper"] else None) not in ranges]
    assert unsaid == []
