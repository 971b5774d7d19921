"""How to read the strips: one small drawing for every shape, with its words."""

from __future__ import annotations

from marsad.model.toll import HeldBy, TollRow
from marsad.publishing.strip import Mark, sample

_TOLL = TollRow("killed", None, None, None, 4, 6, 4, 6, HeldBy((), ()), proven=True)
_WIDER = TollRow("killed", None, None, None, 4, 6, 2, 8, HeldBy((), ()), proven=True)
_SHAPES = (
    (Mark("killed", 5, 5), None, "an exact number"),
    (Mark("killed", 3, 7), None, "a range that a source gives"),
    (Mark("killed", 3, None), None, "open: at least so many"),
    (Mark("killed", 5, 5, about=True), None, "about so many; the wings are no measure"),
    (Mark("killed", 5, 5, changed=True), None, "read otherwise than it sounds"),
    (Mark("killed", 5, 5, holds_lower=True, holds_upper=True), None, "brackets: it holds the lower or upper end up"),
    (Mark("killed", 5, 5, aside=True), None, "grey: set aside, not in the sum"),
    (None, _TOLL, "the band: the toll’s own range for the same people"),
    (None, _WIDER, "dashed ends: by readings nearly as good"),
)


def legend() -> str:
    """The legend, as HTML; the drawings are ornaments there, the words say all."""
    items = "".join(f"<li>{sample(mark, row)} {words}</li>" for mark, row, words in _SHAPES)
    return f'<details class="key"><summary>How to read the strips</summary><ul class="legend">{items}</ul></details>\n'
