"""Claims and tolls as they may be published by programs for programs: the same shapes, without what is withheld.

Names that one of the claims withholds are taken out of every word of all of them, and of the sentences that quote them. Where a file
lay on the keeper's machine is nobody's business; a point is shown as the project shows points, and an area has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marsad.model.claim import Claim, Event, Place, Source, Time
from marsad.model.toll import ChangedReading, IncidentToll, LeftOut, RuleResult, SetAside, TellingReport, Tolls
from marsad.publishing.disclosure import Disclosure, plain_text


class Withholding:
    """What is withheld of some `claims` that are published together."""

    def __init__(self, disclosure: Disclosure, claims: Iterable[Claim]) -> None:
        self._disclosure = disclosure
        self._veil = disclosure.veil(claims)

    def words(self, words: str) -> str:
        """Words without the names that are withheld."""
        return plain_text(self._veil.text(words))

    def maybe(self, words: str | None) -> str | None:
        """The same where there may be no words."""
        return None if words is None else self.words(words)

    def claim(self, claim: Claim) -> Claim:
        """A claim as it may be published; its offsets are still those in its report's text."""
        return replace(
            claim,
            path=None,
            count=replace(claim.count, words=self.maybe(claim.count.words)),
            group=replace(claim.group, words=self.maybe(claim.group.words)),
            persons=self._disclosure.persons(claim),
            event=self.event(claim.event),
            place=self.place(claim.place),
            time=self._time(claim.time),
            source=self._source(claim.source),
            span=replace(claim.span, quote=self.words(claim.span.quote)),
        )

    def event(self, event: Event) -> Event:
        """An event in words that may be published."""
        actors = tuple(replace(a, name=self.words(a.name), words=self.maybe(a.words)) for a in event.actors)
        return replace(event, weapon=self.maybe(event.weapon), target=self.maybe(event.target), actors=actors)

    def place(self, place: Place | None) -> Place | None:
        """A place with its point as it may be shown, without one where it is an area."""
        if place is None:
            return None
        point = self._disclosure.point(place)
        said = replace(place, words=self.words(place.words))
        if point is None:
            return replace(said, lat=None, lon=None)
        return replace(said, lat=point.lat, lon=point.lon, precision=point.precision)

    def tolls(self, tolls: Tolls) -> Tolls:
        """Tolls with their claims as they may be published."""
        return replace(
            tolls,
            incidents=tuple(map(self._toll, tolls.incidents)),
            set_aside=tuple(map(self._aside, tolls.set_aside)),
            claims=tuple(map(self.claim, tolls.claims)),
            reports=tuple(map(_report, tolls.reports)),
        )

    def _toll(self, toll: IncidentToll) -> IncidentToll:
        return replace(
            toll,
            title=self.words(toll.title),
            event=self.event(toll.event),
            place=self.place(toll.place),
            time=self._time(toll.time),
            conflicts=tuple(replace(one, why=self.words(one.why)) for one in toll.conflicts),
            changed=tuple(map(self._changed, toll.changed)),
            set_aside=tuple(map(self._aside, toll.set_aside)),
            rules={rule: tuple(map(self._rule, results)) for rule, results in toll.rules.items()},
            notes=tuple(map(self.words, toll.notes)),
        )

    def _changed(self, one: ChangedReading) -> ChangedReading:
        return replace(
            one,
            from_=self.words(one.from_),
            to=self.words(one.to),
            why=self.words(one.why),
            refuted_by=self.words(one.refuted_by),
        )

    def _aside(self, one: SetAside) -> SetAside:
        return replace(one, why=self.words(one.why))

    def _rule(self, one: RuleResult) -> RuleResult:
        return replace(one, left_out=tuple(LeftOut(each.claim, self.words(each.why)) for each in one.left_out))

    def _time(self, time: Time | None) -> Time | None:
        return None if time is None else replace(time, words=self.words(time.words))

    def _source(self, source: Source) -> Source:
        shown = self._disclosure.source(source)
        relayed = tuple(map(self.words, shown.relayed_by))
        return replace(source, name=shown.name, words=self.maybe(source.words), relayed_by=relayed)


def _report(report: TellingReport) -> TellingReport:
    return replace(report, path=None)
