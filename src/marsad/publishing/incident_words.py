"""What is known of an incident of the record, in plain words: the same in the table and on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from marsad.incidents.origins import Origin
from marsad.model.incident import Incident
from marsad.model.judgement import Judgement
from marsad.pipeline.record.showing import Known
from marsad.publishing.judgement_words import judgement_line, judgements_about
from marsad.publishing.toll_words import range_words
from marsad.publishing.words import (
    counted,
    group_words,
    harm_words,
    number_words,
    source_words,
    standing_words,
    time_words,
)
from marsad.tolls.wording import quoted

_ID = 12
"""Letters of an id that tell a claim from every other of a record."""


def status_words(known: Known) -> Iterator[str]:
    """As of when, where an old code led, and what became of the incident."""
    if known.at is not None:
        day = f"{known.at:%Y-%m-%d %H:%M:%S} UTC" if isinstance(known.at, datetime) else f"the end of {known.at} (UTC)"
        yield f"As known at {day}, after change {known.state.number:,} of the ledger."
    if known.asked != known.incident.code:
        yield f"{known.asked} is merged into {known.incident.code}."
    if known.tombstone is not None:
        grave = known.tombstone
        yield f"Withdrawn on {grave.at:%Y-%m-%d} by {grave.actor}: {grave.reason}. Its code is kept and never given again."


def grade_words(known: Known) -> str:
    """The grade and the sentence why; who gave it, where a person did."""
    if not known.grade:
        return "Not graded yet."
    by = known.grade.get("judgement")
    given = f" by a person ({by})" if by else ""
    return f"{known.grade['grade']}{given}: {known.grade['reason']}"


def told_by_words(known: Known) -> str:
    """How many reports from how many origins, and which; parties to the fighting and a single origin are marked."""
    number = len(known.origins)
    origins = {0: "no origin", 1: "ONE ORIGIN"}.get(number, f"{number} origins")
    named = "; ".join(map(_origin, known.origins))
    return f"{counted(len(known.incident.reports), 'report')}, {origins}{f': {named}' if named else ''}"


def _origin(origin: Origin) -> str:
    told = [counted(len(origin.reports), "report")] if len(origin.reports) > 1 else []
    told += ["party to the fighting"] if origin.party else []
    told += ["copied from one another"] if origin.copied else []
    return f"{origin.name} ({', '.join(told)})" if told else origin.name


def other_words(incident: Incident, known: Known) -> str:
    """Another incident in a line: its code, its title, and how many were killed."""
    ranges = known.state.tolls.get(incident.code, {}).get("quantities", {}).get("killed")
    killed = f": {range_words(ranges['lower'], ranges['upper'])} killed" if ranges else ""
    return f"{incident.code}: {incident.description.title or 'no title yet'}{killed}"


def gone_words(known: Known) -> Iterator[str]:
    """The reports that were taken down, with the reasons that stay."""
    for entry in known.reports:
        if entry.withdrawn is not None:
            yield f"Report {entry.id} was taken down on {entry.withdrawn:%Y-%m-%d}: {entry.reason}."


def rejected_words(known: Known) -> Iterator[str]:
    """The claims that people rejected, in the claims' own words while they are there, and why."""
    for claim, words, judgement in known.rejected:
        said = (
            f"{claim}, whose words are gone,"
            if words is None
            else f"{quoted(words)} ({words.source.name or 'the outlet'})"
        )
        yield f"{said} rejected by {judgement.actor} ({judgement.id}): {judgement.reason}"


def claim_lines(known: Known) -> Iterator[str]:
    """The incident's own claims with the beginnings of their ids, by which they are judged, report by report."""
    outlets = {report.id: report.outlet or report.path or report.id for report in known.tolls.reports}
    for claim in known.tolls.claims:
        if claim.id in known.incident.claims:
            said = [harm_words(claim), number_words(claim.count), group_words(claim.group), *standing_words(claim)]
            told = f"{source_words(claim.source)}, in {outlets[claim.report]}"
            yield f"{claim.id[:_ID]} “{claim.span.quote}”: {', '.join(said)}; {told}"


def judgements_of(known: Known) -> list[Judgement]:
    """The judgements on the incident, the latest last."""
    every: Iterable[Judgement] = sorted(known.state.judgements.values(), key=lambda judgement: judgement.number)
    return list(judgements_about(known.incident.code, known.state, every))


def judgement_lines(known: Known) -> list[str]:
    """The same, one line each."""
    return [judgement_line(judgement, known.state) for judgement in judgements_of(known)]


def days_words(incident: Incident) -> str:
    """The days that the incident can have been on."""
    first, last = incident.description.first_day, incident.description.last_day
    if first is None and last is None:
        return time_words(None)
    return str(first) if first == last else f"{first or 'unknown'} to {last or 'unknown'}"
