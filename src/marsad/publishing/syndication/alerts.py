"""An incident as a message of the Common Alerting Protocol, CAP 1.2 (OASIS), for systems that take nothing else.

An incident of a record lies in the past, and its message says so (`urgency` Past). Nobody is to act on what no person stands behind: the
status is Draft until the incident is signed (`marsad.publishing.signing`), and Actual then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit

from lxml import etree

from marsad.errors import ItemError
from marsad.model.claim import EventType
from marsad.pipeline.record.projection import entry_of
from marsad.pipeline.record.showing import Known
from marsad.publishing.moment import Moment
from marsad.publishing.pages.catalogue import Catalogue, catalogue, languages
from marsad.publishing.signing import is_signed
from marsad.publishing.syndication.headlines import figures, headline, where
from marsad.publishing.syndication.xml import add, document, element
from marsad.publishing.views.revisions import Revision, revisions, spoken
from marsad.store.entries import IncidentEntry

CAP = "urn:oasis:names:tc:emergency:cap:1.2"
MEDIA_TYPE = "application/cap+xml; charset=utf-8"
Certainty = Literal["Observed", "Likely", "Possible", "Unlikely", "Unknown"]

CERTAINTY: Mapping[str | None, Certainty] = {
    # CAP: "determined to have occurred"; reliable independent sources, or the perpetrator itself
    "Confirmed": "Observed",
    # CAP: "p > 50 %"; two or more independent origins agree
    "Fair": "Likely",
    # CAP: "possible but not likely" is too little and "likely" too much for one origin alone
    "Weak": "Possible",
    # sources name different perpetrators or deny each other: that it happened is not what is contested, but who did what
    "Contested": "Possible",
    # those who looked into it think that it did not happen so
    "Discounted": "Unlikely",
    None: "Unknown",
}
"""How sure an incident is, by its grade; the reason stands with each."""
_SECURITY = "Security"
_CATEGORIES: Mapping[EventType, str] = {
    "accident": "Safety", "stampede": "Safety", "natural_disaster": "Geo", "arson": "Fire", "chemical_attack": "CBRNE",
}  # fmt: skip
_MANY = 10
"""So many killed for certain and more are an extraordinary threat to life."""


def alert(moment: Moment, code: str) -> bytes:
    """The message of an incident as it is, with references to all messages before it; Cancel for one that is gone.

    Raises ItemError `ledger.incident-unknown` for a code that the record does not have.
    """
    known = moment.known(code)
    told = _messages(moment, code)
    if not told:
        what = f"nothing is told of {code} yet"
        raise ItemError("ledger.incident-unknown", what, hint="Its toll was not reckoned yet.")
    gone = moment.gone(code)
    root = element("alert", CAP)
    add(root, "identifier", _identifier(code, told[-1]))
    add(root, "sender", _sender(moment))
    add(root, "sent", _sent(told[-1].at))
    add(root, "status", "Actual" if gone is None and is_signed(known) else "Draft")
    add(root, "msgType", "Cancel" if gone is not None else "Update" if len(told) > 1 else "Alert")
    add(root, "scope", "Public")
    add(root, "note", gone.reason if gone is not None else "signed" if is_signed(known) else "not signed by a person")
    if len(told) > 1:
        before = (f"{_sender(moment)},{_identifier(code, one)},{_sent(one.at)}" for one in told[:-1])
        add(root, "references", " ".join(before))
    add(root, "incidents", code)
    if gone is None:
        for language in languages():
            _info(root, moment, known, told[-1], catalogue(language))
    return document(root)


def _messages(moment: Moment, code: str) -> Sequence[Revision]:
    """The revisions that were a message each: those after which the incident said something else."""
    return list(spoken(revisions(moment, code)))


def _identifier(code: str, revision: Revision) -> str:
    return f"marsad.{code}.{revision.number}"


def _sender(moment: Moment) -> str:
    return urlsplit(moment.project.address).hostname or "marsad"


def _sent(at: datetime) -> str:
    """CAP has no Z: the offset is written out."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def _info(root: etree._Element, moment: Moment, known: Known, last: Revision, t: Catalogue) -> None:
    entry, signed = entry_of(known.incident, known.state), is_signed(known)
    info = add(root, "info")
    add(info, "language", t.language)
    add(info, "category", _CATEGORIES.get(known.incident.description.event, _SECURITY))
    add(info, "event", t.term_plain("event", entry.event_type))
    add(info, "urgency", "Past")
    add(info, "severity", _severity(entry))
    add(info, "certainty", CERTAINTY[entry.grade])
    if moment.project.title:
        add(info, "senderName", moment.project.title)
    add(info, "headline", headline(entry, last.ranges, t))
    words = [figures(last.ranges, entry.grade, t), t.plain("feeds.signed" if signed else "feeds.draft")]
    add(info, "description", " ".join(words))
    if moment.project.address:
        add(info, "web", f"{moment.project.address}/incident/{entry.code}/")
    if moment.project.contact:
        add(info, "contact", moment.project.contact)
    for name, value in _parameters(entry, last):
        parameter = add(info, "parameter")
        add(parameter, "valueName", name)
        add(parameter, "value", value)
    _area(info, moment, known, entry, t)


def _severity(entry: IncidentEntry) -> str:
    killed, injured = entry.killed_lower or 0, entry.injured_lower or 0
    if killed >= _MANY:
        return "Extreme"
    return "Severe" if killed else "Moderate" if injured else "Unknown"


def _parameters(entry: IncidentEntry, last: Revision) -> Iterator[tuple[str, str]]:
    """What CAP has no element for: days (the hour is not known, so no `onset`), ranges, the revision."""
    for name, day in (("firstDay", entry.first_day), ("lastDay", entry.last_day)):
        yield name, "unknown" if day is None else day.isoformat()
    for name, ends in sorted(last.ranges.items()):
        upper = "open" if ends["upper"] is None else str(ends["upper"])
        yield name, f"{ends['lower']}..{upper}"
    yield "grade", entry.grade or "none"
    yield "origins", str(entry.origins)
    yield "revision", str(last.number)


def _area(info: etree._Element, moment: Moment, known: Known, entry: IncidentEntry, t: Catalogue) -> None:
    """The place in words, and a circle where there is a point; the middle of an area is never given as one."""
    place = known.incident.description.place
    point = moment.disclosure.point(place)
    area = add(info, "area")
    if point is None:
        add(area, "areaDesc", where(entry, t))
        return
    add(area, "areaDesc", t.plain("feeds.around", place=where(entry, t), km=f"{point.radius_km:g}"))
    add(area, "circle", f"{point.lat:.6g},{point.lon:.7g} {point.radius_km:g}")
