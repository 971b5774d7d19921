"""The rules of RFC 4287 and RFC 6721 for a feed, as far as a program can check them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}"
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
_ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
_AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}


def broken(document: bytes) -> list[str]:
    """What of the rules a feed breaks."""
    root = etree.fromstring(document)
    if root.tag != f"{ATOM}feed":
        return [f"4.1.1: the document is a {root.tag}"]
    return [
        *_feed(root),
        *(fault for entry in root.iter(f"{ATOM}entry") for fault in _entry(entry, root)),
        *_gone(root),
    ]


def _feed(root: etree._Element) -> Iterator[str]:
    yield from _counted(root, "feed")
    if root.find(f"{ATOM}author") is None and any(e.find(f"{ATOM}author") is None for e in root.iter(f"{ATOM}entry")):
        yield "4.1.1: neither the feed nor each entry has an author"
    if not any(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")):
        yield "4.1.1: no link to itself"
    if (root.findtext(f"{ATOM}author/{ATOM}name") or "") == "":
        yield "3.2.1: the author has no name"
    seen: set[tuple[str, str]] = set()
    for entry in root.iter(f"{ATOM}entry"):
        one = entry.findtext(f"{ATOM}id") or "", entry.findtext(f"{ATOM}updated") or ""
        if one in seen:
            yield f"4.1.1: two entries have the same id and time: {one}"
        seen.add(one)


def _entry(entry: etree._Element, root: etree._Element) -> Iterator[str]:
    yield from _counted(entry, "entry")
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in entry.findall(f"{ATOM}link")
        if link.get("rel") == "alternate"
    ]
    if len(alternates) != len(set(alternates)):
        yield "4.1.2: two alternates of the same type and language"
    if entry.find(f"{ATOM}content") is None and not alternates:
        yield "4.1.2: neither content nor an alternate"
    if not (entry.findtext(f"{ATOM}title") or "").strip():
        yield "4.2.14: an empty title"


def _counted(element: etree._Element, kind: str) -> Iterator[str]:
    for name in _ONCE[kind]:
        if len(element.findall(f"{ATOM}{name}")) != 1:
            yield f"4.1: a {kind} has not one {name}"
    for name in _AT_MOST_ONCE[kind]:
        if len(element.findall(f"{ATOM}{name}")) > 1:
            yield f"4.1: a {kind} has more than one {name}"
    for name in ("updated", "published"):
        for each in element.findall(f"{ATOM}{name}"):
            if not _DATE.fullmatch(each.text or "") or datetime.fromisoformat(each.text or "").tzinfo is None:
                yield f"3.3: no date: {each.text}"
    for each in element.findall(f"{ATOM}id"):
        if not _IRI.fullmatch(each.text or ""):
            yield f"4.2.6: no absolute IRI: {each.text}"


def _gone(root: etree._Element) -> Iterator[str]:
    for one in root.iter(f"{TOMBSTONE}deleted-entry"):
        if not _IRI.fullmatch(one.get("ref", "")):
            yield f"6721, 3: no ref: {one.get('ref')}"
        if not _DATE.fullmatch(one.get("when", "")):
            yield f"6721, 3: no time: {one.get('when')}"
