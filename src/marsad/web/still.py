"""A site of plain files, served from a folder with the headers of the running server."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from marsad.web.door import OnlyReading
from marsad.web.limits import Limits
from marsad.web.security import Security


def still(folder: Path) -> Starlette:
    """The application that serves what is in a folder; what begins with a dot stays there."""
    middleware = [
        Middleware(Security),
        Middleware(OnlyReading, limits=Limits()),
        Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
    ]
    return Starlette(routes=[Mount("/", _Files(directory=folder, html=True))], middleware=middleware)


class _Files(StaticFiles):
    def lookup_path(self, path: str) -> tuple[str, object]:  # type: ignore[override]
        """Where a file is; nothing for hidden ones."""
        if any(part.startswith(".") and part != "." for part in Path(path).parts):
            return "", None
        return super().lookup_path(path)
