"""Progress bars for long runs, where a person looks on and nothing else is printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_MANY = 64
"""With fewer reports the run is over before a bar says anything."""


def with_progress(outcomes: Iterable[T], items: Callable[[], Iterable[object]], *, to_file: bool) -> Iterator[T]:
    """`outcomes`, with a bar on standard error when it is a terminal and the output goes elsewhere.

    `items` gives what the outcomes are made from once more, to count them.
    """
    if not sys.stderr.isatty() or (sys.stdout.isatty() and not to_file):
        yield from outcomes
        return
    total = sum(1 for _ in items())
    if total < _MANY:
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("reports"), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(outcomes, total=total)


@contextmanager
def counting() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error with rate and time left, where a person looks on."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TaskProgressColumn(show_speed=True)
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield tell
