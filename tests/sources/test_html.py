from __future__ import annotations

from datetime import date

import pytest

from marsad.errors import ItemError
from marsad.sources.html import Page, is_html, read_page

ARTICLE = """<!DOCTYPE html>
<html lang="en"><head>
<title>Shells strike bus stop - Example Press</title>
<meta property="og:title" content="Shells strike bus stop">
<meta property="og:site_name" content="Example Press">
<meta property="article:published_time" content="2021-03-05T10:00:00+00:00">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport: 12 killed it on the pitch</a></li></ul></nav>
<article><h1>Shells strike bus stop</h1>
<p>Shells struck a bus stop in the east of the town on Friday, killing six passengers and the driver.</p>
<p>A nurse at the district hospital said that eleven more people were being treated for their wounds there.</p>
<p>Nobody has said who fired. The road past the stop leads to a depot that both sides have used this year.</p>
</article>
<footer>Example Press 2021. All rights reserved.</footer>
</body></html>"""


def test_a_page_gives_its_article_and_what_it_says_about_itself() -> None:
    page = read_page(ARTICLE, "a.html")
    assert (page.title, page.outlet, page.published) == ("Shells strike bus stop", "Example Press", date(2021, 3, 5))
    assert "killing six passengers and the driver." in page.body
    assert "on the pitch" not in page.body


def test_the_text_is_title_blank_line_body() -> None:
    assert Page("Title", "Body.", None, None).text == "Title\n\nBody."
    assert Page(None, "Body.", None, None).text == "Body."


def test_a_title_that_opens_the_body_is_not_said_twice() -> None:
    assert Page("Title", "Title\nBody.", None, None).text == "Title\nBody."


def test_a_page_without_a_date_has_none() -> None:
    undated = ARTICLE.replace('<meta property="article:published_time" content="2021-03-05T10:00:00+00:00">', "")
    assert read_page(undated.replace("2021", ""), "a.html").published is None


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>load()</script></body></html>", "<html"])
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(ItemError) as refused:
        read_page(page, "a.html")
    assert refused.value.code == "sources.page-without-text"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.html", "Plain words", True),
        ("a.HTM", "", True),
        ("a.txt", "<!doctype html>\n<html>", True),
        ("standard input", "<?xml version='1.0'?>\n<html xmlns='x'>", True),
        ("a.txt", "<!-- saved from a browser -->\n<html>", True),
        ("a.txt", "Shelling killed <12 people", False),
        ("a.txt", "The word <html> is in this text", False),
    ],
)
def test_pages_are_known_by_name_or_by_how_they_start(name: str, text: str, expected: bool) -> None:
    assert is_html(name, text) is expected
