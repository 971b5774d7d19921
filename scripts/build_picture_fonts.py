"""Make the fonts of pictures out of those of the pages: `python scripts/build_picture_fonts.py`.

What draws PNG takes one file of a family and looks into no other for a letter that is missing there. So the pieces of Noto Sans that
browsers fetch one by one are put together, for each weight that pictures use, and stand beside the drawings.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "marsad" / "publishing"
PIECES = PACKAGE / "pages" / "static" / "vendor" / "fonts"
FONTS = PACKAGE / "drawing" / "fonts"
NAMES = (
    "noto-sans-latin-wght-normal",
    "noto-sans-latin-ext-wght-normal",
    "noto-sans-cyrillic-wght-normal",
    "noto-sans-greek-wght-normal",
    "noto-sans-arabic-arabic-wght-normal",
)
LICENCE = "noto-sans-OFL.txt"
WEIGHTS = (400, 600)


def whole(weight: int, room: Path) -> TTFont:
    """All pieces in one weight, in one font."""
    made = []
    for name in NAMES:
        piece = instantiateVariableFont(TTFont(PIECES / f"{name}.woff2", recalcTimestamp=False), {"wght": weight})
        piece.flavor = None
        made.append(room / f"{name}-{weight}.ttf")
        piece.save(made[-1])
    font = Merger().merge([str(path) for path in made])
    font["OS/2"].usWeightClass = weight
    # the same pieces give the same bytes, whenever they are put together
    font["head"].created = font["head"].modified = TTFont(made[0])["head"].modified
    font.recalcTimestamp = False
    return font


def main() -> None:
    """Write the fonts."""
    FONTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        for weight in WEIGHTS:
            path = FONTS / f"noto-sans-{weight}.ttf"
            whole(weight, Path(room)).save(path)
            print(f"{path.name}: {path.stat().st_size:,} bytes")
    (FONTS / LICENCE).write_bytes((PIECES / LICENCE).read_bytes())


if __name__ == "__main__":
    main()
