"""Reading many reports: over all cores, in the order they came, in flat memory, one bad item never ending the run.

Workers open the files themselves and give back a view (a line of JSON, a piece of a page), so little goes through
the pipes between processes and nothing is held that is not in flight.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from marsad.errors import ItemError, RunError
from marsad.model.reading import Note, Reading
from marsad.model.report import Report
from marsad.pipeline.readers import Readers
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.sources.files import load

V = TypeVar("V")
View = Callable[[Report, Reading], V]
"""From a report and its reading to what is wanted of them; runs in the worker, so it must be a named function."""

Item = Capture | Report | ItemError
"""What is to be read: something handed in, a report that is kept already, or an error, which passes through."""

_FEW = 128
"""Up to so many reports one process has read before a second one would have paid for its start."""
_BATCH = 16
"""Reports a task: enough to hide the cost of the pipe, few enough to share out evenly."""
_IN_FLIGHT = 4
"""Tasks a worker that wait or run: what bounds the memory."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[V]):
    """What became of one capture: a `view` of its reading with `notes`, or an `error`."""

    name: str
    view: V | None = None
    claims: int = 0
    notes: tuple[Note, ...] = ()
    error: ItemError | None = None


def read_one(item: Item, readers: Readers, settings: Settings, view: View[V]) -> Outcome[V]:
    """Load and read one item. Whatever goes wrong with it alone becomes the outcome's error."""
    if isinstance(item, ItemError):
        return Outcome("", error=item)
    name = (item.path or item.id) if isinstance(item, Report) else item.name
    try:
        report, notes = (item, ()) if isinstance(item, Report) else load(item, settings)[:2]
        reading = readers.read(report)
        if notes:
            reading = replace(reading, notes=notes + reading.notes)
        return Outcome(name, view(report, reading), len(reading.claims), reading.notes)
    except ItemError as error:
        return Outcome(name, error=_named(error, name))
    except RunError:  # what every other item would meet too
        raise
    except Exception as fault:  # noqa: BLE001  the batch item's border
        return Outcome(name, error=_fault(name, fault))


def _named(error: ItemError, name: str) -> ItemError:
    """`error` saying which item it is about: a reader knows texts, not files."""
    return error if error.what.startswith(name) else ItemError(error.code, f"{name}: {error.what}", hint=error.hint)


def _fault(name: str, fault: Exception) -> ItemError:
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    return ItemError(
        "pipeline.fault",
        f"{name}: marsad failed on this text: {type(fault).__name__}: {fault} ({where})",
        hint="This is a fault of marsad, not of your file: please report it, with the text if you may share it.",
    )


def read_all(
    captures: Iterable[Item], settings: Settings, view: View[V], jobs: int | None = None
) -> Iterator[Outcome[V]]:
    """Read items in their order; `jobs` processes, None = as many as there are cores when it pays.

    Raises `RunError` when a worker is lost.
    """
    stream = iter(captures)
    first = list(itertools.islice(stream, _FEW + 1))
    cores = jobs or _cores()
    if cores == 1 or (jobs is None and len(first) <= _FEW):
        readers = Readers(settings)
        for capture in itertools.chain(first, stream):
            yield read_one(capture, readers, settings, view)
    else:
        yield from _in_parallel(itertools.chain(first, stream), settings, view, cores)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_parallel(captures: Iterator[Item], settings: Settings, view: View[V], workers: int) -> Iterator[Outcome[V]]:
    # spawn: the same everywhere, and safe beside the threads of a progress bar
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start_worker, (settings, view))
    read_batch: Callable[[list[Item]], list[Outcome[V]]] = _read_batch  # type: ignore[assignment]
    flying: deque[Future[list[Outcome[V]]]] = deque()
    try:
        while batch := list(itertools.islice(captures, _BATCH)):
            with _interrupts_held():
                flying.append(pool.submit(read_batch, batch))
            if len(flying) >= workers * _IN_FLIGHT:
                yield from flying.popleft().result()
        while flying:
            yield from flying.popleft().result()
    except BrokenProcessPool:
        raise RunError(
            "pipeline.worker-lost",
            "a reading process ended without a word; most often the machine had no memory left",
            hint="Try again with --jobs 1, which also shows at which file it happens.",
        ) from None
    finally:
        if flying:  # interrupted, or nobody takes what is read: do not wait for what is in flight
            for worker in multiprocessing.active_children():
                worker.terminate()
            _end_results(pool)
        pool.shutdown(cancel_futures=True)


def _end_results(pool: ProcessPoolExecutor) -> None:
    """Let the pool see that no more results come.

    A worker that ends in the middle of a message leaves a part of it in the pipe; the pool's own thread would wait for
    the rest for ever, for this process still holds the writing end. There is no public way to close it.
    """
    writer = getattr(getattr(pool, "_result_queue", None), "_writer", None)
    if writer is not None:
        writer.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Workers start in here, so they inherit it: Ctrl-C is for the parent, which ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: tuple[Readers, Settings, View[object]] | None = None


def _start_worker(settings: Settings, view: View[object]) -> None:
    """Build what every batch needs once a process, and end with the parent, however that ends."""
    global _worker  # noqa: PLW0603  a process of the pool has one, and an initializer gives nothing back
    _worker = (Readers(settings), settings, view)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def _read_batch(batch: list[Item]) -> list[Outcome[object]]:
    assert _worker is not None
    readers, settings, view = _worker
    return [read_one(capture, readers, settings, view) for capture in batch]
