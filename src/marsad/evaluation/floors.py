"""Floors: the figures below which the reader must not fall, in one file with the digest of what they were measured on.

A floor rises by `raise_to`; it is lowered only with a sentence that says why, and the sentence stays in the file.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.errors import RunError

_DECIMALS = 3
"""Floors are cut, never rounded up, so that the run that set a floor also keeps it."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A measure that fell from its `floor` to `value`."""

    measure: str
    floor: float
    value: float


class Floors:
    """The floors file at `path`: for each corpus a digest, the floors, and why any was lowered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._corpora: dict[str, dict[str, Any]] = {}
        if path.exists():
            try:
                self._corpora = json.loads(path.read_text("utf-8"))
            except (OSError, ValueError) as problem:
                raise RunError(
                    "evaluation.floors-invalid", f"{path}: {problem}", hint="It is written by --update."
                ) from None

    def check(self, corpus: str, digest: str, measures: dict[str, float]) -> list[Fall]:
        """What fell below its floor.

        Raises `RunError`: `evaluation.floors-missing` when there are none, `evaluation.floors-other-data` when they
        were measured on other data.
        """
        if corpus not in self._corpora:
            raise RunError(
                "evaluation.floors-missing", f"{self.path}: no floors for {corpus}", hint="Set them with --update."
            )
        if self._corpora[corpus]["digest"] != digest:
            what = f"{self.path}: the floors for {corpus} were measured on other data"
            raise RunError("evaluation.floors-other-data", what, hint="Measure again and set them with --update.")
        return self._falls(corpus, measures)

    def raise_to(self, corpus: str, digest: str, measures: dict[str, float], *, lower: str | None = None) -> None:
        """Set the floors for `corpus` to `measures` and write the file.

        Raises `RunError` (`evaluation.floors-lowered`) when one would be lower and `lower` does not say why.
        """
        falls = self._falls(corpus, measures)
        if falls and not lower:
            what = "; ".join(f"{fall.measure} would fall from {fall.floor:.3f} to {fall.value:.3f}" for fall in falls)
            raise RunError("evaluation.floors-lowered", what, hint='Say why it must: --lower "the reason".')
        before = self._corpora.get(corpus, {})
        reasons = [*before.get("lowered", []), *([lower] if falls and lower else [])]
        floors = {measure: _cut(value) for measure, value in sorted(measures.items())}
        self._corpora[corpus] = {"digest": digest, "floors": floors, "lowered": reasons}
        self.path.write_text(json.dumps(self._corpora, indent=2, ensure_ascii=False) + "\n", "utf-8")

    def _falls(self, corpus: str, measures: dict[str, float]) -> list[Fall]:
        floors: dict[str, float] = self._corpora.get(corpus, {}).get("floors", {})
        return [
            Fall(measure, floor, measures.get(measure, 0.0))
            for measure, floor in floors.items()
            if measures.get(measure, 0.0) < floor
        ]


def _cut(value: float) -> float:
    scale: int = 10**_DECIMALS
    # the small addend keeps 0.29 from becoming 0.289 by its binary form
    return math.floor(value * scale + 1e-9) / scale
