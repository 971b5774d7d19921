"""`marsad toll` as its users call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from marsad.web.api.contracts import toll_schema
from tests.cli.command import marsad
from tests.house.tree import ROOT

TEXT = "Air strikes killed 12 people in Sarmada on Sunday, the hospital said.\n"
LATER = "Air strikes killed 15 people in Sarmada on Sunday, the police said.\n"
EXAMPLE = ROOT / "examples" / "idlib-2023-06-25" / "manifest.csv"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(LATER, encoding="utf-8")
    return tmp_path


def tolls(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(marsad("toll", "--format", "json", *arguments).stdout)
    return found


def test_one_against_one_is_a_range(reports: Path) -> None:
    (incident,) = tolls("--published", "2024-06-03", str(reports))["incidents"]
    row = incident["toll"][0]
    assert (row["harm"], row["lower"], row["upper"]) == ("killed", 12, 15)
    assert len(incident["conflicts"]) == 1
    assert "15 is more than 12" in incident["conflicts"][0]["why"]


def test_the_example_keeps_to_the_schema_and_adds_up() -> None:
    found = tolls("--manifest", str(EXAMPLE))
    jsonschema.Draft202012Validator(toll_schema()).validate(found)
    whole, *parts = [i for i in found["incidents"] if "20230625" in i["id"]]
    everybody = [next(r for r in i["toll"] if r["harm"] == "killed") for i in (whole, *parts)]
    assert [(row["lower"], row["upper"]) for row in everybody] == [(13, 13), (9, 9), (4, 4)]
    assert {part["parent"] for part in parts} == {whole["id"]}


def test_every_claim_is_somewhere() -> None:
    found = tolls("--manifest", str(EXAMPLE))
    placed = [claim for i in found["incidents"] for claim in i["claims"]]
    aside = [each["claim"] for i in found["incidents"] for each in i["set_aside"]]
    ids = {claim["id"] for claim in found["claims"]}
    assert len(placed) == len(set(placed))
    assert ids == {*placed, *aside, *(each["claim"] for each in found["set_aside"])}


def test_the_table_shows_the_toll_and_who_holds_it(reports: Path) -> None:
    printed = marsad("toll", "--published", "2024-06-03", str(reports)).stdout
    assert "12 to 15 killed" in printed
    assert "Not all of these can be true" in printed
    assert "Nobody has reviewed them" in printed


def test_the_order_of_the_files_changes_nothing(reports: Path) -> None:
    a, b = str(reports / "a.txt"), str(reports / "b.txt")
    assert marsad("toll", "--format", "json", a, b).stdout == marsad("toll", "--format", "json", b, a, a).stdout


def test_another_policy_is_named(reports: Path) -> None:
    policy = reports / "desk.toml"
    policy.write_text('name = "desk"\n[weights]\nofficial = 9\n', encoding="utf-8")
    found = tolls("--policy", str(policy), "--published", "2024-06-03", str(reports / "a.txt"))
    assert found["policy"]["name"] == "desk"


def test_what_goes_wrong_is_said(reports: Path) -> None:
    done = marsad("toll", "--policy", str(reports / "none.toml"), str(reports))
    assert (done.returncode, "tolls.policy-unreadable" in done.stderr) == (3, True)
    assert marsad("toll").returncode == 2
    missing = marsad("toll", str(reports / "a.txt"), str(reports / "gone.txt"))
    assert missing.returncode == 1
    assert "12 killed" in missing.stdout
    assert marsad("toll", str(reports / "gone.txt")).returncode == 3


def test_a_text_without_claims_has_no_incident(tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("Rain is expected on Monday.", encoding="utf-8")
    done = marsad("toll", str(tmp_path))
    assert done.returncode == 0
    assert "No claim about an incident was found." in done.stdout
