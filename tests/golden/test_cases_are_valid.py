"""The golden cases are well formed: quotes stand in their texts, values are of the contract, references point to rows."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from marsad.model import claim

FILES = sorted(Path(__file__).parent.glob("*.toml"))
CASES: list[dict[str, Any]] = [
    case | {"file": path.name} for path in FILES for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
CASE_KEYS = {"name", "text", "published", "outlet", "phenomena", "claim", "file"}
ENUMERATIONS: dict[str, tuple[str, ...]] = {
    "harm": get_args(claim.Harm),
    "form": get_args(claim.Form),
    "unit": get_args(claim.Unit),
    "status": get_args(claim.Status),
    "age": get_args(claim.Age),
    "sex": get_args(claim.Sex),
    "scope": get_args(claim.Scope),
    "polarity": get_args(claim.Polarity),
    "event_type": get_args(claim.EventType),
    "stance": (*get_args(claim.Stance), "none"),
    "source_kind": get_args(claim.SourceKind),
}
TEXT_FIELDS = {"quote", "role", "affiliation", "perpetrator", "place", "source", "words"}
NUMBER_FIELDS = {"lower", "upper", "part_of", "supersedes"}
TIME_FIELDS = {"time_start", "time_end"}
LIST_FIELDS = {"hedges", "persons"}
FIELDS = TEXT_FIELDS | NUMBER_FIELDS | TIME_FIELDS | LIST_FIELDS | ENUMERATIONS.keys() | {"or", "optional"}


def is_legal(field: str, value: object) -> bool:
    """Say whether `value` may stand in `field` of a golden row."""
    if field in ENUMERATIONS:
        return value in ENUMERATIONS[field]
    if field in TIME_FIELDS:
        return value == "none" or isinstance(value, date)
    if field in NUMBER_FIELDS:
        return value in ("open", "none") or (isinstance(value, int) and value >= 0)
    if field == "hedges":
        return isinstance(value, list) and set(value) <= set(get_args(claim.Hedge))
    if field == "persons":
        return isinstance(value, list) and all(isinstance(name, str) and name for name in value)
    return isinstance(value, str) and value != ""


def rows() -> list[Any]:
    """Give every claim row with its case and index, each under a readable id."""
    return [
        pytest.param(case, index, id=f"{case['name']}-{index}")
        for case in CASES
        for index in range(len(case.get("claim", [])))
    ]


def test_there_are_at_least_200_cases() -> None:
    assert len(CASES) >= 200


def test_names_are_unique_kebab_case() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() and name.replace("-", "").isalnum() for name in names)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case_has_text_and_phenomena(case: dict[str, Any]) -> None:
    assert set(case) <= CASE_KEYS
    assert case["text"].strip()
    assert case["phenomena"]
    assert all(case["phenomena"])
    assert isinstance(case.get("published", date.min), date)


@pytest.mark.parametrize(("case", "index"), rows())
def test_row_holds_legal_values(case: dict[str, Any], index: int) -> None:
    row = case["claim"][index]
    assert set(row) <= FIELDS
    assert {"quote", "harm", "lower", "upper"} <= set(row)
    given = [(field, value) for field, value in row.items() if field not in ("or", "optional")]
    given += [(field, value) for field, values in row.get("or", {}).items() for value in values]
    assert [pair for pair in given if not is_legal(*pair)] == []
    assert row.get("optional", True) is True


@pytest.mark.parametrize(("case", "index"), rows())
def test_row_stands_in_its_text(case: dict[str, Any], index: int) -> None:
    row = case["claim"][index]
    assert row["quote"] in case["text"]
    assert row.get("words", "") in row["quote"]
    assert all(name in case["text"] for name in row.get("persons", []))


@pytest.mark.parametrize(("case", "index"), rows())
def test_row_is_consistent(case: dict[str, Any], index: int) -> None:
    row, others = case["claim"][index], case["claim"]
    assert row["upper"] == "open" or row["lower"] <= row["upper"]
    if "none" not in (start := row.get("time_start", "none"), end := row.get("time_end", "none")):
        assert start <= end
    for field in ("part_of", "supersedes"):
        target = row.get(field, "none")
        assert target == "none" or (target != index and target < len(others))
        if field == "part_of" and target != "none":
            assert others[target]["harm"] == row["harm"]
