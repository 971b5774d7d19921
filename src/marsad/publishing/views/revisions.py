"""The revisions of an incident: every change of what is said of it, with its moment and its reason, found by its code.

This is what feeds, alerts and the API tell. It costs what the incident costs, however long the ledger is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from marsad.ledger.words import counted, decision_words, description_words, opened_words, toll_words
from marsad.model.change import Cause, Change, ChangeKind
from marsad.model.incident import Description, description_to_json
from marsad.publishing.judgement_words import judgements_about
from marsad.publishing.moment import Moment

Ranges = Mapping[str, Mapping[str, int | None]]
"""The ranges of a toll by name."""
FIGURES: tuple[ChangeKind, ...] = (
    "toll_computed", "grade_given", "incidents_merged", "incident_withdrawn", "incident_restored",
)  # fmt: skip
"""Changes after which an incident says something else to its readers."""
_AT_ONCE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of an incident. `ranges` and `grade` are those after it; `what` says it in a sentence, `why` is the reason given.

    `gone`: after it the code is no incident of its own.
    """

    number: int
    at: datetime
    actor: str
    kind: ChangeKind
    cause: Cause | None
    what: str
    why: str
    ranges: Ranges
    grade: str | None
    gone: bool = False


def revisions(moment: Moment, code: str) -> list[Revision]:
    """What happened to the incident that bears `code` itself, up to the moment, in the order of the ledger."""
    state = moment.state
    if code not in state.incidents:
        return []
    changes = list(moment.record.changes.all(subject=code))
    for merged in sorted(state.merged_from.get(code, ())):
        changes += (one for one in moment.record.changes.all(subject=merged) if one.content.get("into") == code)
    told = _Telling(code)
    lines = [line for change in sorted(changes, key=lambda one: one.number) for line in told.lines(change)]
    lines = [line for line in lines if line.number <= moment.revision] + list(_judged(moment, code, told))
    return sorted(lines, key=lambda line: line.number)


def spoken(told: Iterable[Revision]) -> Iterator[Revision]:
    """Those revisions after which the incident said something else to its readers.

    What a run changes at once is one change to a reader: the last of it, with the cause that its toll had. That an incident is none
    any more is always said by itself.
    """
    together: list[Revision] = []
    for one in told:
        if together and not _belongs(one, together[-1]):
            yield _last(together)
            together = []
        if one.kind in FIGURES:
            together.append(one)
    if together:
        yield _last(together)


def _belongs(one: Revision, before: Revision) -> bool:
    """Whether a revision is of the same run as the figures right before it."""
    return one.kind in FIGURES and one.at - before.at < _AT_ONCE and one.gone == before.gone


def _last(together: list[Revision]) -> Revision:
    cause = next((one.cause for one in together if one.cause is not None), None)
    return replace(together[-1], cause=cause)


def _judged(moment: Moment, code: str, told: _Telling) -> Iterator[Revision]:
    state = moment.state
    for judgement in judgements_about(code, state, state.judgements.values()):
        what = decision_words(judgement.verdict, judgement.on, judgement.fields)
        given = str(judgement.fields["grade"]) if judgement.verdict == "grade" else told.grade
        yield Revision(
            judgement.number, judgement.at, judgement.actor, "judgement_made", None, what, judgement.reason, told.ranges, given
        )  # fmt: skip


class _Telling:
    """Tells changes one after the other, remembering what each of them changes."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.ranges: Ranges = {}
        self.grade: str | None = None
        self._description = description_to_json(Description())

    def lines(self, change: Change) -> Iterator[Revision]:
        """The revision that a change is; nothing for a change that says nothing of the incident."""
        tell = _TELL.get(change.kind)
        if tell is None:
            return
        what = tell(self, change)
        cause = change.content["cause"] if change.kind == "toll_computed" else None
        gone = change.kind == "incident_withdrawn" or (
            change.kind == "incidents_merged" and change.subject == self.code
        )
        yield Revision(
            change.number,
            change.at,
            change.actor,
            change.kind,
            cause,
            what,
            change.reason,
            self.ranges,
            self.grade,
            gone,
        )

    def opened(self, change: Change) -> str:
        """It came into the record."""
        self._description |= change.content
        return opened_words(change.content)

    def described(self, change: Change) -> str:
        """Its description is another."""
        words = description_words(change.content, self._description)
        self._description |= change.content
        return words

    def moved(self, change: Change) -> str:
        """Claims came in or left."""
        some = counted(len(change.content["claims"]), "claim")
        return f"{some} {'came in' if change.kind == 'claims_tied' else 'left'}"

    def merged(self, change: Change) -> str:
        """It became one with another."""
        into = change.content["into"]
        if change.subject == self.code:
            return f"merged into {into}, where its code leads from now on"
        return f"{change.subject} merged into it"

    def split(self, change: Change) -> str:
        """Claims went to another."""
        some, into = counted(len(change.content["claims"]), "claim"), change.content["into"]
        return f"{some} went to {into}" if change.subject == self.code else f"took {some} of {change.subject}"

    def withdrawn(self, change: Change) -> str:
        """It is none any more."""
        return "withdrawn; its code is kept and never given again"

    def restored(self, change: Change) -> str:
        """It is one again."""
        return "open again"

    def reckoned(self, change: Change) -> str:
        """Its toll was computed."""
        before, self.ranges = self.ranges, change.content["quantities"]
        return "; ".join(toll_words(before, self.ranges)) or "toll computed again, with the same ranges"

    def graded(self, change: Change) -> str:
        """The rule graded it."""
        before, self.grade = self.grade, change.content["grade"]
        return f"grade {before} became {self.grade}" if before not in (None, self.grade) else f"graded {self.grade}"


_TELL: Mapping[ChangeKind, Callable[[_Telling, Change], str]] = {
    "incident_opened": _Telling.opened,
    "incident_described": _Telling.described,
    "claims_tied": _Telling.moved,
    "claims_untied": _Telling.moved,
    "incidents_merged": _Telling.merged,
    "incident_split": _Telling.split,
    "incident_withdrawn": _Telling.withdrawn,
    "incident_restored": _Telling.restored,
    "toll_computed": _Telling.reckoned,
    "grade_given": _Telling.graded,
}
