"""The dateline: the day and the city that a report carries in its own head, and the "last update" at its end.

Its day is the reference for every relative date in the report. It is neither the time nor the place of the harm, so the
reading leaves its tokens out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from marsad.reading.dates import DateReader, TimeMention
from marsad.reading.datewords import number_symbols
from marsad.text.tokens import Token

HEAD = 40  # tokens in which a dateline may stand
TAIL = 20  # tokens in which a "last update" may stand
_NEAR = timedelta(days=400)  # beyond it a date inside the head is more likely one of the story
_LATE = timedelta(days=2)  # catalogues may carry a day a little before the one that the report prints
_DASHES = {"-", "—", ":"}


class DateLine(NamedTuple):
    """Tokens `first` to `last` (half-open) hold the date, its label and its hour; None as `date` = not resolvable.

    `city` and `tail` are the token ranges of the city with its agency, and of a dateline at the end, where there are any.
    """

    first: int
    last: int
    date: date | None
    city: tuple[int, int] | None = None
    tail: tuple[int, int] | None = None

    def holds(self, token: int) -> bool:
        """Whether the token of that index belongs to the dateline."""
        spans = ((self.first, self.last), self.city, self.tail)
        return any(span is not None and span[0] <= token < span[1] for span in spans)


def find_dateline(tokens: Sequence[Token], published: date | None, reader: DateReader) -> DateLine | None:
    """The dateline of a report, or None.

    A full date that opens the report, or stands after "Published", is believed whatever `published` says (catalogues
    err); one further inside the head only within 400 days of it. One without a year counts beside a city or an agency.
    """
    head = tokens[:HEAD]
    latest = None if published is None else min(published, date.max - _LATE) + _LATE
    mentions = [mention for mention in reader.find(head, latest) if mention.kind == "day"]
    tail = _tail(tokens, published, reader)
    for mention in mentions:
        line = _headline(mention, tokens, published, reader)
        if line is not None:
            city = _city_with_agency(head, line) or _city_before_dash(head, line.last)
            return line._replace(city=city, tail=tail and (tail.first, tail.last))
    city = _city_with_agency(head, None) or _city_before_dash(head, 0)
    if tail is not None:
        return tail._replace(city=city)
    return None if city is None else DateLine(*city, None, city)


def _headline(
    mention: TimeMention, tokens: Sequence[Token], published: date | None, reader: DateReader
) -> DateLine | None:
    first = _label(mention, tokens, reader)
    labelled = first is not None
    if not labelled and _after_preposition(mention, tokens, reader):
        return None
    bracketed = _bracketed(mention, tokens)
    if not (mention.year_said or bracketed) or not _ends_well(mention, tokens, reader):
        return None
    start = _before_hour(mention.first, tokens) if first is None else first
    day = _agreeing(mention, tokens, published)
    opens = labelled or start == 0 or bracketed
    if not opens and not _inside_head(start, mention, day, tokens, published):
        return None
    return DateLine(start, _past_hour(tokens, mention.last, reader), day)


def _inside_head(
    start: int, mention: TimeMention, day: date | None, tokens: Sequence[Token], published: date | None
) -> bool:
    """Whether a date between the title and the first sentence is the report's own."""
    before = tokens[start - 1]
    away = None if day is None or published is None else abs(day - published)
    if away is not None and away > _NEAR:
        return False
    if before.text[0].islower():  # a title in small letters, or a sentence with the day of what it tells
        return mention.last - mention.first > 3 or (away is not None and away <= _LATE)
    return before.kind != "number" and before.low != ","


def _label(mention: TimeMention, tokens: Sequence[Token], reader: DateReader) -> int | None:
    """Where "Last updated at", "Published:" before the date begins; None without such a label."""
    words, joints = reader.words.lists["dateline"], reader.words.lists["preposition"] | {":", "last", "the"}
    at, labelled = mention.first, False
    while at and (tokens[at - 1].low in words or tokens[at - 1].low in joints):
        at -= 1
        labelled = labelled or tokens[at].low in words
    return at if labelled and (at == 0 or tokens[at].text[0].isupper()) else None


def _after_preposition(mention: TimeMention, tokens: Sequence[Token], reader: DateReader) -> bool:
    words = reader.words.lists["preposition"]
    return tokens[mention.first].low in words or (mention.first > 0 and tokens[mention.first - 1].low in words)


def _bracketed(mention: TimeMention, tokens: Sequence[Token]) -> bool:
    """Stands between a city and an agency: "BEIRUT, June 25 (Reuters)"."""
    follows = tokens[mention.last : mention.last + 1]
    if not follows or follows[0].low not in _DASHES | {"("} or not mention.first:
        return False
    words = [token for token in tokens[: mention.first] if token.kind == "word"]
    return 0 < len(words) <= 5 and all(token.text[0].isupper() for token in words)


def _ends_well(mention: TimeMention, tokens: Sequence[Token], reader: DateReader) -> bool:
    """No sentence runs on after the date ("10 May 2014 was the worst day")."""
    if mention.last >= len(tokens):
        return True
    follows, colon = tokens[mention.last], tokens[mention.last + 1 : mention.last + 2]
    announces = bool(colon) and colon[0].low == ":"
    return announces or not follows.text[0].islower() or follows.low in reader.words.lists["preposition"]


def _agreeing(mention: TimeMention, tokens: Sequence[Token], published: date | None) -> date | None:
    """The day; of one in digits day first, or month first when only so it lies within days of `published`."""
    day, said = mention.start, tokens[mention.first : mention.last]
    numbers = [token.low for token in said if token.kind == "number"]
    if (
        day is None
        or day.day > 12
        or not numbers
        or len(numbers[0]) == 4
        or any(token.low.isalpha() for token in said[:5])
    ):
        return day
    swapped = date(day.year, day.day, day.month)
    day_first, month_first = (day, swapped) if day.day == int(numbers[0].split(".")[0]) else (swapped, day)
    if published is None or abs(day_first - published) <= _LATE:
        return day_first
    return month_first if abs(month_first - published) <= _LATE else day_first


def _before_hour(at: int, tokens: Sequence[Token]) -> int:
    """The hour before a date that lost its colon: "2159 18.05.2017"."""
    hour = at and "HHMM" in dict(number_symbols(tokens[at - 1].low)) if tokens[at - 1].kind == "number" else False
    return at - 1 if hour else at


def _past_hour(tokens: Sequence[Token], at: int, reader: DateReader) -> int:
    """Past an hour after the date that lost its colon: "2016 1447", "2015 190703"."""
    counted = reader.words.lists["counted"]
    if at < len(tokens) and tokens[at].kind == "number" and len(tokens[at].low) in (4, 6):
        hour = dict(number_symbols(tokens[at].low[:4])).get("HHMM")
        if hour is not None and (at + 1 == len(tokens) or tokens[at + 1].low not in counted):
            return at + 1
    if at and "t" in tokens[at - 1].low and tokens[at - 1].kind == "word" and tokens[at - 1].text[0].isdigit():
        while at < len(tokens) and (tokens[at].low in (":", "z") or tokens[at].kind == "number"):
            at += 1  # "2016-12-10T14:47:00Z"
    return at


def _tail(tokens: Sequence[Token], published: date | None, reader: DateReader) -> DateLine | None:
    """A labelled date among the last tokens, and all that follows it (hours, time zones)."""
    start = max(len(tokens) - TAIL, HEAD)
    end = tokens[start:]
    for mention in reader.find(end, published):
        first = _label(mention, end, reader)
        if first is not None and mention.year_said and mention.kind == "day" and end[first].text[0].isupper():
            return DateLine(start + first, len(tokens), mention.start)
    return None


def _city_with_agency(head: Sequence[Token], line: DateLine | None) -> tuple[int, int] | None:
    """As in "BEIRUT, Lebanon (AP) —", with or without the date before the bracket."""
    for opened, token in enumerate(head):
        if token.low != "(":
            continue
        closed = next((at for at in range(opened + 2, min(opened + 6, len(head) - 1)) if head[at].low == ")"), None)
        if closed is None or head[closed + 1].low not in _DASHES:
            continue
        at = line.first if line is not None and line.last == opened else opened
        first = _capitalised_before(head, at, line.last if line is not None and line.last < at else 0)
        return (first, closed + 2) if first < at else None
    return None


def _capitalised_before(head: Sequence[Token], at: int, stop: int) -> int:
    """Where the run of capitalised words and commas that ends before `at` begins; at most six tokens."""
    first = at
    while first > max(stop, at - 6) and (head[first - 1].low == "," or head[first - 1].text[0].isupper()):
        first -= 1
    return first


def _city_before_dash(head: Sequence[Token], start: int) -> tuple[int, int] | None:
    """As in "Damascus, SANA -" or "ALEPPO, Syria -" at the start or right after the date."""
    for at in range(start, min(start + 7, len(head))):
        token = head[at]
        if token.low in _DASHES and at > start:
            spaced = token.low == ":" or token.start > head[at - 1].end
            names = [word for word in head[start:at] if word.kind == "word"]
            shouted = any(len(word.text) > 2 and word.text.isupper() for word in names)
            comma = any(word.low == "," for word in head[start:at])
            return (start, at + 1) if spaced and shouted and (comma or len(names) == 1) else None
        if token.low != "," and not (token.kind == "word" and token.text[0].isupper()):
            return None
    return None
