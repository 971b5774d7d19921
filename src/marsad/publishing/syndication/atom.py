"""Atom feeds (RFC 4287): the revisions of the incidents of a query, and the codes that are gone (RFC 6721).

An incident has one id for ever. Each of its revisions is an entry of that id with its own `updated`, so a reader that knows the
incident is told that it changed and how.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from marsad.publishing.moment import Moment, day_words
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.query import Query
from marsad.publishing.syndication.headlines import figures, headline
from marsad.publishing.syndication.xml import LANG, add, document, element, instant
from marsad.publishing.views.revisions import Revision, revisions, spoken
from marsad.store.entries import IncidentEntry, Retired

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
INCIDENTS = 40
"""Incidents that a feed tells of, those that changed last."""
ENTRIES = 60
GONE = 40
_AUTHORITY = "2024-01-01"
"""The day that the tags of ids name (RFC 4151): none of them means the holder of a name before it."""
_NEVER = datetime.fromtimestamp(0, UTC)
_QUIET = "localhost"
"""Whose name ids bear where the project has no address."""


class _Entry(NamedTuple):
    incident: IncidentEntry
    revision: Revision
    first: datetime


def feed(moment: Moment, query: Query, t: Catalogue) -> bytes:
    """The feed of a query in a language, newest first."""
    entries = sorted(_entries(moment, query), key=lambda one: one.revision.at, reverse=True)[:ENTRIES]
    gone = sorted(moment.tables.incidents.retired(), key=lambda one: one.at, reverse=True)[:GONE]
    root = element("feed", ATOM, at=TOMBSTONES)
    root.set(LANG, t.language)
    _head(
        root, moment, query, t, max([*(one.revision.at for one in entries), *(one.at for one in gone)], default=_NEVER)
    )
    for one in entries:
        _entry(root, one, moment, t)
    for each in gone:
        _gone(root, each, moment, t)
    return document(root)


def tag(code: str, address: str) -> str:
    """The id of an incident for ever: a tag (RFC 4151)."""
    return f"tag:{_host(address)},{_AUTHORITY}:incident:{code}"


def _host(address: str) -> str:
    return urlsplit(address).hostname or _QUIET


def _entries(moment: Moment, query: Query) -> Iterator[_Entry]:
    rows = moment.register.ordered(moment.select(query), "-change", limit=INCIDENTS)
    known = moment.tables.incidents.of(row.code for row in rows)
    for row in rows:
        if row.code in known:
            told = revisions(moment, row.code)
            for revision in spoken(told):
                yield _Entry(known[row.code], revision, told[0].at)


def _head(root: etree._Element, moment: Moment, query: Query, t: Catalogue, updated: datetime) -> None:
    project = moment.project
    asked = query.address(as_of=day_words(moment.at))
    folder = "" if t.language == project.language else f"{t.language}/"
    own = f"{folder}feed.atom{asked}"
    add(root, "id", f"tag:{_host(project.address)},{_AUTHORITY}:{own}")
    add(root, "title", t.plain("feeds.title", project=project.title))
    add(root, "subtitle", t.plain("feeds.subtitle"))
    add(root, "updated", instant(updated))
    add(root, "link", rel="self", type="application/atom+xml", href=f"{project.address}/{own}")
    add(root, "link", rel="alternate", type="text/html", hreflang=t.language, href=f"{project.address}/{folder}{asked}")
    add(add(root, "author"), "name", project.title)
    add(root, "generator", "marsad")
    if project.licence:
        add(root, "rights", project.licence)


def _entry(root: etree._Element, one: _Entry, moment: Moment, t: Catalogue) -> None:
    incident, revision, address = one.incident, one.revision, moment.project.address
    folder = "" if t.language == moment.project.language else f"{t.language}/"
    entry = add(root, "entry")
    add(entry, "id", tag(incident.code, address))
    add(entry, "title", headline(incident, revision.ranges, t))
    add(entry, "published", instant(one.first))
    add(entry, "updated", instant(revision.at))
    page = f"{address}/{folder}incident/{incident.code}/"
    add(entry, "link", rel="alternate", type="text/html", hreflang=t.language, href=page)
    add(entry, "category", term=incident.event_type or "unknown", label=t.term_plain("event", incident.event_type))
    add(entry, "summary", " ".join(_summary(revision, t)))


def _summary(revision: Revision, t: Catalogue) -> Iterator[str]:
    yield figures(revision.ranges, revision.grade, t)
    if revision.cause is not None:
        yield t.plain("feeds.because", cause=t.term_plain("cause", revision.cause))
    elif revision.kind == "incident_restored":
        yield t.plain("feeds.restored")


def _gone(root: etree._Element, gone: Retired, moment: Moment, t: Catalogue) -> None:
    address = moment.project.address
    deleted = add(root, f"{{{TOMBSTONES}}}deleted-entry", ref=tag(gone.code, address), when=instant(gone.at))
    told = moment.gone(gone.code)
    why = (
        t.plain("feeds.withdrawn", reason=told.reason if told is not None else gone.reason)
        if gone.successor is None
        else t.plain("feeds.merged", code=gone.successor)
    )
    add(deleted, f"{{{TOMBSTONES}}}comment", why)
    if gone.successor is not None:
        add(deleted, f"{{{ATOM}}}link", rel="related", href=f"{address}/incident/{gone.successor}/")
