"""Origins: how many ways the knowledge of an incident came to us. Six reports may have two.

A report is as good as where it has its knowledge from. What a named source said is that source's, through however many
agencies it was relayed. What an outlet tells without naming anybody, or heard from somebody unnamed, is the outlet's.
Outlets whose texts are near-copies are one, and so are all reports whose outlet nobody has said: nobody knows that they are
several. A party to the fighting is an origin, but never an independent one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marsad.incidents.account import Account
from marsad.incidents.copies import are_copies
from marsad.model.claim import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """Where knowledge comes from: its `name` as it is first written, the `reports` that pass it on, in their order.

    `party`: it is a party to the fighting. `copied`: its outlets took the text from one another.
    """

    name: str
    reports: tuple[str, ...]
    party: bool = False
    copied: bool = False


@dataclass(frozen=True, slots=True)
class _Trace:
    """One source in one report: the `key` that is the same wherever this origin is meant."""

    key: str
    name: str
    report: str
    party: bool


_UNSIGNED = "outlet not said"
_DESCRIBED = frozenset(
    {"health", "rescue", "official", "witness", "resident", "activist", "anonymous", "unknown", "media"}
)


def origins_of(accounts: Sequence[Account]) -> tuple[Origin, ...]:
    """The origins of an incident's accounts, independent ones first, then in the order of the accounts."""
    own, copied = _own_keys(accounts)
    found: dict[str, list[_Trace]] = defaultdict(list)
    for account in accounts:
        for trace in _traces(account, own[account.report]):
            found[trace.key].append(trace)
    origins = [
        Origin(
            traces[0].name,
            tuple(dict.fromkeys(trace.report for trace in traces)),
            any(trace.party for trace in traces),
            key in copied,
        )
        for key, traces in found.items()
    ]
    return tuple(sorted(origins, key=lambda origin: origin.party))


def independent(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """The origins that are no party to the fighting."""
    return tuple(origin for origin in origins if not origin.party)


def _own_keys(accounts: Sequence[Account]) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """For every report the key and the name of its outlet as an origin, and the keys that several copies share."""
    texts = {account.report: account for account in reversed(accounts)}
    shingles = {account.report: account.shingles for account in accounts if account.shingles}
    heads: dict[str, str] = {}
    key_of: dict[str, str] = {}
    for report in dict.fromkeys(account.report for account in accounts):
        key = _outlet_key(texts[report])
        heads.setdefault(key, key)
        key_of[report] = key
    reports = list(key_of)
    copied = set()
    for at, report in enumerate(reports):
        for earlier in reports[:at]:
            if are_copies(shingles.get(report, b""), shingles.get(earlier, b"")):
                first, second = _head(heads, key_of[earlier]), _head(heads, key_of[report])
                heads[second] = first
                copied.add(first)
    names = {_outlet_key(account): account.outlet or "outlet not said" for account in reversed(accounts)}
    own = {report: (_head(heads, key), names[_head(heads, key)]) for report, key in key_of.items()}
    return own, copied


def _head(heads: dict[str, str], key: str) -> str:
    while heads[key] != key:
        key = heads[key]
    return key


def origin_key(source: Source | None, outlet: str | None) -> str:
    """What is the same wherever one origin is meant: that of a source with a name of its own, else that of the outlet, copies aside."""
    if source is not None and source.name is not None and not is_description(source):
        return _named(source.name)
    return _named(outlet) if outlet else _UNSIGNED


def _outlet_key(account: Account) -> str:
    return origin_key(None, account.outlet)


def _traces(account: Account, own: tuple[str, str]) -> Iterator[_Trace]:
    key, name = own
    if not account.sources:
        yield _Trace(key, name, account.report, party=False)
    for source in account.sources:
        if source.name is None or is_description(source):
            yield _Trace(key, name, account.report, party=source.name is None and source.kind == "party")
        else:
            yield _Trace(_named(source.name), source.name, account.report, party=source.kind == "party")


def is_description(source: Source) -> bool:
    """A source without a name of its own ("hospital source", "two residents") is written in small letters."""
    return source.kind in _DESCRIBED and source.name is not None and source.name.islower()


def _named(name: str) -> str:
    return f"source {' '.join(name.casefold().split())}"
