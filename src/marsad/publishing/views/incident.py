"""What the page of an incident says: all that is known of it, with nothing in it that may not be said in public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from marsad.model.claim import Claim, EventType, Harm, Place
from marsad.model.incident import Description, Incident
from marsad.model.toll import HeldBy, Rule, RuleResult, TollRow
from marsad.pipeline.record.showing import Known
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.moment import Moment
from marsad.publishing.views.history import Revision, actors_of, history_of
from marsad.publishing.views.kinds import Kind, kinds_of
from marsad.publishing.views.parties import Party, parties_of
from marsad.publishing.views.shown import Pieces, Sentence, Showing
from marsad.publishing.views.strips import HarmStrips, strips_of
from marsad.publishing.views.sums import PartSum, sums_of
from marsad.publishing.views.telling import ShownOrigin, Telling, origins, tellings

_NOBODY = HeldBy((), ())


class Headline(NamedTuple):
    """What names an incident: what happened, where, on which days, to how many."""

    code: str
    event: EventType
    place: Place | None
    first_day: date | None
    last_day: date | None
    ranges: tuple[TollRow, ...]


class Grading(NamedTuple):
    """The grade and why. `person`: a person gave it; `by` names them where that is published."""

    name: str | None
    why: Pieces
    person: bool
    by: str | None


class Conflicting(NamedTuple):
    """Claims, by their numbers, that cannot all be true as they are plainly read, and the arithmetic."""

    claims: tuple[int, ...]
    why: Sentence


class Rejected(NamedTuple):
    """A claim that a person rejected; `claim` None: its words are gone."""

    claim: Claim | None
    at: datetime
    by: str | None
    why: Pieces


class Related(NamedTuple):
    """Another incident: its code, what names it."""

    code: str
    headline: Headline


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """The page. `view` is None where no toll was reckoned, or the incident was withdrawn; `other_codes` lead here too.

    `own_title` is a title that a person gave. `decisions` counts the judgements of people that stand. `gone` is the
    reason of a withdrawal. `notes` are sentences in English. `written` is how reports write the place, in which languages. `judged` says
    of claims by their numbers that a person has corrected or confirmed how they are read.
    """

    known: Known
    headline: Headline
    own_title: Pieces | None
    other_codes: tuple[str, ...]
    grading: Grading
    view: IncidentView | None
    showing: Showing
    kinds: Mapping[Kind, Mapping[Harm, TollRow]]
    harms: tuple[HarmStrips, ...]
    sums: tuple[PartSum, ...]
    parties: tuple[Party, ...]
    conflicts: tuple[Conflicting, ...]
    rules: tuple[tuple[Rule, tuple[RuleResult, ...]], ...]
    tellings: tuple[Telling, ...]
    origins: tuple[ShownOrigin, ...]
    parent: Related | None
    parts: tuple[Related, ...]
    persons: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    history: tuple[Revision, ...]
    decisions: int
    gone: Pieces | None
    notes: tuple[Pieces, ...]
    written: tuple[tuple[str, str], ...]
    judged: Mapping[int, Literal["corrected", "confirmed"]]

    @property
    def status(self) -> Literal["draft", "reviewed", "withdrawn"]:
        """A draft is of machines only; of what is reviewed a person has decided something."""
        if self.gone is not None:
            return "withdrawn"
        return "reviewed" if self.decisions or self.grading.person else "draft"

    def here(self, most: int) -> frozenset[int]:
        """The numbers of the claims that have a strip on a page that shows at most so many of a kind."""
        shown = (
            strip
            for harm in self.harms
            for strips in (*(kind.strips for kind in harm.kinds), harm.aside)
            for strip in strips[:most]
        )
        return frozenset(self.showing.links.number[strip.claim.id] for strip in shown)

    @property
    def possible_days(self) -> int:
        """On how many days it can have been; 0 where that is not known."""
        first, last = self.headline.first_day, self.headline.last_day
        return 0 if first is None or last is None else (last - first).days + 1

    @property
    def blamed(self) -> tuple[Party, ...]:
        """Those who are said to have done it."""
        return tuple(party for party in self.parties if party.role == "perpetrator")

    @property
    def independent(self) -> int:
        """How many origins are no party to the fighting."""
        return sum(1 for origin in self.origins if not origin.party)

    def numbers(self, claims: Iterable[str]) -> list[int]:
        """Claims by their numbers."""
        return sorted(self.showing.links.number[claim] for claim in claims if claim in self.showing.links.number)

    def left_out(self, result: RuleResult) -> list[tuple[str, list[int]]]:
        """Why a rule of the field leaves claims out, and which."""
        by_reason: dict[str, list[str]] = {}
        for each in result.left_out:
            by_reason.setdefault(each.why, []).append(each.claim)
        return [(why, self.numbers(claims)) for why, claims in by_reason.items()]

    @property
    def words_gone(self) -> bool:
        """Whether words that were told of it were taken down, and with them the knowledge of which names to withhold."""
        return any(revision.kind == "report_withdrawn" for revision in self.history)

    def reason(self, revision: Revision) -> Pieces | None:
        """Why a change was made; None where that is not said in public.

        Why a report was taken down is not: it may tell whom that protects. Nor is what people wrote where nobody knows any more
        which names must not stand in it.
        """
        may_name = not revision.by_machine or revision.cause == "judgement" or revision.kind == "grade_given"
        if revision.kind == "report_withdrawn" or (self.words_gone and may_name):
            return None
        return self.showing.veil.text(revision.reason)

    @property
    def columns(self) -> tuple[Harm, ...]:
        """The harms that the table of ranges has."""
        return tuple(dict.fromkeys(harm for rows in self.kinds.values() for harm in rows))

    @property
    def revised(self) -> Revision | None:
        """The last change of its ranges after they were first reckoned."""
        tolls = [revision for revision in self.history if revision.kind == "toll_computed" and revision.moves]
        return tolls[-1] if len(tolls) > 1 else None

    @property
    def last(self) -> Revision | None:
        """The last change of all."""
        return self.history[-1] if self.history else None


def incident_view(moment: Moment, code: str) -> IncidentPage:
    """The page of the incident that a code leads to. Raises ItemError `ledger.incident-unknown`."""
    known = moment.known(code)
    history = history_of(moment.record, moment.state, known.incident.code)
    links = ClaimLinks(known.tolls)
    veil = moment.disclosure.veil(_heard(moment, known), actors_of(history))
    showing = Showing.of(links, moment.disclosure, veil)
    view = next((one for one in links.roots if one.incident.id == known.incident.code and not known.tombstone), None)
    harms = () if view is None else tuple(strips_of(view, links))
    own = [claim for claim in known.tolls.claims if claim.id in known.incident.claims]
    said, silent = known.incident.description, any(revision.kind == "report_withdrawn" for revision in history)
    state, corrected = moment.state, moment.state.corrected_fields(known.incident.code)
    return IncidentPage(
        known=known,
        headline=_headline(known.incident.code, said, () if view is None else view.incident.toll),
        own_title=showing.text(said.title) if "title" in corrected and said.title else None,
        other_codes=tuple(other for other in state.leading_to(known.incident.code) if other != known.incident.code),
        grading=_grading(known, showing, silent=silent),
        view=view,
        showing=showing,
        kinds={} if view is None else kinds_of(view.incident),
        harms=harms,
        sums=() if view is None else tuple(sums_of(view)),
        parties=tuple(parties_of(own, showing)),
        conflicts=() if view is None else tuple(_conflicts(view, showing)),
        rules=() if view is None else tuple(view.incident.rules.items()),
        tellings=tuple(tellings(known, moment.record, showing)),
        origins=tuple(origins(known, showing)),
        parent=None if known.parent is None else _related(known.parent, known),
        parts=tuple(_related(part, known) for part in known.parts),
        persons=tuple(dict.fromkeys(name for claim in own for name in moment.disclosure.persons(claim))),
        rejected=tuple(_rejected(known, showing, silent=silent)),
        history=tuple(history),
        decisions=sum(1 for revision in history if revision.kind == "judgement_made" and _stands(revision, known)),
        gone=None if known.tombstone is None else veil.text(known.tombstone.reason),
        notes=tuple(veil.text(note) for note in (*known.notes, *(view.incident.notes if view else ()))),
        written=tuple(_written(own, said.place)),
        judged=dict(_judged(known, links)),
    )


def _heard(moment: Moment, known: Known) -> Iterator[Claim]:
    """Every claim whose names must not stand on the page: its own, and all that any reading ever found in its reports.

    What one reading took for a name, a later one may have missed; it is withheld all the same.
    """
    yield from known.tolls.claims
    yield from (claim for _, claim, _ in known.rejected if claim is not None)
    yield from moment.record.readings.ever(known.incident.reports)


def _headline(code: str, said: Description, rows: Iterable[TollRow]) -> Headline:
    everybody = tuple(row for row in rows if not (row.status or row.age or row.sex))
    return Headline(code, said.event, said.place, said.first_day, said.last_day, everybody)


def _related(incident: Incident, known: Known) -> Related:
    said = known.state.tolls.get(incident.code, {}).get("toll", {}).get("rows", ())
    fields = (
        {name: value for name, value in row.items() if name not in ("role", "affiliation", "held_by")} for row in said
    )
    rows = (TollRow(held_by=_NOBODY, **each) for each in fields)
    return Related(incident.code, _headline(incident.code, incident.description, rows))


def _grading(known: Known, showing: Showing, *, silent: bool) -> Grading:
    if not known.grade:
        return Grading(None, (), person=False, by=None)
    judgement = known.state.judgements.get(known.grade.get("judgement", ""))
    by = None if judgement is None else showing.disclosure.actor(judgement.actor)
    why = () if silent else showing.veil.text(known.grade["reason"])
    return Grading(known.grade["grade"], why, judgement is not None, by)


def _conflicts(view: IncidentView, showing: Showing) -> Iterator[Conflicting]:
    for conflict in view.incident.conflicts:
        claims = [claim for claim in conflict.claims if claim in showing.links.claims]
        numbers = sorted(showing.links.number[claim] for claim in claims)
        yield Conflicting(tuple(numbers), showing.sentence(conflict.why, claims))


def _rejected(known: Known, showing: Showing, *, silent: bool) -> Iterator[Rejected]:
    for _, claim, judgement in known.rejected:
        by = showing.disclosure.actor(judgement.actor)
        yield Rejected(claim, judgement.at, by, () if silent else showing.veil.text(judgement.reason))


def _stands(revision: Revision, known: Known) -> bool:
    judgement = known.state.judgements.get(f"J{revision.number}")
    return judgement is not None and judgement.standing == "in_force"


def _written(claims: Iterable[Claim], place: Place | None) -> Iterator[tuple[str, str]]:
    """How reports of other languages than English write the place: words and language."""
    if place is None or place.geonames is None:
        return
    found: dict[tuple[str, str], None] = {}
    for claim in claims:
        if claim.place is not None and claim.place.geonames == place.geonames and claim.language != "en":
            found[claim.place.words, claim.language] = None
    yield from found


def _judged(known: Known, links: ClaimLinks) -> Iterator[tuple[int, Literal["corrected", "confirmed"]]]:
    for claim in known.tolls.claims:
        judgement = known.state.answer("claim", claim.id)
        if judgement is not None and judgement.verdict in ("accept", "correct"):
            yield links.number[claim.id], "corrected" if judgement.verdict == "correct" else "confirmed"
