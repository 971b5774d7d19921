"""`marsad judge`: what a person decides. It holds at once, and no machine overrules it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.cli.exits import EPILOG
from marsad.cli.messages import printable
from marsad.cli.record import acting, actor_option, find_record, format_option, print_json, record_option

if TYPE_CHECKING:
    from marsad.ledger.state import State
    from marsad.model.change import Draft
    from marsad.model.judgement import Verdict
    from marsad.store.record import Record

F = TypeVar("F", bound=Callable[..., Any])
Fields = Mapping[str, Any]
Making = Callable[["Record", "State", str], "Draft"]
_GRADES = ["Confirmed", "Fair", "Weak", "Contested", "Discounted"]
_BECAUSE = click.option("--because", "reason", required=True, metavar="TEXT", help="Why; stays in the record for ever.")


@click.group(epilog=EPILOG)
def judge() -> None:
    """Decide about incidents, reports and claims. It holds at once, no machine overrules it, and it can be taken back.

    An incident is named by its code, a claim or a report by its id or the beginning of it.
    """


def _deciding(command: F) -> F:
    """The options that every decision has."""
    for option in (format_option, actor_option, record_option):
        command = option(command)
    return command


def _pair(verdict: Verdict, text: str) -> None:
    """Add a command that judges two things."""

    @judge.command(verdict, help=text, epilog=EPILOG)
    @click.argument("one", metavar="A")
    @click.argument("other", metavar="B")
    @_BECAUSE
    @_deciding
    def command(one: str, other: str, reason: str, **where: Any) -> None:
        _judged(verdict, (one, other), reason, **where)


_pair("same", "A and B (incidents, claims or reports) tell of one incident.")
_pair("different", "A and B (incidents, claims or reports) tell of different incidents.")
_pair("unsure", "Somebody has looked at A and B and could not say.")


@judge.command(epilog=EPILOG)
@click.argument("claim")
@_BECAUSE
@_deciding
def accept(claim: str, reason: str, **where: Any) -> None:
    """CLAIM is made as it was read: it stays when a later reading does not find it."""
    _judged("accept", (claim,), reason, **where)


@judge.command(epilog=EPILOG)
@click.argument("claim")
@_BECAUSE
@_deciding
def reject(claim: str, reason: str, **where: Any) -> None:
    """CLAIM does not count: it was read wrongly, or cannot be used."""
    _judged("reject", (claim,), reason, **where)


@judge.command(epilog=EPILOG)
@click.argument("thing", metavar="CLAIM|CODE")
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1, required=True)
@_BECAUSE
@_deciding
def correct(thing: str, fields: tuple[str, ...], reason: str, **where: Any) -> None:
    """A claim says, or an incident is, something else: count=12, group.status=civilian, place="Idlib, Syria"."""
    from marsad.pipeline.record.judging import correction

    _judged("correct", (thing,), reason, lambda record, state, name: correction(record, state, name, fields), **where)


@judge.command(epilog=EPILOG)
@click.argument("code")
@click.argument("grade", metavar="GRADE", type=click.Choice(_GRADES, case_sensitive=False))
@_BECAUSE
@_deciding
def grade(code: str, grade: str, reason: str, **where: Any) -> None:
    """Give the incident CODE the GRADE Confirmed, Fair, Weak, Contested or Discounted, whatever the rule says."""
    _judged("grade", (code,), reason, lambda *_: {"grade": grade}, **where)


@judge.command(epilog=EPILOG)
@click.argument("thing")
@click.argument("text")
@_deciding
def note(thing: str, text: str, **where: Any) -> None:
    """Remark TEXT on THING (an incident, a claim, a report). It binds nobody, and stays for ever."""
    _judged("note", (thing,), text, **where)


@judge.command(epilog=EPILOG)
@click.argument("judgement")
@_BECAUSE
@_deciding
def undo(judgement: str, reason: str, **where: Any) -> None:
    """Take back JUDGEMENT (J17), one's own or another's. What it replaced before does not come back by itself."""
    from marsad.ledger.drafts import judgement_reversed
    from marsad.ledger.names import named_judgement

    _decided(lambda _, state, actor: judgement_reversed(actor, named_judgement(state, judgement), reason), **where)


@judge.command(epilog=EPILOG)
@click.argument("judgement")
@_BECAUSE
@_deciding
def sign(judgement: str, reason: str, **where: Any) -> None:
    """Agree with JUDGEMENT (J17), which waits for a second person."""
    from marsad.ledger.drafts import judgement_signed
    from marsad.ledger.names import named_judgement

    _decided(lambda _, state, actor: judgement_signed(actor, named_judgement(state, judgement), reason), **where)


def _judged(
    verdict: Verdict,
    things: tuple[str, ...],
    reason: str,
    fields: Callable[[Record, State, str], Fields] | None = None,
    **where: Any,
) -> None:
    from marsad.ledger.drafts import judgement_made
    from marsad.ledger.names import named

    def draft(record: Record, state: State, actor: str) -> Draft:
        on = [named(state, thing) for thing in things]
        return judgement_made(actor, verdict, on, reason, None if fields is None else fields(record, state, on[0]))

    _decided(draft, **where)


def _decided(draft: Making, *, record: str | None, actor: str | None, format_: str) -> None:
    from marsad.pipeline.record.judging import book_of, decide
    from marsad.pipeline.record.policy import policy_of
    from marsad.publishing.judgement_words import decided_json, decided_words
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store:
        book, who = book_of(store), acting(actor, store.location.settings)
        with store.read() as now:
            made = draft(now, book.state(now), who)
        with decide(store, book, policy_of(store), made) as done:
            if format_ == "json":
                print_json(decided_json(done))
            else:
                click.echo(printable(decided_words(done)))
