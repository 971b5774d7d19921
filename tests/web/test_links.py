"""Every link of every page of the running site leads somewhere: pages, data sets, feeds, pictures, the API."""

from __future__ import annotations

from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from starlette.testclient import TestClient

HOST = "https://lamp.example"
MOST = 400
"""Addresses that are followed; a list that can be narrowed in every way has no end of them."""


def test_every_link_leads_somewhere(reader: TestClient) -> None:
    waiting, seen, broken, kinds = deque([(f"{HOST}/", "")]), {f"{HOST}/"}, [], set()
    while waiting and len(seen) < MOST:
        address, source = waiting.popleft()
        answer = reader.get(address, follow_redirects=True)
        if answer.status_code != 200:
            broken.append((answer.status_code, address, source))
            continue
        kinds.add(answer.headers["content-type"].partition(";")[0])
        if not answer.headers["content-type"].startswith("text/html") or answer.headers.get("content-disposition"):
            continue
        for element, _, link, _ in html.fromstring(answer.content).iterlinks():
            to = urldefrag(urljoin(address, link)).url
            if element.tag != "form" and urlsplit(to).netloc == "lamp.example" and to not in seen:
                seen.add(to)
                waiting.append((to, address))
    assert broken == [], broken
    assert kinds >= {"text/html", "text/csv", "application/atom+xml", "application/json", "text/css"}


def test_a_list_announces_its_feed_in_its_language(reader: TestClient) -> None:
    for path, feed in (("/?area=Kherson", "/feed.atom?area=Kherson"), ("/ar/", "/ar/feed.atom")):
        page = html.fromstring(reader.get(path).content)
        (link,) = page.xpath("//link[@type='application/atom+xml']/@href")
        assert urljoin(f"{HOST}{path}", link) == f"{HOST}{feed}"
        assert reader.get(feed).status_code == 200
