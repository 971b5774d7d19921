"""What else a claim may mean: every alternative reading is one declared object with its price and its sentences.

A rule looks at an utterance in its case and offers readings. Each is further from the words than the plain one; the
policy says how far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from marsad.model.interval import Interval
from marsad.tolls.case import Case
from marsad.tolls.people import EVERYBODY, People
from marsad.tolls.sites import Site
from marsad.tolls.utterances import Item, Utterance
from marsad.tolls.wording import at_words, counted_words, interval_words, listed, people_words

_ROUND = 10
_LEAST_ROUND = 20


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an utterance counts: its items in some units, with what some of its harm are.

    `elsewhere`: another event, so that it counts nobody here. `died`: those whom it counts as injured may have died.
    """

    units: frozenset[int]
    items: tuple[Item, ...]
    elsewhere: bool = False
    died: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """One more thing that an utterance may mean; `name` is its price in the policy.

    `plain` and `taken` say what it would and what it does mean, `why` what speaks for that, `refuted_by` what would
    show that it is wrong.
    """

    name: str
    meaning: Meaning
    plain: str
    taken: str
    why: str
    refuted_by: str


Offer = Callable[[Utterance, Case], Iterator[Alternative]]


def plain(said: Utterance, case: Case) -> Meaning:
    """What an utterance means as it is said."""
    return Meaning(case.plain_units(said), said.items)


def alternatives(said: Utterance, case: Case) -> list[Alternative]:
    """All other readings of an utterance, each meaning once, by the cheapest rule that offers it."""
    offered = [alternative for offer in OFFERS for alternative in offer(said, case)]
    offered.sort(key=lambda alternative: case.policy.penalty(alternative.name))
    known = {plain(said, case)}
    kept = []
    for alternative in offered:
        if alternative.meaning not in known:
            known.add(alternative.meaning)
            kept.append(alternative)
    return kept


def area_wide(said: Utterance, case: Case) -> Iterator[Alternative]:
    """The count is of all events of its area, though the sentence speaks of one of them."""
    site = said.site if said.site.parts else said.site.parent
    if site is None:
        return
    own = said.site is site
    if own or len([part for part in site.parts if case.tells_of(said, part)]) > 1:
        yield Alternative(
            "area_wide" if own else "area_wide_from_place",
            Meaning(case.units_of(site), said.items),
            f"counts one event, apart from those told beside it, {at_words(site.place)}"
            if own
            else f"counts the event {at_words(said.site.place)}",
            f"counts all events of that day {at_words(site.place)} together",
            "read so, all that is said of the single events adds up to it",
            "a source that names the people of this one event alone",
        )


def one_event(said: Utterance, case: Case) -> Iterator[Alternative]:
    """The count is of one event, though it is told of a whole area: somebody counts as many people there."""
    if said.site.parts:
        for part in said.site.parts:
            if not any(_agrees(said, other) for other in case.utterances if other.site is part):
                continue
            where = at_words(part.place)
            yield Alternative(
                "one_event",
                Meaning(case.units_of(part), said.items),
                f"counts all events {at_words(said.site.place)}",
                f"counts the event {where} alone",
                "the area is named loosely for the place",
                f"a source that says how many of these people were harmed elsewhere than {where}",
            )


def further_included(said: Utterance, case: Case) -> Iterator[Alternative]:
    """Further people are part of a count told before, or the count told before holds them already."""
    if not case.is_told_apart(said):
        return
    further = case.is_further(said)
    items = tuple(_open(item) for item in said.items) if further else said.items
    yield Alternative(
        "further_included",
        Meaning(case.units_of(said.site), items),
        "counts further people, on top of those told before" if further else "counts people other than those told next",
        "counts people whom the number told before holds already" if further else "counts those told next as well",
        "the words “another” or “more” need not mean that the numbers are to be added",
        "a list of names that has both",
    )


def status_slip(said: Utterance, case: Case) -> Iterator[Alternative]:
    """The people are all people, though one kind of them is named: "nine civilians" are nine people."""
    item = said.items[0]
    if said.is_list or not item.people.status or item.people != People(status=item.people.status):
        return
    yield Alternative(
        "status_slip",
        Meaning(case.plain_units(said), (replace(item, people=EVERYBODY), *said.items[1:])),
        f"counts {people_words(item.people)} only",
        f"counts all people, though it calls them {people_words(item.people)}",
        "a status is often given to all the dead before anybody knows who they were",
        f"a source that says who of them were no {people_words(item.people)}",
    )


def not_complete(said: Utterance, case: Case) -> Iterator[Alternative]:
    """A list of groups names some of the people, not all of them."""
    if said.is_list and any(item.within.upper is not None for item in said.items):
        yield _opened(
            "not_complete", said, case, "the list need not name everybody", "a list that calls itself complete"
        )


def some_of_them(said: Utterance, case: Case) -> Iterator[Alternative]:
    """The count is of some of the people: the same report, on the same authority, counts more of them at the place."""
    item = said.items[0]
    if said.is_list or item.within.upper is None or case.is_told_apart(said):
        return
    most = item.within.upper
    report = said.first.claim.report
    if any(
        other.site is said.site and other.first.claim.report == report and other.origin == said.origin
        and other.harm == said.harm and other.total().within.lower > most
        for other in case.utterances
    ):  # fmt: skip
        yield _opened(
            "some_of_them", said, case, "its source counts more people there in the same report", "a list of all names"
        )


def as_known_then(said: Utterance, case: Case) -> Iterator[Alternative]:
    """The count is what was known when it was given: a later report counts more."""
    if all(item.within.upper is None for item in said.items[: said.wholes]):
        return
    reasons = {
        "it is called preliminary": bool({"preliminary", "expected_to_rise"} & set(said.first.claim.hedges)),
        "a later report counts more": any(_is_later_and_higher(other, said) for other in case.utterances),
        "its source itself counts more": any(_is_of_its_source(other, said) for other in case.utterances),
    }
    why = next((words for words, holds in reasons.items() if holds), None)
    if why is not None:
        yield _opened("as_known_then", said, case, why, "its source repeats the same number later")


def rounded(said: Utterance, case: Case) -> Iterator[Alternative]:
    """A round number is about that number."""
    item = said.items[0]
    exact = item.within.upper == item.within.lower
    if said.wholes == 1 and exact and item.within.lower >= _LEAST_ROUND and item.within.lower % _ROUND == 0:
        within = case.policy.about(item.within.lower)
        yield Alternative(
            "rounded",
            Meaning(case.plain_units(said), (replace(item, within=within), *said.items[1:])),
            f"counts exactly {interval_words(item.within)}",
            f"counts about {interval_words(item.within)}, that is {interval_words(within)}",
            "it is a round number",
            "a list of as many names",
        )


def died_since(said: Utterance, case: Case) -> Iterator[Alternative]:
    """Some of those who were counted as injured have died since."""
    if said.harm == "injured" and any(
        other.harm == "killed" and other.site is said.site and _is_later(other, said) for other in case.utterances
    ):
        yield Alternative(
            "died_since",
            Meaning(case.plain_units(said), said.items, died=True),
            "counts people who are still alive",
            "counts people some of whom have died since",
            "a later report counts the dead again",
            "a later report of as many injured beside the dead",
        )


def town_only(said: Utterance, case: Case) -> Iterator[Alternative]:
    """The count is of the place itself, without what happened near it; or of that alone."""
    near, place = case.near_unit(said.site), said.first.claim.place
    if near is None or place is None or "place_carried" in said.cues:
        return
    units = case.units_of(said.site)
    is_near = place.precision == "near_settlement"
    name = place.name or place.words
    yield Alternative(
        "town_only",
        Meaning(frozenset({near}) if is_near else units - {near}, said.items),
        f"counts everybody at {name} and near it",
        f"counts those near {name} only" if is_near else f"counts those in {name} itself only",
        "some sources speak of the place and others of a place near it",
        "a source that says that it is the same place",
    )


def miscounted(said: Utterance, case: Case) -> Iterator[Alternative]:
    """The count is off: the number lies between it and what other origins count of the same people of the same event."""
    whole = said.items[0]
    others = [
        other.items[0].within
        for other in case.utterances
        if other.site is said.site and other.harm == said.harm and other.origin != said.origin
        and not other.is_list and other.items[0].people == whole.people and not other.items[0].within & whole.within
    ]  # fmt: skip
    if said.is_list or not others:
        return
    within = reduce(Interval.__or__, others, whole.within)
    yield Alternative(
        "miscounted",
        Meaning(case.plain_units(said), (replace(whole, within=within), *said.items[1:])),
        f"counts {interval_words(whole.within)}",
        f"is off: the number is {interval_words(within)}",
        "others count the same people otherwise",
        "a list of names, or more origins that give the same number",
    )


def other_event(said: Utterance, case: Case) -> Iterator[Alternative]:
    """The count is of another event: the text does not say here where or when it was."""
    if "place_far" in said.cues or (said.first.claim.place is None and "time_carried" in said.cues):
        yield Alternative(
            "other_event",
            Meaning(frozenset(), said.items, elsewhere=True),
            f"counts people {at_words(said.site.place)}",
            "counts the people of another event",
            "the sentence names no place, and the one told before may not be meant",
            "a source that gives this number for this place",
        )


OFFERS: tuple[Offer, ...] = (
    rounded, as_known_then, area_wide, one_event, further_included, died_since, status_slip, some_of_them, not_complete,
    town_only, miscounted, other_event,
)  # fmt: skip
"""Every rule that offers readings."""


def _opened(name: str, said: Utterance, case: Case, why: str, refuted_by: str) -> Alternative:
    counts = listed(counted_words(item.within, item.people) for item in said.items[: said.wholes])
    wholes = tuple(_open(item) for item in said.items[: said.wholes])
    meaning = Meaning(case.plain_units(said), (*wholes, *(_open(item) for item in said.items[said.wholes :])))
    return Alternative(name, meaning, f"counts {counts} and no more", f"counts {counts} at least", why, refuted_by)


def _open(item: Item) -> Item:
    return replace(item, within=Interval(item.within.lower))


def _agrees(said: Utterance, other: Utterance) -> bool:
    """Whether another utterance counts as many of the same people."""
    if other.harm != said.harm or said.is_list:
        return False
    within = [item.within for item in other.items[: other.wholes]]
    people = {item.people for item in other.items[: other.wholes]}
    mine = said.items[0]
    fits = people == {mine.people} or (other.is_list and mine.people == EVERYBODY)
    counted = reduce(Interval.__add__, within)
    if counted.upper is None:  # "at least two" agrees with two, not with everything above
        return fits and counted.lower == mine.within.lower > 0
    return fits and counted & mine.within is not None


def _is_later(new: Utterance, old: Utterance) -> bool:
    days = new.first.published, old.first.published
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _is_later_and_higher(new: Utterance, old: Utterance) -> bool:
    return _is_later(new, old) and _is_higher(new, old)


def _is_of_its_source(new: Utterance, old: Utterance) -> bool:
    """Whether the source of a relayed count publishes a higher one itself: the relay may copy an older one."""
    return new.origin == old.origin and new.first.is_direct and not old.first.is_direct and _is_higher(new, old)


def _is_higher(new: Utterance, old: Utterance) -> bool:
    if new.harm != old.harm or not _related(new.site, old.site):
        return False
    return any(
        a.people == b.people and a.within.lower > (b.within.upper or 0)
        for a in new.items
        for b in old.items
        if b.within.upper is not None
    )


def _related(one: Site, other: Site) -> bool:
    return one in other.below() or other in one.below()
