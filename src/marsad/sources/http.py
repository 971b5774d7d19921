"""The one HTTP client: what leaves this machine leaves it here."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request

from marsad.errors import RunError

_PATIENCE = 30
"""Seconds."""
_LARGEST = 1_000_000
"""Bytes of an answer."""


def post(address: str, content: bytes, *, sends: str, wants: str) -> bytes:
    """Send `content` (of the media type `sends`) to `address`; its answer, which must be of the type `wants`.

    Raises `RunError` (`sources.http-failed`).
    """
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise _failed(address, "only http:// and https:// can be asked")
    request = urllib.request.Request(address, content, {"Content-Type": sends, "Accept": wants})  # noqa: S310  checked above
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310  as above
            got = answer.headers.get_content_type()
            body: bytes = answer.read(_LARGEST + 1)
    except (OSError, http.client.HTTPException) as problem:
        raise _failed(address, str(problem)) from None
    if got != wants or len(body) > _LARGEST:
        raise _failed(address, f"it answers with {got} of {len(body)} bytes, not with {wants}")
    return body


def _failed(address: str, why: str) -> RunError:
    return RunError("sources.http-failed", f"{address}: {why}", hint="Check the address and the network.")
