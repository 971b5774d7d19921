"""The score in words and columns, for people."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.evaluation.gold import GoldText
from marsad.evaluation.match import Miss
from marsad.evaluation.score import Score
from marsad.model.claim import Claim
from marsad.model.interval import Interval
from marsad.publishing.words import counted

_AROUND = 40
"""Characters of the text on each side of what was missed."""


def listing(score: Score, show: int) -> str:
    """Everything in `score`; at most `show` confusions, misses and extras each."""
    return "\n".join([*_claims(score), *_fields(score), *_examples(score, show), _summary(score)]) + "\n"


def _claims(score: Score) -> Iterator[str]:
    yield f"{'':26} precision   recall       F1    gold   read"
    for name, found in [("claims", score.claims), *sorted(score.by.items())]:
        yield (f"{name:26} {found.precision:9.3f} {found.recall:8.3f} {found.f1:8.3f} {found.gold:7} {found.read:6}")
    yield ""


def _fields(score: Score) -> Iterator[str]:
    yield f"{'fields of found claims':26}     right              strictly"
    for name, strict in score.strict.items():
        tally = score.fields[name]
        said = f"{tally.share:9.3f} {f'({tally.right}/{tally.of})':12}" if tally.of else f"{'not said':>9} {'':12}"
        yield f"{name:26} {said} {strict.share:9.3f} ({strict.right}/{strict.of})"
    yield ""


def _examples(score: Score, show: int) -> Iterator[str]:
    if not show:
        return
    yield "most frequent wrong values (gold -> read)"
    for (field, gold, read), number in score.confusions.most_common(show):
        yield f"  {number:4}  {field}: {_said(gold)} -> {_said(read)}"
    yield f"missed ({len(score.missed)})"
    yield from (_missed(text, miss) for text, miss in score.missed[:show])
    yield f"not in the gold ({len(score.extra)})"
    yield from (_extra(text, claim) for text, claim in score.extra[:show])
    yield ""


def _missed(text: GoldText, miss: Miss) -> str:
    best = miss.gold.best
    number = _number(best("lower"), best("upper"))
    there = text.report.text.find(miss.gold.quote)
    instead = f"; read {miss.instead.harm} {miss.instead.count.interval}" if miss.instead else ""
    return f"  {text.name}: {best('harm')} {number}{instead}: {_excerpt(text, there, there + len(miss.gold.quote))}"


def _extra(text: GoldText, claim: Claim) -> str:
    where = _excerpt(text, claim.span.start, claim.span.end)
    return f"  {text.name}: {claim.harm} {claim.count.interval} ({claim.scope}): {where}"


def _excerpt(text: GoldText, start: int, end: int) -> str:
    whole = text.report.text
    if start < 0:
        return "(quote not in the text)"
    before, after = whole[max(0, start - _AROUND) : start], whole[end : end + _AROUND]
    return " ".join(f"{before}«{whole[start:end]}»{after}".split())


def _number(lower: object, upper: object) -> str:
    return str(Interval(int(str(lower)), None if upper is None else int(str(upper))))


def _said(value: object) -> str:
    return "null" if value is None else str(value)


def _summary(score: Score) -> str:
    claims = score.claims
    return (
        f"{score.corpus}: {counted(score.texts, 'text')}, {counted(claims.gold, 'gold claim')}, {claims.read:,} read: "
        f"precision {claims.precision:.3f}, recall {claims.recall:.3f}, F1 {claims.f1:.3f}"
    )
