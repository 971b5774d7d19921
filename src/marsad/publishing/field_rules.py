"""The counting rules of the field side by side, with the claims that each uses and leaves out, as HTML."""

from __future__ import annotations

from html import escape

from marsad.model.toll import Rule, RuleResult
from marsad.publishing.html_page import bdi
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.toll_words import RULES, result_words


def field_rules(view: IncidentView, links: ClaimLinks) -> str:
    """What the field's own rules would print, folded."""
    rows = "".join(
        _row(rule, result, number, len(results), view, links)
        for rule, results in view.incident.rules.items()
        for number, result in enumerate(results)
    )
    if not rows:
        return ""
    name = f"{view.anchor}-rules"
    columns = "".join(
        f'<th scope="col">{words}</th>' for words in ("Rule", "It would print", "It uses", "It leaves out")
    )
    return (
        "<details><summary>The same claims by the field’s own rules</summary>"
        f'<div class="wide" role="region" aria-labelledby="{name}" tabindex="0"><table class="rules">'
        f'<caption id="{name}">Each rule looks at the claims on this incident alone, not at those on its parts</caption>'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>{rows}</tbody></table></div></details>\n"
    )


def _row(rule: Rule, result: RuleResult, number: int, results: int, view: IncidentView, links: ClaimLinks) -> str:
    span = f' rowspan="{results}"' if results > 1 else ""
    first = "" if number else f'<th scope="row"{span}>{escape(RULES[rule])}</th>'
    by_reason: dict[str, list[str]] = {}
    for left in result.left_out:
        by_reason.setdefault(left.why, []).append(left.claim)
    left_out = "".join(f"<div>{links.links(claims, view)} {bdi(why)}</div>" for why, claims in by_reason.items())
    uses = links.links(result.uses, view) or "none"
    return f"<tr>{first}<td>{escape(result_words(result))}</td><td>{uses}</td><td>{left_out or 'none'}</td></tr>\n"
