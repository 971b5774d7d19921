"""What stands beside the pages of a static site: the points of its map, its feed, the data sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, NamedTuple

from marsad.errors import RunError
from marsad.publishing.exports.addresses import OF_INCIDENTS
from marsad.publishing.exports.delivery import write
from marsad.publishing.exports.formats import FORMATS
from marsad.publishing.exports.recordless import RECORDLESS
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.pages.map import map_document
from marsad.publishing.query import Query
from marsad.publishing.syndication.atom import feed
from marsad.publishing.views.published_releases import published_releases

_MISSING = "publishing.extra-missing"


class Beside(NamedTuple):
    """A file that is no page: its path, and what writes it. `digest` is that of its content, where it is known before."""

    path: str
    write: Callable[[BinaryIO], object]
    digest: str | None = None


def beside(moment: Moment, languages: Sequence[str], lines: bytes | None) -> Iterator[Beside]:
    """Every such file of a moment; `lines` are those that the project draws on its maps."""
    if lines is not None:
        yield Beside("boundaries.geojson", partial(_bytes, lines))
    for language in languages:
        folder = "" if language == moment.project.language else f"{language}/"
        yield Beside(f"{folder}map.geojson", partial(_points, moment, language))
        if moment.at is None:
            yield Beside(f"{folder}feed.atom", partial(_feed, moment, language))
    for ending, name in OF_INCIDENTS.items():
        yield Beside(f"incidents{ending}", partial(write, name, moment, None))
    for release in published_releases(moment.project):
        for file in release.files:
            yield Beside(
                f"releases/{release.name}/{file.name}", partial(_copied, release.folder / file.name), file.sha256
            )
    for name, text in RECORDLESS.items():
        yield Beside(FORMATS[name].file_name, partial(_text, text))


def write_beside(each: Beside, to: Path) -> bool:
    """Write such a file; False when what it needs is not installed here. A reader never sees half of one."""
    path = to / each.path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as out:
            each.write(out)
        unfinished.replace(path)
    except RunError as problem:
        if problem.code != _MISSING:
            raise
        return False
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _points(moment: Moment, language: str, out: BinaryIO) -> None:
    out.write(map_document(moment, Asked("map/", language, still=True)).encode())


def _feed(moment: Moment, language: str, out: BinaryIO) -> None:
    out.write(feed(moment, Query(), catalogue(language)))


def _bytes(content: bytes, out: BinaryIO) -> None:
    out.write(content)


def _copied(path: Path, out: BinaryIO) -> None:
    with path.open("rb") as file:
        copyfileobj(file, out, 1 << 20)


def _text(text: Callable[[], str], out: BinaryIO) -> None:
    out.write(text().encode())
