"""From captures to tolls: read every report, then reckon what their claims come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.errors import ItemError
from marsad.pipeline.read import Outcome, read_all
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.tolls.told import Told, told_of

Telling = Outcome[tuple[Told, ...]]
"""What became of one capture: its claims as tolls meet them, or an error."""


def tell_all(captures: Iterable[Capture | ItemError], settings: Settings, jobs: int | None = None) -> Iterator[Telling]:
    """The claims of all captures, in their order; `jobs` as for reading. Raises `RunError` when a worker is lost."""
    return read_all(captures, settings, told_of, jobs)
