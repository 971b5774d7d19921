"""How to read the strips: one small drawing for every shape, with its words."""

from __future__ import annotations

from marsad.model.toll import HeldBy, TollRow
from marsad.publishing.strip import Mark, sample

_TOLL = TollRow("killed", None, None, None, 4, 6, 4, 6, HeldBy((), ()), proven=True)
_WIDER = TollRow("killed", None, None, None, 4, 6, 2, 8, HeldBy((), ()), proven=True)
SHAPES = (
    ("exact", Mark("killed", 5, 5), None),
    ("range", Mark("killed", 3, 7), None),
    ("open", Mark("killed", 3, None), None),
    ("about", Mark("killed", 5, 5, about=True), None),
    ("changed", Mark("killed", 5, 5, changed=True), None),
    ("holds", Mark("killed", 5, 5, holds_lower=True, holds_upper=True), None),
    ("aside", Mark("killed", 5, 5, aside=True), None),
    ("toll", None, _TOLL),
    ("near", None, _WIDER),
)
"""Every shape by a name, the mark that has it, and the toll behind it."""
_WORDS = {
    "exact": "an exact number",
    "range": "a range that a source gives",
    "open": "open: at least so many",
    "about": "about so many; the wings are no measure",
    "changed": "read otherwise than it sounds",
    "holds": "brackets: it holds the lower or upper end up",
    "aside": "grey: set aside, not in the sum",
    "toll": "the band: the toll’s own range for the same people",
    "near": "dashed ends: by readings nearly as good",
}


def legend() -> str:
    """The legend, as HTML; the drawings are ornaments there, the words say all."""
    items = "".join(f"<li>{sample(mark, row)} {_WORDS[name]}</li>" for name, mark, row in SHAPES)
    return f'<details class="key"><summary>How to read the strips</summary><ul class="legend">{items}</ul></details>\n'
