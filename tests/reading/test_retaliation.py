"""Two events in one sentence, one the answer to the other: whose harm, actor and place is whose."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model.report import Report
from marsad.reading.reader import Reader
from marsad.reading.retaliation import answered

READER = Reader()


def lows(sentence: str) -> list[str]:
    return sentence.lower().replace(",", " ,").split()


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("The army shelled Idlib in retaliation for attacks on Hama", "retaliation for attacks on Hama"),
        (
            "In reply to the attacks , in which a farmer died , the army struck Idlib",
            "reply to the attacks , in which a farmer died",
        ),
        ("In response to rockets on Hama , Russian jets struck Idlib", "response to rockets on Hama"),
        ("The raid came to avenge two soldiers killed in Hama", "avenge two soldiers killed in Hama"),
        ("The response was slow and three people died", ""),
        ("Three people died in Idlib", ""),
    ],
)
def test_the_answered_part(sentence: str, part: str) -> None:
    words = sentence.split()
    found = answered(lows(sentence))
    assert " ".join(words[found.start : found.stop]) == part


def test_whoever_is_answered_did_not_do_the_answer() -> None:
    text = "Russian warplanes killed four farmers near Idlib on Sunday as a reply to drone attacks by rebels on Hama."
    (claim,) = READER.read(Report(text=text, published=date(2023, 6, 26))).claims
    assert [actor.name for actor in claim.event.actors] == ["Russia"]
    assert claim.place is not None
    assert claim.place.name == "Idlib"
    assert claim.event.type == "air_strike"


@pytest.mark.parametrize("held", ["held", "controlled", "run", "governed"])
def test_whoever_holds_a_town_did_not_bomb_it(held: str) -> None:
    text = (
        f"Nine people were killed on Sunday when jets bombed Jisr al-Shughur, a town {held} by the Syrian opposition."
    )
    (claim,) = READER.read(Report(text=text, published=date(2023, 6, 26))).claims
    assert claim.event.actors == ()


def test_means_that_were_themselves_destroyed_name_no_event() -> None:
    text = "Air strikes destroyed depots of drones in Idlib. Dozens of fighters were killed."
    claims = READER.read(Report(text=text, published=date(2023, 6, 26))).claims
    assert [claim.event.type for claim in claims] == ["air_strike"]


@pytest.mark.parametrize(
    ("words", "age"), [("15-year-old", "child"), ("18-year-old", "adult"), ("6-month-old", "child")]
)
def test_an_age_tells_a_child(words: str, age: str) -> None:
    text = f"A sniper shot dead a {words} in Kherson on Monday."
    (claim,) = READER.read(Report(text=text, published=date(2023, 6, 26))).claims
    assert claim.group.age == age
