"""Every page of the observatory by its path: the server and the static site make the same ones from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from marsad.publishing.moment import Moment
from marsad.publishing.pages.about import about_page
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.corrections import corrections_page
from marsad.publishing.pages.data import data_page
from marsad.publishing.pages.explorer import explorer_page
from marsad.publishing.pages.method import method_page
from marsad.publishing.pages.silence import silence_page
from marsad.publishing.pages.sources import SOURCE, source_page, sources_page
from marsad.publishing.pages.totals import totals_page

Page = Callable[[Moment, Asked], str]
"""A page is a function from a moment and what is asked to HTML. Raises ItemError for what cannot be answered."""
PageOf = Callable[[Moment, Asked, str], str]
"""The same for pages that there are many of: the last part of the path says which one."""

PAGES: Mapping[str, Page] = {
    "": explorer_page,
    "totals/": totals_page,
    "sources/": sources_page,
    "silence/": silence_page,
    "method/": method_page,
    "corrections/": corrections_page,
    "data/": data_page,
    "about/": about_page,
}
"""The pages that there is one of."""
PAGES_OF: Mapping[str, PageOf] = {SOURCE: source_page}
"""The pages that there are many of, by what stands before their name in the path; those of incidents are below `INCIDENT`."""
INCIDENT = "incident/"
"""Before the code of an incident in the path of its page."""
