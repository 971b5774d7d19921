"""Datelines: what a report's head says of its own day and city, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.dateline import DateLine, find_dateline
from marsad.reading.dates import DateReader
from marsad.reading.datewords import DateWords
from marsad.text.fold import fold
from marsad.text.tokens import Token, tokenize

READER = DateReader(DateWords.load("en"))
PUBLISHED = date(2017, 10, 4)
STORY = " Two shells hit a bakery in the north and killed nine people queueing for bread, a nurse told us." * 4


def read(text: str, published: date | None = PUBLISHED) -> tuple[DateLine | None, list[Token]]:
    tokens = tokenize(fold(text))
    return find_dateline(tokens, published, READER), tokens


def words(tokens: list[Token], span: tuple[int, int] | None) -> str | None:
    return None if span is None else " ".join(token.text for token in tokens[span[0] : span[1]])


# dateline in brackets, its day
DATELINES = [
    ("[Saturday 10 December 2016 14:47] Hospitals Out of Service.", "2016-12-10"),
    ("[Saturday 10 December 2016 1447] Hospitals Out of Service.", "2016-12-10"),
    ("[Saturday 10 December 2016] Hospitals Out of Service.", "2016-12-10"),
    ("[3 Oct 2017] At least two shells fell.", "2017-10-03"),
    ("[Wed Jul 27 2016] Shells Fall on Bakery.", "2016-07-27"),
    ("[Sat Feb 28 2015 190703] 35 Dead in Tunnel.", "2015-02-28"),
    ("[August 21 2013] Gas kills hundreds.", "2013-08-21"),
    ("[August 21, 2013] Gas kills hundreds.", "2013-08-21"),
    ("[10-07-2016] Troops Foil Raid.", "2016-07-10"),
    ("[10/07/2016] Troops Foil Raid.", "2016-07-10"),
    ("[24.09.2014] Strikes on the coast.", "2014-09-24"),
    ("[2023-06-25 14:00] Rockets hit the market.", "2023-06-25"),
    ("[2023-06-25T14:00:00Z] Rockets hit the market.", "2023-06-25"),
    ("[2023-06-25] Rockets hit the market.", "2023-06-25"),
    ("[2159 18.05.2017] Rockets hit the market.", "2017-05-18"),
    ("[Published Monday 3 October 2016] Nine killed.", "2016-10-03"),
    ("[Published October 3 2016] 21 fighters killed.", "2016-10-03"),
    ("[Published: 3 October 2016] Nine killed.", "2016-10-03"),
    ("[Posted on April 4 2017] by our desk. Nine killed.", "2017-04-04"),
    ("[Last updated at Apr 052017] Nine killed.", "2017-04-05"),
    ("[Last updated: 5 April 2017, 10:15] Nine killed.", "2017-04-05"),
    ("[Date of publication 27 June 2016] Civilian quarter shelled.", "2016-06-27"),
    ("[Thu Feb 5 2015] title: Rockets on the Capital.", "2015-02-05"),
    ("[07-08-2013 0147 PM] Ambush on the road.", "2013-08-07"),
    ("Rockets kill 12 in market Monitor AFP [Wednesday 9 Aug 2017] Rockets slammed into a market.", "2017-08-09"),
    ("Rockets kill 12 in the old market [Wednesday 9 Aug 2017] Rockets slammed into a market.", "2017-08-09"),
    ("Nine Killed at Bakery Middle East [02-10-2017] Nine people were killed.", "2017-10-02"),
]


@pytest.mark.parametrize(("text", "day"), DATELINES)
def test_the_day_of_the_report(text: str, day: str) -> None:
    said = text[text.index("[") + 1 : text.index("]")]
    line, tokens = read(text.replace("[", "").replace("]", "") + STORY)
    assert line is not None
    assert str(line.date) == day
    assert words(tokens, (line.first, line.last)) == " ".join(token.text for token in tokenize(fold(said)))


@pytest.mark.parametrize(
    ("text", "city", "day"),
    [
        ("BEIRUT, June 25 (Reuters) - Nine people died.", "BEIRUT , June 25 ( Reuters ) -", "2017-06-25"),
        ("BEIRUT, Oct 3 (Reuters) — Nine people died.", "BEIRUT , Oct 3 ( Reuters ) —", "2017-10-03"),
        ("DAMASCUS (AP) — Oct. 3, 2017 — Nine people died.", "DAMASCUS ( AP ) —", "2017-10-03"),
        ("BEIRUT, Lebanon (AP) — Nine people died.", "BEIRUT , Lebanon ( AP ) —", "None"),
        ("Damascus, SANA – Nine people died.", "Damascus , SANA -", "None"),
        ("KYIV, Ukraine - Nine people died.", "KYIV , Ukraine -", "None"),
        ("3 October 2017 Damascus, SANA - Nine people died.", "Damascus , SANA -", "2017-10-03"),
    ],
)
def test_the_city_of_the_report(text: str, city: str, day: str) -> None:
    line, tokens = read(text + STORY)
    assert line is not None
    assert (words(tokens, line.city), str(line.date)) == (city, day)


@pytest.mark.parametrize(
    "text",
    [
        "On 10 December 2016 rockets hit the town.",
        "10 December 2016 was the worst day of the siege.",
        "Survivors of the raid of 3 October 2017 met.",
        "The town has been shut since 3 October 2017. Nobody leaves.",
        "On Friday rockets hit the town.",
        "Nine people were killed, a monitor said on Monday.",
        "A report published on 3 October 2017 counts nine dead.",
        "June 25 was quiet.",
        "In 2014 the dam was lost.",
        "Rocket-hit town - nine dead, says monitor.",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert read(text + STORY)[0] is None


def test_a_last_update_at_the_end_is_kept_apart() -> None:
    text = (
        "Monday 2 October 2017 Nine killed." + STORY + " Last Update: Tuesday 3 October 2017 KSA 23:28 - GMT 20:28 59"
    )
    line, tokens = read(text)
    assert line is not None
    assert line.date == date(2017, 10, 2)
    assert (words(tokens, line.tail) or "").startswith("Last Update : Tuesday 3 October 2017 KSA")
    assert line.holds(len(tokens) - 1)
    assert not line.holds(10)


def test_a_last_update_serves_where_the_head_has_no_date() -> None:
    line, _ = read("Nine killed at the bakery." + STORY + " Last Update: Tuesday 3 October 2017")
    assert line is not None
    assert line.date == date(2017, 10, 3)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("August 1 2011 Tanks Shell City.", date(2014, 8, 1), "2011-08-01"),  # the head is believed
        ("10-07-2016 Troops Foil Raid.", date(2016, 7, 10), "2016-07-10"),
        ("10-07-2016 Troops Foil Raid.", date(2016, 10, 7), "2016-10-07"),  # month first agrees with the catalogue
        ("10-07-2016 Troops Foil Raid.", date(2016, 12, 24), "2016-07-10"),
        ("01-11-2014 Troops Foil Raid.", date(2014, 2, 2), "2014-11-01"),
        ("2016-10-07 Troops Foil Raid.", date(2016, 7, 10), "2016-10-07"),
        ("3 October 2017 Nine killed.", None, "2017-10-03"),
        ("BEIRUT, June 25 (Reuters) - Nine died.", None, "None"),
        ("31 June 2016 Nine killed.", date(2016, 7, 1), "None"),
    ],
)
def test_against_the_catalogue(text: str, published: date | None, day: str) -> None:
    line, _ = read(text + STORY, published)
    assert line is not None
    assert str(line.date) == day


def test_a_date_far_from_the_catalogue_inside_the_head_is_of_the_story() -> None:
    assert read("Memorial at Halabja Bakery AFP 16 March 1988 Survivors." + STORY)[0] is None


SOUP = [
    *sorted(READER.words.symbols),
    "BEIRUT",
    "(",
    "AP",
    ")",
    "-",
    "—",
    ":",
    "Last",
    "Published",
    "2016",
    "1447",
    "31",
    "0025",
]


@given(st.lists(st.sampled_from(SOUP), max_size=50), st.none() | st.dates())
def test_any_soup_is_survived(soup: list[str], published: date | None) -> None:
    line, tokens = read(" ".join(soup), published)
    if line is not None:
        assert 0 <= line.first < line.last <= len(tokens)
