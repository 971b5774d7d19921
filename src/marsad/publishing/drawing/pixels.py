"""Pictures as PNG, drawn by resvg with fonts of our own. Needs the extra `pictures`."""

from __future__ import annotations

from importlib.resources import as_file, files

from marsad.errors import RunError

ZOOM = 2
"""Dots of the PNG for each pixel of the picture."""
FAMILY = "Noto Sans"


def png(svg: str) -> bytes:
    """A picture as PNG. Raises RunError `publishing.extra-missing`."""
    try:
        import resvg_py
    except ImportError:
        raise RunError(
            "publishing.extra-missing",
            "pictures as PNG need resvg-py, which is not installed",
            hint="Install marsad with its pictures: pip install 'marsad[pictures]'. The same picture as SVG needs nothing.",
        ) from None
    with as_file(files("marsad.publishing.drawing") / "fonts") as fonts:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=ZOOM,
            font_files=sorted(str(path) for path in fonts.glob("*.ttf")),
            skip_system_fonts=True,
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    return bytes(drawn)
