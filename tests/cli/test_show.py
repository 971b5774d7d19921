"""`marsad show`, `history` and `diff`, as a person's shell runs them."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cli.kept import KHARKIV, KHERSON, Commands, later
from tests.cli.kept import built as build
from tests.pipeline.kept import Kept
from tests.publishing.parsed import HOSTILE, POLICY, Tree


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A record and a moment before its last report came in."""
    folder = build(tmp_path_factory.mktemp("show") / "record")
    then = datetime.now(UTC).isoformat()
    later(folder)
    return folder, then


@pytest.fixture
def record(built: tuple[Path, str], tmp_path: Path) -> Commands:
    shutil.copytree(built[0], tmp_path / "copy")
    return Commands(tmp_path / "copy")


@pytest.fixture
def then(built: tuple[Path, str]) -> str:
    return built[1]


def test_an_incident_is_shown_with_who_holds_its_toll(record: Commands) -> None:
    sheet = record.ok("show", KHARKIV)
    assert sheet.startswith(f"{KHARKIV}  Air strike, Kharkiv, 2024-03-03: 14 killed, 20 injured\n")
    assert "Fair: 4 independent origins tell it" in sheet
    assert "3 reports, 4 origins: " in sheet
    assert "Ukrainian Health Ministry" in sheet
    assert "killed, civilians" in sheet
    assert "Set aside" in sheet
    assert "Claims" not in sheet


def test_one_origin_is_marked(record: Commands) -> None:
    assert "1 report, ONE ORIGIN: National Police of Ukraine" in record.ok("show", KHERSON)


def test_claims_are_listed_by_the_ids_by_which_they_are_judged(record: Commands) -> None:
    listed = re.search(r"- (c[0-9a-f]{11}) “killed two farmers", record.ok("show", KHERSON, "--claims"))
    assert listed is not None
    record.ok("judge", "accept", listed[1], "--because", "it is so")


def test_what_was_known_is_shown_as_it_was(record: Commands, then: str) -> None:
    sheet = record.ok("show", KHARKIV, "--as-of", then)
    assert sheet.startswith(f"As known at {then[:10]} ")
    assert "at least 11 killed" in sheet
    assert "Evening Courier" not in sheet
    assert record.json("show", KHARKIV, "--as-of", then)["quantities"][KHARKIV]["killed"]["lower"] == 11
    assert record.json("show", KHARKIV)["quantities"][KHARKIV]["killed"]["lower"] == 14
    assert record.refused("show", KHARKIV, "--as-of", "2024-03-31") == "ledger.incident-unknown"


def test_the_json_is_what_the_reference_says(record: Commands) -> None:
    said = record.json("show", KHARKIV)
    page = (Path(__file__).parents[2] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    section = page.split("## `marsad show`")[1].split("\n## ")[0]
    assert [key for key in said if f"`{key}`" not in section] == []
    assert (said["schema"], said["code"], said["status"]) == ("marsad.incident/1", KHARKIV, "open")
    assert said["tolls"]["schema"] == "marsad.toll/1"


def test_the_page_runs_nothing_and_every_link_leads_somewhere(record: Commands) -> None:
    record.ok("judge", "note", KHARKIV, HOSTILE)
    page = record.ok("show", KHARKIV, "--format", "html")
    tree = Tree(page)
    assert POLICY in page
    assert [tag for tag, _ in tree.tags if tag in ("script", "img", "iframe")] == []
    ids = {attrs["id"] for _, attrs in tree.tags if "id" in attrs}
    links = {str(attrs["href"])[1:] for tag, attrs in tree.tags if tag == "a"}
    assert links
    assert links - ids == set()
    assert HOSTILE in tree.text


def test_old_codes_lead_on_and_tombstones_are_shown(record: Commands) -> None:
    record.ok("judge", "same", KHARKIV, KHERSON, "--because", "one raid")
    assert f"{KHERSON} is merged into {KHARKIV}." in record.ok("show", KHERSON)
    told = record.json("history", KHERSON)
    assert told["leads_to"] == KHARKIV
    assert told["lines"][-1]["what"] == f"merged into {KHARKIV}, where its code leads from now on"
    assert "one raid" in told["lines"][-1]["why"]
    assert record.ok("history", KHERSON).splitlines()[-1].startswith(f"{KHERSON} is merged into {KHARKIV}")


def test_a_takedown_is_told(record: Commands) -> None:
    report = record.json("show", KHERSON)["reports"][0]["id"]
    before = datetime.now(UTC).isoformat()
    record.ok("takedown", report, "--reason", "asked for")
    record.ok("run")
    sheet = " ".join(record.ok("show", KHERSON, "--as-of", before).split())
    assert "the words are gone" in sheet
    assert "killed 2 – " in sheet
    assert f"Report {report} was taken down on" in sheet
    assert "asked for" in sheet
    assert "farmers" not in sheet


def test_the_history_says_what_when_who_and_why(record: Commands) -> None:
    lines = record.json("history", KHARKIV)["lines"]
    assert [line["cause"] for line in lines if line["cause"]] == ["first_count", "late_death"]
    assert {"change", "at", "actor", "incident", "kind", "cause", "what", "why"} == set(lines[0])
    told = record.ok("history", KHARKIV).splitlines()
    assert any("narrowed from 11 or more to 14" in line and "1 new report came in" in line for line in told)


def test_the_history_of_a_whole_tells_its_parts_when_asked(tmp_path: Path) -> None:
    made = Kept(tmp_path / "record")
    made.text(
        "At least 13 people were killed in air strikes in Idlib province on 25 June 2023, a monitor said. Nine died in Jisr "
        "al-Shughur, and another four were killed near Idlib city.",
        published=date(2023, 6, 26),
    )
    made.run()
    record = Commands(made.folder)
    every = set(record.json("diff", "--from", "2020-01-01")["incidents"])
    (whole,) = [code for code in every if record.json("show", code)["parts"]]
    parts = set(record.json("show", whole)["parts"])
    assert parts == every - {whole}
    alone, both = (record.json("history", whole, *more)["lines"] for more in ((), ("--parts",)))
    assert {line["incident"] for line in alone} == {whole}
    assert {line["incident"] for line in both} == every
    assert [line["change"] for line in both] == sorted(line["change"] for line in both)
    assert f"part of {whole}" in record.ok("show", min(parts))


def test_the_difference_between_two_days(record: Commands, then: str) -> None:
    assert record.ok("diff", "--from", then).splitlines() == [
        KHARKIV, "  1 claim came in", "  toll of killed narrowed from 11 or more to 14",
        "  toll of killed civilians rose from 9 to 14",
    ]  # fmt: skip
    assert record.ok("diff", KHERSON, "--from", then) == "nothing has changed\n"
    told = record.json("diff", "--from", "2020-01-01", "--to", then)
    assert set(told["incidents"]) == {KHARKIV, KHERSON}
    assert record.ok("diff", "--from", "2020-01-01", "--to", "2020-02-01") == "nothing has changed\n"
    assert record.refused("diff", "UA-2024-nowhere-1", "--from", then) == "ledger.incident-unknown"


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("show", KHARKIV, "--as-of", "yesterday"),
        ("show", KHARKIV, "--as-of", "0025-13-01"),
        ("show", KHARKIV, "--format", "csv"),
        ("diff",),
        ("diff", "--from", "someday"),
        ("history",),
    ],
)
def test_wrong_usage_is_said(record: Commands, arguments: tuple[str, ...]) -> None:
    done = record.call(*arguments)
    assert done.returncode == 2
    assert "error[cli.usage]" in done.stderr


def test_an_unknown_code_is_said(record: Commands) -> None:
    for command in ("show", "history"):
        assert record.refused(command, "UA-20240303-kharkiv-9") == "ledger.incident-unknown"


def test_nothing_in_the_sheet_drives_a_terminal(record: Commands) -> None:
    record.ok("judge", "note", KHARKIV, "look \x1b[31mhere\x07")
    for command in ("show", "history"):
        out = record.ok(command, KHARKIV)
        assert "\x1b" not in out
        assert "here" in out
    assert json.loads(record.ok("show", KHARKIV, "--format", "json"))["judgements"]
