"""The table for people: every claim of a report under its event, with the count's own words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from marsad.model.claim import Claim
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.publishing.grouping import EventGroup, by_event, ties
from marsad.publishing.terminal import Terminal, one_line, plain_table
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
    """The view called `table`."""

    terminal: Terminal = Terminal()  # noqa: RUF009 (frozen)
    explain: bool = False
    shows_notes: bool = True

    def head(self) -> str:
        """Nothing: every report has its own."""
        return ""

    def one(self, report: Report, reading: Reading) -> str:
        """The report's heading, its events with their claims, its notes."""
        return self.terminal.printed(self._parts(report, reading))

    def _parts(self, report: Report, reading: Reading) -> Iterator[RenderableType]:
        yield _heading(report, reading)
        for place, group in enumerate(by_event(reading)):
            yield _event(group, reading, explain=self.explain, names_columns=place == 0)
        if not reading.claims:
            yield "\nNo claim about casualties was found."
        if reading.notes:
            yield ""
        for note in reading.notes:
            yield Text(f"note: {one_line(note.text)}", style="italic")
        yield ""

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
    title = Text(one_line(report.title or name), style="bold")
    return Group(Rule(characters="═", style="none"), title, Text(one_line(" · ".join(parts)), style="dim"))


def _event(group: EventGroup, reading: Reading, *, explain: bool, names_columns: bool) -> Group:
    parts = [event_words(group.event), place_words(group.place), time_words(group.time), *actor_words(group.event)]
    heading = Text.assemble("\n", (f"Event {group.number}", "bold"), f"  {one_line(' · '.join(parts))}")
    table = plain_table(header=names_columns)
    table.add_column("#", justify="right", min_width=2)
    table.add_column("The text says", ratio=34)
    table.add_column("Read as", ratio=19)
    table.add_column("Who", ratio=20)
    table.add_column("Source", ratio=22)
    for number, claim in group.claims:
        table.add_row(
            str(number),
            _quote(claim),
            _read_as(claim, group, reading),
            _who(claim),
            one_line(source_words(claim.source)),
        )
        if explain:
            rules = " → ".join(reading.rules.get(claim.id, ())) or "not recorded"
            table.add_row("", Text(f"rules: {rules}", style="dim"))
    return Group(heading, table)


def _quote(claim: Claim) -> Text:
    """The quote on one line, the count's words in square brackets."""
    quote, count = claim.span.quote, claim.count
    if count.start is None or count.end is None:
        return Text(one_line(quote))
    start, end = count.start - claim.span.start, count.end - claim.span.start
    if not 0 <= start < end <= len(quote):
        return Text(one_line(quote))
    marked = (f"[{one_line(quote[start:end])}]", "bold")
    return Text.assemble(one_line(quote[:start]), marked, one_line(quote[end:]))


def _read_as(claim: Claim, group: EventGroup, reading: Reading) -> Text:
    text = Text.assemble((harm_words(claim), _HARM_STYLE.get(claim.harm, "bold")), f": {number_words(claim.count)}")
    more = standing_words(claim) + ties(claim, reading)
    if claim.place != group.place:
        more.append(place_words(claim.place))
    if claim.time != group.time:
        more.append(time_words(claim.time))
    for words in more:
        text.append(f"\n{one_line(words)}")
    return text


def _who(claim: Claim) -> Text:
    text = Text(one_line(group_words(claim.group)))
    if claim.persons:
        text.append(f"\n{one_line(', '.join(claim.persons))}")
    return text
