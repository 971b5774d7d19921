"""Codes of incidents: permanent names that a person can read, say and cite.

`SY-20230625-jisr-al-shughur-1` is country (ISO 3166), first day, place, counter. What nobody knows is said in words, never
in zeros: `XX-undated-somewhere-1`. A code is a name and no statement: it stays when place or day are corrected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from marsad.model.incident import Description
from marsad.places.naming import slug

NO_COUNTRY, NO_DAY = "XX", "undated"


def stem(description: Description) -> str:
    """A code without its counter."""
    place = description.place
    country = (place.country if place else None) or ""
    country = country.upper() if re.fullmatch(r"[A-Za-z]{2}", country) else NO_COUNTRY
    name = slug((place.name or place.words) if place else "")
    return f"{country}-{_day(description.first_day, description.last_day)}-{name}"


def next_code(of: str, counters: Mapping[str, int]) -> str:
    """The first code with the stem `of` that was never given. `counters`: the highest counter ever given to each stem."""
    return f"{of}-{counters.get(of, 0) + 1}"


def parts(code: str) -> tuple[str, int]:
    """The stem and the counter of a code."""
    of, _, counter = code.rpartition("-")
    return of, int(counter)


def _day(first: date | None, last: date | None) -> str:
    """The first day of a stretch of at most a week, the month of one within a month, the year of one within a year."""
    if first is None or last is None:
        return NO_DAY
    length = (last - first).days + 1
    if length <= 7:
        return first.strftime("%Y%m%d")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}{first.month:02}"
    return f"{first.year:04}" if first.year == last.year else NO_DAY
