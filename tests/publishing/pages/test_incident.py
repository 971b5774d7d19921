"""The page of an incident: what it says in both languages, and what it never says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import pytest

from marsad.errors import ItemError
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.incident import incident_page
from marsad.publishing.views.incident import incident_view
from tests.publishing.incidents_kept import KHARKIV, KHERSON, LIVIV, NAMES, ODESA, opened

LANGUAGES = ("en", "ar")
CODES = (KHARKIV, KHERSON, ODESA)
VOID = {"meta", "link", "br", "input", "line", "rect", "circle", "path", "img", "hr"}


@cache
def page(code: str = KHARKIV, language: str = "en", public: str = "", *pairs: tuple[str, str]) -> str:
    with opened(public=public) as now:
        return incident_page(now, Asked(f"incident/{code}/", language, pairs), code)


class Elements(HTMLParser):
    """Every element with its attributes; and that each is closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


class Spoken(HTMLParser):
    """Every text with the language that it is marked to be in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.open: list[str] = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(dict(attrs).get("lang") or self.open[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.found.append((data, self.open[-1]))


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_nobody_is_named_who_must_not_be(code: str, language: str) -> None:
    html = page(code, language)
    assert [name for name in (*NAMES, "Ana", "Bo") if re.search(rf"\b{name}\b", html)] == []


def test_what_is_withheld_leaves_a_mark() -> None:
    assert page().count("name of a source withheld") >= 3
    assert "name withheld" in page()
    assert "a witness" in page()
    assert "اسم مصدر محجوب" in page(KHARKIV, "ar")


def test_a_project_may_name_the_dead_and_its_reviewers() -> None:
    html = page(KHARKIV, "en", "victims_names = true\nreviewers_names = true")
    assert '<li><bdi dir="auto">Lina Aziz</bdi></li>' in html
    assert "<bdi>Ana</bdi>" in html
    assert "Karim" not in html
    assert "HADDAD" not in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_the_page_is_whole(code: str, language: str) -> None:
    html = page(code, language)
    elements = Elements(html)
    assert elements.wrong == []
    assert elements.open == []
    ids = Counter(attributes["id"] for _, attributes in elements.found if "id" in attributes)
    assert [name for name, times in ids.items() if times > 1] == []
    links = [a["href"] or "" for tag, a in elements.found if tag == "a"]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert [a for tag, a in elements.found if "style" in a or any(name.startswith("on") for name in a)] == []
    assert {tag for tag, _ in elements.found} & {"script", "style", "img", "iframe", "video", "object"} == set()
    assert [a for tag, a in elements.found if tag == "svg" and a.get("role") == "img" and not a.get("aria-label")] == []


def test_what_it_says_of_a_strike() -> None:
    words = text_of(page())
    for said in (
        "Air strike, Kharkiv",
        "3 March 2024",
        "Title given by a person: Market of Kharkiv, said by name withheld",
        "Reviewed. 3 decisions of people stand behind it.",
        "A person gave this grade.",
        "Claims that people rejected",
        "Read as: 9 killed; civilians",
        "Grade",
        "Claims 2, 4 cannot all be true.",
    ):
        assert said in words, said


def test_every_english_sentence_of_a_machine_is_marked_in_arabic() -> None:
    html = page(KHARKIV, "ar")
    assert '<html lang="ar" dir="rtl">' in html
    spoken = Spoken(html)
    for words in ("would have to be among", "independent origins tell it", "no claim says", "they tell of one event"):
        assert words in " ".join(text for text, _ in spoken.found)
        assert {language for text, language in spoken.found if words in text} == {"en"}, words


def test_what_became_of_codes() -> None:
    assert "Former codes, which lead here" in page(KHERSON)
    assert LIVIV in page(KHERSON)
    gone = text_of(page(ODESA))
    assert "This incident was withdrawn" in gone
    assert "This report was taken down" not in page(KHARKIV)
    assert "The reason is not told in public." in gone
    assert "What is reported" not in gone
    assert "the witness asked for it" not in gone
    with opened() as now, pytest.raises(ItemError):
        incident_page(now, Asked("incident/XX-undated-nowhere-9/", "en"), "XX-undated-nowhere-9")


def test_what_was_known_before() -> None:
    with opened() as now:
        first = next(r for r in incident_view(now, KHARKIV).history if r.kind == "grade_given")
    with opened(at=first.at) as then:
        html = incident_page(then, Asked(f"incident/{KHARKIV}/", "en"), KHARKIV)
        seen = incident_view(then, KHARKIV)
    assert (seen.status, seen.revised, seen.decisions) == ("draft", None, 0)
    assert "seven" not in html
    assert "This page shows what was known" in html
    assert 'aria-current="true">now' not in html


def test_downloads_and_citation() -> None:
    html = page(KHARKIV, "en", 'address = "https://example.org"')
    for name in ("json", "csv", "jsonld", "cap.xml"):
        assert f'href="../../incident/{KHARKIV}.{name}"' in html
    assert '<link rel="canonical" href="https://example.org/incident/UA-20240303-kharkiv-1/">' in html
    assert re.search(r"revision <bdi>[\d,]+</bdi> of", html)
    assert f"https://example.org/embed/incident/{KHARKIV}&#34;" in html
    assert 'type="application/json+oembed" href="../../oembed?url=https' in html
    assert "evidence/" not in html
    assert 'href="../../evidence/' in page(KHARKIV, "en", "evidence = true")
    assert "https://example.org/ar/incident" in page(KHARKIV, "ar", 'address = "https://example.org"')


def test_a_page_that_is_a_file_asks_nothing() -> None:
    with opened() as now:
        html = incident_page(now, Asked(f"incident/{KHARKIV}/", "en", (), still=True), KHARKIV)
    assert re.findall(r'href="[^"#]*\?', html) == []
    assert "Show this page as it was known on" not in html
