"""What the pages use from others is what the lock says, and all of it has a licence."""

from __future__ import annotations

import gzip
import hashlib
import json
import re

import pytest

from tests.browser.harness import STATIC

VENDOR = STATIC / "vendor"
LOCKED = json.loads((VENDOR / "vendor.lock").read_text(encoding="utf-8"))["files"]


@pytest.mark.parametrize("entry", LOCKED, ids=lambda entry: entry["path"])
def test_every_file_is_as_it_was_locked(entry: dict[str, str]) -> None:
    assert hashlib.sha384((VENDOR / entry["path"]).read_bytes()).hexdigest() == entry["sha384"]
    assert entry["licence"] in {"BSD-3-Clause", "OFL-1.1"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", entry["version"])


def test_nothing_lies_there_that_is_not_locked() -> None:
    there = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert there == {entry["path"] for entry in LOCKED} | {"vendor.lock"}


def test_every_package_brings_its_licence() -> None:
    packages = {entry["package"] for entry in LOCKED}
    with_licence = {entry["package"] for entry in LOCKED if entry["path"].endswith(".txt")}
    assert packages == with_licence


def test_every_font_is_used_and_every_used_font_is_there() -> None:
    sheet = (STATIC / "fonts.css").read_text(encoding="utf-8")
    used = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert used == {f"vendor/{entry['path']}" for entry in LOCKED if entry["path"].endswith(".woff2")}
    assert sheet.count("@font-face") == sheet.count("font-display: swap") == sheet.count("unicode-range") - 1


def test_letters_of_a_family_are_in_one_file_only() -> None:
    """Else a page would fetch two fonts for one letter; punctuation of Arabic text excepted, it has its own family."""
    sheet = (STATIC / "fonts.css").read_text(encoding="utf-8")
    ranges: dict[tuple[str, str], list[set[int]]] = {}
    for face in re.findall(r"@font-face \{(.*?)\}", sheet, flags=re.DOTALL):
        family, style = re.findall(r'font-family: "([^"]+)"; font-style: (\w+)', face)[0]
        letters: set[int] = set()
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face):
            letters |= set(range(int(first, 16), int(last or first, 16) + 1))
        ranges.setdefault((family, style), []).append(letters)
    for family, sets in ranges.items():
        twice = [one & other for number, one in enumerate(sets) for other in sets[:number]]
        assert not any(twice), (family, twice)


def test_the_map_has_land_and_no_borders() -> None:
    land = json.loads((STATIC / "land.geojson").read_text(encoding="utf-8"))
    assert [feature["geometry"]["type"] for feature in land["features"]] == ["MultiPolygon"]
    assert (STATIC / "land.geojson").stat().st_size < 450_000


def test_reading_pages_stay_light() -> None:
    """All that a page may need besides the map: our sheets and scripts, and the fonts of an English or an Arabic page."""
    sheets = [path for path in STATIC.iterdir() if path.suffix in {".css", ".js"} and not path.name.startswith("map")]
    ours = sum(len(gzip.compress(path.read_bytes())) for path in sheets)
    fonts = VENDOR / "fonts"
    latin = sum((fonts / f"{name}-latin-wght-normal.woff2").stat().st_size for name in ("source-serif-4", "noto-sans"))
    arabic = sum(
        (fonts / f"{name}-arabic-wght-normal.woff2").stat().st_size
        for name in ("noto-sans-arabic", "noto-naskh-arabic")
    )
    assert ours + latin < 110_000
    assert ours + arabic + latin < 200_000
