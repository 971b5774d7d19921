"""`marsad consent`, as a person's shell runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.kept import Commands
from tests.pipeline.kept import Kept

NAME = "Olena Hrytsenko"
WITNESS = "Five people were killed in the shelling of Kherson on 3 March 2024, said Olena Hrytsenko, an eyewitness."
FORM = ("--reason", "asked by phone, a signed form")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Kept(tmp_path_factory.mktemp("consent") / "record")
    made.text(WITNESS)
    made.run()
    return made.folder


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Commands:
    shutil.copytree(built, tmp_path / "copy")
    return Commands(tmp_path / "copy")


def test_a_consent_is_given_listed_and_taken_back(record: Commands) -> None:
    assert record.ok("consent", "list") == "no consents\n"
    key, said = record.ok("consent", "give", "olena hrytsenko", *FORM, "--until", "2999-01-31").strip().split(": ", 1)
    assert said.startswith("may be named, since ")
    assert said.endswith(", by Ana, until 2999-01-31")
    (line,) = record.ok("consent", "list").splitlines()
    assert line == f"{NAME}: {said}: asked by phone, a signed form [{key}]"
    assert record.ok("consent", "withdraw", NAME, "--reason", "a call", "--as", "Bo").startswith(f"{key}: taken back")
    assert record.json("consent", "list") == {"consents": []}
    assert record.ok("verify").startswith("whole: ")


def test_programs_are_told_the_same(record: Commands) -> None:
    given = record.json("consent", "give", NAME, *FORM, "--scope", "words")["consent"]
    assert given["names"] == [NAME]
    assert (given["scope"], given["until"], given["in_force"], given["actor"]) == ("words", None, True, "Ana")
    assert record.json("consent", "list") == {"consents": [given]}
    gone = record.json("consent", "withdraw", given["key"], "--reason", "a call")
    assert gone == {"withdrawn": given["key"], "change": given["change"] + 1}


def test_a_name_that_no_claim_gives_is_said_to_be_unknown(record: Commands) -> None:
    done = record.call("consent", "give", "Petro Melnyk", *FORM)
    assert done.returncode == 0
    assert done.stderr.startswith("note: no claim that is made now gives this name")
    assert record.ok("consent", "list").startswith("(no current claim gives this name): may be named, since ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("give", NAME, "--reason", "Olena agreed"), "pipeline.consent-named"),
        (("give", NAME, *FORM, "--until", "2024-01-01"), "pipeline.consent-lapsed"),
        (("give", NAME, *FORM, "--as", "machine:reader"), "ledger.machine-overrules"),
        (("withdraw", NAME, "--reason", "a call"), "ledger.consent-unknown"),
    ],
)
def test_what_the_record_refuses(record: Commands, arguments: tuple[str, ...], code: str) -> None:
    assert record.refused("consent", *arguments) == code
    assert record.ok("consent", "list") == "no consents\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("give", NAME),
        ("give", NAME, "--reason", " "),
        ("give", " ", *FORM),
        ("give", NAME, *FORM, "--until", "soon"),
        ("give", NAME, *FORM, "--scope", "face"),
        ("withdraw", NAME, "--reason", ""),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(record: Commands, arguments: tuple[str, ...]) -> None:
    done = record.call("consent", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error[cli.usage]" in done.stderr
