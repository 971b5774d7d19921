"""JSON-LD: where every number comes from, in PROV-O, with mentions (claims) apart from what they denote (incidents), as GAF does.

A claim was quoted from a report and is attributed to a source; a toll was derived from the claims that hold its ends up; an incident is
denoted by its claims. The context stands in the file itself: nobody must fetch anything to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from marsad.publishing.exports.cells import plain_row
from marsad.publishing.exports.columns import CODEBOOK, Column
from marsad.publishing.exports.gathering import Gathered, Selection
from marsad.publishing.exports.provenance import provenance
from marsad.publishing.exports.tables import CLAIMS, INCIDENTS, TOLLS, ClaimRow, SourceRow, TollRow
from marsad.publishing.exports.writing import Counts

VOCABULARY = f"urn:marsad:codebook:{CODEBOOK}:"
"""What our terms begin with; what each means is in the codebook of this version."""
_XSD = {"day": "xsd:date", "moment": "xsd:dateTime"}
_LINKS = ("prov:wasQuotedFrom", "prov:wasAttributedTo", "prov:wasDerivedFrom", "prov:wasGeneratedBy", "gaf:denotedBy")
_OWN_LINKS = ("incident", "part_of", "supersedes", "toll")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def context() -> dict[str, Any]:
    """The context: our terms, and those of PROV-O and GAF."""
    links = {name: {"@type": "@id"} for name in (*_LINKS, *_OWN_LINKS)}
    typed = {c.name: {"@type": _XSD[c.type]} for t in (INCIDENTS, CLAIMS) for c in t.columns if c.type in _XSD}
    return {
        "@vocab": VOCABULARY,
        "prov": "http://www.w3.org/ns/prov#",
        "gaf": "http://groundedannotationframework.org/gaf#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "schema": "https://schema.org/",
        "name": "schema:name",
        "published": {"@id": "prov:generatedAtTime", "@type": "xsd:date"},
        **typed,
        **links,
    }


def write_linked_graph(selection: Selection, path: Path) -> Counts:
    """Write one graph, one node a line."""
    counts = dict.fromkeys(("incidents", "claims", "tolls", "reports", "sources"), 0)
    met: set[str] = set()
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{"@context":{_encode(context())},\n"@graph":[\n{_encode(_policy(selection))}')
        for gathered in selection.gathered():
            for kind, node in _nodes(gathered):
                if kind in ("reports", "sources"):
                    if node["@id"] in met:
                        continue
                    met.add(node["@id"])
                counts[kind] += 1
                stream.write(",\n" + _encode(node))
        stream.write("\n]}\n")
    return counts


def _policy(selection: Selection) -> dict[str, Any]:
    said = provenance(selection)
    policy = {f"policy_{name}": value for name, value in said["policy"].items()}
    return {"@id": _iri("activity", "tolls"), "@type": "prov:Activity", **policy, "marsad": said["marsad"]}


def _nodes(gathered: Gathered) -> Iterator[tuple[str, dict[str, Any]]]:
    code = gathered.incident.incident
    tolls = [_iri("toll", f"{code}/{toll.harm}/{toll.people}") for toll in gathered.tolls]
    incident = _said(plain_row(INCIDENTS, gathered.incident), INCIDENTS.columns)
    denoted = [_iri("claim", claim.claim) for claim in gathered.claims]
    yield "incidents", _node("incident", code, "Incident", incident | {"gaf:denotedBy": denoted, "toll": tolls})
    for claim, source in zip(gathered.claims, gathered.sources, strict=True):
        yield "claims", _claim(claim, source)
        yield "sources", _source(source)
        yield "reports", _report(source)
    for toll in gathered.tolls:
        yield "tolls", _toll(toll)


def _claim(claim: ClaimRow, source: SourceRow) -> dict[str, Any]:
    said = _said(plain_row(CLAIMS, claim), CLAIMS.columns)
    del said["source"]
    report = _iri("report", source.report)
    comes = {"prov:wasQuotedFrom": report, "prov:wasAttributedTo": _iri("source", source.source)}
    return _node("claim", claim.claim, "Claim", said | comes)


def _source(source: SourceRow) -> dict[str, Any]:
    said = {
        "name": source.name,
        "kind": source.kind,
        "withheld": source.withheld,
        "relayed_by": list(source.relayed_by),
    }
    return _node("source", source.source, "prov:Agent", _there(said))


def _report(source: SourceRow) -> dict[str, Any]:
    published = None if source.published is None else source.published.isoformat()
    said = {"outlet": source.outlet, "published": published, "language": source.language, "schema:url": source.url}
    return _node("report", source.report, "Report", _there(said))


def _toll(toll: TollRow) -> dict[str, Any]:
    said = _said(plain_row(TOLLS, toll), TOLLS.columns)
    held = dict.fromkeys((*toll.held_lower, *toll.held_upper))
    comes = {
        "prov:wasDerivedFrom": [_iri("claim", claim) for claim in held],
        "prov:wasGeneratedBy": _iri("activity", "tolls"),
    }
    return _node("toll", f"{toll.incident}/{toll.harm}/{toll.people}", "Toll", said | comes)


def _node(kind: str, key: str, type_: str, said: dict[str, Any]) -> dict[str, Any]:
    types = type_ if type_.startswith("prov:") else [type_, "prov:Entity"]
    return {"@id": _iri(kind, key), "@type": types, **said}


def _said(row: dict[str, Any], columns: tuple[Column, ...]) -> dict[str, Any]:
    """The cells that are there; what leads to another row is its name in the graph."""
    kinds = {
        "incident": "incident",
        "part_of": "claim" if columns is CLAIMS.columns else "incident",
        "supersedes": "claim",
    }
    said = {name: _iri(kinds[name], value) if name in kinds and value else value for name, value in row.items()}
    if columns is INCIDENTS.columns:
        said["code"] = row["incident"]
        del said["incident"]
    return _there(said)


def _there(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in (None, [])}


def _iri(kind: str, key: str) -> str:
    return f"urn:marsad:{kind}:{quote(key, safe=':/-')}"
