"""oEmbed (https://oembed.com): what another site needs to show an incident in a frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from markupsafe import Markup

from marsad.errors import ItemError
from marsad.publishing.moment import Moment
from marsad.publishing.pages.catalogue import catalogue, languages
from marsad.publishing.syndication.incident_card import card
from marsad.publishing.syndication.xml import document, fit

WIDTH, HEIGHT = 600, 440
_LEAST = 240
_FRAME = Markup(
    '<iframe src="{src}" width="{width}" height="{height}" title="{title}" loading="lazy" referrerpolicy="no-referrer" '
    'sandbox="allow-popups allow-same-origin"></iframe>'
)
Embedding = Mapping[str, str | int]


class Page(NamedTuple):
    """The page of an incident, as an address names it."""

    code: str
    language: str
    as_of: str | None


def page_of(url: str, addresses: tuple[str, ...], first: str) -> Page:
    """The incident's page that an address leads to, on a site with one of these `addresses`.

    `first` is the language without a folder. Raises ItemError `web.page-unknown` for any other address.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _unknown() from None
    known = {(urlsplit(one).netloc, urlsplit(one).path.rstrip("/")) for one in addresses}
    for host, folder in known:
        if parts.scheme in ("http", "https") and parts.netloc == host and parts.path.startswith(f"{folder}/"):
            path = parts.path.removeprefix(f"{folder}/").strip("/").split("/")
            language = path.pop(0) if path[0] in languages() else first
            if len(path) == 2 and path[0] == "incident" and path[1]:
                return Page(path[1], language, parse_qs(parts.query).get("as_of", [None])[-1])
    raise _unknown()


def _unknown() -> ItemError:
    what, hint = "url: it is no page of an incident here", "Give the whole address of an incident's page."
    return ItemError("web.page-unknown", what, hint=hint)


def embedding(moment: Moment, page: Page, base: str, most: tuple[int, int]) -> Embedding:
    """What oEmbed says of a page; `base` is the address of the site, `most` the width and height that there is room for.

    Raises ItemError `ledger.incident-unknown`.
    """
    t = catalogue(page.language)
    shown = card(moment, page.code, t)
    width, height = (max(_LEAST, min(one, other)) for one, other in zip((WIDTH, HEIGHT), most, strict=True))
    asked = [f"lang={page.language}", *([f"as_of={quote(page.as_of)}"] if page.as_of else [])]
    src = f"{base}/embed/incident/{quote(shown.entry.code)}?{'&'.join(asked)}"
    return {
        "type": "rich",
        "version": "1.0",
        "title": shown.headline,
        "provider_name": moment.project.title,
        "provider_url": f"{base}/",
        "cache_age": 3600,
        "html": str(_FRAME.format(src=src, width=width, height=height, title=shown.headline)),
        "width": width,
        "height": height,
    }


def as_xml(said: Embedding) -> bytes:
    """The same as XML."""
    from lxml import etree

    root = etree.Element("oembed")
    for name, value in said.items():
        etree.SubElement(root, name).text = fit(str(value))
    return document(root)
