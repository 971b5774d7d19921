"""The table for people: every claim of a report under its event, with the count's own words marked."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO

from rich import box
from rich.console import Console, Group
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text

from marsad.model.claim import Claim
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.publishing.grouping import EventGroup, by_event, ties
from marsad.publishing.view import PLACES_CREDIT
from marsad.publishing.words import (
    actor_words,
    counted,
    event_words,
    group_words,
    harm_words,
    number_words,
    place_words,
    source_words,
    standing_words,
    time_words,
)

_HARM_STYLE = {"killed": "bold red", "injured": "bold yellow", "casualties": "bold magenta"}


@dataclass(frozen=True, slots=True)
class Table:
    """The view called `table`. `width` in columns; `styled` only where a terminal shows it: colour adds, never tells."""

    width: int = 100
    styled: bool = False
    explain: bool = False
    shows_notes: bool = True

    def head(self) -> str:
        """Nothing: every report has its own."""
        return ""

    def one(self, report: Report, reading: Reading) -> str:
        """The report's heading, its events with their claims, its notes."""
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
            console.print(_heading(report, reading))
            for place, group in enumerate(by_event(reading)):
                console.print(_event(group, reading, explain=self.explain, names_columns=place == 0))
            if not reading.claims:
                console.print("\nNo claim about casualties was found.")
            if reading.notes:
                console.print()
            for note in reading.notes:
                console.print(Text(f"note: {_plain(note.text)}", style="italic"))
            console.print()
        return "\n".join(line.rstrip() for line in captured.get().split("\n"))

    def foot(self, reports: int, claims: int) -> str:
        """The totals, and the credit for the places."""
        return f"{counted(claims, 'claim')} in {counted(reports, 'report')}. {PLACES_CREDIT}\n" if reports else ""


def _heading(report: Report, reading: Reading) -> Group:
    outlet = report.outlet or "outlet not said"
    published = f"published {report.published}" if report.published else "publication date not said"
    parts = [outlet, published, counted(len(reading.claims), "claim")]
    name = report.path or "standard input"
    if report.title:
        parts.insert(0, name)
    title = Text(_plain(report.title or name), style="bold")
    return Group(Rule(characters="═", style="none"), title, Text(_plain(" · ".join(parts)), style="dim"))


def _event(group: EventGroup, reading: Reading, *, explain: bool, names_columns: bool) -> Group:
    parts = [event_words(group.event), place_words(group.place), time_words(group.time), *actor_words(group.event)]
    heading = Text.assemble("\n", (f"Event {group.number}", "bold"), f"  {_plain(' · '.join(parts))}")
    table = RichTable(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        show_header=names_columns,
        expand=True,
        pad_edge=False,
        padding=(0, 1),
        header_style="dim",
    )
    table.add_column("#", justify="right", min_width=2)
    table.add_column("The text says", ratio=34)
    table.add_column("Read as", ratio=19)
    table.add_column("Who", ratio=20)
    table.add_column("Source", ratio=22)
    for number, claim in group.claims:
        table.add_row(
            str(number), _quote(claim), _read_as(claim, group, reading), _who(claim), _plain(source_words(claim.source))
        )
        if explain:
            rules = " → ".join(reading.rules.get(claim.id, ())) or "not recorded"
            table.add_row("", Text(f"rules: {rules}", style="dim"))
    return Group(heading, table)


def _quote(claim: Claim) -> Text:
    """The quote on one line, the count's words in square brackets."""
    quote, count = claim.span.quote, claim.count
    if count.start is None or count.end is None:
        return Text(_plain(quote))
    start, end = count.start - claim.span.start, count.end - claim.span.start
    if not 0 <= start < end <= len(quote):
        return Text(_plain(quote))
    marked = (f"[{_plain(quote[start:end])}]", "bold")
    return Text.assemble(_plain(quote[:start]), marked, _plain(quote[end:]))


def _read_as(claim: Claim, group: EventGroup, reading: Reading) -> Text:
    text = Text.assemble((harm_words(claim), _HARM_STYLE.get(claim.harm, "bold")), f": {number_words(claim.count)}")
    more = standing_words(claim) + ties(claim, reading)
    if claim.place != group.place:
        more.append(place_words(claim.place))
    if claim.time != group.time:
        more.append(time_words(claim.time))
    for words in more:
        text.append(f"\n{_plain(words)}")
    return text


def _who(claim: Claim) -> Text:
    text = Text(_plain(group_words(claim.group)))
    if claim.persons:
        text.append(f"\n{_plain(', '.join(claim.persons))}")
    return text


def _plain(text: str) -> str:
    """`text` on one line, without what could drive a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
