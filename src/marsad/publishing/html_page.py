"""What every page of HTML shares: its head with the policy that forbids scripts and loading, and small pieces of text.

Whatever a text says is shown, never run; foreign words are kept apart, so that no direction turns what stands around.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from marsad.model.claim import Claim

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def head(title: str, style: str) -> str:
    """A page up to its body: `title`, the shared style and the one in the file `style`."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="marsad">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_style('page.css')}{_style(style)}</style>\n</head>\n<body>\n"
    )


def foot(*lines: str) -> str:
    """The end of a page, with lines of text below its main part."""
    texts = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<footer>{texts}</footer>\n</body>\n</html>\n"


def bdi(text: str) -> str:
    """`text` kept apart, so that its direction does not turn what stands around it."""
    return f"<bdi>{escape(text)}</bdi>"


def small(lines: list[str]) -> str:
    """Lines of less weight below something."""
    return "".join(f"<small>{bdi(line)}</small>" for line in lines)


def quote(claim: Claim) -> str:
    """The source's own words in their own language and direction, the count's words set off."""
    return f'<q dir="auto" lang="{escape(claim.language)}">{_counted(claim)}</q>'


def _counted(claim: Claim) -> str:
    words, first, last = claim.span.quote, claim.count.start, claim.count.end
    if first is None or last is None:
        return escape(words)
    start, end = first - claim.span.start, last - claim.span.start
    if not 0 <= start < end <= len(words):
        return escape(words)
    return f"{escape(words[:start])}<b>{escape(words[start:end])}</b>{escape(words[end:])}"


@cache
def _style(name: str) -> str:
    return (files("marsad.publishing") / name).read_text("utf-8")
