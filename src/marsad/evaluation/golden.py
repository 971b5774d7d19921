"""Golden cases: short texts with their claims in TOML tables that a newcomer can extend.

`[[case]]` has `name`, `text`, and may have `published`, `outlet`, `phenomena`; each `[[case.claim]]` is a gold claim.
"none" stands for null, "open" for an open upper bound, `source = "outlet"` for the outlet itself. A case without
claims says that nothing is to be read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from marsad.evaluation.gold import Corpus, GoldText, digest, gold_claim, invalid
from marsad.model.report import Report


def load_golden(files: Sequence[Path]) -> Corpus:
    """The cases in `files`. Raises `RunError` (`evaluation.data-invalid`)."""
    texts = tuple(case for file in files for case in _cases(file))
    if not texts:
        raise invalid("no golden case in any file")
    return Corpus("golden", texts, digest(*files))


def _cases(file: Path) -> Iterator[GoldText]:
    try:
        cases = tomllib.loads(file.read_text("utf-8"))["case"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise invalid(f"{file}: cannot be read: {problem}") from None
    except KeyError:
        raise invalid(f"{file}: no [[case]] in it") from None
    for number, case in enumerate(cases, 1):
        for field in ("name", "text"):
            if field not in case:
                raise invalid(f"{file}: case {number} has no `{field}`")
        yield _case(case, f"{file}: {case['name']}")


def _case(case: dict[str, Any], where: str) -> GoldText:
    report = Report(case["text"], None, case.get("published"), case.get("outlet"))
    claims = tuple(gold_claim(_outlet_as_none(row), where) for row in case.get("claim", []))
    return GoldText(case["name"], report, claims, tuple(case.get("phenomena", ())))


def _outlet_as_none(row: dict[str, Any]) -> dict[str, Any]:
    """The claim's own way of saying "the outlet itself" is a source without a name."""
    others = row.get("or", {})
    changed = dict(row)
    if row.get("source") == "outlet":
        changed["source"] = None
    if "outlet" in others.get("source", ()):
        changed["or"] = others | {"source": [None if name == "outlet" else name for name in others["source"]]}
    return changed
