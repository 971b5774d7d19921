"""Moves: the drafts that lead from the incidents of the record to groups that obey the judgements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from marsad.ledger import drafts
from marsad.ledger.codes import next_code, parts, stem
from marsad.ledger.groups import Group, overlaps
from marsad.ledger.layers import Layer
from marsad.ledger.links import Links
from marsad.ledger.state import State
from marsad.model.change import Draft, is_machine
from marsad.model.incident import Description, description_to_json


def moves(state: State, groups: list[Group], loose: Collection[str], links: Links, actor: str) -> list[Draft]:
    """Drafts in an order in which each is allowed: open, split, untie, merge, tie, describe, withdraw.

    So claims have left before others come, and no step on the way breaks a link that the groups keep. `loose` claims
    end without incident. What no claim tells of any more is withdrawn, unless a person opened it.
    """
    return _Moves(state, groups, loose, links, actor).drafts()


class _Moves:
    def __init__(self, state: State, groups: list[Group], loose: Collection[str], links: Links, actor: str) -> None:
        self.state, self.links, self.actor = state, links, actor
        codes, self.opened = _codes(state, groups)
        self.group_of = dict(zip(codes, groups, strict=True))
        self.goal: dict[str, str | None] = dict.fromkeys(loose)
        self.goal |= {thing: code for code, group in self.group_of.items() for thing in group.weights}
        self.merged = {code: into for code, into in self.goal.items() if code in state.incidents and into != code}
        self.fresh = {code for code in codes if code not in state.incidents or state.incidents[code].merged_into}

    def drafts(self) -> list[Draft]:
        """See `moves`."""
        opening = [drafts.incident_opened(self.actor, c, d, self._tell(c)) for c, d in sorted(self.opened.items())]
        return [*opening, *self._splits(), *self._unties(), *self._merges(), *self._ties(), *self._described(),
                *self._withdrawn()]  # fmt: skip

    def _tell(self, code: str) -> str:
        group = self.group_of[code]
        reports = {self.state.claims[claim].report for claim in group.claims}
        return f"{_counted(len(group.claims), 'claim')} of {_counted(len(reports), 'report')} tell of one event"

    def _leaving(self, *, to_fresh: bool) -> dict[tuple[str, str], list[str]]:
        """The claims that leave an incident otherwise than by a merge, by where they come from and go to."""
        found: dict[tuple[str, str], list[str]] = {}
        for claim, code in self.goal.items():
            now = self.state.ties.get(claim)
            stays = now is None or code in (now, self.merged.get(now, now))
            if not stays and now is not None and (code in self.fresh) == to_fresh:
                found.setdefault((now, code or ""), []).append(claim)
        return found

    def _splits(self) -> Iterator[Draft]:
        """A code that stands again must first be split from the incident that it led to."""
        leaving = self._leaving(to_fresh=True)
        for now, code in sorted(leaving, key=lambda pair: (self._revives(*pair), pair)):
            reason = self._because(leaving[now, code], self.state.incidents[now].claims, "different")
            yield drafts.incident_split(self.actor, now, code, leaving[now, code], reason)

    def _revives(self, now: str, code: str) -> int:
        """Codes merged through others stand again before those; then come the splits that bring no code back."""
        state, steps = self.state, 0
        if code not in state.incidents or state.resolve(code) != now:
            return 1
        while (into := state.incidents[code].merged_into) is not None:
            code, steps = into, steps + 1
        return -steps

    def _unties(self) -> Iterator[Draft]:
        gone: dict[str, list[str]] = {}
        for (now, _), claims in self._leaving(to_fresh=False).items():
            gone.setdefault(now, []).extend(claims)
        for now, claims in sorted(gone.items()):
            reason = self._because(claims, self.state.incidents[now].claims, "different")
            yield drafts.claims_untied(self.actor, now, claims, reason)

    def _merges(self) -> Iterator[Draft]:
        for code, into in sorted(self.merged.items()):
            assert into is not None
            one, other = (self.state.incidents[c].claims | {c} for c in (code, into))
            yield drafts.incidents_merged(self.actor, code, into, self._because(one, other, "same"))

    def _ties(self) -> Iterator[Draft]:
        coming: dict[str, list[str]] = {}
        for claim, code in self.goal.items():
            now = self.state.ties.get(claim)
            stays = code is None or code in (now, self.merged.get(now or ""))
            if (
                claim in self.state.claims
                and not stays
                and code is not None
                and (now is None or code not in self.fresh)
            ):
                coming.setdefault(code, []).append(claim)
        for code, claims in sorted(coming.items()):
            held = self.state.incidents[code].claims | {code} if code in self.state.incidents else frozenset()
            yield drafts.claims_tied(self.actor, code, claims, self._because(claims, held, "same"))

    def _described(self) -> Iterator[Draft]:
        for code, group in self.group_of.items():
            if code in self.opened or group.description is None:
                continue
            now, said = (description_to_json(d) for d in (self.state.incidents[code].description, group.description))
            # a grouping says nothing of the parent, and nothing of the title where it has none
            unsaid = {"parent"} if said["title"] else {"parent", "title"}
            fields = {name: value for name, value in said.items() if name not in unsaid and value != now[name]}
            if fields:
                yield drafts.incident_described(self.actor, code, fields, "its claims say so")

    def _withdrawn(self) -> Iterator[Draft]:
        taken = {code for code, group in self.group_of.items() if group.claims} | self.merged.keys()
        near = {code for claim in self.goal if (code := self.state.place(claim)) is not None}
        for code in sorted(near | self.state.bare.keys()):
            incident = self.state.incidents[code]
            left = any(claim not in self.goal for claim in incident.claims)
            if incident.status == "open" and not left and code not in taken and is_machine(incident.opened_by):
                yield drafts.incident_withdrawn(self.actor, code, "no claim tells of it any more")

    def _because(self, one: Iterable[str], other: Iterable[str], verdict: str) -> str:
        """The judgements that brought it about, else the grouping."""
        here, there = ({name for c in side for name in self.links.because.get(c, ())} for side in (one, other))
        names = [self.state.judgements[name] for name in here & there]
        told = [
            f"{j.id} of {j.actor}: {j.reason}" for j in sorted(names, key=lambda j: j.number) if j.verdict == verdict
        ]
        return "; ".join(told) or ("they tell of one event" if verdict == "same" else "they tell of another event")


def _codes(state: State, groups: list[Group]) -> tuple[list[str], dict[str, Description]]:
    """The code of each group, and the new ones among them with their descriptions."""
    counters, codes, opened, again = Layer(state.counters), [], {}, set[str]()
    for group in groups:
        code = _kept(state, group) or _formerly(state, group, again)
        if code is None:
            description = group.description or _inherited(state, group)
            code = next_code(stem(description), counters)
            opened[code] = description
            counters[parts(code)[0]] = parts(code)[1]
        again.add(code)
        codes.append(code)
    return codes, opened


def _kept(state: State, group: Group) -> str | None:
    """The incident that the group goes on: the heaviest, the older among equals; never a part of another of them."""
    held = overlaps(group, state.ties)
    whole = [code for code in group.codes if not {*state.wholes(code)} & {*group.codes}]
    return min(whole, key=lambda code: (-held.get(code, 0), state.incidents[code].opened), default=None)


def _formerly(state: State, group: Group, taken: set[str]) -> str | None:
    """The code that most of the group's weight had before it was merged into where it is now."""
    sources = {state.ties[claim] for claim in group.claims if claim in state.ties}
    fitting = []
    for code in (code for source in sorted(sources) for code in state.leading_to(source)):
        incident = state.incidents[code]
        if incident.status == "merged" and code not in taken:
            claims = state.behind(incident.code) & group.claims
            if 2 * group.weight(claims) > group.weight():
                fitting.append((-group.weight(claims), incident.opened, incident.code))
    return min(fitting)[-1] if fitting else None


def _inherited(state: State, group: Group) -> Description:
    """The description of the incident that most of it comes from, until its claims are described anew."""
    held = overlaps(group, state.ties)
    if not held:
        return Description()
    code = min(held, key=lambda one: (-held[one], one))
    return replace(state.incidents[code].description, parent=None)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
