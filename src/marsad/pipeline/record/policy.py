"""The policy of a record: the file in its folder, or marsad's own; the ledger notes when it becomes another."""

from __future__ import annotations

from pathlib import Path

from marsad.ledger.book import Book
from marsad.ledger.drafts import policy_changed
from marsad.ledger.state import State
from marsad.model.change import Change
from marsad.store.store import Store
from marsad.tolls.policy import Policy

FILE = "policy.toml"
OF_TOLLS = "tolls"
"""What the ledger calls the policy by which tolls are counted."""
FORM = 2
"""What a toll in the ledger holds; tolls of an older form are reckoned again. 2: with weapons and stances."""


def policy_of(store: Store) -> Policy:
    """The policy that counts in a record. Raises RunError when its file says what no policy can say."""
    folder = store.location.folder
    path = None if folder is None else Path(folder) / FILE
    return Policy.load(path if path is not None and path.is_file() else None)


def keep_policy(store: Store, book: Book, policy: Policy, actor: str) -> list[Change]:
    """Note in the ledger by which policy tolls are counted from now on, if it is another than before."""
    with store.write() as record:
        state = book.state(record)
        if is_kept(state, policy):
            return []
        before = state.policies.get(OF_TOLLS, {})
        content = {"digest": policy.digest, "name": policy.name, "form": FORM}
        same = before.get("digest") == policy.digest
        reason = (
            "tolls are kept with more in them" if same
            else "the rules of counting are others" if before
            else "the first rules of counting"
        )  # fmt: skip
        return book.write(record, [policy_changed(actor, OF_TOLLS, str(policy.version), reason, content)])


def is_kept(state: State, policy: Policy) -> bool:
    """Whether the ledger's tolls are counted by this policy, and kept in the form of today."""
    before = state.policies.get(OF_TOLLS, {})
    return bool(before.get("digest") == policy.digest and before.get("form", 1) == FORM)
