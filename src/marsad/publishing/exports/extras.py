"""Libraries that only some formats need, brought by the extra `exports`."""

from __future__ import annotations

import importlib
from types import ModuleType

from marsad.errors import RunError


def needed(module: str, format_: str) -> ModuleType:
    """The module of this name. Raises `RunError` (`publishing.extra-missing`) that says what to install."""
    try:
        return importlib.import_module(module)
    except ImportError as problem:
        raise RunError(
            "publishing.extra-missing",
            f"the format {format_} needs {module.partition('.')[0]}, which is not installed",
            hint="Install marsad with its exports: pip install 'marsad[exports]'.",
        ) from problem
