"""`marsad serve`: the observatory of a record, for readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG
from marsad.cli.messages import say
from marsad.cli.record import find_record, record_option

if TYPE_CHECKING:
    from starlette.types import ASGIApp


@click.command(epilog=EPILOG)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; 0.0.0.0 lets everybody in.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8800, show_default=True, metavar="N", help="0 takes a free one."
)
@click.option("--rate", type=click.IntRange(0), default=600, show_default=True, metavar="N",
              help="Questions a minute to API, downloads and feeds that one address may ask; 0 sets no bound.")  # fmt: skip
@click.option("--behind-proxy", multiple=True, metavar="ADDRESS",
              help="A proxy whose X-Forwarded-For is believed; without it nobody's is. May be given again.")  # fmt: skip
@record_option
def serve(host: str, port: int, rate: int, behind_proxy: tuple[str, ...], record: str | None) -> None:
    """Serve a record's pages, data sets and API to readers, until Ctrl-C.

    Nothing can be changed through these pages: the record is opened for reading. What they show of witnesses and
    victims is in the record's settings.
    """
    from marsad.store.store import Store
    from marsad.web.app import build
    from marsad.web.limits import Limits

    limits = Limits(a_minute=rate)
    with Store.open_to_read(find_record(record), limits.seconds) as store:
        listen(build(store, limits), host, port, str(store.location), behind_proxy)


def listen(app: ASGIApp, host: str, port: int, what: str, proxies: Sequence[str] = ()) -> None:
    """Serve an application until Ctrl-C, and say where. `proxies` are believed when they say whom they ask for.

    Raises RunError `cli.port`.
    """
    import os
    import socket

    import uvicorn

    from marsad.errors import RunError

    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as problem:
        raise RunError(
            "cli.port",
            f"{host}:{port}: cannot listen there: {os.strerror(problem.errno or 0)}",
            hint="Name another --port; 0 takes a free one.",
        ) from None
    # without it the system waits 40 ms for the rest of an answer; who is let in inherits it
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    named = f"[{host}]" if ":" in host else host
    say(f"serving {what} at http://{named}:{listening.getsockname()[1]}/  (Ctrl-C ends it)")
    # uvicorn by itself believes whatever asks from this machine
    proxied: dict[str, Any] = {"proxy_headers": bool(proxies), "forwarded_allow_ips": list(proxies)}
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=15, **proxied
    )
    uvicorn.Server(config).run(sockets=[listening])
