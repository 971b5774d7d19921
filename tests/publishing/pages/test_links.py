"""Addresses between pages: they lead from everywhere to the same place, on a server and in a folder."""

from posixpath import normpath

import pytest

from marsad.publishing.pages.links import Links, list_path, still_file
from marsad.publishing.query import Query

PATHS = ["", "totals/", "incident/SY-20230625-idlib-1/"]


def led_to(links: Links, address: str) -> str:
    """The path from the root that a relative address leads to, seen from the page of `links`."""
    base = ("" if links.language == links.first else f"{links.language}/") + links.path
    return normpath("/" + base + address.partition("?")[0])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_found_from_every_page(path: str, language: str) -> None:
    links = Links(path, language)
    folder = "" if language == "en" else "/ar"
    assert led_to(links, links.page("sources/")) == f"{folder}/sources"
    assert led_to(links, links.incident("UA-20240303-kharkiv-1")) == f"{folder}/incident/UA-20240303-kharkiv-1"
    assert led_to(links, links.here("ar")) == normpath(f"/ar/{path}")
    assert led_to(links, links.here("en")) == normpath(f"/{path}")
    assert led_to(links, links.file("feed.atom")) == "/feed.atom"
    assert led_to(links, links.static("base.css")) == "/static/base.css"


def test_the_moment_goes_along() -> None:
    links = Links("", "en", as_of="2024-01-02")
    assert links.page("totals/", by="area") == "./totals/?by=area&as_of=2024-01-02"
    assert links.at(None) == "./"


def test_files_name_their_files_and_ask_nothing() -> None:
    links = Links("totals/", "ar", still=True)
    assert links.page("", view="map") == "../../ar/index.html"
    assert links.static("base.css") == "../../static/base.css"
    assert still_file("totals/", "ar", "en") == "ar/totals/index.html"


def test_lists_of_one_value_are_files_and_other_queries_are_none() -> None:
    query = Query()
    assert list_path(query) == ""
    assert list_path(query, 3) == "page/3/"
    assert list_path(query.choosing("area", "idlib")) == "by/area/idlib/"
    assert list_path(query.choosing("area", "Idlib")) != list_path(query.choosing("area", "idlib"))
    assert list_path(query.choosing("area", "Idlib").choosing("area", "Hama")) is None
    assert list_path(Query(text="market")) is None
    assert list_path(Query(sort="day")) is None
    assert Links("", "en", still=True).explorer(Query(text="market")) is None
