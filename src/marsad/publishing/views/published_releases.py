"""The releases that a project publishes: each with what its manifest says, the last one first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from marsad.errors import ItemError
from marsad.publishing.project import Project
from marsad.publishing.releases.manifest import FILE, Entry, Manifest, read_manifest
from marsad.publishing.releases.shelf import Shelf

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Release:
    """A release in the `folder` of its own, with the SHA-256 of its manifest."""

    folder: Path
    manifest: Manifest
    digest: str

    @property
    def name(self) -> str:
        """Its name: the day, with a number where the day has several."""
        return self.manifest.name

    @property
    def files(self) -> list[Entry]:
        """Its files, the manifest itself among them."""
        size = (self.folder / FILE).stat().st_size
        return [Entry(FILE, size, self.digest, "manifest"), *self.manifest.files]

    def file(self, name: str) -> Path | None:
        """Where one of its files is; None for what it does not name."""
        return self.folder / name if name == SUMS or name in {each.name for each in self.files} else None


def published_releases(project: Project) -> list[Release]:
    """Every release that the setting `releases` publishes; one whose manifest cannot be read is left out, for it promises nothing."""
    if not project.releases:
        return []
    shelf, found = Shelf(Path(project.releases)), []
    for name in reversed(shelf.names()):
        try:
            found.append(Release(shelf.folder / name, *read_manifest(shelf.folder / name)))
        except ItemError:
            continue
    return found
