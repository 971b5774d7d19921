"""Rows of incidents that an older marsad has written are written anew by the next run, and are no damage until then."""

from pathlib import Path

from sqlalchemy import text

from marsad.archive.verify import verify
from marsad.pipeline.record.projection import WRITTEN_AS
from marsad.store.store import Store
from tests.pipeline.kept import KHARKIV, MARKET, Kept


def values(kept: Kept) -> set[tuple[str, str]]:
    with kept.open() as (_, record):
        return {(each.facet, each.value) for each in record.facets.values() if each.incident == KHARKIV}


def test_rows_of_an_older_form_are_written_anew(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "record")
    kept.text(MARKET)
    kept.run()
    whole = values(kept)
    assert ("victims", "civilians") in whole
    with Store.open(kept.folder) as store, store.write() as record:
        record.settings.set(WRITTEN_AS, "1")
        record.connection.execute(text("DELETE FROM incident_facets"))
    assert values(kept) == set()
    assert verify(str(kept.folder), actor="ana").damaged == []
    kept.run()
    assert values(kept) == whole
    assert verify(str(kept.folder), actor="ana").damaged == []
