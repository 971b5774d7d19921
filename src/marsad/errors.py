"""The error tree.

    MarsadError             every error that a user may meet
    ├── ItemError           skip this item, go on with the next
    └── RunError            stop the run

Each error carries a worded code (`sources.not-text`), says what happened to which thing, and gives a hint.
The codes are documented in `docs/reference/errors.md`; a test fails when one is missing there.
"""


class MarsadError(Exception):
    """Something that a person must be told: `code` to search for, `what` happened, `hint` what to do about it."""

    def __init__(self, code: str, what: str, *, hint: str) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # keyword-only arguments do not survive the default pickling, and errors cross process borders
        return (_rebuild, (type(self), self.code, self.what, self.hint))


class ItemError(MarsadError):
    """One item (a file, a report, a row) cannot be used; the others go on."""


class RunError(MarsadError):
    """The run as a whole cannot go on."""


def _rebuild(kind: type[MarsadError], code: str, what: str, hint: str) -> MarsadError:
    return kind(code, what, hint=hint)
