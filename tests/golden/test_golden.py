"""Every golden case is read: each reading must hold together, and all of them must keep to the floors.

After adding cases: `marsad evaluate golden --floors tests/golden/floors.json --update`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from marsad.evaluation.floors import Floors
from marsad.evaluation.gold import GoldText
from marsad.evaluation.golden import load_golden
from marsad.evaluation.score import score
from marsad.model.claim_json import to_json
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pipeline.readers import Readers
from marsad.settings import Settings
from marsad.web.api.contracts import claim_schema

HERE = Path(__file__).parent
CORPUS = load_golden(sorted(HERE.glob("*.toml")))
READERS = Readers(Settings())
VALID = jsonschema.Draft202012Validator(claim_schema())


@cache
def read(report: Report) -> Reading:
    return READERS.read(report)


@pytest.mark.parametrize("case", CORPUS.texts, ids=lambda case: case.name)
def test_a_reading_holds_together(case: GoldText) -> None:
    text, reading = case.report.text, read(case.report)
    ids = [claim.id for claim in reading.claims]
    assert len(set(ids)) == len(ids)
    for claim in reading.claims:
        VALID.validate(to_json(claim))
        assert claim.report == case.report.id
        assert text[claim.span.start : claim.span.end] == claim.span.quote
        if claim.count.start is not None:
            assert text[claim.count.start : claim.count.end] == claim.count.words
        assert {claim.part_of, claim.supersedes} <= {None, *ids} - {claim.id}
        assert reading.rules[claim.id]
    assert {claim for mention in reading.mentions for claim in mention.claims} <= set(ids)


@pytest.mark.parametrize("case", CORPUS.texts, ids=lambda case: case.name)
def test_a_second_reading_says_the_same(case: GoldText) -> None:
    assert READERS.read(case.report) == read(case.report)


def test_no_figure_falls_below_its_floor() -> None:
    measured = score(CORPUS, lambda report: read(report).claims)
    assert Floors(HERE / "floors.json").check(CORPUS.name, CORPUS.digest, measured.measures()) == []


def test_there_are_as_many_cases_as_were_promised() -> None:
    assert len(CORPUS.texts) >= 150


def test_the_floors_file_says_what_it_was_measured_on() -> None:
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    assert set(floors) == {"golden"}
    assert set(floors["golden"]) == {"digest", "floors", "lowered"}
