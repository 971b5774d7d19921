"""The pages beside explorer and incidents as readers get them: whole, in both languages, safe, with links that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from marsad.publishing.pages import sources
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.routes import PAGES, PAGES_OF
from marsad.publishing.pages.sources import source_ids
from marsad.store.store import Store
from marsad.web.app import build
from tests.publishing import observed

OTHER = ("totals/", "sources/", "silence/", "method/", "corrections/", "data/", "about/")
ASKED = (
    *OTHER, "totals/?by=area", "totals/?by=actor&quantity=injured", "totals/?by=status&country=UA", "totals/?country=UA&since=2024-03-04",
    "silence/?country=UA&area=Kherson", "silence/?until=2024-03-31", "corrections/?order=date", "totals/?as_of=2030-01-01",
    "silence/?as_of=2030-01-01", "sources/?as_of=2030-01-01", "corrections/?as_of=2020-01-01", "sources/resident/", "sources/daily-lamp-7103cb58/",
)  # fmt: skip


class Page(HTMLParser):
    """What a page links to, loads and says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.forbidden: list[str] = []
        self.root: dict[str, str | None] = {}
        self.words = ""
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "html":
            self.root = said
        if tag == "a":
            self.links.append(str(said.get("href")))
        self.loaded += [str(said[name]) for name in ("src", "href", "action") if name in said and tag != "a"]
        self.ids += [str(said["id"])] if "id" in said else []
        self.forbidden += [f"{tag} {name}" for name in said if name == "style" or name.startswith("on")]
        self.forbidden += (
            [tag] if tag in ("style", "iframe", "object", "img") or (tag == "script" and "src" not in said) else []
        )

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with Store.open(observed.folder()) as store, TestClient(build(store), follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("language", ["", "ar/"])
@pytest.mark.parametrize("path", ASKED)
def test_a_page_is_whole_and_safe(client: TestClient, path: str, language: str) -> None:
    answer = client.get(f"/{language}{path}")
    page = Page(answer.text)
    assert answer.status_code == 200
    assert (page.root["lang"], page.root["dir"]) == (("ar", "rtl") if language else ("en", "ltr"))
    assert page.forbidden == []
    assert len(page.ids) == len(set(page.ids))
    assert [each for each in (*page.links, *page.loaded) if urlsplit(each).netloc] == []
    assert observed.NURSE not in answer.text
    assert not re.search(r"\bAna\b", page.words)
    assert re.search(r"\{\w+\}", page.words) is None
    assert len(answer.content) < 200_000


@pytest.mark.parametrize("language", ["", "ar/"])
def test_every_link_leads_somewhere(client: TestClient, language: str) -> None:
    found = set()
    for path in (*OTHER, "totals/?by=area", "totals/?by=month", "silence/?country=UA", "sources/resident/"):
        html = Page(client.get(f"/{language}{path}").text)
        base = f"http://x/{language}{path}"
        for link in html.links:
            whole = urlsplit(urljoin(base, link))
            if whole.fragment and whole.path == urlsplit(base).path:
                assert whole.fragment in html.ids
            found.add(f"{whole.path}?{whole.query}")
    assert len(found) > 20
    assert {link: code for link in found if (code := client.get(link).status_code) not in (200, 308)} == {}


@pytest.mark.parametrize(
    "path,status",
    [("totals/?by=colour", 400), ("totals/?quantity=x", 400), ("silence/?since=never", 400), ("sources/nobody/", 404), ("sources//", 404), ("sources/page-2/", 404), ("sources/page-1/", 200), ("about/us/", 404)],
)  # fmt: skip
def test_what_is_not_there_is_said(client: TestClient, path: str, status: int) -> None:
    assert client.get(f"/{path}").status_code == status


def test_a_blank_week_says_that_nothing_was_read(client: TestClient) -> None:
    page = client.get("/silence/?since=2024-03-04&until=2024-03-31").text
    cells = re.findall(r'<td class="(told|read|unread)[^>]*>(.*?)</td>', page)
    assert {kind: re.sub("<[^>]+>", "", words) for kind, words in cells if kind != "told"} == {
        "read": "none told",
        "unread": "nothing read",
    }
    assert not any(re.fullmatch(r"\s*0?\s*", re.sub("<[^>]+>", "", words)) for _, words in cells)


def test_totals_lead_to_their_incidents_and_say_that_they_are_sums(client: TestClient) -> None:
    html = client.get("/totals/?by=area").text
    assert "a sum of ranges over 4 incidents." in Page(html).words.replace("\n", " ")
    assert 'href="../?country=UA&amp;area=Kherson"' in html
    assert "place not known" in html


def test_a_project_says_who_it_is(client: TestClient) -> None:
    assert "This project has not named a contact yet." in client.get("/about/").text
    assert "not stated a licence" in client.get("/data/").text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_files_of_a_static_site_ask_nothing(language: str) -> None:
    with observed.at() as moment:
        made: dict[str, Any] = {path: PAGES[path](moment, Asked(path, language, still=True)) for path in OTHER}
        made |= {
            f"sources/{id_}/": PAGES_OF["sources/"](moment, Asked(f"sources/{id_}/", language, still=True), id_)
            for id_ in source_ids(moment)
        }
    for path, html in made.items():
        page = Page(html)
        assert [link for link in page.links if "?" in link or not re.search(r"(\.html|\.\w+|#[\w-]+)$", link)] == [], (
            path
        )
        assert "<form" not in html


def test_a_long_list_of_sources_goes_on(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_ROWS", 2)
    with observed.at() as moment:
        found = [id_ for id_ in source_ids(moment) if id_.startswith("page-")]
        pages = [PAGES["sources/"](moment, Asked("sources/", "en", still=True))]
        pages += [PAGES_OF["sources/"](moment, Asked(f"sources/{id_}/", "en", still=True), id_) for id_ in found]
    assert found == ["page-2", "page-3"]
    listed = [
        set(re.findall(r'href="(?:\.\./)+sources/((?:[\w-]+-[0-9a-f]{8}|resident))/index', html)) for html in pages
    ]
    assert [len(each) for each in listed] == [2, 2, 1]
    assert len(set().union(*listed)) == 5
    assert 'sources/page-2/index.html" rel="next"' in pages[0]
    assert 'sources/index.html" rel="prev"' in pages[1]
