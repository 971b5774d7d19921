"""When two spellings of a name are the same for the measure."""

from __future__ import annotations

import re

from marsad.text.fold import key

_ARTICLE = re.compile(r"^(?:the|al|el|ad|ar|as|ash|at|az|an) ")
_KIND = re.compile(r"\b(?:city|province|governorate|town|village|district|region)\b")
_SHORTEST_PART = 4
"""Letters: a shorter name inside another is chance ("Ras")."""


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names are one but for spelling, article, kind of place, or one being the fuller form."""
    if one is None or other is None:
        return one is other
    a, b = _plain(one), _plain(other)
    if a == b:
        return True
    return min(len(a), len(b)) >= _SHORTEST_PART and (a in b or b in a)


def _plain(name: str) -> str:
    bare = key(name)
    without_kind = _KIND.sub(" ", _ARTICLE.sub("", bare)).replace(" ", "")
    return without_kind or bare.replace(" ", "")
