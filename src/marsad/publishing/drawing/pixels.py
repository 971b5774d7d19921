"""Pictures as PNG: drawn by resvg with the letters of the pages. Needs the extra `pictures`."""

from __future__ import annotations

import tempfile
import threading
from importlib.resources import files
from pathlib import Path

from marsad.errors import RunError

ZOOM = 2
"""Dots of the PNG for each pixel of the picture."""
_FONTS = ("noto-sans-latin-wght-normal", "noto-sans-latin-ext-wght-normal", "noto-sans-cyrillic-wght-normal",
          "noto-sans-greek-wght-normal", "noto-sans-arabic-arabic-wght-normal")  # fmt: skip


class Painter:
    """Makes PNG of pictures. The fonts of the pages are unpacked once, into a folder that goes with the painter."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._room: tempfile.TemporaryDirectory[str] | None = None

    def png(self, svg: str) -> bytes:
        """A picture as PNG. Raises RunError `publishing.extra-missing`."""
        try:
            import resvg_py
        except ImportError:
            raise _missing() from None
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg, zoom=ZOOM, font_files=self._fonts(), skip_system_fonts=True, sans_serif_family="Noto Sans",
                font_family="Noto Sans",
            )
        )  # fmt: skip

    def _fonts(self) -> list[str]:
        with self._lock:
            if self._room is None:
                self._room = _unpacked()
            return sorted(str(path) for path in Path(self._room.name).iterdir())

    def close(self) -> None:
        """Let go of the fonts."""
        if self._room is not None:
            self._room.cleanup()


def _unpacked() -> tempfile.TemporaryDirectory[str]:
    try:
        from fontTools.ttLib import TTFont
    except ImportError:
        raise _missing() from None
    room = tempfile.TemporaryDirectory(prefix="marsad-fonts-")
    vendored = files("marsad.publishing.pages") / "static" / "vendor" / "fonts"
    for name in _FONTS:
        with (vendored / f"{name}.woff2").open("rb") as stream, TTFont(stream) as font:
            font.flavor = None
            font.save(str(Path(room.name) / f"{name}.ttf"))
    return room


def _missing() -> RunError:
    return RunError(
        "publishing.extra-missing",
        "pictures as PNG need resvg-py and fonttools, which are not installed",
        hint="Install marsad with its pictures: pip install 'marsad[pictures]'. The same picture as SVG needs nothing.",
    )
