"""`marsad judge` and `marsad judgements`, as a person's shell runs them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.kept import KHARKIV, KHERSON, Commands, later
from tests.cli.kept import built as build

WHY = ("--because", "seen")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("judge") / "record")


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Commands:
    shutil.copytree(built, tmp_path / "copy")
    return Commands(tmp_path / "copy")


def claims(record: Commands, code: str) -> dict[int, Any]:
    """The claims of an incident by the numbers that they say."""
    return {claim["count"]["lower"]: claim["id"] for claim in record.json("show", code)["tolls"]["claims"]}


def killed(record: Commands, code: str) -> tuple[int, int | None] | None:
    said = record.json("show", code)["quantities"][code].get("killed")
    return None if said is None else (said["lower"], said["upper"])


def test_a_claim_is_rejected_and_the_rejection_is_taken_back(record: Commands) -> None:
    eleven = claims(record, KHARKIV)[11]
    said = record.ok("judge", "reject", eleven[:8], "--because", "the rescuers took it back")
    assert said.splitlines()[1:] == [f"  {KHARKIV}: toll of killed fell from 11 or more to 9"]
    assert killed(record, KHARKIV) == (9, 9)
    later(record.folder)
    assert killed(record, KHARKIV) == (14, 14)
    assert "Rejected by people" in record.ok("show", KHARKIV)
    (made,) = record.json("judgements")["judgements"]
    done = record.json("judge", "undo", made["id"], *WHY)
    assert done["judgement"]["standing"] == "reversed"
    assert killed(record, KHARKIV) == (14, 14)


def test_incidents_are_joined_parted_and_left_undecided(record: Commands) -> None:
    done = record.json("judge", "same", KHARKIV, KHERSON, *WHY)
    assert done["incidents"][KHERSON] == [f"merged into {KHARKIV}"]
    later(record.folder)
    assert record.json("show", KHERSON)["code"] == KHARKIV
    done = record.json("judge", "different", KHARKIV, KHERSON, *WHY)
    assert len(done["replaced"]) == 1
    assert record.json("show", KHERSON)["code"] == KHERSON
    undecided = record.json("judge", "unsure", KHARKIV, KHERSON, *WHY)
    assert undecided["judgement"]["verdict"] == "unsure"
    standings = [each["standing"] for each in record.json("judgements")["judgements"]]
    assert standings == ["replaced", "replaced", "in_force"]
    assert len(record.json("judgements", "--standing", "in_force")["judgements"]) == 1


def test_a_claim_and_an_incident_are_corrected(record: Commands) -> None:
    two = claims(record, KHERSON)[2]
    record.ok("judge", "correct", two, "count.lower=1", "group.status=civilian", *WHY)
    assert killed(record, KHERSON) == (1, 2)
    said = record.ok("judge", "correct", KHERSON, "day=2024-03-04", "place=Mykolaiv, Ukraine", *WHY)
    assert "first day 2024-03-04" in said
    shown = record.json("show", KHERSON)
    assert shown["description"]["first_day"] == "2024-03-04"
    assert shown["corrected"] == ["first_day", "last_day", "place"]


def test_a_grade_and_a_note_are_kept_with_who_gave_them(record: Commands) -> None:
    record.ok("judge", "grade", KHERSON, "confirmed", "--as", "Bo", *WHY)
    record.ok("judge", "note", KHERSON, "ask the police again")
    sheet = record.ok("show", KHERSON)
    assert "Confirmed by a person (J" in sheet
    assert "noted: ask the police again" in sheet
    assert [each["actor"] for each in record.json("judgements", "--on", KHERSON)["judgements"]] == ["Bo", "Ana"]
    assert [each["verdict"] for each in record.json("judgements", "--by", "Bo")["judgements"]] == ["grade"]
    assert record.ok("judgements", "--on", KHARKIV) == "no judgements\n"


def test_who_judges_is_named_in_three_ways(record: Commands) -> None:
    note = ("judge", "note", KHERSON, "x")
    record.ok(*note)
    record.ok(*note, MARSAD_ACTOR="Bo")
    record.ok(*note, "--as", "Cy", MARSAD_ACTOR="Bo")
    assert [each["actor"] for each in record.json("judgements")["judgements"]] == ["Ana", "Bo", "Cy"]


def test_a_second_person_signs(record: Commands) -> None:
    with (record.folder / "marsad.toml").open("a") as settings:
        settings.write('[judgements]\ntwo_people = ["reject"]\n')
    two = claims(record, KHERSON)[2]
    said = record.ok("judge", "reject", two, *WHY)
    assert "waits for a second person" in said
    name = said.split()[0]
    assert f"marsad judge sign {name}" in said
    assert killed(record, KHERSON) == (2, 2)
    assert record.refused("judge", "sign", name, *WHY) == "ledger.signature-unfit"
    assert "in force" in record.ok("judge", "sign", name, "--as", "Bo", *WHY)
    assert killed(record, KHERSON) is None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("reject", "c", *WHY), "ledger.thing-ambiguous"),
        (("reject", "nothing", *WHY), "ledger.thing-unknown"),
        (("reject", "", *WHY), "ledger.thing-unknown"),
        (("reject", KHARKIV, *WHY), "ledger.judgement-unfit"),
        (("grade", "UA-2024-nowhere-1", "Fair", *WHY), "ledger.incident-unknown"),
        (("same", KHARKIV, KHARKIV, *WHY), "ledger.judgement-unfit"),
        (("undo", "J1", *WHY), "ledger.judgement-unknown"),
        (("sign", "17", *WHY), "ledger.judgement-unknown"),
        (("correct", KHARKIV, "count=3", *WHY), "pipeline.field-unknown"),
        (("correct", KHARKIV, "day=soon", *WHY), "pipeline.field-invalid"),
        (("correct", KHARKIV, "place=Nowhereville-upon-Nothing", *WHY), "pipeline.place-unknown"),
        (("reject", KHERSON, "--because", " "), "ledger.no-reason"),
        (("note", KHERSON, "x", "--as", "machine:grouper"), "ledger.machine-overrules"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(
    record: Commands, arguments: tuple[str, ...], code: str
) -> None:
    assert record.refused("judge", *arguments) == code
    assert record.json("judgements")["judgements"] == []


def test_a_report_cannot_be_corrected(record: Commands) -> None:
    report = record.json("show", KHERSON)["reports"][0]["id"]
    assert record.refused("judge", "correct", report[:20], "count=3", *WHY) == "pipeline.not-correctable"


@pytest.mark.parametrize(
    "arguments",
    [
        ("reject", "c1"),
        ("grade", KHERSON, "Sure", *WHY),
        ("correct", KHERSON, *WHY),
        ("same", KHERSON, *WHY),
        ("praise",),
    ],
)
def test_wrong_usage_is_said(record: Commands, arguments: tuple[str, ...]) -> None:
    done = record.call("judge", *arguments)
    assert done.returncode == 2
    assert "error[cli.usage]" in done.stderr
