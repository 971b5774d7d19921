"""The page that other sites show in a frame: an incident on a card, without a script."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.pages.links import Links
from marsad.publishing.pages.shell import Shell
from marsad.publishing.syndication.incident_card import card

_DEPTH = "embed/incident/"


def embed_page(moment: Moment, code: str, language: str) -> str:
    """The card of an incident. Raises ItemError `ledger.incident-unknown`."""
    t = catalogue(language)
    shown = card(moment, code, t)
    # the frame stands two folders deep, whatever its language: that is in its question
    links = Links(_DEPTH, moment.project.language, moment.project.language, as_of=shown.as_of)
    shell = Shell(moment.project, t, links, moment.revision, moment.told, shown.as_of)
    folder = "" if language == moment.project.language else f"{language}/"
    return shell.render(
        "embed.html",
        card=shown,
        page=links.file(f"{folder}incident/{shown.entry.code}/"),
        chart=links.file(f"chart/incident/{shown.entry.code}.svg", lang=language, theme="auto", bare=1),
    )
