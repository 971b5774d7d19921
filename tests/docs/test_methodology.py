"""What METHODOLOGY says of numbers and of civilians is what the reader does."""

import re
from datetime import date

import pytest

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.reading.lexicon import table
from marsad.reading.reader import Reader
from tests.house.tree import ROOT

PAGE = (ROOT / "METHODOLOGY.md").read_text(encoding="utf-8")
READER = Reader()


def rows(heading: str) -> list[tuple[str, str]]:
    """The first two cells of every row of the first table under a heading."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:3]] for line in section.splitlines() if line.startswith("|")]
    return [(first, second) for first, second in cells[2:]]


NUMBERS = [
    pytest.param(said, read.split(",")[0], id=said)
    for cell, read in rows("How words become numbers")
    if re.match(r"\d+\.\.", read)
    for said in cell.split("; ")
]
STATUSES = [
    pytest.param(noun, status.split("`")[1], id=noun)
    for nouns, status in rows("Who counts as a civilian")
    if "," in nouns
    for noun in nouns.split(", ")
]


def claims(text: str) -> tuple[Claim, ...]:
    """What the reader finds in a text of 2024."""
    return READER.read(Report(text, published=date(2024, 6, 12))).claims


@pytest.mark.parametrize(("said", "read"), NUMBERS)
def test_words_become_the_numbers_that_the_table_says(said: str, read: str) -> None:
    told = said if "killed" in said else f"{said} people were killed"
    counts = [claim.count for claim in claims(f"{told[0].upper()}{told[1:]} in the town.")]
    assert [f"{count.lower}..{'' if count.upper is None else count.upper}" for count in counts] == [read]


@pytest.mark.parametrize(("noun", "status"), STATUSES)
def test_people_have_the_status_that_the_table_says(noun: str, status: str) -> None:
    known = {plural: row["status"] for row in table("en", "people") for plural in row["plural"].split("|")}
    assert known.get(noun) == status
