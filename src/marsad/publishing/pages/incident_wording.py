"""Words of the incident page that are put together from parts, in the reader's language: people, places, numbers, headlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from marsad.model.change import MACHINE
from marsad.model.claim import Claim, Count, Harm, Place
from marsad.model.interval import Interval
from marsad.model.toll import RuleResult, TollRow
from marsad.publishing.axis import Axis
from marsad.publishing.disclosure import Disclosure, Veil
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.pages.links import Links
from marsad.publishing.strip import Mark, StripWords, ruler, sample, strip
from marsad.publishing.strip_legend import SHAPES
from marsad.publishing.views.history import Field, Revision
from marsad.publishing.views.incident import Headline
from marsad.publishing.views.kinds import Kind
from marsad.publishing.views.strips import Strip
from marsad.publishing.views.sums import PartSum

_ISOLATE = {"rtl": "\u2067{}\u2069", "ltr": "{}"}
"""Keeps the words of a drawing, whose axis runs from left to right in every language, in their own direction."""


_LEFT_OUT = {
    "the same origin has a later or fuller count": "later",
    "counts one group of the people, not all of them": "group",
    "the rule takes another number": "other_number",
    "a part of a count that is used": "part",
}
"""The sentences of `marsad.tolls.fieldrules`, and their codes in the catalogues."""


@dataclass(frozen=True)
class Wording:
    """The words of one language, without the names that a veil withholds.

    The page has strips of the claims with the numbers `here`; `elsewhere` leads to those of other pages.
    """

    t: Catalogue
    veil: Veil
    here: frozenset[int] = frozenset()
    elsewhere: Mapping[int, str] = field(default_factory=dict)

    def shown(self, words: str) -> str:
        """Words of a report, with a mark in place of every name that is withheld."""
        return "".join(
            f"[{self.t.plain(f'incident.withheld.{piece.hidden}')}]" if piece.kind == "withheld" else piece.text
            for piece in self.veil.text(words)
        )

    def people(self, kind: Kind) -> str:
        """A kind of people: "civilians, children", "fighters of X"; "everybody" where nothing is said of them."""
        t, (status, age, sex, role, affiliation) = self.t, kind
        parts = [t.term_plain("status", status)] if status else []
        if age or sex:
            parts.append(t.term_plain("people", f"{age or 'any'}_{sex or 'any'}"))
        if role:
            parts.append(t.term_plain("role", role))
        named = t.plain("incident.comma").join(parts)
        if affiliation:
            return t.plain(
                "incident.people_of", people=named or t.plain("incident.people"), name=self.shown(affiliation)
            )
        return named or t.plain("incident.everybody")

    def people_of(self, claim: Claim) -> str:
        """Whom a claim counts, as far as it says; empty when it says nothing."""
        group = claim.group
        said = (None if value == "unknown" else value for value in (group.status, group.age, group.sex))
        kind = (*said, group.role, group.affiliation)
        return self.people(kind) if any(kind) else ""

    def people_harmed(self, harm: Harm, kind: Kind) -> str:
        """A harm of a kind of people: "killed", "killed, civilians"."""
        words = self.t.term_plain("harm", harm)
        return f"{words}{self.t.plain('incident.comma')}{self.people(kind)}" if any(kind) else words

    def reading(self, claim: Claim) -> str:
        """How a claim is read: "9 killed; civilians; preliminary"."""
        t = self.t
        number = t.plain(
            "incident.number_harmed", number=self.number(claim.count), harm=t.term_plain("harm", claim.harm)
        )
        more = [people] if (people := self.people_of(claim)) else []
        more += [t.term_plain("scope", claim.scope)] if claim.scope != "event" else []
        more += [t.term_plain("polarity", claim.polarity)] if claim.polarity != "asserted" else []
        more += [t.term_plain("hedge", hedge) for hedge in claim.hedges]
        return t.plain("incident.semicolon").join([number, *more])

    def place(self, place: Place | None) -> str:
        """A place by its name, with how it is known: "near Idlib", "somewhere in the province of Idlib"."""
        if place is None:
            return self.t.plain("incident.place.none")
        key = "unfound" if place.name is None else place.precision
        return self.t.plain(f"incident.place.{key}", place=place.name or self.shown(place.words))

    def number(self, count: Count) -> str:
        """How many a claim counts: "about 40", "60 families"."""
        words = self.t.range(count.lower, count.upper)
        if count.form == "about":
            words = self.t.plain("incident.about", number=words)
        return words if count.unit == "person" else self.t.plain(f"incident.unit.{count.unit}", number=words)

    def interval(self, within: Interval | None) -> str:
        """A range; "unknown" where there is none."""
        return self.t.plain("range.unknown") if within is None else self.t.range(within.lower, within.upper)

    def near(self, row: TollRow) -> str:
        """The wider range by readings nearly as good, and whether the range is proven; empty when it says nothing new."""
        words = []
        if (row.near_lower, row.near_upper) != (row.lower, row.upper):
            words.append(self.t.plain("incident.near", range=self.t.range(row.near_lower, row.near_upper)))
        if not row.proven:
            words.append(self.t.plain("incident.not_proven"))
        return self.t.plain("incident.comma").join(words)

    def reported(self, rows: Iterable[TollRow]) -> str:
        """Ranges as a headline has them: "9 reported killed, 61 reported injured"."""
        said = (
            self.t.plain(
                f"incident.reported.{row.harm if row.harm in ('killed', 'injured') else 'any'}",
                range=self.t.range(row.lower, row.upper),
                harm=self.t.term_plain("harm", row.harm),
            )
            for row in rows
            if (row.lower, row.upper) != (0, None)
        )
        return self.t.plain("incident.comma").join(list(said)[:2])

    def what_and_where(self, headline: Headline) -> str:
        """What happened where: "Air strike, near Idlib"."""
        event = self.t.term_plain("event", headline.event)
        return self.t.plain("incident.title", event=event[:1].upper() + event[1:], place=self.place(headline.place))

    def title(self, headline: Headline) -> str:
        """The title in one line: what, where, when, how many."""
        days = self.t.days(headline.first_day, headline.last_day)
        title = self.t.plain("incident.title_days", title=self.what_and_where(headline), days=days)
        reported = self.reported(headline.ranges)
        return self.t.plain("incident.title_range", title=title, range=reported) if reported else title

    def quantity(self, name: str) -> str:
        """A quantity of a toll: "killed", "killed, civilians"."""
        harm, _, people = name.partition(" ")
        words = self.t.term_plain("harm", harm)
        return f"{words}{self.t.plain('incident.comma')}{self.t.term_plain('victims', people)}" if people else words

    def result(self, result: RuleResult) -> str:
        """What a rule of the field makes of the claims."""
        if result.lower is None:
            return self.t.plain("incident.rule_nothing")
        if result.best is not None and (result.lower, result.upper) != (result.best, result.best):
            if result.upper is None and result.lower == result.best:
                return self.t.plain("incident.rule_or_more", best=result.best)
            upper = self.t.plain("incident.rule_open") if result.upper is None else self.t.number(result.upper)
            return self.t.plain("incident.rule_three", lower=result.lower, best=result.best, upper=upper)
        return self.t.range(result.lower, result.upper)

    def left_out(self, why: str) -> str:
        """Why a rule of the field does not use a claim."""
        return self.t.term_plain("left_out", _LEFT_OUT.get(why, why))

    def field_words(self, field: Field) -> tuple[str, str, str]:
        """A part of a description: its name, what it was, what it became."""
        return (
            self.t.plain(f"incident.field.{field.name}"),
            self._value(field, field.before),
            self._value(field, field.after),
        )

    def fields(self, revision: Revision) -> list[tuple[str, str, str]]:
        """What a description became; a title that a machine made says nothing new."""
        return [
            self.field_words(field) for field in revision.fields if field.name != "title" or not revision.by_machine
        ]

    def opened(self, revision: Revision) -> str:
        """An incident as it was opened: what, where, when."""
        said = {field.name: field for field in revision.fields if field.after}
        parts = [self.field_words(said[name])[2] for name in ("event", "place", "first_day") if name in said]
        return self.t.plain("incident.comma").join(parts) or self.t.plain("range.unknown")

    def actor(self, revision: Revision, disclosure: Disclosure) -> Markup:
        """Who made a change."""
        name = disclosure.actor(revision.actor)
        if name is None:
            return Markup(escape(self.t.plain("incident.reviewer")))  # noqa: S704  escaped
        return Markup("<bdi>{}</bdi>").format(name.removeprefix(MACHINE))

    def terms(self, found: PartSum, links: Links) -> Markup:
        """The parts that add up to a range."""
        terms = (
            self.t(
                "incident.table.term",
                range=self.t.range(row.lower, row.upper),
                place=Markup('<a href="{}"><bdi>{}</bdi></a>').format(
                    links.incident(part.incident.id), self.place(part.incident.place)
                ),
            )
            for part, row in found.parts
        )
        return Markup(" + ").join(terms)

    def digest(self, blob: str) -> Markup:
        """The address of archived bytes."""
        return Markup("<code>{}</code>").format(blob)

    def _value(self, field: Field, value: Any) -> str:
        if not value:
            return self.t.plain("range.unknown")
        if field.name == "place":
            return self.shown(str(value.get("name") or value.get("words")))
        if field.name == "event":
            return self.t.term_plain("event", value)
        if field.name in ("first_day", "last_day"):
            return self.t.day(date.fromisoformat(value))
        return self.shown(str(value))

    @cached_property
    def strip_words(self) -> StripWords:
        """The words of drawings."""
        isolate = _ISOLATE[self.t.direction]
        said = {name: self._template(name, *values) for name, values in _DRAWN.items()}
        return StripWords(lambda lower, upper: isolate.format(self.t.range(lower, upper)), **said)

    def _template(self, name: str, *values: str) -> str:
        return self.t.plain(f"incident.strip.{name}", **{value: f"{{{value}}}" for value in values})

    def strip(self, axis: Axis, one: Strip) -> Markup:
        """The drawing of a claim."""
        claim, part = one
        mark = Mark(
            claim.harm, claim.count.lower, claim.count.upper, claim.count.form == "about", bool(part.changes),
            part.aside is not None, any(end.lower for end in part.ends), any(end.upper for end in part.ends),
        )  # fmt: skip
        return Markup(strip(axis, mark, part.row, self.strip_words))  # noqa: S704  drawn by our own code

    def ruler(self, axis: Axis, row: TollRow | None = None) -> Markup:
        """The axis above strips."""
        return Markup(ruler(axis, row, self.strip_words))  # noqa: S704  drawn by our own code

    def legend(self) -> Iterator[tuple[Markup, Markup]]:
        """Every shape of a strip with its words."""
        for name, mark, row in SHAPES:
            yield Markup(sample(mark, row)), escape(self.t.plain(f"incident.legend.{name}"))  # noqa: S704  as above

    def harm(self, harm: Harm) -> str:
        """A harm, as a heading begins."""
        words = self.t.term_plain("harm", harm)
        return words[:1].upper() + words[1:]


_DRAWN = {
    "about": ("number",), "aside": ("number",), "changed": ("number",), "toll": ("range",), "axis": ("end",),
}  # fmt: skip
