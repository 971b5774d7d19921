"""Where a data set comes from: the moment of the record, the rules of counting, the codebook and the program."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from marsad.publishing.exports.cells import moment_text
from marsad.publishing.exports.columns import CODEBOOK
from marsad.publishing.exports.gathering import Selection

OF_TOLLS = "tolls"


def provenance(selection: Selection) -> dict[str, Any]:
    """What every export says of itself. It holds no time of its own: the same moment gives the same bytes."""
    state, policy = selection.moment.state, selection.moment.policy
    said = state.policies.get(OF_TOLLS) or {"name": policy.name, "version": policy.version, "digest": policy.digest}
    project = selection.moment.project
    return {
        "publisher": project.title,
        "licence": project.licence or "not said",
        "address": project.address or "not said",
        "marsad": version("marsad"),
        "codebook": CODEBOOK,
        "policy": {"name": said["name"], "version": str(said["version"]), "digest": said["digest"]},
        "ledger": {
            "number": state.number,
            "hash": state.hash,
            "at": None if state.at is None else moment_text(state.at),
        },
        "whole": selection.whole,
        "incidents": len(selection.codes),
    }
