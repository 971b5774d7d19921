"""Accounts as JSON and back, so that a record can keep them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from marsad.incidents.account import Account, Days
from marsad.incidents.marks import Marks
from marsad.model.claim import EventActor, Place, Source
from marsad.model.interval import Interval

_SETS = ("types", "weapons", "victims", "accepted", "persons")
_MARKS = ("capitalised", "names", "aged", "ages", "numbers")


def to_json(account: Account) -> dict[str, Any]:
    """An account as plain JSON, sets sorted, so that one account is always the same text."""
    said: dict[str, Any] = {
        "report": account.report, "number": account.number, "path": account.path, "outlet": account.outlet,
        "published": None if account.published is None else account.published.isoformat(),
        "claims": list(account.claims), "other": account.other, "prior": account.prior,
        "actors": [asdict(actor) for actor in account.actors],
        "sources": [asdict(source) for source in account.sources],
        "place": None if account.place is None else asdict(account.place),
        "days": None if account.days is None else [account.days.first, account.days.last],
        "tolls": {harm: [within.lower, within.upper] for harm, within in account.tolls.items()},
        "words": dict(account.marks.words),
        "shingles": b64encode(account.shingles).decode("ascii"),
    }  # fmt: skip
    said |= {name: sorted(getattr(account, name)) for name in _SETS}
    return said | {f"marks_{name}": sorted(getattr(account.marks, name)) for name in _MARKS}


def from_json(said: Mapping[str, Any]) -> Account:
    """The account that `to_json` wrote."""
    place, days, published = said["place"], said["days"], said["published"]
    marks = {name: frozenset(said[f"marks_{name}"]) for name in _MARKS}
    sources = [{**source, "relayed_by": tuple(source["relayed_by"])} for source in said["sources"]]
    return Account(
        report=said["report"],
        number=said["number"],
        path=said["path"],
        outlet=said["outlet"],
        published=None if published is None else date.fromisoformat(published),
        claims=tuple(said["claims"]),
        actors=tuple(EventActor(**actor) for actor in said["actors"]),
        sources=tuple(Source(**source) for source in sources),
        place=None if place is None else Place(**place),
        days=None if days is None else Days(*days),
        tolls={harm: Interval(lower, upper) for harm, (lower, upper) in said["tolls"].items()},
        other=said["other"],
        prior=said["prior"],
        marks=Marks(words=dict(said["words"]), **marks),
        shingles=b64decode(said["shingles"]),
        **{name: frozenset(said[name]) for name in _SETS},
    )
