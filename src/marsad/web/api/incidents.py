"""Incidents for programs: lists, one with all that is known of it, its toll as the contract has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from marsad.incidents.origins import Origin as KnownOrigin
from marsad.model.claim import Place
from marsad.model.toll_json import to_json as tolls_to_json
from marsad.pipeline.record.projection import entry_of
from marsad.publishing.disclosure import Disclosure
from marsad.publishing.moment import Moment, day_words
from marsad.publishing.query import Query
from marsad.publishing.signing import is_signed
from marsad.publishing.views.revisions import Revision, revisions
from marsad.publishing.views.stretches import stretch
from marsad.publishing.withholding import Withholding
from marsad.store.entries import BETWEEN, IncidentEntry, ReportEntry
from marsad.web.api import cursors
from marsad.web.api.models import GradeWhy, Incident, Incidents, Line, Origin, Range, Report, Where, Whole
from marsad.web.api.questions import Listed

_KINDS: Mapping[str, tuple[type, ...]] = {
    "-day": (int, int, str),
    "day": (int, int, int, int, str),
    "-change": (int, int, int, int, str),
    "killed": (int, int, int, int, str),
    "-killed": (int, int, int, int, str),
}
"""Of what the place of an incident in each order is made."""


def listed(moment: Moment, query: Query, asked: Listed) -> Incidents:
    """A page of the incidents that a query asks for. Raises ItemError `web.cursor`, `publishing.query`."""
    question = (*query.pairs(), day_words(moment.at))
    after = None if asked.cursor is None else cursors.read(asked.cursor, question, _KINDS[query.sort])
    rows = moment.select(query)
    cut = stretch(moment.register, rows, query.sort, after, asked.limit)
    found = entries(moment, (row.code for row in cut.rows))
    return Incidents(
        revision=moment.revision,
        as_of=day_words(moment.at),
        total=rows.bit_count(),
        items=[incident_of(found[row.code], moment) for row in cut.rows if row.code in found],
        next=None if cut.after is None else cursors.written(cut.after, question),
    )


def entries(moment: Moment, codes: Iterable[str]) -> dict[str, IncidentEntry]:
    """The rows of open incidents, as they were at the moment."""
    if moment.at is None:
        return moment.record.incidents.of(codes)
    return {code: entry_of(moment.state.incident(code), moment.state) for code in codes}


def incident_of(entry: IncidentEntry, moment: Moment) -> Incident:
    """An incident as lists have it."""
    return Incident(**fields_of(entry, moment))


def fields_of(entry: IncidentEntry, moment: Moment) -> dict[str, Any]:
    """The fields of an incident in a list."""
    said = entry.state["description"]
    place = said["place"]
    return {
        "code": entry.code,
        "link": f"{moment.project.address}/incident/{entry.code}/",
        "title": said["title"],
        "event_type": said["event"],
        "first_day": entry.first_day,
        "last_day": entry.last_day,
        "place": None if place is None else where(Place(**place), moment.disclosure),
        "blamed": entry.perpetrator.split(BETWEEN) if entry.perpetrator else [],
        "grade": entry.grade,
        "killed": _range(entry.killed_lower, entry.killed_upper),
        "injured": _range(entry.injured_lower, entry.injured_upper),
        "reports": entry.reports,
        "origins": entry.origins,
        "part_of": entry.parent,
        "revision": entry.change,
    }


def where(place: Place, disclosure: Disclosure) -> Where:
    """A place as it may be shown."""
    point = disclosure.point(place)
    return Where(
        name=place.name,
        area=place.admin1 or (place.name if place.precision == "admin1" else None),
        country=place.country,
        geonames=place.geonames,
        precision=place.precision if point is None else point.precision,
        lat=None if point is None else point.lat,
        lon=None if point is None else point.lon,
        radius_km=None if point is None else point.radius_km,
    )


def _range(lower: int | None, upper: int | None) -> Range | None:
    return None if lower is None else Range(lower=lower, upper=upper)


def whole(moment: Moment, code: str) -> Whole:
    """One incident, open or withdrawn. Raises ItemError `ledger.incident-unknown`."""
    known = moment.known(code)
    incident, grave = known.incident, known.tombstone
    withheld = Withholding(moment.disclosure, known.tolls.claims)
    quantities = known.state.tolls.get(incident.code, {}).get("quantities", {})
    fields = fields_of(entry_of(incident, known.state), moment)
    return Whole(
        **fields | {"title": withheld.words(incident.description.title)},
        status="open" if grave is None else "withdrawn",
        withdrawn=None if grave is None else withheld.words(grave.reason),
        quantities={name: Range(**ends) for name, ends in sorted(quantities.items())},
        grading=GradeWhy(
            grade=known.grade.get("grade"),
            why=withheld.maybe(known.grade.get("reason")),
            judgement=known.grade.get("judgement"),
        ),
        corrected=sorted(known.state.corrected_fields(incident.code)),
        signed=is_signed(known),
        parts=[part.code for part in known.parts],
        merged_from=sorted({*known.state.leading_to(incident.code)} - {incident.code}),
        origin_list=[_origin(origin, withheld) for origin in known.origins],
        report_list=[_report(entry) for entry in known.reports],
        history=[_line(line, moment, withheld) for line in revisions(moment, incident.code)],
        notes=list(map(withheld.words, known.notes)),
    )


def toll(moment: Moment, code: str) -> dict[str, Any]:
    """The toll of an incident and of its parts, as the contract `marsad.toll/1` has it. Raises as `whole`."""
    known = moment.known(code)
    return tolls_to_json(Withholding(moment.disclosure, known.tolls.claims).tolls(known.tolls))


def _origin(origin: KnownOrigin, withheld: Withholding) -> Origin:
    name = withheld.words(origin.name)
    return Origin(name=name, reports=list(origin.reports), party=origin.party, copied=origin.copied)


def _report(entry: ReportEntry) -> Report:
    report = entry.report
    return Report(
        id=entry.id,
        outlet=None if report is None else report.outlet,
        published=None if report is None else report.published,
        language=None if report is None else report.language,
        taken_down=entry.withdrawn is not None,
    )


def _line(line: Revision, moment: Moment, withheld: Withholding) -> Line:
    return Line(
        change=line.number,
        at=line.at,
        actor=moment.disclosure.actor(line.actor) or "a person",
        kind=line.kind,
        cause=line.cause,
        what=withheld.words(_unnamed(line.what, line.actor, moment)),
        why=withheld.words(line.why),
    )


def _unnamed(words: str, actor: str, moment: Moment) -> str:
    return words if moment.disclosure.actor(actor) is not None else words.replace(actor, "a person")
