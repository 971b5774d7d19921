"""Grouping a made-up record: time, memory, and how right it is, beside connected components on the same scores.

    uv run python -m benchmarks.incidents [--claims N] [--days N] [--cities N] [--seed N]

Pairs are of accounts. Seconds are of one processor; memory is the most that the process held. The last line adds one
report to the record that is there.
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from benchmarks.synthetic_record import Made, record
from marsad.evaluation.grouped import agreement
from marsad.incidents.account import Account, accounts_of
from marsad.incidents.grouping import Grouper, group

CLAIMS_A_REPORT = 2.4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--days", type=int)
    parser.add_argument("--cities", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    reports = round(options.claims / CLAIMS_A_REPORT)
    # as dense as 30,000 incidents in a year, however many there are
    days = options.days or max(30, round(365 * reports / 100_000))
    accounts: list[Account] = []
    truth: dict[tuple[str, int], int] = {}
    claims = 0
    for made in record(reports, options.seed, days=days, cities=options.cities):
        found = accounts_of(made.report, made.reading)
        claims += len(made.reading.claims)
        accounts += found
        truth |= told(made, found)
    print(
        f"{reports:,} reports, {claims:,} claims, {len(accounts):,} accounts, {len(set(truth.values())):,} incidents, {days} days"
    )
    gc.freeze()
    began = time.process_time()
    grouper = group(accounts[:-1])
    spent = time.process_time() - began
    label = {account.key: incident.id for incident in grouper.incidents() for account in incident.accounts}
    say("correlation clustering", label, truth)
    say("connected components", components(grouper), truth)
    print(f"grouped in {spent:.1f} s, {1e6 * spent / len(accounts):.0f} us an account; at most {held():,.0f} MB")
    began = time.process_time()
    changed = grouper.add(accounts[-1:])
    print(f"one more report: {1000 * (time.process_time() - began):.1f} ms, {len(changed)} incidents new or changed")


def told(made: Made, found: Iterable[Account]) -> dict[tuple[str, int], int]:
    """What really happened behind each account."""
    of = {claim: made.tells[mention.number] for mention in made.reading.mentions for claim in mention.claims}
    return {account.key: of[account.claims[0]] for account in found}


def say(name: str, label: Mapping[tuple[str, int], Hashable], truth: Mapping[tuple[str, int], int]) -> None:
    keys = list(label)
    found = agreement([label[key] for key in keys], [truth[key] for key in keys])
    most = max(Counter(truth.values()).values())
    print(
        f"{name:24} pair precision {found.pair_precision:.4f}, recall {found.pair_recall:.4f}, B-cubed {found.b_f1:.4f}, "
        f"largest {found.largest:,} (really {most})"
    )


def components(grouper: Grouper) -> dict[tuple[str, int], Hashable]:
    """Everything that a chain of positive scores connects, as one group."""
    return {account.key: at for at, block in enumerate(grouper.blocks()) for account in block}


def held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
