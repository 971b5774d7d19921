from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import ItemError
from marsad.sources.decode import decode

ENGLISH = "The café’s owner said “at least 12” people – two of them children – were killed."
ARABIC = "قال المرصد إن تسعة مدنيين على الأقل قتلوا يوم الأحد في غارة على سوق للخضار في المدينة"
RUSSIAN = "В результате обстрела погибли двенадцать человек, среди них двое детей, сообщили власти области"
UKRAINIAN = "Унаслідок обстрілу загинули дванадцять людей, серед них двоє дітей, повідомила влада області"


def codes(content: bytes, language: str | None = None) -> list[str]:
    return [note.code for note in decode(content, "a.txt", language).notes]


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, RUSSIAN, UKRAINIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (ENGLISH, "cp1252", None),
        (ENGLISH, "cp1252", "en"),
        (ARABIC, "cp1256", None),
        (ARABIC, "cp1256", "ar"),
        (RUSSIAN, "cp1251", None),
        (UKRAINIAN, "cp1251", None),
        (UKRAINIAN, "cp1251", "uk"),
    ],
)
def test_old_encodings_are_guessed_by_their_letters_and_noted(text: str, encoding: str, language: str | None) -> None:
    content = text.encode(encoding)
    assert decode(content, "a.txt", language).text == text
    assert codes(content, language) == ["sources.encoding-guessed"]


def test_a_page_declares_its_encoding() -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"></head>{ARABIC}'
    assert decode(page.encode("cp1256"), "a.html") == (page, ())


@pytest.mark.parametrize(
    "content",
    [
        ARABIC.encode()[:40] + b"\xff" + ARABIC.encode()[40:],  # one byte lost in UTF-8
        ENGLISH.encode().replace(b"\x80", b"", 1),
        b"12 people\x81 were killed",  # says nothing in any of the old encodings
        b"\xff\xfeTwelve people were killed",  # a mark of UTF-16 before what is none
        b"\xff\xfe1\x002\x00 ",  # half a character
        "死者は十二人".encode("shift-jis"),
    ],
)
def test_damage_is_refused_not_read(content: bytes) -> None:
    with pytest.raises(ItemError) as refused:
        decode(content, "a.txt")
    assert refused.value.code == "sources.encoding-broken"


def test_the_message_says_where() -> None:
    with pytest.raises(ItemError, match=r"byte 23 \(line 2\)"):
        decode("Çay\nİki kişi öldü ".encode() + b"\xff", "a.txt")


@pytest.mark.parametrize("text", ["12 people \ufffd were killed", "12 were killed, itâ€™s said", "a cafÃ© was hit"])
def test_damage_that_came_with_the_text_is_noted(text: str) -> None:
    assert codes(text.encode()) == ["sources.text-damaged"]


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), "a.txt").text == text


@given(st.binary())
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    with contextlib.suppress(ItemError):
        assert isinstance(decode(content, "a.txt").text, str)
