"""Bytes to text, without silent damage.

In this order: a byte order mark; UTF-8, when every byte agrees; the character set that an HTML page declares; one of
the three old Windows character sets of the languages that reports come in, when the letters make its case. Whatever
was guessed is noted. UTF-8 with broken bytes in it is refused: a digit may be among what was lost.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from marsad.errors import ItemError
from marsad.model.reading import Note

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_DAMAGE = re.compile("\ufffd|â€[\x80-\uffff]|Ã[\x80-¿]")
# the ten commonest letters of each language make up about seven tenths of its running text
_COMMON = {"cp1251": frozenset("оеаинтсрвліОЕАИНТСРВЛІ"), "cp1256": frozenset("اليمونرتبة")}
_LATIN = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŠšŽžŒœ‘’“”„–—…•«»·°£€§©®™¿¡\u00a0\u00ad")
_BY_LANGUAGE = {"ar": "cp1256", "fa": "cp1256", "ur": "cp1256", "ru": "cp1251", "uk": "cp1251"}


class Decoded(NamedTuple):
    """`text`, and a note when something about it was guessed or looks damaged."""

    text: str
    notes: tuple[Note, ...] = ()


def decode(content: bytes, name: str, language: str | None = None) -> Decoded:
    """The text of `content`; `language` (ISO 639-1) helps to tell old character sets apart.

    Raises `ItemError` (`sources.encoding-broken`) when no reading of the bytes can be trusted.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _noted(_strict(content[len(mark) :], encoding, name))
    try:
        return _noted(content.decode("utf-8"))
    except UnicodeDecodeError as problem:
        where = problem.start
    declared = _declared(content)
    if declared is not None:
        return _noted(_strict(content, declared, name))
    guess = None if _mostly_utf8(content) else _old_windows(content, language)
    if guess is None:
        raise _broken(name, "UTF-8", content, where)
    said = f"the text is not UTF-8; it was read as {guess}, which its letters suggest"
    return Decoded(_strict(content, guess, name), (Note("sources.encoding-guessed", said),))


def _noted(text: str) -> Decoded:
    if _DAMAGE.search(text) is None:
        return Decoded(text)
    said = (
        "the text was damaged before it came here (letters replaced or decoded twice); words around them are not read"
    )
    return Decoded(text, (Note("sources.text-damaged", said),))


def _strict(content: bytes, encoding: str, name: str) -> str:
    if encoding.startswith("utf-16") and content.isascii() and b"\x00" not in content:
        raise _broken(name, "UTF-16", content, 0)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _broken(name, encoding.upper(), content, problem.start) from None


def _declared(content: bytes) -> str | None:
    """The character set in the head of an HTML page, under Python's name for it."""
    found = _DECLARED.search(content[:4096])
    if found is None:
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # browsers read both of these as Windows-1252; a declared UTF-8 has already failed
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8": None}.get(encoding, encoding)


def _mostly_utf8(content: bytes) -> bool:
    high = sum(len(run) for run in _HIGH.findall(content))
    whole = sum(len(run) for run in _MULTIBYTE.findall(content))
    return whole * 2 > high


def _old_windows(content: bytes, language: str | None) -> str | None:
    known = _BY_LANGUAGE.get(language or "")
    for encoding in (known,) if known else ("cp1251", "cp1256"):
        text = _high_text(content, encoding)
        letters = [c for c in text if c.isalpha()]
        common = sum(c in _COMMON[encoding] for c in letters)
        if len(letters) * 5 > len(content) and common * 2 > len(letters):
            return encoding
    text = _high_text(content, "cp1252")
    rare = len(text) * 10 < len(content) or language in ("fr", "es", "pt", "de")
    return "cp1252" if text and rare and set(text) <= _LATIN else None


def _high_text(content: bytes, encoding: str) -> str:
    """What the bytes above ASCII say in `encoding`; empty when one of them says nothing."""
    try:
        return b"".join(_HIGH.findall(content)).decode(encoding)
    except UnicodeDecodeError:
        return ""


def _broken(name: str, encoding: str, content: bytes, position: int) -> ItemError:
    line = content.count(b"\n", 0, position) + 1
    return ItemError(
        "sources.encoding-broken",
        f"{name}: not valid {encoding} at byte {position} (line {line}), and no other encoding fits",
        hint="Save the text as UTF-8. If you know its encoding: iconv -f WINDOWS-1256 -t UTF-8 old.txt > new.txt",
    )
