"""The way to CP-SAT: problems go to a Python that has ortools, in a process of its own, and answers come back."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marsad.tolls.cost import Tolerance
from marsad.tolls.problem import Sum
from tests.tolls.instances import Instance

SCRIPT = Path(__file__).with_name("cp_sat.py")
MISSING = "OR-tools is not here: install ortools, or let MARSAD_ORTOOLS_PYTHON name a Python that has it"


def python() -> str | None:
    """A Python that has ortools."""
    named = os.environ.get("MARSAD_ORTOOLS_PYTHON")
    return named or (sys.executable if importlib.util.find_spec("ortools") else None)


def as_json(instance: Instance, tolerance: Tolerance | None) -> dict[str, Any]:
    """An instance as CP-SAT's script reads it: every sum is [cells, lower, upper or null]."""

    def said(total: Sum) -> list[Any]:
        return [sorted(total.cells), total.within.lower, total.within.upper]

    problem = instance.problem
    return {
        "cells": len(problem.cells),
        "claims": [
            {
                "weight": claim.weight,
                "readings": [{"penalty": r.penalty, "sums": [said(s) for s in r.sums]} for r in claim.readings],
            }
            for claim in problem.claims
        ],
        "hard": [said(hard.total) for hard in problem.hard],
        "quantities": [sorted(cells) for cells in instance.quantities.values()],
        "tolerance": None if tolerance is None else [tolerance.rejected, tolerance.penalty],
    }


def answers(problems: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What CP-SAT says to each problem."""
    found = python()
    assert found is not None, MISSING
    sent = "".join(json.dumps(problem) + "\n" for problem in problems)
    done = subprocess.run([found, str(SCRIPT)], input=sent, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
