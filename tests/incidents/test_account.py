from __future__ import annotations

from datetime import date

from marsad.incidents.account import surely_apart
from marsad.model.claim import Place
from marsad.model.interval import Interval
from tests.incidents.reports import ALEPPO, CORPUS, IDLIB, corpus, read


def test_a_report_without_claims_is_an_account_of_words() -> None:
    (rain,) = corpus()["rain"]
    assert (rain.claims, rain.place, rain.days) == ((), None, None)
    assert "mountain" in rain.marks.words


def test_the_main_account_comes_first_and_has_the_words_of_the_whole_text() -> None:
    for name, accounts in corpus().items():
        assert [each.number for each in accounts] == list(range(len(accounts)))
        assert len(accounts[0].marks.words) > 8, CORPUS[name]


def test_two_events_are_two_accounts() -> None:
    text = (
        "Air strikes killed eight people in Idlib on Friday, rescuers said.\n"
        "In another attack, shelling killed two teachers in Aleppo on Thursday, a hospital said."
    )
    first, second = read(text, published="2024-05-04")
    assert (first.tolls["killed"], second.tolls["killed"]) == (Interval(8, 8), Interval(2, 2))
    assert second.other
    assert not first.other


def test_a_running_total_is_in_no_account() -> None:
    """Peer failure: "since 2011" read as the toll of an incident."""
    text = "Air strikes killed eight people in Idlib on Friday. More than half a million have been killed since 2011."
    assert {each.tolls["killed"].lower for each in read(text, published="2024-05-04") if each.tolls} == {8}


def test_a_missing_date_never_becomes_today() -> None:
    (one,) = read("Air strikes killed eight people in Idlib on Friday.")
    assert one.days is None
    assert one.published is None


def test_the_largest_number_that_is_no_part() -> None:
    (one, *_) = read(
        "At least eight people, including two children, were killed in Idlib on Friday.", published="2024-05-04"
    )
    assert one.tolls["killed"] == Interval(8, None)


def test_places_are_apart_only_when_precision_allows_it() -> None:
    country = Place("Syria", "Syria", 163843, "SY", None, 35.0, 38.0, "country")
    assert surely_apart(IDLIB, ALEPPO)
    assert not surely_apart(IDLIB, country)
    assert not surely_apart(IDLIB, Place("Tell Nowhere"))


def test_days_are_read_against_the_publication() -> None:
    (one,) = corpus()["school"]
    assert one.days is not None
    assert date.fromordinal(one.days.first) == date(2024, 5, 3)
