from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.incidents import features
from marsad.incidents.account import Days
from marsad.incidents.features import FEATURES, WITHIN_A_REPORT, Seen, Subject
from marsad.incidents.rarity import Rarity
from marsad.incidents.scoring import explain, score, shipped_weights
from marsad.model.claim import EventActor, Place
from marsad.model.interval import Interval
from tests.incidents.reports import ALEPPO, CORPUS, IDLIB, MAY_3, account, corpus

RARITY = Rarity()
DAY = MAY_3.toordinal()
SYRIA = Place("Syria", "Syria", 163843, "SY", None, 35.0, 38.0, "country")
PROVINCE = Place("Idlib province", "Idlib", 169387, "SY", "Idlib", 35.8, 36.7, "admin1")
KYIV = Place("Kyiv", "Kyiv", 703448, "UA", "Kyiv", 50.45, 30.52, "settlement")
UNKNOWN = Place("Tell Nowhere")
ONE, TWO = ((EventActor(name, "perpetrator", "stated"),) for name in ("Red Army", "Blue Army"))


def subject(report: str, **fields: Any) -> Subject:
    return Subject.of(account(report, **fields), RARITY)


def tolls(lower: int, upper: int | None) -> dict[str, Interval]:
    return {"killed": Interval(lower, upper)}


@pytest.mark.parametrize(
    ("feature", "here", "there", "state"),
    [
        ("days", {"days": Days(DAY, DAY)}, {"days": Days(DAY, DAY + 1)}, "same"),
        ("days", {"days": Days(DAY, DAY)}, {"days": Days(DAY + 1, DAY + 1)}, "1"),
        ("days", {"days": Days(DAY, DAY)}, {"days": Days(DAY + 40, DAY + 40)}, "more"),
        ("days", {"days": None}, {}, None),
        ("publication", {"published": None}, {}, None),
        ("place", {"place": IDLIB}, {"place": IDLIB}, "same"),
        ("place", {"place": IDLIB}, {"place": ALEPPO}, "apart"),
        ("place", {"place": IDLIB}, {"place": PROVINCE}, "within"),
        ("place", {"place": IDLIB}, {"place": KYIV}, "other country"),
        ("place", {"place": SYRIA}, {"place": SYRIA}, "same area"),
        ("place", {"place": IDLIB}, {"place": UNKNOWN}, "other name"),
        ("place", {"place": None}, {}, None),
        ("kind", {"types": frozenset({"air_strike"})}, {"types": frozenset({"explosion"})}, "compatible"),
        ("kind", {"types": frozenset({"air_strike"})}, {"types": frozenset({"stabbing"})}, "different"),
        ("kind", {"types": frozenset()}, {}, None),
        ("actors", {"actors": ONE}, {"actors": ONE}, "same"),
        ("actors", {"actors": ONE}, {"actors": TWO}, "different"),
        ("actors", {"actors": ONE}, {}, None),
        ("toll", {"tolls": tolls(8, 8)}, {"tolls": tolls(8, 8)}, "same"),
        ("toll", {"tolls": tolls(8, None)}, {"tolls": tolls(11, 11)}, "possible"),
        ("toll", {"tolls": tolls(8, 8)}, {"tolls": tolls(12, 12)}, "grown"),
        ("toll", {"tolls": tolls(3, 3)}, {"tolls": tolls(60, 60)}, "different"),
        ("toll", {"tolls": tolls(0, 0)}, {"tolls": tolls(1, 1)}, "different"),
        ("toll", {"tolls": {}}, {"tolls": tolls(3, 3)}, None),
        ("persons", {"persons": frozenset({"ana reyes"})}, {"persons": frozenset({"a. reyes"})}, "same"),
        ("persons", {"persons": frozenset({"ana reyes"})}, {"persons": frozenset({"tom o'neil"})}, "others"),
        ("persons", {"persons": frozenset({"ana reyes"})}, {}, None),
        ("outlet", {"outlet": "Post"}, {"outlet": "Post"}, "same day"),
        ("outlet", {"outlet": "Post"}, {"outlet": "Times"}, None),
        ("background", {"prior": True}, {}, "one is"),
        ("weapon", {"weapons": frozenset({"drone"})}, {"weapons": frozenset({"mortar"})}, "different"),
    ],
)
def test_what_a_feature_sees(feature: str, here: dict[str, Any], there: dict[str, Any], state: str | None) -> None:
    one, other = subject("a", **here), subject("b", **there)
    found = FEATURES[feature](one, other)
    assert (found and found.state) == state
    assert FEATURES[feature](other, one) == found


def test_two_accounts_of_one_report() -> None:
    one = subject("a")
    assert features.one_report(one, subject("a", number=1)) == Seen("two places")
    assert features.one_report(one, subject("a", number=1, days=Days(DAY + 2, DAY + 2))) == Seen("two days")
    assert features.one_report(one, subject("b")) is None
    assert {name for name, _ in features.seen(one, subject("a", number=1, prior=True))} == WITHIN_A_REPORT


def test_the_same_place_says_less_where_much_happens() -> None:
    busy = Rarity(places=["idlib"] * 900)
    quiet, loud = (
        features.place(Subject.of(account("a"), each), Subject.of(account("b"), each)) for each in (RARITY, busy)
    )
    assert quiet is not None
    assert loud is not None
    assert quiet.strength > loud.strength


def test_texts_of_one_event_share_more_words_than_texts_of_two() -> None:
    subjects = {name: Subject.of(each[0], RARITY) for name, each in corpus().items()}
    same = features.wording(subjects["school"], subjects["school-second"])
    other = features.wording(subjects["school"], subjects["silo-agency"])
    assert same is not None
    assert other is not None
    assert same.strength > 0 > other.strength


def test_every_state_that_a_weight_names_is_seen_somewhere_and_none_is_missing() -> None:
    weights = shipped_weights()
    assert set(weights.features) == set(FEATURES)
    source = (files("marsad.incidents") / "features.py").read_text("utf-8")
    assert {s for states in weights.features.values() for s in states if f'"{s}"' not in source} == set()


def test_what_is_declared_is_there() -> None:
    written = json.loads((files("marsad.incidents") / "weights.json").read_text("utf-8"))
    assert all(state in written["features"][feature] for feature, state in written["declared"])


@given(st.sampled_from(sorted(CORPUS)), st.sampled_from(sorted(CORPUS)))
def test_the_parts_add_up_to_the_score_both_ways_round(one: str, other: str) -> None:
    subjects = {name: Subject.of(each[0], RARITY) for name, each in corpus().items()}
    weights = shipped_weights()
    parts = explain(subjects[one], subjects[other], weights)
    assert score(subjects[one], subjects[other], weights) == score(subjects[other], subjects[one], weights)
    total = weights.prior + sum(part.worth for part in parts)
    assert abs(total - score(subjects[one], subjects[other], weights) / 1000) < 0.001
    assert all(part.explanation for part in parts)
