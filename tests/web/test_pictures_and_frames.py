"""What other sites show of a record: frames without scripts, oEmbed, pictures."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from pathlib import Path

import pytest
from lxml import etree
from starlette.testclient import TestClient

from tests.web.served import KHARKIV, KHERSON, client, made

PAGE = f"https://lamp.example/incident/{KHARKIV}/"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_frame_has_no_script_and_may_stand_anywhere(reader: TestClient, language: str, direction: str) -> None:
    answer = reader.get(f"/embed/incident/{KHARKIV}?lang={language}")
    assert answer.status_code == 200
    assert f'lang="{language}" dir="{direction}"' in answer.text
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    for address in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        there = re.sub("&amp;", "&", address)
        found = reader.get(f"https://lamp.example/embed/incident/{there}" if not there.startswith("http") else there)
        assert found.status_code == 200, there


def test_a_frame_of_a_code_that_is_gone_says_so(tmp_path: Path) -> None:
    kept = made(tmp_path / "record")
    kept.take_down(kept.claim("two farmers").report)
    kept.run()
    with client(kept.folder) as reader:
        answer = reader.get(f"/embed/incident/{KHERSON}")
        assert (answer.status_code, "withdrawn" in answer.text) == (410, True)
        assert "frame-ancestors *" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("url", [PAGE, PAGE.removesuffix("/"), PAGE.replace("lamp.example/", "lamp.example/ar/")])
def test_oembed_gives_the_frame_of_a_page(reader: TestClient, url: str) -> None:
    said = reader.get("/oembed", params={"url": url, "maxwidth": "400", "maxheight": "300"}).json()
    assert (said["type"], said["version"], said["width"], said["height"]) == ("rich", "1.0", 400, 300)
    language = "ar" if "/ar/" in url else "en"
    assert f'src="https://lamp.example/embed/incident/{KHARKIV}?lang={language}"' in said["html"]
    frame = etree.fromstring(said["html"].replace("></iframe>", "/>"))
    assert frame.get("title") == said["title"]
    xml = etree.fromstring(reader.get("/oembed", params={"url": url, "format": "xml"}).content)
    assert xml.findtext("title") == said["title"]


def test_a_page_of_an_earlier_day_is_framed_as_of_that_day(reader: TestClient) -> None:
    said = reader.get("/oembed", params={"url": f"{PAGE}?as_of=9999-12-30"}).json()
    assert "as_of=9999-12-30" in said["html"]
    assert reader.get("/oembed", params={"url": f"{PAGE}?as_of=2001-01-01"}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"url": "https://other.example/incident/x/"}, 404),
        ({"url": "https://lamp.example.other.example/incident/x/"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": "https://lamp.example/totals/"}, 404),
        ({"url": "https://lamp.example/incident/XX-1/"}, 404),
        ({"url": "http://[::1"}, 404),
        ({}, 404),
        ({"url": PAGE, "maxwidth": "wide"}, 400),
        ({"url": PAGE, "format": "yaml"}, 501),
        ({"url": f"{PAGE}?as_of=never"}, 400),
    ],
)
def test_what_cannot_be_framed_is_a_problem(reader: TestClient, asked: dict[str, str], status: int) -> None:
    answer = reader.get("/oembed", params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("address", [f"/chart/incident/{KHARKIV}", "/chart/timeline"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_chart_is_a_picture_that_stands_alone(reader: TestClient, address: str, language: str) -> None:
    answer = reader.get(f"{address}.svg?lang={language}")
    assert answer.headers["content-type"] == "image/svg+xml"
    root = etree.fromstring(answer.content)
    assert (root.findtext("{http://www.w3.org/2000/svg}title") or "") == root.get("aria-label") != ""
    assert root.get("lang") == language
    style = root.findtext("{http://www.w3.org/2000/svg}style") or ""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_a_png_of_twice_its_size(reader: TestClient, theme: str) -> None:
    svg = etree.fromstring(reader.get(f"/chart/incident/{KHARKIV}.svg").content)
    png = reader.get(f"/chart/incident/{KHARKIV}.png?theme={theme}")
    assert png.headers["content-type"] == "image/png"
    width, height = struct.unpack(">II", png.content[16:24])
    assert (width, height) == (2 * int(svg.get("width") or 0), 2 * int(svg.get("height") or 0))


def test_a_chart_in_another_theme_or_language_that_is_none_is_a_problem(reader: TestClient) -> None:
    for query, status in (("theme=pink", 400), ("theme=auto", 400), ("lang=xx", 404)):
        assert reader.get(f"/chart/timeline.png?{query}").status_code == status


def test_words_of_an_incident_cannot_end_an_element(tmp_path: Path) -> None:
    kept = made(tmp_path / "record", "title = '<b>\"&'")
    with client(kept.folder) as reader:
        for address in (f"/chart/incident/{KHARKIV}.svg", "/chart/timeline.svg"):
            root = etree.fromstring(reader.get(address).content)
            assert '<b>"&' in "".join(root.itertext())
        assert "<b>" not in reader.get(f"/embed/incident/{KHARKIV}").text
