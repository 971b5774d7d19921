"""Time stamps by the protocol of RFC 3161, from any authority that speaks it over HTTP (RFC 3161, section 3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.errors import RunError
from marsad.sources.http import post

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampRequest, Verifier

_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


class Rfc3161:
    """Stamps at the address `authority`; `certificates` is a PEM file with its roots, needed to check stamps."""

    def __init__(self, authority: str, certificates: Path) -> None:
        self.authority = authority
        self._roots = _certificates(certificates)

    def stamp(self, digest: bytes) -> bytes:
        """The authority's whole reply over `digest`, checked before it is believed."""
        from rfc3161_client import TimestampRequestBuilder

        # the digest itself is the message, so that the imprint is a hash of it
        request = TimestampRequestBuilder().data(digest).build()
        token = post(self.authority, request.as_bytes(), sends=_QUERY, wants=_REPLY)
        fault = self._fault(token, digest, request)
        if fault:
            raise RunError(
                "archive.stamp-refused", f"{self.authority}: no stamp that can be believed: {fault}",
                hint="Check the address and the certificates under [stamps] in marsad.toml.",
            )  # fmt: skip
        return token

    def fault(self, token: bytes, digest: bytes) -> str | None:
        """What is wrong with a reply, None when it is a stamp over `digest` by this authority."""
        return self._fault(token, digest, None)

    def _fault(self, token: bytes, digest: bytes, request: TimeStampRequest | None) -> str | None:
        from rfc3161_client import VerificationError, decode_timestamp_response

        try:
            self._verifier(request).verify_message(decode_timestamp_response(token), digest)
        except (VerificationError, ValueError) as problem:
            return str(problem).splitlines()[0] or type(problem).__name__
        return None

    def _verifier(self, request: TimeStampRequest | None) -> Verifier:
        from rfc3161_client import VerifierBuilder

        builder = VerifierBuilder() if request is None else VerifierBuilder.from_request(request)
        for root in self._roots:
            builder = builder.add_root_certificate(root)
        return builder.build()


def stamper(settings: Mapping[str, Any]) -> Rfc3161:
    """The stamper that `[stamps]` in marsad.toml describes: `authority`, `certificates`.

    Raises `RunError` (`archive.stamper-settings`, `archive.stamper-missing`).
    """
    try:
        return Rfc3161(settings["authority"], Path(settings["certificates"]))
    except ModuleNotFoundError:
        raise RunError(
            "archive.stamper-missing", "time stamps need the package rfc3161-client, which is not installed",
            hint="pip install 'marsad[stamps]'",
        ) from None  # fmt: skip
    except (KeyError, TypeError, ValueError, OSError) as problem:
        raise RunError(
            "archive.stamper-settings", f"[stamps] cannot be used: {type(problem).__name__}: {problem}",
            hint="It names an `authority` (an address) and `certificates` (a PEM file with its roots).",
        ) from None  # fmt: skip


def _certificates(path: Path) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    return load_pem_x509_certificates(path.read_bytes())
