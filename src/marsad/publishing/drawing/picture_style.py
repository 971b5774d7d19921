"""The frame of pictures that stand alone: their size, their words for those who cannot see them, their colours and letters.

A picture is shown where no style sheet of ours is, so its rules stand in it, written out for each theme: what makes PNG of it
knows no variables and no media queries. `auto` follows the reader's system, in a browser.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from typing import Literal

from marsad.publishing.pages.catalogue import Catalogue

Theme = Literal["light", "dark", "auto"]
_COLOURS: Mapping[Literal["light", "dark"], Mapping[str, str]] = {
    "light": {
        "paper": "#ffffff", "ink": "#1c1c1a", "quiet": "#5b5b57", "grid": "#e3e3de", "band": "#cfe0f1",
        "band-line": "#35648f", "killed": "#b53d00", "injured": "#8a5a00", "upper": "#f0b9a2",
    },
    "dark": {
        "paper": "#171715", "ink": "#ecece6", "quiet": "#a8a8a2", "grid": "#343431", "band": "#22405f",
        "band-line": "#8bb8e4", "killed": "#ff9a6b", "injured": "#e8b55a", "upper": "#7a3a20",
    },
}  # fmt: skip
_LETTERS = "svg svg{overflow:visible}text{font-family:'Noto Sans','Noto Sans Arabic',sans-serif;font-size:13px}.headline{font-size:17px;font-weight:600}.label{font-weight:600}"
_RULES = """\
.paper{{fill:{paper}}}
text,.name,.headline{{fill:{ink}}}
.line,.tick,.days{{fill:{quiet}}}
.grid{{stroke:{grid}}}
.base{{stroke:{ink}}}
.band{{fill:{band}}}
.one{{stroke:{band};stroke-width:12}}
.near{{fill:{band};fill-opacity:0.4}}
.near-end{{stroke:{band-line};stroke-dasharray:4 3}}
.dot{{fill:{killed}}}
.ring,.diamond{{fill:{paper};stroke:{killed};stroke-width:2.5}}
.wings,.cap,.arrow,.span,.bracket{{fill:none;stroke:{killed};stroke-width:2.5}}
.wings,.dashed{{stroke-dasharray:4 3}}
.injured .dot{{fill:{injured}}}
.injured .ring,.injured .diamond,.injured .wings,.injured .cap,.injured .arrow,.injured .span{{stroke:{injured}}}
.bracket{{stroke:{ink};stroke-width:2}}
.lower{{fill:{killed}}}
.upper{{fill:{upper}}}
.open path{{stroke:{killed}}}
"""


def picture(
    width: int, height: int, words: str, shapes: str, theme: Theme, t: Catalogue, cut: tuple[int, int] = (0, 0)
) -> str:
    """A whole picture of a size in pixels; `words` say what is to be seen, `cut` is left away above and below."""
    top, high = cut[0], height - sum(cut)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{high}" viewBox="0 {top} {width} {high}" '
        f'role="img" aria-label="{escape(words)}" lang="{t.language}"><title>{escape(words)}</title>'
        f'<style>{style(theme)}</style><rect class="paper" width="{width}" height="{height}"/>{shapes}</svg>'
    )


def line(kind: str, words: str, width: int, margin: int, y: int, t: Catalogue) -> str:
    """A line of words at the side where the language begins.

    Right-to-left words stand in an isolate (U+2067) and are anchored by their end: that is understood everywhere, `direction` is not.
    """
    if t.direction == "rtl":
        said = f"\u2067{words}\u2069"
        return f'<text class="{kind}" x="{width - margin}" y="{y}" text-anchor="end">{escape(said)}</text>'
    return f'<text class="{kind}" x="{margin}" y="{y}">{escape(words)}</text>'


def style(theme: Theme) -> str:
    """The rules of a theme."""
    rules = {name: _RULES.format_map(colours).replace("\n", "") for name, colours in _COLOURS.items()}
    if theme == "auto":
        return f"{_LETTERS}{rules['light']}@media (prefers-color-scheme:dark){{{rules['dark']}}}"
    return _LETTERS + rules[theme]


def style_source(theme: Theme) -> str:
    """How a Content-Security-Policy allows the rules of a theme, and no others: by their hash."""
    digest = hashlib.sha256(style(theme).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
