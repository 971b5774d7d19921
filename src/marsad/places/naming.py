"""Names of places as keys: spellings that differ only in case, accents, article or "Saint" meet in one key.

Three depths, each coarser: `place_key` (what the gazetteer stores), `bare` (Arabic articles dropped) and
`skeleton` (what is left when romanisations of Arabic and Slavic sounds are made alike).
"""

from __future__ import annotations

import re

from marsad.text.fold import key

_LETTERS = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ə": "a", "þ": "th", "æ": "ae", "œ": "oe",
        "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ګ": "گ", "ہ": "ه", "ە": "ه", "ھ": "ه", "ٱ": "ا", "ـ": "",
        "ʿ": "", "ʾ": "", "ʻ": "", "ʹ": "", "ˌ": "", "ʺ": "", "ˁ": "", "ˀ": "", "ъ": "", "ґ": "г",
    }
)  # fmt: skip
ARTICLES = {
    "al", "el", "ul", "l", "as", "es", "ash", "esh", "ech", "ad", "ed", "ud", "ar", "er", "ur", "az", "ez", "uz",
    "an", "en", "at", "et", "ut", "ath", "eth", "adh", "edh",
}  # fmt: skip
"""The Arabic article as Latin scripts write it, before sun letters too."""
NOWHERE = "somewhere"
LONGEST_SLUG = 40
"""Letters of a place's name in a code; a longer name is cut after a word."""
_SAINT = re.compile(r"\b(?:saint|sainte|ste)\b")
_ARABIC_ARTICLE = re.compile(r"(?:^|(?<= ))ال(?=\w{2})")


def place_key(name: str) -> str:
    """The key under which a name is stored: "The Hague" is `hague`, "Saint-Louis" is `st louis`, "الرقة" is `رقه`."""
    folded = key(name.replace("`", ""))
    if folded.startswith("the ") and len(folded) > 4:
        folded = folded[4:]
    if folded.isascii():
        return _SAINT.sub("st", folded) if "saint" in folded or "ste" in folded else folded
    return _ARABIC_ARTICLE.sub("", " ".join(folded.translate(_LETTERS).split()))


def slug(name: str) -> str:
    """A name in the letters a to z, digits and single hyphens; `somewhere` when no such letter is left."""
    words = re.findall(r"[a-z0-9]+", place_key(name))
    kept: list[str] = []
    for word in words:
        if kept and len("-".join([*kept, word])) > LONGEST_SLUG:
            break
        kept.append(word[:LONGEST_SLUG])
    return "-".join(kept) or NOWHERE


def bare(folded: str) -> str:
    """A `place_key` without Arabic articles: `jisr ash shughur` and `jisr al shughur` are both `jisr shughur`."""
    words = folded.split(" ")
    kept = [word for word in words[:-1] if word not in ARTICLES]
    return " ".join([*kept, words[-1]]) if len(kept) < len(words) - 1 else folded


_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"\b[ae](?:l(?=[b-df-hj-np-tv-z])|(?=(?:zz|ss|rr|dd|nn|tt)))", ""),
        (r"\bdj|\bj", "j"),
        (r"[ae]h?\b", "a"),
        (r"sch|ch|sh", "sh"),
        (r"gh|g", "g"),
        (r"kh", "h"),
        (r"q|ck", "k"),
        (r"ph", "f"),
        (r"dh|th", "d"),
        (r"tz|ts", "z"),
        (r"iya\w?\b|iy[ae]h\b", "ia"),
        (r"aw|au|ow|oo|ou|o|w", "u"),
        (r"ay|ai|ei|ey|ee|ie|y|e", "i"),
        (r"(.)\1+", r"\1"),
        (r"h\b", ""),
    )
)


def skeleton(folded: str) -> str:
    """The sounds of a Latin `bare` key, spaces gone: `khan sheikhoun` and `khan shaykhun` agree."""
    for pattern, sound in _SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded.replace(" ", "")
