"""Sites: claims that speak of one event, tied across reports by place, day and kind of event. Simple and exact.

A tie needs the same place, days that overlap and kinds of event that can be one; what a text calls "another" event
stands apart. A claim that does not say where it happened goes to the event that its report is mostly about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from marsad.model.claim import Event, Place, Time
from marsad.tolls.areas import PlaceKey, is_area, is_quarter_of, key_of, lies_in, width
from marsad.tolls.told import Told

Days = tuple[date | None, date | None]

_KINDS: tuple[frozenset[str], ...] = (
    frozenset({"air_strike", "drone_strike", "missile_strike", "shelling", "strike", "naval_bombardment", "explosion",
               "chemical_attack", "siege", "ground_clash"}),
    frozenset({"bombing", "suicide_attack", "mine", "grenade", "explosion"}),
    frozenset({"shooting", "execution", "stabbing", "ground_clash", "suicide_attack", "torture"}),
    frozenset({"abduction", "detention", "torture", "execution"}),
    frozenset({"air_strike", "explosion", "accident"}),
    frozenset({"stampede", "accident", "natural_disaster", "arson", "explosion"}),
)  # fmt: skip
"""Kinds of event that one event may be called, by one report or by two."""
_ANY = {"unknown", "other"}
_SAME_PLACE_DAYS, _OTHER_PLACE_DAYS = 7, 4
"""The longest stretch ("last week") that can mean an event known to the day: at its very place, and told of none."""
_WIDE = ("region", "country")
_ALIKE = 4
"""Letters that names of one state and its forces share."""
_TELLING = 3
"""From this number on the same count of the same people, told again, is the same people and no accident."""
_NEWS_DAYS = 3
"""Undated claims of two reports may be of one event when the reports appeared within so many days."""


@dataclass(slots=True, eq=False)
class Site:
    """One event, or an area with all its events of a day. `parts` lie in it; `told` speaks of it."""

    place: Place | None
    start: date | None
    end: date | None
    told: list[Told] = field(default_factory=list)
    parent: Site | None = None
    parts: list[Site] = field(default_factory=list)

    @property
    def is_area(self) -> bool:
        """Whether it can have parts."""
        return self.place is not None and is_area(self.place)

    @property
    def is_quarter(self) -> bool:
        """Whether it is told as a quarter of a town."""
        return any("in_quarter" in told.standing.cues for told in self.told)

    @property
    def kinds(self) -> set[str]:
        """What kinds of event its claims name."""
        return {told.claim.event.type for told in self.told}

    @property
    def reports(self) -> set[str]:
        """The reports that tell of it."""
        return {told.claim.report for told in self.told}

    def below(self) -> list[Site]:
        """It and all its parts, the widest first."""
        return [self, *(site for part in self.parts for site in part.below())]

    def event(self) -> Event:
        """The event that most of its claims name, the earliest on a tie; one that is named rather than unknown."""
        events = [told.claim.event for told in self.told] or [Event()]
        return max(events, key=lambda event: (event.type not in _ANY, events.count(event)))

    def time(self) -> Time | None:
        """The days that all its claims share."""
        told = [each.claim.time for each in self.told if each.claim.time is not None]
        if self.start is None and self.end is None:
            return told[0] if told else None
        words = next((time.words for time in told if (time.start, time.end) == (self.start, self.end)), "")
        return Time(words, self.start, self.end)


def sites_of(told: Iterable[Told]) -> list[Site]:
    """The sites of claims that speak of events (a part goes with its whole); no order of the input changes them."""
    tie = _Tie()
    claims = list(told)
    homes: dict[str, Site] = {}
    wholes = [each for each in claims if each.claim.part_of is None]
    for each in sorted(wholes, key=_vagueness):  # first those who say where, then those who rely on them
        homes[each.claim.id] = tie.home(each)
    for each in claims:
        if each.claim.part_of is not None:
            site = homes.get(each.claim.part_of)
            if site is None:
                site = tie.home(each)
            else:
                site.told.append(each)
            homes[each.claim.id] = site
    for site in tie.sites:
        site.told.sort(key=lambda told: told.rank)
    return tie.sites


def _vagueness(told: Told) -> int:
    """How little a claim says of its place: 0 its sentence names it, 1 the one before does, 2 none.

    Several events ("in the day's raids") need not be where the sentence before was, nor need the hurt who are told as
    others than all the dead ("30 others were wounded").
    """
    cues = told.standing.cues
    others_hurt = told.claim.harm == "injured" and "further_people" in cues
    elsewhere = "place_carried" in cues and (others_hurt or "several_events" in cues)
    if told.claim.place is None or "place_far" in cues or elsewhere:
        return 2
    return 1 if "place_carried" in cues else 0


class _Tie:
    """Puts claims to sites, one after the other."""

    def __init__(self) -> None:
        self.sites: list[Site] = []
        self._at: dict[PlaceKey, list[Site]] = {}

    def home(self, told: Told) -> Site:
        """The site of a claim, made where there is none; the claim is added to it."""
        vagueness, place = _vagueness(told), told.claim.place
        site = self._told_before(told) if vagueness == 2 else None
        if site is None and vagueness == 1:
            site = self._area_of_several(told)
        if site is None:
            there = place is not None and (vagueness < 2 or self._is_alone_there(told, place))
            site = self._of_place(told, place) if there and place is not None else self._principal(told)
        if site is None:
            time = told.claim.time
            site = Site(told.claim.place, time.start if time else None, time.end if time else None)
            self.sites.append(site)
            if site.place is not None:
                self._at.setdefault(key_of(site.place), []).append(site)
        _add(site, told)
        return site

    def _told_before(self, told: Told) -> Site | None:
        """The event of which the report has given this very number: "38 civilians" in its first line and in its tenth."""
        count = told.claim.count
        if count.lower < _TELLING or count.form in ("plural", "words") or "another_event" in told.standing.cues:
            return None
        again = (site for site in self.sites if any(_says_again(told, each) for each in site.told))
        return next((site for site in again if _by_same(site, told) and _same_day_and_kind(site, told)), None)

    def _is_alone_there(self, told: Told, place: Place) -> bool:
        """Whether only this claim of its report is at the place told just before: "…struck Irbin. The raids killed five"."""
        here = self._at.get(key_of(place), [])
        return "place_far" not in told.standing.cues and not any(told.claim.report in site.reports for site in here)

    def _of_place(self, told: Told, place: Place) -> Site | None:
        known = self._at.get(key_of(place), [])
        fitting = [site for site in known if fits(site, told, _SAME_PLACE_DAYS) and _is_as_told(site, told)]
        report = told.claim.report
        if "another_event" in told.standing.cues:
            at = (report, told.standing.sentence)
            own = [site for site in fitting if any((t.claim.report, t.standing.sentence) == at for t in site.told)]
            return next(iter(own), None) or next((site for site in fitting if report not in site.reports), None)
        same_words = [site for site in fitting if site.place is not None and site.place.precision == place.precision]
        own = [site for site in same_words or fitting if report in site.reports]
        return own[-1] if own else next(iter(same_words or fitting), None)

    def _area_of_several(self, told: Told) -> Site | None:
        """The area of a report that tells of several places in it: a sentence without one may be of any of them."""
        report = told.claim.report
        own = [site for site in self.sites if report in site.reports and fits(site, told, _OTHER_PLACE_DAYS)]
        within = [site for site in own if not site.is_area]
        areas = [area for area in own if area.is_area and sum(1 for site in within if _lies_in(site, area)) > 1]
        return min(areas, key=_width, default=None)

    def _principal(self, told: Told) -> Site | None:
        """The event that the report is mostly about, the one with most dead; of several events their area."""
        if told.claim.scope == "prior":
            return None
        report = told.claim.report
        own = [
            site
            for site in self.sites
            if report in site.reports and fits(site, told, _OTHER_PLACE_DAYS) and _by_same(site, told)
        ]
        several = "several_events" in told.standing.cues
        return max(own, key=lambda site: (_holds_one_of(site, own) is several, _dead(site, report)), default=None)


def _is_as_told(site: Site, told: Told) -> bool:
    """Not so when a report tells of an earlier event beside its own: these are two, though the place and day are one."""
    prior = told.claim.scope == "prior"
    own = [each for each in site.told if each.claim.report == told.claim.report]
    return not own or any((each.claim.scope == "prior") is prior for each in own)


def _holds_one_of(area: Site, sites: Sequence[Site]) -> bool:
    """Whether one of the sites lies in an area."""
    return area.is_area and any(_lies_in(site, area) for site in sites)


def _says_again(told: Told, before: Told) -> bool:
    """Whether two claims of one report are word for word of the same people, as far as their counts and kinds tell."""
    mine, theirs = told.claim, before.claim
    group, other = mine.group, theirs.group
    return (
        mine.report == theirs.report
        and (mine.harm, mine.scope, mine.polarity) == (theirs.harm, theirs.scope, theirs.polarity)
        and (mine.count.lower, mine.count.upper) == (theirs.count.lower, theirs.count.upper)
        and (group.status, group.age, group.sex, group.role) == (other.status, other.age, other.sex, other.role)
    )


def _same_day_and_kind(site: Site, told: Told) -> bool:
    """Whether a site may be what a claim repeats; a day that its own sentence does not tell does not speak against it."""
    if "time_carried" in told.standing.cues:
        return one_kind(site.kinds, {told.claim.event.type})
    return fits(site, told, _OTHER_PLACE_DAYS)


def _dead(site: Site, report: str) -> int:
    """How many dead a report tells of at a site: its largest number, or the people of one sentence together."""
    sentences: dict[int, int] = {}
    for told in site.told:
        claim = told.claim
        if claim.report == report and claim.harm == "killed" and claim.part_of is None:
            at = told.standing.sentence
            sentences[at] = sentences.get(at, 0) + claim.count.lower
    return max(sentences.values(), default=0)


def _by_same(site: Site, told: Told) -> bool:
    """Whether a claim and a site may have one perpetrator, as far as they name any.

    A state and its army are one for this: "Sudan" and "Sudanese Armed Forces" begin alike.
    """
    mine, theirs = _perpetrators([told]), _perpetrators(site.told)
    return not mine or not theirs or bool(mine & theirs)


def _perpetrators(told: Sequence[Told]) -> set[str]:
    names = {actor.name for each in told for actor in each.claim.event.actors if actor.role == "perpetrator"}
    return {name.casefold()[:_ALIKE] for name in names}


def _add(site: Site, told: Told) -> None:
    """Add a claim, which can narrow the days and the place of its site."""
    site.told.append(told)
    time, place = told.claim.time, told.claim.place
    if time is not None and overlap((time.start, time.end), (site.start, site.end)):
        starts, ends = [d for d in (site.start, time.start) if d], [d for d in (site.end, time.end) if d]
        site.start, site.end = max(starts, default=None), min(ends, default=None)
    if site.place is not None and place is not None and key_of(place) == key_of(site.place):
        order = ("exact", "settlement", "near_settlement")
        if place.precision in order and order.index(place.precision) < order.index(site.place.precision):
            site.place = place


def fits(site: Site, told: Told, longest: int) -> bool:
    """Whether a claim can speak of a site's event by its day and kind, the place aside.

    A stretch of more than `longest` days does not say which of its events is meant.
    """
    if not one_kind(site.kinds, {told.claim.event.type}):
        return False
    time = told.claim.time
    if time is not None and (time.start or time.end) and (site.start or site.end):
        return _may_be_one((time.start, time.end), (site.start, site.end), longest)
    return told.claim.report in site.reports or _near_in_news(site.told, told)


def one_kind(some: set[str], others: set[str]) -> bool:
    """Whether events of these kinds may be one."""
    if some <= _ANY or others <= _ANY:
        return True
    return any(kind & some and kind & others for kind in _KINDS)


def _may_be_one(one: Days, other: Days, longest: int) -> bool:
    """Whether two stretches of days can be of one event: they meet, and neither is too long to say so."""
    return one == other or (overlap(one, other) and _is_short(*one, longest) and _is_short(*other, longest))


def _is_short(start: date | None, end: date | None, longest: int) -> bool:
    return start is not None and end is not None and end - start < timedelta(longest)


def overlap(one: Days, other: Days) -> bool:
    """Whether two stretches of days have one in common; a missing end is open."""
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (one[1] or date.max)


def _near_in_news(known: Sequence[Told], told: Told) -> bool:
    days = [each.published for each in known if each.published is not None]
    return told.published is not None and any(abs(told.published - d) <= timedelta(_NEWS_DAYS) for d in days)


def site_of(told: Iterable[Told], place: Place | None) -> Site:
    """The one site, at a place, of claims of which it is decided that they speak of one event."""
    site = Site(place, None, None)
    for each in sorted(told, key=lambda each: each.rank):
        _add(site, each)
    if site.start and site.end and site.start > site.end:  # days that have none in common
        site.start, site.end = site.end, site.start
    return site


def trees(sites: Sequence[Site], *, absorbing: bool = True) -> list[Site]:
    """Put every site under the narrowest area that holds it; the roots.

    A wide area (a region, a country) takes only sites that a report of its own tells of, for too much happens in it.
    A town takes a quarter only where it is told so and its number has room for the quarter's.
    An area whose only part is another area is the same set of events (`absorbing`).
    """
    placed = sorted((site for site in sites if site.place is not None), key=_width)
    areas = [site for site in placed if site.is_area]
    for site in sites:
        among = placed if site.is_quarter else areas
        site.parent = next((area for area in among if area is not site and _holds(area, site)), None)
        if site.parent is not None:
            site.parent.parts.append(site)
    for area in areas if absorbing else ():
        while len(area.parts) == 1 and area.parts[0].is_area:
            _absorb(area, area.parts[0])
    return [site for site in sites if site.parent is None and site.told]


def _width(site: Site) -> int:
    return width(site.place) if site.place is not None else 0


def _holds(area: Site, site: Site) -> bool:
    if not (_lies_in(site, area) or _is_quarter_of(site, area)):
        return False
    if area.place is not None and area.place.precision in _WIDE and not area.reports & site.reports:
        return False
    if not one_kind(area.kinds, site.kinds):
        return False
    if (area.start or area.end) and (site.start or site.end):
        return _may_be_one((area.start, area.end), (site.start, site.end), _OTHER_PLACE_DAYS)
    return bool(area.reports & site.reports)


def _is_quarter_of(quarter: Site, town: Site) -> bool:
    """Whether a report tells of both, and its dead of the town are not fewer than those of its quarters together.

    A town whose dead are told bit by bit ("another 42") leaves no room: the quarter's may be the next bit.
    """
    if not quarter.place or not town.place or not quarter.is_quarter or not is_quarter_of(quarter.place, town.place):
        return False
    if any("further_people" in told.standing.cues for told in (*town.told, *quarter.told)):
        return False
    quarters = [*town.parts, quarter]
    return any(_dead(town, r) >= sum(_dead(each, r) for each in quarters) for r in town.reports & quarter.reports)


def _lies_in(site: Site, area: Site) -> bool:
    return site.place is not None and area.place is not None and lies_in(site.place, area.place)


def _absorb(area: Site, only: Site) -> None:
    """Make an area and its only part, a narrower area, one."""
    area.place, area.parts = only.place, only.parts
    area.told = sorted([*area.told, *only.told], key=lambda told: told.rank)
    area.start = max((d for d in (area.start, only.start) if d), default=None)
    area.end = min((d for d in (area.end, only.end) if d), default=None)
    only.told = []
    for part in area.parts:
        part.parent = area
