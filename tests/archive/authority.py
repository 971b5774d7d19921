"""A time stamp authority of the tests' own: `openssl ts` behind a small HTTP server, with a root made for the occasion."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

_CONFIG = """\
[req]
distinguished_name = name
prompt = no
[name]
CN = Example Time Stamps
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = stamps
[stamps]
serial = serial
crypto_device = builtin
signer_cert = stamper.pem
signer_key = stamper.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
"""


@contextmanager
def authority(folder: Path) -> Iterator[tuple[str, Path]]:
    """The address of an authority that stamps, and the PEM file of its root."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    folder.mkdir()
    (folder / "ts.cnf").write_text(_CONFIG)
    (folder / "serial").write_text("01")
    _openssl(
        folder,
        "req -x509 -newkey rsa:2048 -nodes -days 2 -config ts.cnf -extensions root -subj /CN=Root -keyout root.key -out root.pem",
    )
    _openssl(folder, "req -newkey rsa:2048 -nodes -config ts.cnf -keyout stamper.key -out stamper.csr")
    _openssl(
        folder,
        "x509 -req -in stamper.csr -CA root.pem -CAkey root.key -CAcreateserial -days 2 -extfile ts.cnf -extensions stamper -out stamper.pem",
    )

    class Stamps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            _openssl(folder, "ts -reply -config ts.cnf -queryfile query -out reply")
            self.send_response(200)
            self.send_header("Content-Type", "text/plain" if self.path == "/wrong" else "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Stamps)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", folder / "root.pem"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _openssl(folder: Path, arguments: str) -> None:
    subprocess.run(["openssl", *arguments.split()], cwd=folder, check=True, capture_output=True)
