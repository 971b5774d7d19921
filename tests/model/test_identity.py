from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from marsad.model.claim import Span
from marsad.model.identity import claim_id
from tests.by_hand import PEOPLE


def test_an_id_is_c_and_twenty_hexadecimal_digits() -> None:
    assert re.fullmatch("c[0-9a-f]{20}", claim_id(PEOPLE, "1"))


@pytest.mark.parametrize(
    "change",
    [{"harm": "injured"}, {"scope": "prior"}, {"span": Span(0, 1, "M")}, {"report": "sha256:0"}, {"persons": ("Ali",)}],
)
def test_other_content_is_another_claim(change: dict[str, Any]) -> None:
    assert claim_id(replace(PEOPLE, **change), "1") != claim_id(PEOPLE, "1")


def test_another_reader_makes_another_claim() -> None:
    assert claim_id(PEOPLE, "2") != claim_id(PEOPLE, "1")


@pytest.mark.parametrize("change", [{"path": "copy.txt"}, {"id": "c0"}, {"part_of": "c1"}, {"supersedes": "c2"}])
def test_where_the_file_lies_and_ties_to_other_claims_are_not_content(change: dict[str, Any]) -> None:
    assert claim_id(replace(PEOPLE, **change), "1") == claim_id(PEOPLE, "1")
