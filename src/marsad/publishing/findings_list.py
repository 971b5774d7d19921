"""Findings: one line each, or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from marsad.publishing.terminal import one_line
from marsad.publishing.words import counted
from marsad.store.entries import Finding


def findings_lines(found: Sequence[Finding], names: Mapping[str, str]) -> str:
    """Lines for people, and how many of each kind there are; `names` are what the reports are called."""
    lines = [one_line(f"{each.code}  {_about(each, names)}: {each.text}") for each in found]
    kinds = ", ".join(f"{number} {code}" for code, number in sorted(Counter(each.code for each in found).items()))
    return "\n".join([*lines, f"{counted(len(found), 'finding')}{f': {kinds}' if kinds else ''}."]) + "\n"


def _about(each: Finding, names: Mapping[str, str]) -> str:
    if each.report is not None:
        short = each.report.removeprefix("sha256:")[:12]
        return f"{short} {names[each.report]}" if each.report in names else short
    return each.incident or "the record"


def findings_json(found: Sequence[Finding]) -> str:
    """One JSON object; `report` and `incident` say what a finding is about."""
    said = [
        {"id": each.id, "code": each.code, "text": each.text, "report": each.report, "incident": each.incident,
         "found": each.found.isoformat()}
        for each in found
    ]  # fmt: skip
    return json.dumps({"findings": said}, ensure_ascii=False, indent=2) + "\n"
