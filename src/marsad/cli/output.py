"""Where the output goes: standard output or a file, always in whole pieces."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from marsad.errors import RunError


class Output:
    """Takes pieces of text and writes each whole, even when Ctrl-C comes in the middle of one.

    It writes to the descriptor itself: Python's buffered streams lose what is left of a piece when a signal comes
    while a pipe is full.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, piece: str) -> None:
        """Write `piece` as UTF-8, all of it."""
        left = memoryview(piece.encode("utf-8", "replace"))
        with _interrupts_deferred():
            while left:
                left = left[os.write(self._descriptor, left) :]


@contextmanager
def open_output(path: str | None) -> Iterator[Output]:
    """The output at `path`, None = standard output. Raises `RunError` when it cannot be written."""
    if path is None:
        sys.stdout.flush()
        yield Output(sys.stdout.fileno())
        return
    try:
        stream = Path(path).open("wb")  # noqa: SIM115  closed below, outside of this try
    except OSError as problem:
        raise RunError(
            "cli.output-unwritable",
            f"{path}: cannot be written: {problem.strerror}",
            hint="Check the path after --output and who may write there.",
        ) from None
    with stream:
        yield Output(stream.fileno())


@contextmanager
def _interrupts_deferred() -> Iterator[None]:
    """Hold the first Ctrl-C back until the piece is written; a second one counts at once (the pipe may be stuck)."""
    held = False

    def hold(number: int, frame: FrameType | None) -> None:
        nonlocal held
        if held:
            raise KeyboardInterrupt
        held = True

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt
