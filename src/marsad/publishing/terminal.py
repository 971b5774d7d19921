"""Tables as text: laid out by rich for a terminal of some width, or for a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Terminal:
    """`width` in columns; `styled` only where a terminal shows it: colour adds, never tells."""

    width: int = 100
    styled: bool = False

    def printed(self, parts: Iterable[RenderableType]) -> str:
        """The parts one below the other, without blanks at the ends of lines."""
        console = Console(
            file=StringIO(),
            width=self.width,
            force_terminal=self.styled,
            color_system="standard" if self.styled else None,
            legacy_windows=False,
            highlight=False,
            emoji=False,
            markup=False,
        )
        with console.capture() as captured:
            for part in parts:
                console.print(part)
        return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def plain_table(*, header: bool = True) -> Table:
    """A table with a line under its head and nothing else."""
    return Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        show_header=header,
        expand=True,
        pad_edge=False,
        padding=(0, 1),
        header_style="dim",
    )


def one_line(text: str) -> str:
    """`text` on one line, without what could drive a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
