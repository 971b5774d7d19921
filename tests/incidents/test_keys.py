from __future__ import annotations

from dataclasses import replace

from marsad.incidents.account import Days
from marsad.incidents.keys import MOST_CANDIDATES, MOST_UNDER_A_KEY, asks_under, filed_under, pairs
from marsad.incidents.marks import marks_of
from marsad.model.claim import Place
from tests.incidents.reports import IDLIB, MAY_3, account

DAY = MAY_3.toordinal()
NEARBY = Place("Binnish", "Binnish", 170999, "SY", "Idlib", 35.96, 36.71, "settlement")


def test_what_an_account_asks_for_holds_what_it_is_filed_under() -> None:
    one = account("a", marks=marks_of("Ana Reyes sold barley at the silo."), persons=frozenset({"ana reyes"}))
    assert set(filed_under(one)) <= set(asks_under(one))
    assert {"person ana reyes", "name ana reyes", "word barley", f"place #169389 {DAY}"} <= set(filed_under(one))


def test_common_words_are_no_keys() -> None:
    assert "word police" not in filed_under(account("a", marks=marks_of("The police said so.")))


def test_near_places_and_near_days_meet() -> None:
    later = account("b", place=NEARBY, days=Days(DAY + 2, DAY + 2))
    assert list(pairs([account("a"), later])) == [(0, 1)]


def test_far_days_do_not_meet_on_the_place_alone() -> None:
    assert list(pairs([account("a"), account("b", days=Days(DAY + 9, DAY + 9))])) == []


def test_an_account_without_place_and_day_meets_on_rare_words() -> None:
    text = marks_of("Ana Reyes sold barley at the silo in Qastun.")
    bare = account("a", place=None, days=None, published=None, marks=text)
    assert list(pairs([bare, replace(bare, report="b")])) == [(0, 1)]


def test_the_work_grows_with_the_reports_not_with_their_square() -> None:
    crowd = [account(f"{n:04}", marks=marks_of(f"word{n} word{n + 1}")) for n in range(MOST_UNDER_A_KEY * 3)]
    assert len(list(pairs(crowd))) <= len(crowd) * MOST_CANDIDATES


def test_an_account_of_a_whole_country_is_under_no_cell() -> None:
    country = replace(IDLIB, precision="country")
    assert not any(key.startswith(("cell", "place")) for key in filed_under(account("a", place=country)))
