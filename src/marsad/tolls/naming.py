"""Names of incidents: an id that people can read, and a title in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marsad.model.interval import Interval
from marsad.model.toll import TollRow
from marsad.places.naming import slug
from marsad.tolls.sites import Site
from marsad.tolls.wording import interval_words, place_words


def incident_id(site: Site, taken: Counter[str]) -> str:
    """An id such as SY-20230625-jisr-al-shughur-1: country, first day, place, and a number among those alike."""
    place, day = site.place, site.start or site.end
    country = (place.country if place else None) or "XX"
    stem = f"{country}-{f'{day:%Y%m%d}' if day else 'undated'}-{slug((place.name or place.words) if place else '')}"
    taken[stem] += 1
    return f"{stem}-{taken[stem]}"


def title(site: Site, toll: Sequence[TollRow]) -> str:
    """What happened where and when, and its toll: "Air strike, Jisr al-Shughur, 2023-06-25: 9 killed"."""
    event = site.event()
    what = "Event not named" if event.type == "unknown" else event.type.replace("_", " ").capitalize()
    where = _where(site)
    time = site.time()
    if time is None or (time.start is None and time.end is None):
        when = "date not said"
    elif time.start is None or time.end is None:
        when = f"since {time.start}" if time.start else f"until {time.end}"
    else:
        when = str(time.start) if time.start == time.end else f"{time.start} to {time.end}"
    everybody = [row for row in toll if not (row.status or row.age or row.sex)]
    numbers = ", ".join(f"{interval_words(Interval(row.lower, row.upper))} {row.harm}" for row in everybody)
    return f"{what}, {where}, {when}{': ' + numbers if numbers else ''}"


def _where(site: Site) -> str:
    if site.place is None:
        return "place not said"
    near = "near " if site.place.precision == "near_settlement" else ""
    return near + place_words(site.place).removeprefix("the ")
