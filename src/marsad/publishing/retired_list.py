"""Codes that are no incident any more: where they lead, or why they are gone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from marsad.publishing.csv_table import csv_table
from marsad.publishing.words import counted
from marsad.store.entries import Retired

_COLUMNS = ("code", "leads_to", "reason")


def retired_table(gone: Sequence[Retired], status: str) -> str:
    """One line a code."""
    lines = [f"{each.code}{f' -> {each.successor}' if each.successor else ''}: {each.reason}" for each in gone]
    return "\n".join([*lines, f"{counted(len(gone), 'incident')} {status}."]) + "\n"


def retired_json(gone: Sequence[Retired]) -> str:
    """One JSON object."""
    return json.dumps({"incidents": [_row(each) for each in gone]}, ensure_ascii=False, indent=2) + "\n"


def retired_csv(gone: Sequence[Retired]) -> str:
    """CSV."""
    return csv_table(_COLUMNS, (_row(each) for each in gone))


def _row(each: Retired) -> dict[str, Any]:
    return {"code": each.code, "leads_to": each.successor, "reason": each.reason}
