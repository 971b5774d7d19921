from __future__ import annotations

import io
import zipfile

import pytest

from marsad.sources.binary import binary_kind


def zipped(name: str, content: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\x00\x00\x00\x18ftypmp42", "a video or an image (MP4 family)"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("xl/workbook.xml"), "an Excel workbook"),
        (zipped("mimetype", b"application/vnd.oasis.opendocument.text"), "an OpenDocument file"),
        (zipped("a.txt"), "a ZIP archive"),
        (b"Twelve\x00people", "binary data (it holds NUL bytes)"),
        (b"\x01\x02\x03\x04abc", "binary data (it holds control characters)"),
    ],
)
def test_what_is_not_text_is_named(content: bytes, kind: str) -> None:
    assert binary_kind(content) == kind


@pytest.mark.parametrize(
    "text", ["Twelve people were killed.\r\n\tTwo were children.\f", "قتل اثنا عشر شخصا", "Було вбито 12 людей"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_text_in_every_unicode_encoding(text: str, encoding: str) -> None:
    assert binary_kind(text.encode(encoding)) is None
