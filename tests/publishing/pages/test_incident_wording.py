"""Words of the incident page that are put together from parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.model.claim import Count, Group, Place, Source
from marsad.model.toll import RuleResult
from marsad.publishing.disclosure import Disclosure
from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.pages.incident_wording import _LEFT_OUT, Wording
from marsad.publishing.project import Project
from marsad.publishing.views.history import Field
from marsad.publishing.views.incident import Headline
from marsad.tolls import fieldrules
from tests.publishing.tolls_by_hand import ALL, row

WITNESS = replace(ALL, source=Source("Karim Haddad", "witness"))
VEIL = Disclosure(Project()).veil([WITNESS])
EN, AR = (Wording(catalogue(language), VEIL) for language in ("en", "ar"))
TOWN = Place("Alpha", "Alpha", 2, "SY", "Idlib", 35.8, 36.3, "settlement")

PLACES = [
    (TOWN, "Alpha", "Alpha"),
    (replace(TOWN, precision="near_settlement"), "near Alpha", "قرب Alpha"),
    (replace(TOWN, precision="admin1"), "province of Alpha", "محافظة Alpha"),
    (Place("the yard of Karim Haddad"), "“the yard of [name of a source withheld]”", "«the yard of [اسم مصدر محجوب]»"),
    (None, "place not known", "المكان غير معروف"),
]


@pytest.mark.parametrize(("place", "english", "arabic"), PLACES)
def test_a_place_is_known_so_far(place: Place | None, english: str, arabic: str) -> None:
    assert (EN.place(place), AR.place(place)) == (english, arabic)


KINDS = [
    ((None, None, None, None, None), "everybody"),
    (("civilian", None, None, None, None), "civilians"),
    (("civilian", "child", "female", None, None), "civilians, girls"),
    ((None, None, None, "journalist", None), "journalists"),
    (("combatant", None, None, None, "Front"), "fighters of Front"),
    ((None, None, None, None, "Haddad"), "people of [name of a source withheld]"),
]


@pytest.mark.parametrize(("kind", "words"), KINDS)
def test_kinds_of_people(kind: tuple[str | None, ...], words: str) -> None:
    assert EN.people(kind) == words


NUMBERS = [
    (Count(9, 9, "exact"), "9"),
    (Count(40, 40, "about"), "about 40"),
    (Count(9, None, "at_least"), "at least 9"),
    (Count(60, 60, "exact", "family"), "60 families"),
    (Count(0, 0, "exact"), "none"),
]


@pytest.mark.parametrize(("count", "words"), NUMBERS)
def test_numbers_of_claims(count: Count, words: str) -> None:
    assert EN.number(count) == words


def test_a_headline_says_no_number_that_nobody_knows() -> None:
    known = Headline("X", "air_strike", TOWN, None, None, (row(9, None, (ALL,)),))
    assert EN.title(known) == "Air strike, Alpha, date not known: at least 9 reported killed"
    assert EN.title(known._replace(ranges=(row(0, None, (ALL,)),))) == "Air strike, Alpha, date not known"
    assert AR.title(known) == "غارة جوية، Alpha، التاريخ غير معروف. القتلى بحسب التقارير: 9 على الأقل"


RESULTS = [
    (RuleResult("killed", None, None, None, (), ()), "not counted"),
    (RuleResult("killed", 6, 6, 6, (), ()), "6"),
    (RuleResult("killed", 9, 9, None, (), ()), "9 or more"),
    (RuleResult("killed", 6, 9, 11, (), ()), "6, best 9, up to 11"),
    (RuleResult("killed", 6, 9, None, (), ()), "6, best 9, up to open"),
    (RuleResult("killed", 6, None, 11, (), ()), "6 to 11"),
]


@pytest.mark.parametrize(("result", "words"), RESULTS)
def test_results_of_rules(result: RuleResult, words: str) -> None:
    assert EN.result(result) == words


def test_every_reason_of_a_rule_is_known_in_every_language() -> None:
    assert {fieldrules._LATER, fieldrules._GROUP} <= _LEFT_OUT.keys()
    assert AR.left_out(fieldrules._LATER) == "للمصدر الأصلي نفسه عدد لاحق أو أوفى"


def test_how_a_claim_is_read() -> None:
    said = replace(ALL, group=Group("civilian", "child"), scope="cumulative", hedges=("preliminary",))
    assert EN.reading(said) == "at least 13 killed; civilians, children; running total; preliminary"


def test_parts_of_a_description() -> None:
    assert EN.field_words(Field("first_day", None, "2023-06-25")) == ("First day", "unknown", "25 June 2023")
    assert EN.field_words(Field("event", "strike", "air_strike")) == ("What happened", "strike", "air strike")
    assert EN.field_words(Field("place", None, {"name": None, "words": "Haddad’s yard"}))[2] == (
        "[name of a source withheld]’s yard"
    )


def test_the_words_of_a_drawing_keep_their_direction() -> None:
    assert EN.strip_words.range(9, None) == "at least 9"
    assert AR.strip_words.range(9, None) == "\u20679 على الأقل\u2069"
    assert AR.strip_words.toll == "؛ الحصيلة {range}"
