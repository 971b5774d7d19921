from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from marsad.model.change import FIRST, Draft, chain, is_machine, is_whole, seal

AT = datetime(2023, 6, 25, 12, tzinfo=UTC)
DRAFT = Draft("amal", "note", "SY-2023-idlib-1", "looked", {"seen": ["a", None, 1]})


def test_a_chain_is_whole() -> None:
    one, two = chain([DRAFT, DRAFT], 0, AT, FIRST)
    assert is_whole(one, None)
    assert is_whole(two, one)
    assert not is_whole(two, None)


@pytest.mark.parametrize("change", [
    {"actor": "boris"}, {"kind": "grade_given"}, {"subject": "x"}, {"reason": "x"}, {"content": {}}, {"number": 2},
    {"at": datetime(2023, 6, 25, 13, tzinfo=UTC)}, {"previous": "f" * 64}, {"hash": "f" * 64},
])  # fmt: skip
def test_whatever_is_altered_shows(change: dict[str, Any]) -> None:
    assert not is_whole(replace(seal(DRAFT, 1, AT, FIRST), **change), None)


def test_content_that_went_through_json_has_the_same_hash() -> None:
    sealed = seal(DRAFT, 1, AT, FIRST)
    assert is_whole(replace(sealed, content=json.loads(json.dumps(sealed.content))), None)


@pytest.mark.parametrize(("actor", "machine"), [("machine:reader/1", True), ("amal", False), ("machinist", False)])
def test_who_is_a_machine(actor: str, machine: bool) -> None:
    assert is_machine(actor) == machine
