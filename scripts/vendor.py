"""Bring what the pages use from others into `src/marsad/publishing/pages/static/vendor`, and write down what it is.

    python -m scripts.vendor

Everything comes out of npm packages of a named version, by `npm pack`; nothing is run from them. Files are copied byte
for byte, but of the Noto fonts only the weights and, where it tells, the letters are kept that the pages need (by
fontTools; their licence allows it, that of Source Serif does not under its name), because a reader on a phone in a
city under fire pays for every kilobyte. `vendor.lock` says package, version, licence and SHA-384 of each file; a test
compares.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

STATIC = Path(__file__).parents[1] / "src" / "marsad" / "publishing" / "pages" / "static"
VENDOR = STATIC / "vendor"
LOCK = VENDOR / "vendor.lock"

WEIGHTS = (400, 700)
"""Regular to bold; the pages use no others."""
LATIN_WITH_MARKS = "U+0100-024F,U+0259,U+02B0-02BF,U+02C6-02CC,U+0300-0331,U+1E00-1EFF,U+2C60-2C7F"
"""Latin letters with marks, as in transliterations from Arabic, Persian, Kurdish, Turkish, Slavic languages."""
EVERY = "*"
ARABIC = "U+0600-06FF,U+0750-077F,U+200C-200F,U+2010-2011,U+204F,U+FD3E-FD3F,U+FDF2,U+FDFA"
"""The letters of Arabic, Persian, Kurdish, Urdu, Pashto; without mathematics and the marks of the recited Quran."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package: where it lies in it, where it goes, and the letters that are kept of a font.

    None: the file stays as it is. Of a font that is cut to some letters, or to `EVERY`, only `WEIGHTS` are kept.
    """

    inside: str
    to: str
    letters: str | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """A package of npm, and what is taken out of it."""

    name: str
    version: str
    licence: str
    parts: tuple[Part, ...]


def _font(package: str, version: str, licence_to: str, files: Iterable[tuple[str, str | None]]) -> Package:
    parts = [Part(f"files/{name}.woff2", f"fonts/{name}.woff2", letters) for name, letters in files]
    licence = Part("LICENSE", f"fonts/{licence_to}-OFL.txt")
    return Package(f"@fontsource-variable/{package}", version, "OFL-1.1", (*parts, licence))


PACKAGES = (
    Package(
        "maplibre-gl",
        "6.17.0",
        "BSD-3-Clause",
        (
            Part("dist/maplibre-gl.mjs", "maplibre/maplibre-gl.mjs"),
            Part("dist/maplibre-gl-worker.mjs", "maplibre/maplibre-gl-worker.mjs"),
            Part("dist/maplibre-gl.css", "maplibre/maplibre-gl.css"),
            Part("LICENSE.txt", "maplibre/LICENSE.txt"),
        ),
    ),
    _font(
        "source-serif-4",
        "5.3.1",
        "source-serif-4",
        [
            ("source-serif-4-latin-wght-normal", None),
            ("source-serif-4-latin-wght-italic", None),
            ("source-serif-4-latin-ext-wght-normal", None),
            ("source-serif-4-cyrillic-wght-normal", None),
        ],
    ),
    _font(
        "noto-sans",
        "5.3.0",
        "noto-sans",
        [
            ("noto-sans-latin-wght-normal", EVERY),
            ("noto-sans-latin-ext-wght-normal", LATIN_WITH_MARKS),
            ("noto-sans-cyrillic-wght-normal", EVERY),
            ("noto-sans-greek-wght-normal", EVERY),
        ],
    ),
    _font("noto-sans-arabic", "5.3.0", "noto-sans-arabic", [("noto-sans-arabic-arabic-wght-normal", ARABIC)]),
    _font("noto-naskh-arabic", "5.3.0", "noto-naskh-arabic", [("noto-naskh-arabic-arabic-wght-normal", ARABIC)]),
)


def unpacked(name: str, version: str, folder: Path) -> Path:
    """The package `name` of npm, fetched and unpacked below `folder`; its own folder."""
    spec = f"{name}@{version}"
    packed = subprocess.run(
        ["npm", "pack", "--silent", "--ignore-scripts", spec], cwd=folder, check=True, capture_output=True, text=True
    )
    place = folder / f"{name.replace('/', '-')}-{version}"
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        archive.extractall(place, filter="data")
    return place / "package"


def digest(path: Path) -> str:
    """SHA-384 of a file, as `sha384-…` would be written in hexadecimal."""
    return hashlib.sha384(path.read_bytes()).hexdigest()


def _cut(source: Path, to: Path, letters: str) -> str:
    """Write the font with these letters and `WEIGHTS` only; what did it."""
    import fontTools
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    if letters != EVERY:
        options = subset.Options(layout_features=["*"], recalc_timestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(letters))
        cutter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    font.save(to)
    return f"fontTools {fontTools.version}"


def _taken(package: Package, part: Part, unpacked_to: Path) -> dict[str, str]:
    source, to = unpacked_to / part.inside, VENDOR / part.to
    to.parent.mkdir(parents=True, exist_ok=True)
    entry = {
        "path": part.to,
        "package": package.name,
        "version": package.version,
        "licence": package.licence,
        "source": part.inside,
    }
    if part.letters is None:
        shutil.copyfile(source, to)
    else:
        entry |= {
            "letters": part.letters,
            "weights": "{}-{}".format(*WEIGHTS),
            "cut_by": _cut(source, to, part.letters),
        }
    return entry | {"sha384": digest(to)}


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    with TemporaryDirectory() as folder:
        entries = [
            _taken(package, part, place)
            for package in PACKAGES
            for place in [unpacked(package.name, package.version, Path(folder))]
            for part in package.parts
        ]
    LOCK.write_text(json.dumps({"files": entries}, indent=1) + "\n", encoding="utf-8")
    for entry in entries:
        print(f"{(VENDOR / entry['path']).stat().st_size:>9,}  {entry['path']}")


if __name__ == "__main__":
    main()
