"""A witness is named in public while their consent stands, and for no moment once it is taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from marsad.pipeline.record.consenting import give_consent, withdraw_consent
from marsad.publishing.moment import At, moment
from marsad.store.store import Store
from tests.pipeline.kept import ANA, Kept

NAME = "Olena Hrytsenko"
WITNESS = f"Five people were killed in the shelling of Kherson on 3 March 2024, said {NAME}, an eyewitness."


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    made = Kept(tmp_path / "record")
    made.text(WITNESS)
    made.run()
    return made


def shown(store: Store, at: At = None) -> str | None:
    """The name of the only source, as it may be shown."""
    with moment(store, at) as seen:
        (claim,) = seen.record.claims.current()
        return seen.disclosure.source(claim.source).name


def test_a_consent_lifts_the_rule_and_its_withdrawal_holds_for_every_moment(kept: Kept) -> None:
    before = datetime.now(UTC)
    with Store.open(kept.folder) as store:
        assert shown(store) is None
        given = give_consent(store, NAME, "a signed form", ANA)
        assert (shown(store), shown(store, before)) == (NAME, NAME)
        withdraw_consent(store, NAME, "a call", ANA)
        assert (shown(store), shown(store, given.at), shown(store, before)) == (None, None, None)


def test_the_consent_of_another_lifts_nothing(kept: Kept) -> None:
    with Store.open(kept.folder) as store:
        give_consent(store, "Olena Melnyk", "a signed form", ANA, until=date(2999, 1, 1))
        assert shown(store) is None
