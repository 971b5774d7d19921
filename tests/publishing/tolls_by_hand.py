"""Tolls made by hand: an area with two parts, a conflict, a changed reading, claims set aside, and one of no incident."""

from __future__ import annotations

from datetime import date
from typing import Any

from marsad.model.claim import Claim, Event, Group, Place, Source, Time
from marsad.model.toll import (
    ChangedReading,
    Conflict,
    GroupRow,
    HeldBy,
    IncidentToll,
    LeftOut,
    PolicyName,
    RuleResult,
    SetAside,
    TellingReport,
    TollRow,
    Tolls,
)
from tests.by_hand import STRIKE, SUNDAY, claim

TEXT = """At least 13 people died in raids, a monitor said. Nine civilians died in the province. Six villagers died in Alpha and
three fighters beside it. Another four died in Beta, among them two girls. About 30 people were hurt. Dozens of rebels died, the
ministry said. The war has cost more than half a million lives. Floods drowned seven last year.
"""
CIVILIANS, FIGHTERS = Group("civilian", words="civilians"), Group("combatant", words="fighters")
MINISTRY = Source("Ministry", "party", "the ministry")


def told(quote: str, words: str, lower: int, upper: int | None, **fields: Any) -> Claim:
    """A claim on TEXT."""
    return claim(quote, words, lower, upper, TEXT, **fields)


ALL = told("At least 13 people died", "At least 13", 13, None)
NINE = told("Nine civilians died", "Nine", 9, 9, group=CIVILIANS)
SIX = told("Six villagers died", "Six", 6, 6, group=CIVILIANS)
THREE = told("three fighters", "three", 3, 3, group=FIGHTERS)
FOUR = told("Another four died", "four", 4, 4)
GIRLS = told("two girls", "two", 2, 2, group=Group("civilian", "child", "female", words="girls"), part_of=FOUR.id)
HURT = told("About 30 people were hurt", "About 30", 30, 30, harm="injured")
DOZENS = told("Dozens of rebels died", "Dozens", 24, 99, group=Group("combatant", words="rebels"), source=MINISTRY)
WAR = told("more than half a million lives", "more than half a million", 500_001, None, scope="cumulative")
FLOODS = told(
    "Floods drowned seven last year", "seven", 7, 7, scope="prior", event=Event("natural_disaster"), place=None
)
CLAIMS = (ALL, NINE, SIX, THREE, FOUR, GIRLS, HURT, DOZENS, WAR, FLOODS)

AREA = Place("the province", "Idlib", 1, "SY", "Idlib", 35.9, 36.6, "admin1")
ALPHA = Place("Alpha", "Alpha", 2, "SY", "Idlib", 35.8, 36.3, "settlement")
BETA = Place("Beta", "Beta", 3, "SY", "Idlib", 35.9, 36.6, "near_settlement")


def row(
    lower: int, upper: int | None, low: tuple[Claim, ...], high: tuple[Claim, ...] | None = None, **fields: Any
) -> TollRow:
    """A row on everybody killed that `low` holds from below and `high` (as `low`) from above."""
    held = HeldBy(tuple(c.id for c in low), tuple(c.id for c in (low if high is None else high)))
    values = {
        "harm": "killed", "status": None, "age": None, "sex": None, "lower": lower, "upper": upper,
        "near_lower": lower, "near_upper": upper, "held_by": held, "proven": True,
    }  # fmt: skip
    return TollRow(**{**values, **fields})


def incident(id_: str, title: str, claims: tuple[Claim, ...], toll: tuple[TollRow, ...], **fields: Any) -> IncidentToll:
    """An incident; `fields` replace what it has by default."""
    values: dict[str, Any] = {
        "id": id_, "parent": None, "title": title, "event": STRIKE, "place": AREA, "time": SUNDAY,
        "claims": tuple(c.id for c in claims), "reports": 1, "origins": 2, "toll": toll, "groups": (), "conflicts": (),
        "conflicts_complete": True, "changed": (), "set_aside": (), "rules": {}, "notes": (),
    }  # fmt: skip
    return IncidentToll(**{**values, **fields})


WHY_DOZENS = "“rebels” (Ministry): a belligerent counts its enemy’s dead."
WHOLE = incident(
    "SY-1", "Air strike, province of Idlib: 13 killed, at least 27 injured", (ALL, NINE, HURT, DOZENS),
    (
        row(13, 13, (ALL,), (SIX, THREE, FOUR)),
        row(9, 9, (NINE,), status="civilian"),
        row(4, 4, (THREE, FOUR), status="combatant"),
        row(2, 2, (GIRLS,), (NINE,), age="child", near_upper=4),
        row(27, None, (HURT,), (), harm="injured"),
    ),
    conflicts=(Conflict((NINE.id, SIX.id, THREE.id), "If all are right, 9 is more than 6."),),
    changed=(
        ChangedReading(NINE.id, (GIRLS.id,), "area_wide", "counts one event", "counts all", "“civilians” (Example Monitor): so.", "a list"),
    ),
    set_aside=(SetAside(DOZENS.id, "party_on_enemy", WHY_DOZENS), SetAside(WAR.id, "other_scope", "“it” (x) is a running total.")),
    rules={
        "lowest": (RuleResult("killed", 13, 13, 13, (ALL.id,), (LeftOut(NINE.id, "counts one group"),)),),
        "latest": (RuleResult("killed", 13, 13, None, (ALL.id,), (LeftOut(NINE.id, "counts one group"),)),),
    },
    notes=("Of 30 injured no claim says who they were.",),
)  # fmt: skip
AT_ALPHA = incident(
    "SY-2", "Air strike, Alpha: 9 killed", (SIX, THREE),
    (row(9, 9, (SIX, THREE)), row(6, 6, (SIX,), status="civilian"), row(3, 3, (THREE,), status="combatant")),
    parent="SY-1", place=ALPHA, groups=(GroupRow(None, "Front", row(0, None, (), ())),), origins=1,
)  # fmt: skip
AT_BETA = incident(
    "SY-3", "Air strike, near Beta: 4 killed", (FOUR, GIRLS),
    (
        row(4, 4, (FOUR,)),
        row(2, 3, (GIRLS,), (FOUR,), status="civilian"),
        row(2, 2, (GIRLS,), age="child"),
        row(1, 2, (), (FOUR,), status="combatant"),
    ),
    parent="SY-1", place=BETA, time=Time("then"),
)  # fmt: skip
TOLLS = Tolls(
    PolicyName("marsad", 1, "sha256:" + "ab" * 32),
    (WHOLE, AT_ALPHA, AT_BETA),
    (SetAside(FLOODS.id, "other_scope", "“seven” (Example Monitor) does not count one event."),),
    CLAIMS,
    (TellingReport(ALL.report, "dispatch.txt", date(2023, 6, 26), "Example Press"),),
)
