"""Every page of the observatory by its path: the server and the static site make the same ones from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.explorer import explorer_page

Page = Callable[[Moment, Asked], str]
"""A page is a function from a moment and what is asked to HTML. Raises ItemError for what cannot be answered."""

PAGES: Mapping[str, Page] = {"": explorer_page}
"""The pages that there is one of."""
INCIDENT = "incident/"
"""Before the code of an incident in the path of its page."""
