"""The commands that ask a record, on a record that a run has made of reports written for this test."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import marsad

REPORTS = {
    "2023-06-26 North Monitor": "An air strike on a market in Jisr al-Shughur, Syria, on 25 June 2023 killed nine people and injured 30, rescue workers said.",
    "2023-06-27 Coast Paper": "The health directorate said on Tuesday that an air strike on 25 June 2023 on the market in Jisr al-Shughur, Syria, killed nine people.",
    "2023-07-02 Hill Agency": "Shelling killed four civilians in Ariha, Syria, on 30 June 2023, residents said. The fighting has killed more than 500,000 people in Syria since 2011.",
    "2023-07-20 Late Bulletin": "The committee for the missing said that shelling on 1 July 2023 in Saraqib, Syria, killed at least three people.",
}
_HEAD = "path,published,outlet\n"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("queries")
    rows = []
    for number, (said, text) in enumerate(REPORTS.items()):
        published, outlet = said.split(" ", 1)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{number}.txt,{published},{outlet}")
    (folder / "undated.txt").write_text("Gunmen killed two people in Binnish, Syria, witnesses said.", encoding="utf-8")
    rows.append("undated.txt,,Binnish Post")
    (folder / "manifest.csv").write_text(_HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    assert marsad("init", "record", "--as", "Ana", cwd=folder).returncode == 0
    assert marsad("add", "--record", "record", "--manifest", "manifest.csv", cwd=folder).returncode == 0
    assert marsad("run", "--record", "record", "--jobs", "1", cwd=folder).returncode == 0
    return folder / "record"


@pytest.fixture
def ask(record: Path) -> Callable[..., str]:
    def asked(*words: str) -> str:
        done = marsad(*words, cwd=record)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    return asked


def test_a_list_for_people(ask: Callable[..., str]) -> None:
    assert (
        ask("incidents", "--country", "Syria", "--sort", "day")
        == """\
Incident                                              Killed        Injured      Blamed         Grade       Known from
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
SY-20230625-jisr-al-shughur-1                         9             30           unknown        Fair        2 reports
Air strike, Jisr al-Shughur, 2023-06-25                                                                     2 origins
SY-20230630-ariha-1                                   4             unknown      unknown        Weak        1 report
Shelling, Ariha, 2023-06-30                                                                                 ONE ORIGIN
SY-20230701-saraqib-1                                 at least 3    unknown      unknown        Weak        1 report
Shelling, Saraqib, 2023-07-01                                                                               ONE ORIGIN
SY-undated-binnish-1                                  2             unknown      gunmen         Weak        1 report
Shooting, Binnish, date not said                                                                            ONE ORIGIN

4 incidents: SY.
"""
    )


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--area", "idlib", "--since", "2023-06-26", "--until", "2023-07-01"], ["SY-20230701-saraqib-1", "SY-20230630-ariha-1"]),
        (["--place", "Ariha"], ["SY-20230630-ariha-1"]),
        (["--near", "35.8142,36.3198", "--km", "5"], ["SY-20230625-jisr-al-shughur-1"]),
        (["--event-type", "shelling", "--sort", "-killed", "--limit", "1"], ["SY-20230630-ariha-1"]),
        (["--actor", "Gunmen"], ["SY-undated-binnish-1"]),
        (["--grade", "fair"], ["SY-20230625-jisr-al-shughur-1"]),
        (["--min-killed", "4", "--min-origins", "2"], ["SY-20230625-jisr-al-shughur-1"]),
        (["--search", '"committee for the missing"'], ["SY-20230701-saraqib-1"]),
        (["--search", "committee", "--as-of", "2100-01-01"], ["SY-20230701-saraqib-1"]),
        (["--as-of", "2020-01-01"], []),
        (["--country", "UA"], []),
    ],
)  # fmt: skip
def test_filters(ask: Callable[..., str], options: list[str], codes: list[str]) -> None:
    said = json.loads(ask("incidents", *options, "--format", "json"))
    assert [each["code"] for each in said["incidents"]] == codes


def test_what_is_unknown_is_null_in_json_and_blank_in_csv_beside_its_word(ask: Callable[..., str]) -> None:
    (ariha,) = json.loads(ask("incidents", "--place", "Ariha", "--format", "json"))["incidents"]
    assert ariha["toll"] == {"killed": {"lower": 4, "upper": 4}, "killed civilians": {"lower": 4, "upper": 4}}
    assert (ariha["perpetrators"], ariha["part_of"]) == ([], None)
    head, row = csv.reader(ask("incidents", "--place", "Saraqib", "--format", "csv").splitlines())
    saraqib = dict(zip(head, row, strict=True))
    assert (saraqib["killed"], saraqib["killed_lower"], saraqib["killed_upper"]) == ("at least 3", "3", "")
    assert (saraqib["injured"], saraqib["injured_lower"], saraqib["injured_upper"]) == ("unknown", "", "")


def test_a_total_stands_under_the_day_of_the_harm_whenever_it_was_published(ask: Callable[..., str]) -> None:
    said = ask("totals", "--by", "day")
    assert "under the day on which it happened, whenever it became known" in " ".join(said.split())
    table = said[said.index("\nDay ") + 1 :]
    # the bulletin of 20 July counts on 1 July; half a million since 2011 count nowhere
    assert (
        table
        == """\
Day                                                          Killed                           Incidents   of them silent
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
2023-06-25                                                   9                                        1
2023-06-30                                                   4                                        1
2023-07-01                                                   at least 3                               1
day not known                                                2                                        1

all                                                          at least 18                              4

""".rstrip("\n")
        + "\n"
    )


def test_killed_and_injured_are_never_one_number_and_unknown_is_never_none(ask: Callable[..., str]) -> None:
    rows = csv.DictReader(ask("totals", "--by", "month", "--quantity", "injured", "--format", "csv").splitlines())
    assert [(row["row"], row["range"], row["lower"], row["upper"], row["unknown"]) for row in rows] == [
        ("2023-06", "30", "30", "30", "1"),
        ("2023-07", "unknown", "", "", "1"),
        ("day not known", "unknown", "", "", "1"),
    ]


def test_days_that_nobody_knows_are_in_no_window_and_are_named(ask: Callable[..., str]) -> None:
    said = json.loads(ask("totals", "--by", "month", "--since", "2023-01-01", "--format", "json"))
    assert [row["row"] for row in said["rows"]] == ["2023-06", "2023-07"]
    assert (said["all"]["range"], said["undated"]) == ({"lower": 16, "upper": None}, 1)


def test_a_superlative_is_held_against_ranges_and_gaps(ask: Callable[..., str]) -> None:
    assert (
        ask("rank", "SY-20230625-jisr-al-shughur-1", "--year", "2023", "--country", "SY")
        == """\
SY-20230625-jisr-al-shughur-1: killed 9
Possibly the highest among 3 incidents (SY, 2023): rank 1 to 2.
1 incident possibly higher, 1 of them only because nobody knows their upper end.
  SY-20230701-saraqib-1: at least 3, possibly higher
The record does not hold: the days of 1 incident; what no report in it tells.
"""
    )
    said = json.loads(
        ask("rank", "SY-20230630-ariha-1", "--since", "2023-06-01", "--until", "2023-06-30", "--format", "json")
    )
    assert (said["verdict"], said["rank"], said["certainly_higher"]) == ("not", {"best": 2, "worst": 2}, 1)


def test_a_running_total_stands_beside_the_record_in_its_own_words(ask: Callable[..., str]) -> None:
    assert (
        ask("cumulative", "--country", "SY")
        == """\
“killed more than 500,000 people”
  says the outlet itself (Hill Agency, published 2023-07-02)
  it counts killed at least 500,001: SY, 2011-01-01 to 2023-07-02
  the record's incidents there: at least 16, 3 incidents
  compatible: both can be right
1 running total for SY in the record.
"""
    )
    (said,) = json.loads(ask("cumulative", "--country", "Syria", "--format", "json"))["claims"]
    assert (said["answer"], said["claimed"], said["record"]) == (
        "compatible", {"lower": 500001, "upper": None}, {"lower": 16, "upper": None},
    )  # fmt: skip


def test_findings_are_listed(ask: Callable[..., str]) -> None:
    assert ask("issues", "--code", "report.undated").endswith(
        " undated.txt: Nobody has said when this report was published.\n1 finding: 1 report.undated.\n"
    )
    (said,) = json.loads(ask("issues", "--format", "json", "--code", "report.undated"))["findings"]
    assert json.loads(ask("issues", "--report", said["report"][:20], "--format", "json"))["findings"] == [said]
    assert ask("issues", "--incident", "SY-20230630-ariha-1") == "0 findings.\n"


def test_a_name_is_taken_for_a_place_and_it_says_for_which(record: Path) -> None:
    done = marsad("incidents", "--near", "Ariha", "--country", "SY", "--format", "json", cwd=record)
    assert done.stderr == "note[cli.near]: Ariha is taken for Ariha, Idlib SY (35.81,36.61)\n"
    assert [each["code"] for each in json.loads(done.stdout)["incidents"]] == ["SY-20230630-ariha-1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["incidents", "--country", "Atlantis"], "no country is called 'Atlantis'"),
        (["incidents", "--near", "91,0"], "no point on earth"),
        (["incidents", "--near", "Syria"], "a whole area"),
        (["incidents", "--status", "merged", "--country", "SY"], "only the code and the reason"),
        (["totals", "--by", "day", "--quantity", "deaths"], "nobody counts 'deaths'"),
        (["totals", "--by", "status", "--quantity", "killed civilians"], "a harm of everybody"),
        (["rank", "SY-1", "--year", "2023", "--since", "2023-01-01"], "instead of"),
        (["incidents", "--since", "yesterday"], "no date"),
    ],
)
def test_what_cannot_be_asked_is_said(record: Path, words: list[str], said: str) -> None:
    done = marsad(*words, cwd=record)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_codes_that_are_gone_are_none_here(ask: Callable[..., str]) -> None:
    assert ask("incidents", "--status", "withdrawn") == "0 incidents withdrawn.\n"
