"""Time expressions: a table of sentences, each with the one expression that it holds, and what is none."""

from __future__ import annotations

from datetime import date, timedelta

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


# sentence with the expression in brackets | kind | days, seen from Saturday 10 December 2016
FOUND = """
Shells killed two men [on Friday] | day | 2016-12-09
Shells killed two men [on Saturday] | day | 2016-12-10
Shells killed two men [on Sunday] near the dam | day | 2016-12-04
[Wednesday] was calm in the valley | day | 2016-12-07
He died of his wounds [last Friday] | day | 2016-12-09
He died of his wounds [last Saturday] | day | 2016-12-03
A bus was hit [this Thursday] | day | 2016-12-08
A bus was hit [on Thursday last week] | day | 2016-12-01
A bus was hit [last week on Tuesday] | day | 2016-11-29
A bus was hit [on Tuesday of last week] | day | 2016-11-29
[Monday]'s raid killed four | day | 2016-12-05
[In Tuesdays] raid four were killed | day | 2016-12-06
A nurse was among [Wednesdays] dead | day | 2016-12-07
[October's] toll was lower | month | 2016-10-01..2016-10-31
The mill burned [on Wed] and again later | day | 2016-12-07
Guards fired on the crowd [on Fri] in the square | day | 2016-12-09
Four were shot [on Friday morning] | day | 2016-12-09
Four were shot [late on Friday evening] | day | 2016-12-09
Four were shot [early Friday] | day | 2016-12-09
Four were shot [late on Thursday night] | day | 2016-12-08
Four were shot [on Thursday night] | day | 2016-12-08
A mortar round fell [at dawn on Sunday] | day | 2016-12-04
A mortar round fell [on Sunday at dawn] | day | 2016-12-04
A mortar round fell [in the early hours of Monday] | day | 2016-12-05
A mortar round fell [on the evening of 24 June] | day | 2016-06-24
A mortar round fell [in the late afternoon of Tuesday] | day | 2016-12-06
A mortar round fell [on the night of 3 October] | day | 2016-10-03
The clinic was struck [today] | day | 2016-12-10
The clinic was struck [earlier today] | day | 2016-12-10
The clinic was struck [this morning] | day | 2016-12-10
The clinic was struck [early this morning] | day | 2016-12-10
The clinic was struck [this afternoon] | day | 2016-12-10
The clinic was struck [tonight] | day | 2016-12-10
The clinic was struck [yesterday] | day | 2016-12-09
The clinic was struck [yesterday evening] | day | 2016-12-09
The clinic was struck [late yesterday] | day | 2016-12-09
The clinic was struck [the day before yesterday] | day | 2016-12-08
The clinic was struck [two days ago] | day | 2016-12-08
The clinic was struck [a couple of days ago] | day | 2016-12-08
The clinic was struck [10 days ago] | day | 2016-11-30
The clinic was struck [a week ago] | day | 2016-12-03
The clinic was struck [three weeks ago] | day | 2016-11-19
The clinic was struck [about two weeks ago] | day | 2016-11-26
The clinic was struck [three hours ago] | day | 2016-12-10
The clinic was struck [24 hours ago] | day | 2016-12-09
The clinic was struck [three months ago] | month | 2016-09-01..2016-09-30
The clinic was struck [a month ago] | month | 2016-11-01..2016-11-30
The clinic was struck [two years ago] | year | 2014-01-01..2014-12-31
The clinic was struck [more than five years ago] | year | 2011-01-01..2011-12-31
The clinic was struck [several months ago] | vague | -
The clinic was struck [years ago] | vague | -
The clinic was struck [a few days ago] | vague | -
Rockets fell [overnight] | overnight | 2016-12-09..2016-12-10
Rockets fell [last night] | overnight | 2016-12-09..2016-12-10
Rockets fell [late last night] | overnight | 2016-12-09..2016-12-10
Rockets fell [overnight on Thursday] | overnight | 2016-12-08..2016-12-09
Rockets fell [overnight on Saturday] | overnight | 2016-12-09..2016-12-10
Rockets fell [Thursday overnight] | overnight | 2016-12-08..2016-12-09
Rockets fell [overnight from Tuesday to Wednesday] | overnight | 2016-12-06..2016-12-07
Rockets fell [overnight Tuesday into Wednesday] | overnight | 2016-12-06..2016-12-07
Rockets fell on the [night of 24-25 June] | overnight | 2016-06-24..2016-06-25
A mine exploded [on 24 June] | day | 2016-06-24
A mine exploded [on June 24] | day | 2016-06-24
A mine exploded [on the 24th of June] | day | 2016-06-24
A mine exploded [on June 24th] | day | 2016-06-24
A mine exploded [on 24 December] | day | 2015-12-24
A mine exploded [on December 10] | day | 2016-12-10
A mine exploded [on December 11] | day | 2015-12-11
A mine exploded [on 29 February] | day | 2016-02-29
A mine exploded [on June 25, 2014] near the bridge | day | 2014-06-25
A mine exploded [on June 25 2014] near the bridge | day | 2014-06-25
A mine exploded [on 25 June 2014] near the bridge | day | 2014-06-25
A mine exploded [on 25 June, 2014] near the bridge | day | 2014-06-25
A mine exploded [on the 25th of June 2014] | day | 2014-06-25
A mine exploded [on Friday, 3 October 2014,] we heard | day | 2014-10-03
A mine exploded [on Friday 3 Oct. 2014] | day | 2014-10-03
A mine exploded [on Oct. 3] | day | 2016-10-03
A mine exploded [on Sept 3] | day | 2016-09-03
A mine exploded [on Tue, 4 Oct 2016] | day | 2016-10-04
A mine exploded [on 12 May 2015] | day | 2015-05-12
A mine exploded [on May 12] by the road | day | 2016-05-12
A mine exploded [on 8 March] | day | 2016-03-08
A MINE EXPLODED [ON 8 MARCH 2015] | day | 2015-03-08
A mine exploded [on 10/12/2016] | day | 2016-12-10
A mine exploded [on 24/06/2016] | day | 2016-06-24
A mine exploded [on 06/24/2016] | day | 2016-06-24
A mine exploded [on 2016-06-24] | day | 2016-06-24
A mine exploded [on 24-06-2016] | day | 2016-06-24
A mine exploded [on 24.06.2016] | day | 2016-06-24
A mine exploded [on 24-Jun-2016] | day | 2016-06-24
A mine exploded [on 12/10/2016] | day | 2016-10-12
A mine exploded [on 12/11/2016] | day | 2016-11-12
A mine exploded [on 11/12/2016] | day | 2016-11-12
A mine exploded [on 10 May last year] | day | 2015-05-10
A mine exploded [on 31 June] | day | -
A mine exploded [on 31 June 2014] | day | -
A mine exploded [on 30 February 2016] | day | -
A mine exploded [on 10 June 0025] | day | -
A mine exploded [at 1330 on Friday] | day | 2016-12-09
A mine exploded [on Friday at 10:30 pm] | day | 2016-12-09
A mine exploded [at about 7 pm on Friday] | day | 2016-12-09
Markets burned [on June 24 and 25] | span | 2016-06-24..2016-06-25
Markets burned [on 24 and 25 June] | span | 2016-06-24..2016-06-25
Markets burned [on 3, 4 and 5 May 2015] | span | 2015-05-03..2015-05-05
Markets burned [on Monday and Tuesday] | span | 2016-12-05..2016-12-06
Markets burned [on 24 June and 2 July] | span | 2016-06-24..2016-07-02
Markets burned [over the weekend] | span | 2016-12-10
Markets burned [last weekend] | span | 2016-12-03..2016-12-04
It was quiet [earlier this week] | week | 2016-12-05..2016-12-10
It was quiet [this week] | week | 2016-12-05..2016-12-10
It was quiet [last week] | week | 2016-11-28..2016-12-04
It was quiet [late last week] | week | 2016-11-28..2016-12-04
It was quiet [the week before last] | week | 2016-11-21..2016-11-27
It was quiet [in the first week of July] | week | 2016-07-01..2016-07-07
It was quiet [in the last week of June 2015] | week | 2015-06-24..2015-06-30
A priest was taken [in May] | month | 2016-05-01..2016-05-31
A priest was taken [in December] | month | 2016-12-01..2016-12-31
A priest was taken [in May 2015] | month | 2015-05-01..2015-05-31
A priest was taken [in the month of May 2015] | month | 2015-05-01..2015-05-31
A priest was taken [in August, 2015] by gunmen | month | 2015-08-01..2015-08-31
A priest was taken [last month] | month | 2016-11-01..2016-11-30
A priest was taken [this month] | month | 2016-12-01..2016-12-10
A priest was taken [earlier this month] | month | 2016-12-01..2016-12-10
A priest was taken [early last month] | month | 2016-11-01..2016-11-10
A priest was taken [last December] | month | 2015-12-01..2015-12-31
A priest was taken [last June] | month | 2016-06-01..2016-06-30
A priest was taken [in June last year] | month | 2015-06-01..2015-06-30
A priest was taken [in mid-June] | month | 2016-06-11..2016-06-20
A priest was taken [in early March] | month | 2016-03-01..2016-03-10
A priest was taken [in late February 2015] | month | 2015-02-21..2015-02-28
A priest was taken [at the end of March] | month | 2016-03-21..2016-03-31
A priest was taken [at the beginning of October 2014] | month | 2014-10-01..2014-10-10
[August's] raid on the camp was worse | month | 2016-08-01..2016-08-31
Nobody forgot [the September] raid | month | 2016-09-01..2016-09-30
The dam was lost [in 2014] | year | 2014-01-01..2014-12-31
The dam was lost [last year] | year | 2015-01-01..2015-12-31
The dam was lost [this year] | year | 2016-01-01..2016-12-10
The dam was lost [earlier this year] | year | 2016-01-01..2016-12-10
The dam was lost [in early 2016] | year | 2016-01-01..2016-04-30
The dam was lost [in mid-2015] | year | 2015-05-01..2015-08-31
The dam was lost [late last year] | year | 2015-09-01..2015-12-31
The dam was lost back [in 2009] | year | 2009-01-01..2009-12-31
Survivors of [the 2013] gas attack met | year | 2013-01-01..2013-12-31
The dam was lost [in the summer of 2014] | season | 2014-06-01..2014-08-31
The dam was lost [last winter] | season | 2016-12-01..2017-02-28
The dam was lost [in the winter of 2014] | season | 2014-12-01..2015-02-28
The dam was lost [this spring] | season | 2016-03-01..2016-05-31
The town was emptied [in the 1980s] | vague | 1980-01-01..1989-12-31
Raids killed 40 people [in the past 24 hours] | window | 2016-12-09..2016-12-10
Raids killed 40 people [in the last 48 hours] | window | 2016-12-08..2016-12-10
Raids killed 40 people [over the past three days] | window | 2016-12-07..2016-12-10
Raids Kill 40 People [in Last Three Days] | window | 2016-12-07..2016-12-10
Raids killed 40 people [during the past week] | window | 2016-12-03..2016-12-10
Raids killed 40 people [in the last week] | window | 2016-12-03..2016-12-10
Raids killed 40 people [over the last month] | window | 2016-11-10..2016-12-10
Raids killed 40 people [over the past year] | window | 2015-12-10..2016-12-10
Raids killed 40 people [in the past five years] | window | 2011-12-10..2016-12-10
Raids killed 40 people [in the past few days] | window | ..2016-12-10
Raids killed 40 people [in recent weeks] | window | ..2016-12-10
Raids killed 40 people [within 24 hours] | window | 2016-12-09..2016-12-10
Raids killed 40 people [in one week] | window | 2016-12-03..2016-12-10
Raids killed 40 people [in less than two days] | window | 2016-12-08..2016-12-10
Raids killed 40 people [during the week] | window | 2016-12-05..2016-12-10
Raids killed 40 people [between 10 and 14 June] | window | 2016-06-10..2016-06-14
Raids killed 40 people [from 10 to 14 June 2015] | window | 2015-06-10..2015-06-14
Raids killed 40 people in the period [10-14 June] | window | 2016-06-10..2016-06-14
Raids killed 40 people [between June 10 and 14] | window | 2016-06-10..2016-06-14
Raids killed 40 people [between 30 November and 2 December] | window | 2016-11-30..2016-12-02
Raids killed 40 people [from 24 December 2014 to 3 January 2015] | window | 2014-12-24..2015-01-03
Raids killed 40 people [between 24 December and 3 January] | window | 2015-12-24..2016-01-03
Raids killed 40 people [from Monday to Wednesday] | window | 2016-12-05..2016-12-07
Raids killed 40 people [between Friday and Sunday] | window | 2016-12-02..2016-12-04
Raids killed 40 people [between March and June 2015] | window | 2015-03-01..2015-06-30
Raids killed 40 people [from November to February] | window | 2015-11-01..2016-02-29
Raids killed 40 people [between 2011 and 2013] | window | 2011-01-01..2013-12-31
Raids killed 40 people [since Friday] | since | 2016-12-09..2016-12-10
Raids killed 40 people [since November 15] | since | 2016-11-15..2016-12-10
Raids killed 40 people [since 2011] | since | 2011-01-01..2016-12-10
Raids killed 40 people [since March 2011] | since | 2011-03-01..2016-12-10
Raids killed 40 people [since April] | since | 2016-04-01..2016-12-10
Raids killed 40 people [since early 2014] | since | 2014-01-01..2016-12-10
Raids killed 40 people [since yesterday] | since | 2016-12-09..2016-12-10
Raids killed 40 people [since last week] | since | 2016-11-28..2016-12-10
Raids killed 40 people [since the start of this year] | since | 2016-01-01..2016-12-10
Raids killed 40 people [since the beginning of November] | since | 2016-11-01..2016-12-10
Raids killed 40 people [so far this year] | since | 2016-01-01..2016-12-10
Raids killed 40 people [this year alone] | since | 2016-01-01..2016-12-10
Raids killed 40 people [since the start of the war] | since | ..2016-12-10
Raids killed 40 people [since the uprising] | since | ..2016-12-10
Raids killed 40 people [since it was launched on November 15] | since | 2016-11-15..2016-12-10
Raids killed 40 people [since the conflict began with protests in March 2011] | since | 2011-03-01..2016-12-10
Raids killed 40 people [since then] | since | ..2016-12-10
The toll had doubled [by Friday] | until | ..2016-12-09
The toll had doubled [as of 3 October 2015] | until | ..2015-10-03
[Until 2011] the town was a resort | until | ..2011-12-31
Talks resume [next week] | future | 2016-12-12..2016-12-18
Talks resume [next Friday] | future | 2016-12-16
Talks resume [tomorrow] | future | 2016-12-11
Talks resume [tomorrow morning] | future | 2016-12-11
Talks resume [next month] | future | 2017-01-01..2017-01-31
Talks resume [later this week] | future | -
Talks resume [in the coming days] | future | -
The siren sounded [at 10:30 pm] | clock | -
The siren sounded [at 1330] | clock | -
The siren sounded at the gate, [0900 GMT] | clock | -
"""


def cases() -> list[tuple[str, str, str, str]]:
    rows = [row.split(" | ") for row in FOUND.strip().splitlines()]
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


SOUP = [*sorted(READER.words.symbols)[:], "31", "0", "00", "99", "2016", "0025", "24:61", "1.2.2016", "٣", "¼", "²", "'s"]
WORDS = st.lists(
    st.sampled_from(SOUP).flatmap(lambda word: st.sampled_from([word, word.title(), word.upper()])), max_size=14
)


@given(WORDS, st.none() | st.dates())
def test_any_soup_of_words_is_survived(words: list[str], reference: date | None) -> None:
    tokens = tokenize(fold(" ".join(words)))
    end = 0
    for mention in READER.find(tokens, reference):
        assert end <= mention.first < mention.last <= len(tokens)
        assert mention.start is None or mention.end is None or mention.start <= mention.end
        end = mention.last


@given(st.text(max_size=80), st.none() | st.dates())
def test_any_text_is_survived(text: str, reference: date | None) -> None:
    find(text, reference)
