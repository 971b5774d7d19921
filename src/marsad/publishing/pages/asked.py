"""What is asked of a page: which one, in which language, with which parameters, as a file or by a server."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.publishing.moment import Moment
from marsad.publishing.pages.shell import Shell
from marsad.publishing.query import Query

_MOMENT = "as_of"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page is asked for by its `path` ("", "totals/", "incident/CODE/") in a language. `pairs` are the parameters of its address.

    `still`: it is written as a file, so it has no parameters and its links none.
    """

    path: str
    language: str
    pairs: tuple[tuple[str, str], ...] = ()
    still: bool = False

    @property
    def query(self) -> Query:
        """Which incidents are asked for. Raises ItemError `publishing.query`."""
        return Query.parse(self.pairs)

    def one(self, name: str) -> str | None:
        """The last value of a parameter, None where it is not there."""
        return next((value for key, value in reversed(self.pairs) if key == name and value), None)

    def shell(self, moment: Moment, path: str | None = None) -> Shell:
        """What stands around the page."""
        asked = tuple((name, value) for name, value in self.pairs if name != _MOMENT and value)
        return Shell.of(moment, self.path if path is None else path, self.language, still=self.still, asked=asked)
