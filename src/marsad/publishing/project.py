"""The project as it shows itself: what the table `[public]` of a record's `marsad.toml` says. Everything has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from marsad.errors import RunError
from marsad.store.location import SETTINGS, Location

Points = Literal["exact", "settlement"]
SECTION = "public"


@dataclass(frozen=True, slots=True)
class Project:
    """How a record is published.

    `title`, `about`, `contact` and `licence` (of the data) are texts of the project's own. `address` is where readers find
    it, without a slash at the end: feeds, embeds and citations need it; empty = links stay relative. `language` is the one that pages begin in.

    What is said of people and places: `victims_names` publishes the names of the dead and hurt that reports give;
    `reviewers_names` says who decided, not only that a person did; `evidence` lets readers fetch the archived bytes of
    reports; `search_reports` lets a search look into the whole texts of reports (whoever searches a withheld name would see
    that it is there); `points` "settlement" rounds exact points to about a kilometre. `boundaries` is a GeoJSON file of the project's own with lines to draw on maps;
    `releases` the folder of the releases that it publishes. Both are seen from the record's folder.
    """

    title: str = "marsad"
    about: str = ""
    contact: str = ""
    licence: str = ""
    address: str = ""
    language: str = "en"
    victims_names: bool = False
    reviewers_names: bool = False
    evidence: bool = False
    search_reports: bool = False
    points: Points = "exact"
    boundaries: str = ""
    releases: str = ""

    @classmethod
    def of(cls, location: Location) -> Project:
        """The project of a record. Raises RunError `publishing.settings` when its settings cannot be used."""
        said = location.settings.get(SECTION, {})
        where = SETTINGS if location.folder is None else str(Path(location.folder) / SETTINGS)
        if not isinstance(said, Mapping):
            raise _unusable(where, f"`{SECTION}` is no table")
        checked = _checked(said, where)
        if checked.get("releases"):
            checked["releases"] = str((location.folder or Path()) / checked["releases"])
        return cls(**checked)


def _checked(said: Mapping[str, Any], where: str) -> dict[str, Any]:
    known = {field.name: field.default for field in fields(Project)}
    for name, value in said.items():
        if name not in known:
            raise _unusable(where, f"`{SECTION}.{name}` is no setting; there are {', '.join(known)}")
        if type(value) is not type(known[name]):
            kind = "true or false" if isinstance(known[name], bool) else "a text"
            raise _unusable(where, f"`{SECTION}.{name}` must be {kind}")
    if said.get("points", "exact") not in get_args(Points):
        raise _unusable(where, f"`{SECTION}.points` must be one of {', '.join(get_args(Points))}")
    return {**said, **({"address": said["address"].rstrip("/")} if "address" in said else {})}


def _unusable(where: str, why: str) -> RunError:
    return RunError(
        "publishing.settings", f"{where}: cannot be used: {why}", hint="docs/reference/public.md says what is in it."
    )
