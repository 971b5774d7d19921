"""From the name of a format to the view that makes it."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from marsad.publishing.view import ReadingView

if TYPE_CHECKING:
    from marsad.publishing.terminal import Terminal

_WIDTH_WITHOUT_TERMINAL = 100


def view_for(format_: str, *, to_file: bool, explain: bool) -> ReadingView:
    """The view called `format_`: "table", "jsonl" or "html"."""
    if format_ == "jsonl":
        from marsad.publishing.lines import Lines

        return Lines()
    if format_ == "html":
        from marsad.publishing.reading_page import Page

        return Page(explain=explain)
    from marsad.publishing.table import Table

    return Table(terminal(to_file=to_file), explain=explain)


def terminal(*, to_file: bool) -> Terminal:
    """What a table is laid out for."""
    from marsad.publishing.terminal import Terminal

    # COLUMNS counts without a terminal too
    width = shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 24)).columns
    return Terminal(width, styled=sys.stdout.isatty() and not to_file)
