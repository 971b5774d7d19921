"""`marsad consent`: who let themselves be named in public, and who takes it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.exits import EPILOG
from marsad.cli.inputs import as_day
from marsad.cli.messages import printable, say
from marsad.cli.record import acting, actor_option, find_record, format_option, print_json, record_option

if TYPE_CHECKING:
    from marsad.model.consent import ConsentScope


@click.group(epilog=EPILOG)
def consent() -> None:
    """Record that a witness lets themselves be named in public, or takes it back.

    Public pages never name witnesses, residents, activists and anonymous sources unless a consent stands. The record keeps
    a key made from the name, never the name.
    """


def _named(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("it cannot be blank.")
    return value


_NAME = click.argument("name", callback=_named)
_GIVEN = "How it was had: who asked, when, in which form; stays for ever, without the name."
_TAKEN_BACK = "Who took it back, when, in which form; stays for ever, without the name."


@consent.command(epilog=EPILOG)
@_NAME
@click.option("--reason", required=True, callback=_named, metavar="TEXT", help=_GIVEN)
@click.option("--scope", type=click.Choice(["name", "words"]), default="name", show_default=True,
              help="They may be named; or also be quoted under their name.")  # fmt: skip
@click.option("--until", callback=as_day, metavar="DATE", help="The last day on which it holds (UTC).")
@record_option
@actor_option
@format_option
def give(
    name: str,
    reason: str,
    scope: ConsentScope,
    until: date | None,
    record: str | None,
    actor: str | None,
    format_: str,
) -> None:
    """Whoever bears NAME, as claims write it, may be named in public.

    It takes the place of an earlier consent under the same name. Case and spaces do not matter, every letter does.
    """
    from marsad.ledger.book import Book
    from marsad.pipeline.record.consenting import give_consent, names_of_keys
    from marsad.publishing.consent_words import consent_json, consent_words
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store:
        done = give_consent(store, name, reason, acting(actor, store.location.settings), scope, until)
        with store.read() as now:
            state = Book().state(now)
            given, names = state.consents[done.subject], names_of_keys(now, state, [done.subject])
    known = names.get(given.key, ())
    if format_ == "json":
        print_json({"consent": consent_json(given, known, done.at.date())})
    else:
        click.echo(printable(f"{given.key}: {consent_words(given, done.at.date())}"))
    if not known:
        say(
            "note: no claim that is made now gives this name to a source or a person; is it written as the reports write it?"
        )


@consent.command(epilog=EPILOG)
@_NAME
@click.option("--reason", required=True, callback=_named, metavar="TEXT", help=_TAKEN_BACK)
@record_option
@actor_option
@format_option
def withdraw(name: str, reason: str, record: str | None, actor: str | None, format_: str) -> None:
    """Whoever bears NAME does not want to be named any more. NAME may be the consent's key.

    From now on no page names them, also those of what was known on an earlier day.
    """
    from marsad.pipeline.record.consenting import withdraw_consent
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store:
        done = withdraw_consent(store, name, reason, acting(actor, store.location.settings))
    if format_ == "json":
        print_json({"withdrawn": done.subject, "change": done.number})
    else:
        click.echo(f"{done.subject}: taken back; build the static site anew, for it shows what it showed")


@consent.command("list", epilog=EPILOG)
@record_option
@format_option
def list_(record: str | None, format_: str) -> None:
    """List the consents that stand: whose, since when, by whom, until when. Those that have lapsed are listed as that.

    Names are those that the current claims give to sources and persons; a consent of which no claim tells has its key only.
    """
    from datetime import UTC, datetime

    from marsad.ledger.book import Book
    from marsad.pipeline.record.consenting import names_of_keys
    from marsad.publishing.consent_words import consent_json, consent_line
    from marsad.store.store import Store

    today = datetime.now(UTC).date()
    with Store.open(find_record(record)) as store, store.read() as now:
        state = Book().state(now)
        found = sorted(state.consents.values(), key=lambda each: each.number)
        names = names_of_keys(now, state, {each.key for each in found})
    if format_ == "json":
        said: list[dict[str, Any]] = [consent_json(each, names.get(each.key, ()), today) for each in found]
        print_json({"consents": said})
        return
    for each in found:
        click.echo(printable(consent_line(each, names.get(each.key, ()), today)))
    if not found:
        click.echo("no consents")
