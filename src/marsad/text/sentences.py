"""Sentences: where one statement ends and the next starts, in clean, wrapped and unpunctuated text."""

from __future__ import annotations

import re
from collections.abc import Container

# a full stop in any script with its closing quotes, before something that can start a sentence; or a line's end
_BOUNDARY = re.compile(
    r"""(?P<stop>[.!?…؟۔。]+["')\]]*)(?=\s+["'(\[]*[^\sa-z]|\s*$)"""
    r"""|(?P<blank>\n[ ]*\n\s*)"""
    r"""|(?P<line>\n)"""
)
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+$")
_BULLET = re.compile(r"\s*(?:[-*•·●▪►–—]\s|\(?\d{1,2}[.)]\s)")
_WRAPPED = 60
"""A line at least this long that ends without a stop was broken by a wrapper, not by the writer."""
_WIDEST = 120
_SAMPLE = 20_000
_LONGEST = 4000
"""Characters: an endless line is cut so that the cost stays linear."""


def sentence_spans(text: str, abbreviations: Container[str] = ()) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a folded `text`, without the white space around them.

    `abbreviations` are lower-case words after which a full stop ends nothing ("gen", "mr").
    """
    spans: list[tuple[int, int]] = []
    start = 0
    wrapped = _is_wrapped(text)
    for match in _BOUNDARY.finditer(text):
        if match["stop"] is not None:
            if not _ends(text, start, match, abbreviations):
                continue
        elif (
            match["line"] is not None
            and (wrapped or _goes_on(text, match.end()))
            and _wrapped(text, start, match.start(), match.end())
        ):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _is_wrapped(text: str) -> bool:
    """Whether a wrapper set the line breaks: most lines are about equally long and end without a stop."""
    lines = [line for line in text[:_SAMPLE].split("\n") if line.strip()]
    if len(lines) < 3:
        return False
    long = [line for line in lines[:-1] if _WRAPPED <= len(line) <= _WIDEST]
    return len(long) * 2 > len(lines)


def _goes_on(text: str, after: int) -> bool:
    return text[after : after + 40].lstrip(" ")[:1].islower()


def _ends(text: str, start: int, match: re.Match[str], abbreviations: Container[str]) -> bool:
    if match["stop"] != ".":
        return True
    word = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
    if word is None:
        return True
    last = word.group()
    return len(last) > 1 and last.lower() not in abbreviations


def _wrapped(text: str, start: int, at: int, after: int) -> bool:
    line_start = max(start, text.rfind("\n", 0, at) + 1)
    following = text[after : after + 80].lstrip(" ")
    if not following or _BULLET.match(following):
        return False
    if following[0].islower():
        return True
    return at - line_start >= _WRAPPED and text[at - 1] not in ".!?…:؟۔\"'"


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    start, end = _stripped(text, start, end)
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        spans.append(_stripped(text, start, cut))
        start, _ = _stripped(text, cut, end)
    if end > start:
        spans.append((start, end))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
