"""Time expressions: a table of sentences, each with the one expression that it holds, and what is none."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.dates import DateReader, TimeMention
from marsad.reading.datewords import DateWords
from marsad.text.fold import fold
from marsad.text.tokens import tokenize

READER = DateReader(DateWords.load("en"))
SATURDAY = date(2016, 12, 10)  # the reference of the tables
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip


def find(text: str, reference: date | None = SATURDAY) -> list[TimeMention]:
    return READER.find(tokenize(fold(text)), reference)


def days(mention: TimeMention) -> str:
    """`2016-12-09`, `2016-12-05..2016-12-09`, `..2016-12-09` or `-`."""
    if mention.start == mention.end:
        return str(mention.start or "-")
    return f"{mention.start or ''}..{mention.end or ''}"


def cases() -> list[tuple[str, str, str, str]]:
    table = Path(__file__).with_name("dates_found.txt").read_text(encoding="utf-8").splitlines()
    rows = [row.split(" | ") for row in table if row and row[0] != "#"]
    return [(text.replace("[", "").replace("]", ""), text[text.index("[") + 1 : text.index("]")], kind, when)
            for text, kind, when in rows]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "when"), cases())
def test_finds_and_resolves(text: str, words: str, kind: str, when: str) -> None:
    assert [(m.words, m.kind, days(m)) for m in find(text)] == [(words.strip(","), kind, when)]


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("The same day a school was hit", 0),
        ("That day a school was hit", 0),
        ("Later that night a school was hit", 0),
        ("A school was hit later in the day", 0),
        ("The next day a school was hit", 1),
        ("The following morning a school was hit", 1),
        ("Two days later a school was hit", 2),
        ("A week later a school was hit", 7),
        ("A day earlier a school was hit", -1),
        ("The day before, a school was hit", -1),
        ("The night before, a school was hit", -1),
        ("The previous day a school was hit", -1),
        ("Three days before the truce a school was hit", -3),
    ],
)
def test_days_told_from_another_mention(text: str, shift: int) -> None:
    (mention,) = find(text)
    assert (mention.kind, mention.start, mention.end, mention.shift) == ("same", None, None, shift)


@pytest.mark.parametrize(
    "text",
    [
        "Dozens may have died under the rubble",
        "At least 12 may have been killed",
        "12 May Be Dead After Blast in Mine",
        "The toll may rise",
        "Mrs May condemned the raid",
        "Theresa May condemned the raid",
        "Ms. May condemned the raid",
        "Mr Friday was among the dead",
        "A man named Friday was among the dead",
        "Troops march on the capital",
        "Protesters began their march to the palace",
        "The sun rose over burnt fields",
        "He sat near the gate",
        "They wed in a shelter",
        "A 35-year-old farmer was shot",
        "A nine-month-old girl was shot",
        "He held out for three days",
        "The six-year war emptied the town",
        "A 24-hour truce collapsed",
        "Rescuers dug for over two weeks",
        "The first such raid in three years",
        "Some 2000 people fled",
        "He paid 2016 dollars",
        "The brigade holds 1500 men",
        "Fighters of the 14 March alliance resigned",
        "They crossed the 6 October bridge",
        "They crossed October 6 Bridge",
        "Room 24 was hit by a shell",
        "A salvo of 10-14 rockets fell",
        "Killed 3 and hurt 5",
        "April Jones was a nurse",
        "August Meyer filmed it",
        "Resolution 2254 was adopted",
        "Shops are shut on Fridays",
        "A house on the 2000 block burned",
        "The road is 12.5 km long",
        "They won 3:1",
        "Since they were unarmed, nobody fired back",
        "A day of mourning was declared",
        "The daily Sunday Times printed names",
    ],
)
def test_no_time_here(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In May 10 people were killed", ["In May"]),
        ("On 10 June 1500 people fled", ["On 10 June"]),
        ("He said on Friday that it fell on Thursday night", ["on Friday", "on Thursday night"]),
        ("Five died on Friday and Monday's raid killed two", ["on Friday", "Monday"]),
        ("Hit on Friday, again on Saturday.", ["on Friday", "on Saturday"]),
        ("They may return in May.", ["in May"]),
        ("Before Friday's raid, last week's calm held", ["Friday", "last week"]),
    ],
)
def test_several_or_none_beside_another(text: str, words: list[str]) -> None:
    assert [mention.words for mention in find(text)] == words


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("It fell on Friday", "-"),
        ("It fell yesterday", "-"),
        ("It fell last week", "-"),
        ("It fell on 24 June", "-"),
        ("It fell in May", "-"),
        ("It fell in the past 24 hours", "-"),
        ("It fell overnight", "-"),
        ("It fell on 24 June 2014", "2014-06-24"),
        ("It fell in May 2014", "2014-05-01..2014-05-31"),
        ("It fell in 2014", "2014-01-01..2014-12-31"),
        ("It fell between 3 and 5 May 2014", "2014-05-03..2014-05-05"),
        ("It fell since 2011", "2011-01-01.."),
    ],
)
def test_without_a_reference_only_full_dates_resolve(text: str, when: str) -> None:
    assert [days(mention) for mention in find(text, None)] == [when]


@pytest.mark.parametrize(
    ("text", "reference", "when"),
    [
        ("It fell at the weekend", date(2016, 12, 12), "2016-12-10..2016-12-11"),
        ("It fell last weekend", date(2016, 12, 14), "2016-12-10..2016-12-11"),
        ("It fell last month", date(2016, 1, 15), "2015-12-01..2015-12-31"),
        ("It fell in the past month", date(2016, 3, 31), "2016-02-29..2016-03-31"),
        ("It fell on 29 February", date(2015, 6, 1), "2012-02-29"),
        ("It fell earlier this week", date(2015, 2, 22), "2015-02-16..2015-02-22"),
        ("It fell last December", date(2017, 10, 3), "2016-12-01..2016-12-31"),
        ("It fell on Tuesday", date(2015, 1, 20), "2015-01-20"),
        ("It fell last night", date(2016, 1, 1), "2015-12-31..2016-01-01"),
    ],
)
def test_other_references(text: str, reference: date, when: str) -> None:
    assert [days(mention) for mention in find(text, reference)] == [when]


REFERENCES = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(REFERENCES, st.integers(0, 6))
def test_a_weekday_is_the_latest_such_day(reference: date, number: int) -> None:
    (mention,) = find(f"They died on {WEEKDAYS[number]}", reference)
    assert mention.start is not None
    assert mention.start.weekday() == number
    assert timedelta(0) <= reference - mention.start <= timedelta(6)


@given(REFERENCES, REFERENCES, st.integers(0, 6))
def test_a_written_day_is_read_back(day: date, reference: date, form: int) -> None:
    month = MONTHS[day.month - 1]
    text = [
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day.day} {month[:3]} {day.year}",
        f"{WEEKDAYS[day.weekday()]} {day.day} {month} {day.year}", day.isoformat(), f"the {day.day} of {month} {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
    ][form]  # fmt: skip
    (mention,) = find(f"They died on {text}", reference)
    assert (mention.start, mention.end, mention.year_said) == (day, day, True)


@given(REFERENCES, st.integers(1, 28), st.integers(1, 12))
def test_a_day_without_a_year_is_the_latest(reference: date, day: int, month: int) -> None:
    (mention,) = find(f"They died on {day} {MONTHS[month - 1]}", reference)
    assert mention.start is not None
    assert timedelta(0) <= reference - mention.start <= timedelta(366)


SOUP = [
    *sorted(READER.words.symbols)[:],
    "31",
    "0",
    "00",
    "99",
    "2016",
    "0025",
    "24:61",
    "1.2.2016",
    "٣",
    "¼",
    "²",
    "'s",
]
WORDS = st.lists(
    st.sampled_from(SOUP).flatmap(lambda word: st.sampled_from([word, word.title(), word.upper()])), max_size=14
)


@given(WORDS, st.none() | st.dates())
def test_any_soup_of_words_gives_mentions_in_order(words: list[str], reference: date | None) -> None:
    assert in_order(" ".join(words), reference)


@given(st.text(max_size=80), st.none() | st.dates())
def test_any_text_gives_mentions_in_order(text: str, reference: date | None) -> None:
    assert in_order(text, reference)


def in_order(text: str, reference: date | None) -> bool:
    """Whether the mentions of a text follow each other within it, and no days of one end before they start."""
    tokens = tokenize(fold(text))
    found = READER.find(tokens, reference)
    ends = [0, *(mention.last for mention in found)]
    return (
        all(end <= mention.first < mention.last for end, mention in zip(ends, found, strict=False))
        and ends[-1] <= len(tokens)
        and all(m.start is None or m.end is None or m.start <= m.end for m in found)
    )
