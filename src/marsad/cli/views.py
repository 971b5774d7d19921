"""From the name of a format to the view that makes it."""

from __future__ import annotations

import shutil
import sys

from marsad.publishing.view import ReadingView

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

    at_terminal = sys.stdout.isatty() and not to_file
    # COLUMNS counts without a terminal too
    width = shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 24)).columns
    return Table(width=width, styled=at_terminal, explain=explain)
