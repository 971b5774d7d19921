"""Settings: everything that a person may tune, in one frozen value that is passed in, never looked up."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run behaves.

    `largest_file`: bytes; a longer file is refused. A report is seldom longer than one megabyte, and what is a
    thousand times longer is an archive that should be cut into its reports first.
    `actors`: path of a file with more actors, or None.
    """

    largest_file: int = 10 * MEGABYTE
    actors: str | None = None
