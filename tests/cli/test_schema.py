from __future__ import annotations

import json

import jsonschema

from marsad.model.claim_json import to_json
from marsad.web.api.contracts import claim_schema
from tests.by_hand import PEOPLE
from tests.cli.command import marsad


def test_the_schema_is_printed_and_is_one() -> None:
    printed = json.loads(marsad("schema", "claim").stdout)
    assert printed == claim_schema()
    assert (printed["$id"], printed["title"]) == ("marsad.claim/1", "marsad.claim/1")
    jsonschema.Draft202012Validator.check_schema(printed)


def test_every_object_is_closed_and_every_field_required() -> None:
    schema = claim_schema()
    objects = [schema, *schema["$defs"].values()]
    assert len(objects) == 9
    for value in objects:
        assert value["additionalProperties"] is False
        assert value["required"] == list(value["properties"])


def test_the_order_is_that_of_the_output() -> None:
    assert list(claim_schema()["properties"]) == list(to_json(PEOPLE))
