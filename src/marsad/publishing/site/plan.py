"""What a static site is made of: every page with the digest of all that it depends on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import ceil

from marsad.ledger.consents import consents_in_force
from marsad.pipeline.record.reckoning import root_of, tree_of
from marsad.publishing.moment import Moment
from marsad.publishing.pages.links import STILL_FACETS, list_path
from marsad.publishing.pages.routes import INCIDENT, PAGES
from marsad.publishing.pages.sources import SOURCE, source_ids
from marsad.publishing.query import Query

ON_A_LIST = 100
"""Incidents on a page of a static list: pages cost a file each, so they are longer than a server's."""
_LONG = (("limit", str(ON_A_LIST)),)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page to write: its `path` and language, the parameters that it is made with, and the digest of what it is made from."""

    path: str
    language: str
    pairs: tuple[tuple[str, str], ...]
    digest: str


def plan(moment: Moment, languages: Iterable[str]) -> Iterator[Leaf]:
    """Every page of a moment, in every language."""
    shared, whole = _shared(moment), str(moment.revision)
    incidents = {code: _digest(shared, depends) for code, depends in _incidents(moment)}
    sources = source_ids(moment)
    languages = tuple(languages)
    for language in languages:
        for path in PAGES:
            if path:
                yield Leaf(path, language, (), _digest(shared, whole, language, path))
        for look in ("map", "timeline"):
            yield Leaf(f"{look}/", language, (("view", look), *_LONG), _digest(shared, whole, language, look))
        for source in sources:
            yield Leaf(f"{SOURCE}{source}/", language, (), _digest(shared, whole, language, source))
        for path, pairs in _lists(moment):
            yield Leaf(path, language, pairs, _digest(shared, whole, language, path))
    for code, digest in incidents.items():  # the languages of a page share what it says
        for language in languages:
            yield Leaf(f"{INCIDENT}{code}/", language, (), _digest(digest, language))


def _lists(moment: Moment) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The pages of the list of everything, and of the lists of one value of a facet each."""
    register, everything = moment.register, Query()
    queries = [everything]
    for facet in STILL_FACETS:
        queries += [everything.choosing(facet, each.value) for each in register.facet(facet, everything)]
    for query in queries:
        tops = register.tops(register.select(query)).bit_count()
        for page in range(1, max(1, ceil(tops / ON_A_LIST)) + 1):
            path = list_path(query, page)
            assert path is not None
            number = [("page", str(page))] if page > 1 else []
            yield path, (*query.pairs(), *number, *_LONG)


def _incidents(moment: Moment) -> Iterator[tuple[str, object]]:
    """Every code that ever was an incident, with what its page depends on."""
    state = moment.state
    changed = {row.code: row.change for row in moment.register.rows}
    withdrawn = {id_ for id_, report in state.reports.items() if report.withdrawn}
    judged = _judged(moment)
    for code, incident in state.incidents.items():
        if incident.status == "open" and not incident.claims:
            continue
        tree = tree_of(root_of(code, state), state) if code in changed else (code,)
        gone = sorted(report for one in tree for report in state.incidents[one].reports & withdrawn)
        around = [[one, changed.get(one), judged.get(one)] for one in (*tree, *state.leading_to(code))]
        yield code, [incident.status, incident.merged_into, around, gone]


def _judged(moment: Moment) -> dict[str, list[list[object]]]:
    """The judgements that a page may tell of, by incident: those on its code and those on claims that were its own."""
    found: dict[str, list[list[object]]] = {}
    state = moment.state
    for judgement in state.judgements.values():
        claims = {claim for side in judgement.sides for claim in side}
        for code in {*judgement.on, *(state.ties[claim] for claim in claims if claim in state.ties)}:
            found.setdefault(code, []).append([judgement.id, judgement.standing, len(judgement.signed_by)])
    return found


def whole_digest(moment: Moment) -> str:
    """What everything depends on that tells of the whole moment."""
    return _digest(_shared(moment), str(moment.revision))


def _shared(moment: Moment) -> str:
    """What every page depends on: the pages themselves, the project's settings, the rules of counting, consents."""
    consents = sorted(consents_in_force(moment.newest, datetime.now(UTC).date()))
    return _digest(
        version("marsad"), pages_digest(), astuple(moment.project), moment.policy.digest, consents, str(moment.at)
    )


@cache
def pages_digest() -> str:
    """A digest of all templates, words, styles and scripts."""
    return _digest(*(each.read_bytes().hex() for each in _files(files("marsad.publishing.pages"))))


def _files(folder: Traversable) -> Iterator[Traversable]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir() and each.name != "__pycache__":
            yield from _files(each)
        elif each.is_file() and not each.name.endswith(".pyc"):
            yield each


def _digest(*said: object) -> str:
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:20]
