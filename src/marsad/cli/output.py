"""Where the output goes: standard output or a file, always in whole pieces."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from marsad.errors import RunError


class Output:
    """Takes pieces of text and writes each whole, even when Ctrl-C comes in the middle of one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, piece: str) -> None:
        """Write `piece` as UTF-8."""
        if piece:
            with _interrupts_deferred():
                self._stream.write(piece.encode("utf-8", "replace"))

    def flush(self) -> None:
        """Hand everything written to the system."""
        with _interrupts_deferred():
            self._stream.flush()


@contextmanager
def open_output(path: str | None) -> Iterator[Output]:
    """The output at `path`, None = standard output. Raises `RunError` when it cannot be written."""
    if path is None:
        output = Output(sys.stdout.buffer)
        try:
            yield output
        finally:
            output.flush()
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
        yield Output(stream)


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
