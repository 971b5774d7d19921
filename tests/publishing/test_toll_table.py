"""Tolls as a table, and the words of ranges."""

import pytest

from marsad.model.toll import HeldBy, RuleResult, TollRow
from marsad.publishing.terminal import Terminal
from marsad.publishing.toll_table import toll_table
from marsad.publishing.toll_words import near_words, people_words, range_words, result_words
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tally
from tests.tolls.telling import told

HOSTILE = "The \x1b[2J Front\u202e"


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [(13, 13, "13"), (9, 12, "9 to 12"), (30, None, "at least 30"), (0, None, "not known"), (0, 5, "up to 5"),
     (0, 0, "none"), (500_001, None, "at least 500,001")],
)  # fmt: skip
def test_a_range_in_words(lower: int, upper: int | None, words: str) -> None:
    assert range_words(lower, upper) == words


def row(**fields: object) -> TollRow:
    said: dict[str, object] = {"harm": "killed", "status": None, "age": None, "sex": None, "lower": 2, "upper": 2,
            "near_lower": 2, "near_upper": 2, "held_by": HeldBy((), ()), "proven": True}  # fmt: skip
    return TollRow(**(said | fields))  # type: ignore[arg-type]


def test_of_whom_a_row_is() -> None:
    assert people_words(row()) == "killed"
    assert people_words(row(status="civilian", age="adult", sex="female")) == "killed, civilians, women"
    assert people_words(row(age="child")) == "killed, children"
    assert people_words(row(), "aid_worker", "The Crescent") == "killed, aid worker of The Crescent"


def test_a_wider_range_is_flagged() -> None:
    assert near_words(row()) == ""
    assert near_words(row(near_upper=4, proven=False)) == "2 to 4 by a reading nearly as good, not proven"


def test_what_a_rule_prints() -> None:
    assert result_words(RuleResult("killed", None, None, None, (), ())) == "killed: not counted"
    assert result_words(RuleResult("killed", 6, 9, 11, (), ())) == "killed 6, 9, 11"
    assert result_words(RuleResult("killed", 13, 13, None, (), ())) == "killed 13 or more"
    assert result_words(RuleResult("killed", 6, None, 11, (), ())) == "killed 6 to 11"


def test_no_line_is_wider_than_the_terminal_and_nothing_drives_it() -> None:
    tolls = tally([told(by=HOSTILE), told(9, by="Hospital", report="r2"), told(scope="cumulative")], Policy.load())
    for width in (60, 100, 160):
        printed = toll_table(tolls, Terminal(width))
        assert max(map(len, printed.splitlines())) <= width
        assert "\x1b" not in printed
    assert "\x1b[" in toll_table(tolls, Terminal(100, styled=True))


def test_what_belongs_to_no_incident_is_shown() -> None:
    printed = toll_table(tally([told(scope="cumulative")], Policy.load()), Terminal())
    assert "Claims of no incident" in printed
    assert "running total" in printed
