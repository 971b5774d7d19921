"""Identity: the id of a claim is a hash of what it says, where it stands, and which reader read it.

The same reader over the same text gives the same ids on every machine; another version of the reader gives others, so
"what is stale" is a query. The path is not part of it (a copied file keeps its claims), nor are the ties to other
claims (`part_of`, `supersedes`), which are ids themselves.
"""

from __future__ import annotations

import hashlib
import json

from marsad.model.claim import Claim
from marsad.model.claim_json import to_json

_NOT_CONTENT = ("id", "path", "part_of", "supersedes")


def claim_id(claim: Claim, reader_version: str) -> str:
    """The letter c and the first 20 hexadecimal digits of SHA-256 over report id, span, reader version and content."""
    content = to_json(claim)
    for field in _NOT_CONTENT:
        del content[field]
    content["reader"] = reader_version
    canonical = json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return "c" + hashlib.sha256(canonical.encode("ascii")).hexdigest()[:20]
