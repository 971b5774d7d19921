"""The tally: from the claims of reports to tolls, incident by incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from marsad.model.claim import Place
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.toll import Conflict, IncidentToll, PolicyName, Rule, RuleResult, SetAside, TellingReport, Tolls
from marsad.tolls.case import Case
from marsad.tolls.explanation import changed_in, conflict_of, open_words, rejected_in
from marsad.tolls.fieldrules import rules_of
from marsad.tolls.naming import incident_id, title
from marsad.tolls.policy import Policy
from marsad.tolls.reckoning import Reckoning, reckon
from marsad.tolls.rows import Row, group_row, rows_of, toll_row
from marsad.tolls.setting_aside import (
    counts_an_event,
    not_asserted,
    not_persons,
    of_another_scope,
    of_enemies,
    repeated,
    superseded,
)
from marsad.tolls.sites import Site, site_of, sites_of, trees
from marsad.tolls.told import Told, told_of
from marsad.tolls.utterances import Utterance, utterances_of


def tolls_of(readings: Iterable[tuple[Report, Reading]], policy: Policy) -> Tolls:
    """The tolls of all incidents that reports tell of."""
    return tally((told for report, reading in readings for told in told_of(report, reading)), policy)


def tally(claims: Iterable[Told], policy: Policy) -> Tolls:
    """The tolls of all incidents that claims speak of; a claim that comes twice counts once. No order changes them."""
    told = sorted({each.claim.id: each for each in claims}.values(), key=lambda each: each.rank)
    events = [each for each in told if counts_an_event(each, policy)]
    roots = trees(sites_of(events))
    others = [each for each in told if not counts_an_event(each, policy)]
    homes = {each.claim.id: _main_root(each, roots) for each in others}
    incidents: list[IncidentToll] = []
    taken: Counter[str] = Counter()
    for root in sorted(roots, key=_first_told):
        strangers = [of_another_scope(each) for each in others if homes[each.claim.id] is root]
        incidents += _Tally(root, policy, lambda site: incident_id(site, taken)).incidents(strangers)
    name = PolicyName(policy.name, policy.version, policy.digest)
    homeless = tuple(of_another_scope(each) for each in others if homes[each.claim.id] is None)
    return Tolls(name, tuple(incidents), homeless, tuple(each.claim for each in told), tuple(_reports(told)))


def tolls_of_incidents(known: Mapping[str, tuple[Place | None, Sequence[Told]]], policy: Policy) -> list[IncidentToll]:
    """The tolls of incidents whose places and claims are decided, by their codes; which lies in which is found out.

    Claims of another scope than an event's are set aside.
    """
    sites, codes, strangers = [], dict[int, str](), dict[str, list[SetAside]]()
    for code, (place, claims) in sorted(known.items()):
        site = site_of((each for each in claims if counts_an_event(each, policy)), place)
        codes[id(site)] = code
        strangers[code] = [of_another_scope(each) for each in claims if not counts_an_event(each, policy)]
        sites.append(site)
    found: list[IncidentToll] = []
    for root in sorted(trees(sites, absorbing=False), key=_first_told):
        tolls = _Tally(root, policy, lambda site: codes[id(site)], collapsing=False).incidents(())
        found += [replace(toll, set_aside=(*toll.set_aside, *strangers[toll.id])) for toll in tolls]
    return found


def _first_told(root: Site) -> tuple[str, str, int]:
    return min(each.rank for site in root.below() for each in site.told)


def _reports(told: Iterable[Told]) -> Iterable[TellingReport]:
    known: dict[str, TellingReport] = {}
    for each in told:
        claim = each.claim
        known.setdefault(claim.report, TellingReport(claim.report, claim.path, each.published, each.outlet))
    return known.values()


def _main_root(told: Told, roots: Sequence[Site]) -> Site | None:
    """Where a claim of another scope is shown: the incident that its report tells most of."""
    report = told.claim.report

    def size(root: Site) -> int:
        return sum(1 for site in root.below() for each in site.told if each.claim.report == report)

    best = max(roots, key=size, default=None)
    return best if best is not None and size(best) else None


@dataclass(slots=True)
class _Published:
    """Sites that are published as one incident: `main` names it, `whole` holds all of it."""

    main: Site
    whole: Site
    parent: _Published | None = None
    id: str = ""

    @property
    def own(self) -> list[Site]:
        """The sites whose claims are this incident's own."""
        return [self.whole] if self.main is self.whole else [self.whole, self.main]


@dataclass(slots=True)
class _Tally:
    """One tree of sites on its way to incidents, which `name` names."""

    root: Site
    policy: Policy
    name: Callable[[Site], str]
    collapsing: bool = True
    aside: list[tuple[Site, SetAside]] = field(default_factory=list)

    def incidents(self, strangers: Sequence[SetAside]) -> list[IncidentToll]:
        """The incidents of the tree, the root first."""
        sites = self.root.below()
        counted, spoken = self._utterances(sites)
        case = Case(self.policy, sites, counted, spoken)
        rows = [row for site in sites for row in rows_of(case, site)]
        reckoning = reckon(case, {row.name: row.cells for row in rows})
        self.aside += [(said.site, each) for said, each in rejected_in(reckoning)]
        conflicts = [(_site_of(ids, case), conflict_of(ids, case)) for ids in reckoning.conflicts.sets]
        published = self._published(reckoning)
        made = []
        for each in published:
            each.id = self.name(each.main)
            made.append(self._incident(each, reckoning, rows, conflicts, strangers if each is published[0] else ()))
        return made

    def _utterances(self, sites: Sequence[Site]) -> tuple[list[Utterance], list[Utterance]]:
        """The utterances of the tree that count, and all; every claim that does not is set aside with its reason."""
        for site in sites:
            for told in list(site.told):
                reason = not_asserted(told) or not_persons(told, self.policy)
                if reason is not None:
                    self.aside.append((site, reason))
        out = {reason.claim for _, reason in self.aside}
        spoken = [each for site in sites for each in utterances_of(site, self.policy, out)]
        said = spoken
        for rule in (lambda some: of_enemies(some, self.policy), superseded, repeated):
            found = list(rule(said))
            self.aside += [(each.site, reason) for each, reason in found]
            gone = {id(each) for each, _ in found}
            said = [each for each in said if id(each) not in gone]
        return said, spoken

    def _published(self, reckoning: Reckoning) -> list[_Published]:
        """The incidents to publish: an area whose only part is all that happened in it is one incident with it."""
        known: dict[int, _Published] = {}
        made = []
        open_ = frozenset[int]().union(*(cells for cells in reckoning.open_ if reckoning.least(cells)))
        for site in self.root.below():
            above = known.get(id(site.parent)) if site.parent is not None else None
            if above is not None and above.main is site:
                known[id(site)] = above
                continue
            each = _Published(site, site, above)
            rest = frozenset[int]().union(
                *(reckoning.case.cells_in(reckoning.case.rest_of(site), harm) for harm in reckoning.case.harms)
            )
            if self.collapsing and len(site.parts) == 1 and not rest & open_:
                each.main = site.parts[0]
            known[id(site)] = each
            made.append(each)
        return made

    def _incident(
        self,
        each: _Published,
        reckoning: Reckoning,
        rows: Sequence[Row],
        conflicts: Sequence[tuple[Site, Conflict]],
        strangers: Sequence[SetAside],
    ) -> IncidentToll:
        case, own = reckoning.case, each.own
        mine = [row for row in rows if row.site == case.number(each.whole)]
        below = [told for site in each.whole.below() for told in site.told]
        counted = [said for said in case.utterances if said.site in each.whole.below()]
        toll = tuple(toll_row(row, reckoning) for row in mine if not row.is_group)
        main = each.main
        return IncidentToll(
            id=each.id,
            parent=each.parent.id if each.parent is not None else None,
            title=title(main, toll),
            event=main.event(),
            place=main.place,
            time=main.time() or each.whole.time(),
            claims=tuple(told.claim.id for site in own for told in site.told),
            reports=len({told.claim.report for told in below}),
            origins=len({said.origin for said in counted}),
            toll=toll,
            groups=tuple(group_row(row, reckoning) for row in mine if row.is_group),
            conflicts=tuple(conflict for site, conflict in conflicts if site in own),
            conflicts_complete=reckoning.conflicts.complete,
            changed=tuple(change for said, change in changed_in(reckoning) if said.site in own),
            set_aside=(*(reason for site, reason in self.aside if site in own), *strangers),
            rules=_rules(case, own, {each.claim for _, each in self.aside if each.reason == "party_on_enemy"}),
            notes=tuple(_notes(each, reckoning, rows)),
        )


def _rules(case: Case, own: Sequence[Site], enemies: Container[str]) -> dict[Rule, tuple[RuleResult, ...]]:
    """The rules of the field over all that is said of an incident, a belligerent's count of its enemies apart."""
    said = [each for each in case.spoken if each.site in own and each.id not in enemies]
    by_rule: dict[Rule, list[RuleResult]] = {}
    for harm in case.harms:
        if any(each.harm == harm for each in said):
            for rule, result in rules_of(said, harm).items():
                by_rule.setdefault(rule, []).append(result)
    return {rule: tuple(results) for rule, results in by_rule.items()}


def _site_of(ids: Sequence[str], case: Case) -> Site:
    """The narrowest site that holds all claims of a conflict."""
    sites = [said.site for said in case.utterances if said.id in ids]
    return [site for site in case.sites if all(each in site.below() for each in sites)][-1]


def _notes(each: _Published, reckoning: Reckoning, rows: Sequence[Row]) -> Iterable[str]:
    """What a reader of the numbers must know."""
    case = reckoning.case
    own = {case.number(site) for site in each.own}
    for cells in reckoning.open_:
        least = reckoning.least(cells)
        if int(case.cells[min(cells)].event.split(".")[0]) in own and least:
            yield open_words(case, cells, least)
    if not reckoning.solution.proven:
        yield "The work allowed ran out before the best readings were proven: take the ranges as what is reached so far."
    if not any(said.site in each.whole.below() for said in case.utterances):
        yield "No claim counts the people harmed here; what is said is set aside below."
