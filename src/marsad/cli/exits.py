"""How a run ends: the exit codes of every command."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Codes that a script can rely on."""

    ALL = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141


EPILOG = (
    "Exit code: 0 all was done; 1 something failed or is damaged (a file, a floor, a record), the rest was done; "
    "2 wrong usage; 3 nothing could be done, or the run had to stop; 130 interrupted."
)
