from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import ItemError
from marsad.model.claim import Claim, Count, Form, Unit
from marsad.model.claim_json import from_json, to_json, to_line
from marsad.web.api.contracts import claim_schema
from tests.by_hand import CLAIMS, PEOPLE

CONTRACT_ORDER = [
    "schema", "id", "report", "path", "language", "harm", "count", "group", "persons", "part_of", "supersedes", "scope",
    "polarity", "hedges", "event", "place", "time", "source", "span",
]  # fmt: skip
SCHEMA = jsonschema.Draft202012Validator(claim_schema())
FINITE = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    lower = draw(st.integers(0, 10**6))
    upper = draw(st.none() | st.integers(lower, 10**7))
    form, unit = draw(st.sampled_from(get_args(Form))), draw(st.sampled_from(get_args(Unit)))
    return Count(lower, upper, form, unit, draw(st.none() | st.text()), draw(st.none() | st.integers(0)), None)


def claims() -> st.SearchStrategy[Claim]:
    st.register_type_strategy(Count, counts())
    st.register_type_strategy(float, FINITE.filter(lambda value: value is not None))
    return st.from_type(Claim)


@given(claims())
@settings(max_examples=60)
def test_a_claim_survives_json(claim: Claim) -> None:
    assert from_json(json.loads(to_line(claim))) == claim


@given(claims())
@settings(max_examples=60)
def test_whatever_the_model_can_hold_keeps_to_the_schema(claim: Claim) -> None:
    valid_ids = replace(claim, id="c" + "0" * 20, report="sha256:" + "0" * 64)
    assert list(SCHEMA.iter_errors(json.loads(to_line(valid_ids)))) == []


def test_the_fields_stand_in_the_order_of_the_contract() -> None:
    assert list(to_json(PEOPLE)) == CONTRACT_ORDER


def test_unknown_is_null() -> None:
    claim = to_json(replace(PEOPLE, place=None, time=None, path=None))
    assert (claim["place"], claim["time"], claim["path"]) == (None, None, None)
    assert claim["count"]["upper"] is None


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.span.quote)
def test_claims_by_hand_keep_to_the_schema(claim: Claim) -> None:
    assert list(SCHEMA.iter_errors(to_json(claim))) == []


def changed(path: str, value: Any) -> dict[str, Any]:
    """The JSON of a claim with `value` at `path` ("count.form")."""
    claim = json.loads(to_line(PEOPLE))
    *parents, last = path.split(".")
    place = claim
    for parent in parents:
        place = place[parent]
    place[last] = value
    return claim  # type: ignore[no-any-return]


BAD = [
    ("schema", "marsad.claim/2"),
    ("harm", "sad"),
    ("count.form", "vague"),
    ("count.lower", -1),
    ("group.status", None),
    ("event.type", "bang"),
    ("place.precision", "somewhere"),
    ("hedges", ["perhaps"]),
    ("source.kind", "friend"),
    ("surprise", 1),
    ("span.surprise", 1),
]


@pytest.mark.parametrize(("path", "value"), BAD)
def test_what_the_contract_does_not_allow_is_refused(path: str, value: Any) -> None:
    with pytest.raises(ItemError) as refused:
        from_json(changed(path, value))
    assert refused.value.code == "model.claim-invalid"


@pytest.mark.parametrize(("path", "value"), BAD)
def test_the_schema_refuses_it_too(path: str, value: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate(changed(path, value))


@pytest.mark.parametrize("field", CONTRACT_ORDER)
def test_a_missing_field_is_refused(field: str) -> None:
    claim = to_json(PEOPLE)
    del claim[field]
    with pytest.raises(ItemError):
        from_json(claim)
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate(claim)
