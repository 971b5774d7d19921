from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marsad.errors import ItemError
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.sources.files import Loaded, find, load

SENTENCE = "Shelling killed two farmers.\n"


def load_file(path: Path, **known: object) -> Loaded:
    return load(Capture(str(path), path, **known), Settings(largest_file=1000))  # type: ignore[arg-type]


def refusal(path: Path) -> ItemError:
    with pytest.raises(ItemError) as refused:
        load_file(path)
    return refused.value


def test_a_text_is_archived_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfLine one\r\n  line two\t\r\n")
    report = load_file(path, outlet="Example Press", published=date(2021, 3, 5), language="en").report
    assert report.text == "Line one\r\n  line two\t\r\n"
    assert (report.outlet, report.published, report.language) == ("Example Press", date(2021, 3, 5), "en")
    assert report.path == str(path)


def test_nothing_is_known_that_nobody_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    report = load_file(path).report
    assert (report.outlet, report.published, report.language, report.title) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline\n\nThe body.", "A headline"),
        ("A headline\r\n\r\nThe body.", "A headline"),
        ("A headline\n\n", None),
        ("One line\nand the next", None),
        ("x" * 300 + "\n\nThe body.", None),
        ("\n\nThe body.", None),
    ],
)
def test_a_first_line_set_off_by_a_blank_line_is_the_title(tmp_path: Path, text: str, title: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert load_file(path).report.title == title


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sources.empty"),
        (b" \r\n\t ", "sources.empty"),
        (b"\xef\xbb\xbf", "sources.empty"),
        (b"%PDF-1.4", "sources.not-text"),
        (b"12 people\x81 were killed", "sources.encoding-broken"),
        (b"x" * 1001, "sources.too-large"),
        (b"<html></html>", "sources.page-without-text"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    error = refusal(path)
    assert error.code == code
    assert str(path) in error.what
    assert error.hint


def test_a_wrong_path_says_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.txt").code == "sources.missing"
    assert refusal(tmp_path / "nul\x00byte.txt").code == "sources.unreadable"
    assert refusal(tmp_path).code == "sources.unreadable"


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1000)
    assert len(load_file(path).report.text) == 1000


def test_an_endless_device_is_refused_not_waited_for() -> None:
    assert refusal(Path("/dev/zero")).code == "sources.too-large"


def test_what_came_through_a_pipe_has_no_path() -> None:
    report = load(Capture("standard input", content=SENTENCE.encode()), Settings()).report
    assert (report.path, report.text) == (None, SENTENCE)


def test_the_carrier_knows_better_than_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    words = "<p>Shells struck a bus stop in the east of the town on Friday, killing six passengers.</p>" * 3
    meta = '<meta property="article:published_time" content="2021-03-05"><meta property="og:site_name" content="Page">'
    path.write_text(
        f"<html><head><title>Bus stop hit</title>{meta}</head><body><article>{words}</article></body></html>"
    )
    report = load_file(path).report
    assert (report.published, report.outlet) == (date(2021, 3, 5), "Page")
    known = load_file(path, published=date(2021, 3, 6), outlet="Example Press").report
    assert (known.published, known.outlet) == (date(2021, 3, 6), "Example Press")


def test_a_directory_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.md", "photo.jpg", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SENTENCE)
    found = [item.name for item in find(str(tmp_path)) if isinstance(item, Capture)]
    assert found == [str(tmp_path / name) for name in ("a.html", "b.txt", "sub/c.md")]


def test_a_directory_without_texts_says_so(tmp_path: Path) -> None:
    (item,) = find(str(tmp_path))
    assert isinstance(item, ItemError)
    assert item.code == "sources.directory-empty"
