"""Sentences that explain a toll: why claims contradict each other, why one is read otherwise, what numbers leave open."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model.toll import ChangedReading, Conflict, SetAside
from marsad.tolls.case import Case
from marsad.tolls.certificates import certificate
from marsad.tolls.reckoning import Reckoning
from marsad.tolls.utterances import Item, Utterance
from marsad.tolls.wording import at_words, listed, quoted, sourced


def conflict_of(ids: Sequence[str], case: Case) -> Conflict:
    """A conflict of utterances in terms of claims, with its arithmetic.

    Of an utterance those claims are named that the proof needs, and with a member of a list the whole list.
    """
    said = [each for each in case.utterances if each.id in ids]
    items = [(each, item) for each in said for item in each.items]
    sums = [(case.cells_of(item, case.plain_units(each)), item.within) for each, item in items]
    proof = certificate(sums)
    if proof is None:
        claims = [item.told.claim.id for each in said for item in each.items[: each.wholes]]
        words = listed(sourced(item.told) for each in said for item in each.items[: each.wholes])
        return Conflict(
            tuple(claims), f"{words} cannot all be right as they are read: no numbers fulfil them together."
        )
    used = {*proof.needed, *proof.room}
    named = [
        item
        for k, (each, item) in enumerate(items)
        if k in used or (each.is_list and item in each.items[: each.wholes])
    ]
    claims = [item.told.claim.id for item in named]
    return Conflict(tuple(claims), _arithmetic([items[k] for k in proof.needed], [items[k] for k in proof.room]))


def _arithmetic(needed: Sequence[tuple[Utterance, Item]], room: Sequence[tuple[Utterance, Item]]) -> str:
    least = sum(item.within.lower for _, item in needed)
    most = sum(item.within.upper or 0 for _, item in room)
    if not room:
        return f"{listed(sourced(item.told) for _, item in needed)} cannot be."
    left = _sum_words(needed, least, upper=False)
    right = _sum_words(room, most, upper=True)
    where = at_words(room[0][0].site.place)
    return f"If all are right, {left} would have to be among {right} {where}, and {least:,} is more than {most:,}."


def _sum_words(members: Sequence[tuple[Utterance, Item]], total: int, *, upper: bool) -> str:
    bounds = [item.within.upper if upper else item.within.lower for _, item in members]
    words = listed(sourced(item.told) for _, item in members)
    if len(members) == 1:
        return f"the {total:,} of {words}"
    return f"the {' + '.join(f'{bound:,}' for bound in bounds if bound is not None)} = {total:,} of {words}"


def changed_in(reckoning: Reckoning) -> list[tuple[Utterance, ChangedReading]]:
    """Every utterance that is not read plainly, with what it means instead."""
    found = []
    for said in reckoning.case.utterances:
        taken = reckoning.taken(said)
        if taken is not None:
            claim = said.first.claim
            others = tuple(said.claims[1:])
            why = f"{sourced(said.first)}: {taken.why}."
            change = ChangedReading(claim.id, others, taken.name, taken.plain, taken.taken, why, taken.refuted_by)
            found.append((said, change))
    return found


def rejected_in(reckoning: Reckoning) -> list[tuple[Utterance, SetAside]]:
    """Every claim that is not kept, with the claims it contradicts."""
    found = []
    rejected = set(reckoning.solution.repair.rejected)
    for said in reckoning.case.utterances:
        if said.id not in rejected:
            continue
        against = {i for ids in reckoning.conflicts.sets if said.id in ids for i in ids if i not in rejected}
        others = [quoted(other.first.claim) for other in reckoning.case.utterances if other.id in against]
        words = f"it contradicts {listed(others)}, which weigh more" if others else "it contradicts weightier claims"
        for told in (item.told for item in said.items):
            found += [(said, SetAside(told.claim.id, "rejected", f"{sourced(told)}: {words}."))]
    return found


def open_words(case: Case, cells: frozenset[int], least: int) -> str:
    """What a set of cells that could not be closed means."""
    cell = case.cells[min(cells)]
    site = case.sites[int(cell.event.split(".")[0])]
    where = at_words(site.place)
    if site.parts:
        return f"At least {least:,} {cell.harm} {where} are at places that no claim names; there may be more."
    return f"Of at least {least:,} {cell.harm} {where} no claim says who they were."
