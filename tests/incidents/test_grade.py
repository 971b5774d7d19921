from __future__ import annotations

import pytest

from marsad.incidents.account import Account
from marsad.incidents.grade import GRADES, grade
from marsad.model.claim import EventActor, Source
from tests.incidents.reports import account, monitor, read

BLAMED = (EventActor("Red Army", "perpetrator", "stated"),)
OTHERS = (EventActor("Blue Army", "perpetrator", "suspected"),)
ALLIES = (*BLAMED, *OTHERS)
PARTY = (Source("Defence Ministry", "party"),)
MONITOR = (monitor("Valley Observatory"),)


@pytest.mark.parametrize(
    ("accounts", "name", "why"),
    [
        ([account("a"), account("b")], "Fair", "2 independent origins tell it"),
        ([account("a", actors=BLAMED), account("b", types=frozenset())], "Fair", "blamed: Red Army"),
        ([account("a")], "Weak", "one independent origin."),
        (
            [account("a", sources=MONITOR), account("b", sources=MONITOR)],
            "Weak",
            "one independent origin, through 2 reports.",
        ),
        ([account("a", sources=PARTY)], "Weak", "Only a party"),
        ([account("a", types=frozenset({"shooting"})), account("b", types=frozenset())], "Weak", "none says"),
        (
            [account("a", actors=BLAMED), account("b", actors=OTHERS)],
            "Contested",
            "Some blame Red Army, others Blue Army",
        ),
        ([account("a", actors=BLAMED), account("b", actors=ALLIES)], "Fair", "Blue Army and Red Army"),
        (
            [account("a", accepted=frozenset({"Red Army"})), account("b", actors=OTHERS)],
            "Confirmed",
            "Red Army accepted",
        ),
        ([account("a", victims=frozenset({"combatant"}))], "Discounted", "combatants"),
        ([account("a", victims=frozenset({"combatant", "unknown"}))], "Weak", "one"),
    ],
)
def test_the_rule(accounts: list[Account], name: str, why: str) -> None:
    given = grade(accounts)
    assert given.name == name
    assert why in given.why


def test_one_origin_is_marked_and_stays() -> None:
    """Peer failure: asking for two sources erases places that are hard to reach."""
    assert grade([account("a")]).name in GRADES


def test_a_late_report_is_no_better_than_an_early_one() -> None:
    """Peer failure: recency raises confidence."""
    early, late = account("a"), account("b", published=None)
    assert grade([early]).name == grade([late]).name


def test_hitting_combatants_accepts_no_harm_to_civilians() -> None:
    text = "The army said its jets had killed 12 militants in Idlib on Friday. Doctors said four civilians died there."
    assert all(grade([each]).name != "Confirmed" for each in read(text, published="2024-05-04"))
