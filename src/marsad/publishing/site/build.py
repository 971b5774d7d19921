"""The static site: every page of a moment as a file, for any web host, a stick, or a folder; and only what has changed, the next time."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.resources import as_file
from importlib.resources import files as resources
from itertools import chain
from pathlib import Path

from marsad.publishing.boundaries import boundary_lines
from marsad.publishing.moment import At, Moment, moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.incident import incident_page
from marsad.publishing.pages.links import still_file
from marsad.publishing.pages.moved import moved_page
from marsad.publishing.pages.routes import INCIDENT, PAGES, PAGES_OF
from marsad.publishing.site.files import Beside, beside, write_beside
from marsad.publishing.site.folder import Folder, copy_tree, write
from marsad.publishing.site.plan import Leaf, plan, whole_digest
from marsad.store.rows import pieces
from marsad.store.store import Store

_AT_ONCE = 64
_FEW = 200
"""So many pages are written sooner than other processes are started."""
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: pages there are, those written anew, those removed; data sets that need what is not installed here."""

    pages: int
    written: int
    removed: int
    revision: int
    missing: tuple[str, ...]


def build(
    store: Store,
    to: Path,
    languages: Sequence[str],
    at: At = None,
    jobs: int | None = None,
    tell: Tell = lambda *_: None,
) -> Built:
    """Write the site of a moment into a folder. It can be ended at any time: the next build goes on where this one stopped.

    Raises RunError (`publishing.site-folder`, `publishing.site-busy`, …).
    """
    with Folder.open(to) as folder, moment(store, at) as opened:
        leaves = {
            still_file(leaf.path, leaf.language, opened.project.language): leaf for leaf in plan(opened, languages)
        }
        digest = whole_digest(opened)
        aside = list(beside(opened, languages, boundary_lines(opened.project, store.location)))
        with as_file(resources("marsad.publishing.pages") / "static") as static:
            copy_tree(Path(static), to / "static")
        stale = [
            (name, leaf)
            for name, leaf in leaves.items()
            if folder.written.get(name) != leaf.digest or not (to / name).is_file()
        ]
        tell(0, len(stale))
        with _pages(store, opened, to, stale, jobs) as pages:
            # while others write pages, this process writes the data sets
            missing = _files(folder, aside, digest)
            for number, (name, leaf) in enumerate(pages, 1):
                folder.written[name] = leaf.digest
                tell(number, len(stale))
        wanted = {each.path: digest for each in aside} | {name: leaf.digest for name, leaf in leaves.items()}
        return Built(len(leaves), len(stale), folder.remove_others(wanted), opened.revision, missing)


def _files(folder: Folder, files: Iterable[Beside], digest: str) -> tuple[str, ...]:
    """Write the files beside the pages that are not there as they should be; those that cannot be made here."""
    missing = []
    for each in files:
        made_of = each.digest or digest
        if folder.written.get(each.path) != made_of or not (folder.path / each.path).is_file():
            if write_beside(each, folder.path):
                folder.written[each.path] = made_of
            else:
                missing.append(each.path)
    return tuple(missing)


Named = tuple[str, Leaf]


@contextmanager
def _pages(
    store: Store, opened: Moment, to: Path, stale: Sequence[Named], jobs: int | None
) -> Iterator[Iterator[Named]]:
    """Each page as it is written, by as many processes as there are cores where that pays; they begin at once."""
    workers = min(jobs or os.cpu_count() or 1, len(stale) // _FEW + 1)
    batches = pieces(stale, _AT_ONCE)
    if workers == 1:
        yield (done for some in batches for done in _write_all(opened, to, some))
        return
    where = str(store.location.folder or store.location.database)
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start, (where, opened.at, to))
    try:
        yield chain.from_iterable(pool.map(_write_here, batches))
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """What a process of a build holds open."""

    opened: Moment
    to: Path
    stack = ExitStack()


def _start(where: str, at: At, to: Path) -> None:
    store = _Worker.stack.enter_context(Store.open(where))
    _Worker.opened, _Worker.to = _Worker.stack.enter_context(moment(store, at)), to
    # the register stays: looking through it for rubbish again and again would cost a tenth of the time
    gc.freeze()


def _write_here(some: Iterable[Named]) -> list[Named]:
    return _write_all(_Worker.opened, _Worker.to, some)


def _write_all(opened: Moment, to: Path, some: Iterable[Named]) -> list[Named]:
    named = list(some)
    for name, leaf in named:
        write(to / name, _page(opened, leaf).encode())
    return named


def _page(opened: Moment, leaf: Leaf) -> str:
    asked = Asked(leaf.path, leaf.language, leaf.pairs, still=True)
    if leaf.path in PAGES:
        return PAGES[leaf.path](opened, asked)
    folder, _, name = leaf.path.removesuffix("/").rpartition("/")
    if f"{folder}/" in PAGES_OF:
        return PAGES_OF[f"{folder}/"](opened, asked, name)
    if not leaf.path.startswith(INCIDENT):
        return PAGES[""](opened, asked)
    code = leaf.path.removeprefix(INCIDENT).removesuffix("/")
    gone = opened.gone(code)
    if gone is not None and gone.successor is not None:
        return moved_page(opened, asked, gone)
    return incident_page(opened, asked, code)
