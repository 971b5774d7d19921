"""Feeds of a record that grows: checked by the rules of the standard, and read by a feed reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from marsad.publishing.moment import Moment, moment
from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.query import Query
from marsad.publishing.syndication.atom import feed
from marsad.store.store import Store
from tests.publishing.syndication.atom_rules import ATOM, TOMBSTONE, broken
from tests.web.served import KHARKIV, KHERSON, LATE, Kept, made

SETTINGS = 'title = "The <lamp> & co"\naddress = "https://lamp.example/below"\nlicence = "CC BY 4.0"'


@contextmanager
def now(kept: Kept) -> Iterator[Moment]:
    with Store.open_to_read(kept.folder, 20) as store, moment(store) as opened:
        yield opened


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return made(tmp_path / "record", SETTINGS)


def told(kept: Kept, query: Query | None = None, language: str = "en") -> bytes:
    with now(kept) as opened:
        return feed(opened, query or Query(), catalogue(language))


def ids(document: bytes) -> list[str]:
    return [entry.findtext(f"{ATOM}id") for entry in etree.fromstring(document).iter(f"{ATOM}entry")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_feed_keeps_to_the_standard_in_every_language(kept: Kept, language: str) -> None:
    document = told(kept, language=language)
    assert broken(document) == []
    read = feedparser.parse(document)
    assert not read.bozo
    assert read.version == "atom10"
    assert len(read.entries) == 3
    assert etree.fromstring(document).get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_names_of_projects_cannot_end_an_element(kept: Kept) -> None:
    assert feedparser.parse(told(kept)).feed.author == "The <lamp> & co"


def test_an_incident_keeps_its_id_and_every_revision_is_an_entry(kept: Kept) -> None:
    before = told(kept)
    kept.text(LATE, "Evening Courier", date(2024, 5, 4))
    kept.run()
    after = told(kept)
    assert broken(after) == []
    mine = [one for one in ids(after) if one.endswith(KHARKIV)]
    assert (len(mine), len(set(mine)), mine[0] in ids(before)) == (2, 1, True)
    newest = feedparser.parse(after).entries[0]
    assert newest.id == mine[0]
    assert "14" in newest.title
    assert "What changed" in newest.summary
    updated = etree.fromstring(after).findtext(f"{ATOM}updated")
    assert updated == newest.updated > (etree.fromstring(before).findtext(f"{ATOM}updated") or "")


def test_an_address_that_moves_keeps_the_ids_of_its_host(kept: Kept) -> None:
    assert set(ids(told(kept))) >= {f"tag:lamp.example,2024-01-01:incident:{KHARKIV}"}


def test_codes_that_are_gone_leave_tombstones(kept: Kept) -> None:
    kept.judge("same", KHARKIV, "UA-20240307-odesa-1")
    kept.take_down(kept.claim("two farmers").report)
    kept.run()
    document = told(kept)
    assert broken(document) == []
    gone = {
        one.get("ref").rpartition(":")[2]: one for one in etree.fromstring(document).iter(f"{TOMBSTONE}deleted-entry")
    }
    assert set(gone) == {KHERSON, "UA-20240307-odesa-1"}
    assert "no claim tells of it any more" in (gone[KHERSON].findtext(f"{TOMBSTONE}comment") or "")
    (link,) = gone["UA-20240307-odesa-1"].findall(f"{ATOM}link")
    assert link.get("href") == f"https://lamp.example/below/incident/{KHARKIV}/"


def test_every_filter_is_a_feed_of_its_own(kept: Kept) -> None:
    document = told(kept, Query(chosen=(("area", ("Kherson",)),)))
    assert [one.rpartition(":")[2] for one in ids(document)] == [KHERSON]
    root = etree.fromstring(document)
    own = next(link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert own == "https://lamp.example/below/feed.atom?area=Kherson"
    assert root.findtext(f"{ATOM}id") != etree.fromstring(told(kept)).findtext(f"{ATOM}id")


def test_an_empty_record_is_an_empty_feed_and_never_of_today(tmp_path: Path) -> None:
    document = told(Kept(tmp_path / "record"))
    assert broken(document) == []
    assert etree.fromstring(document).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
