"""The tables of a record, as they are in the newest schema (`marsad.store.migrations` brings older ones here).

Every row outside of the two chains (`custody`, `changes`) carries a `seal`, a hash over its other columns
(`marsad.store.seals`), so that a flipped bit is noticed wherever it falls.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from marsad.store.columns import Instant, Json

METADATA = MetaData()


def _number() -> Column[int]:
    # given by the store under the write lock, so that it can be sealed with the row
    return Column("number", Integer, primary_key=True, autoincrement=False)


def _seal() -> Column[str]:
    return Column("seal", String(64), nullable=False)


settings = Table(
    "settings", METADATA,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    _seal(),
)  # fmt: skip

# `text` null = taken down; `path` is what claims call the report
reports = Table(
    "reports", METADATA,
    _number(),
    Column("id", String(71), nullable=False, unique=True),
    Column("text", Text),
    Column("title", Text),
    Column("path", Text),
    Column("published", Date),
    Column("outlet", Text),
    Column("language", Text),
    Column("blob", String(64), nullable=False),
    Column("extraction", Text, nullable=False),
    Column("added", Instant, nullable=False),
    Column("withdrawn", Instant),
    Column("reason", Text),
    _seal(),
    Index("reports_in_order", "withdrawn", "number", "id"),
)  # fmt: skip

captures = Table(
    "captures", METADATA,
    _number(),
    Column("report", String(71), ForeignKey("reports.id"), nullable=False, index=True),
    Column("blob", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("method", Text, nullable=False),
    Column("url", Text),
    Column("path", Text),
    Column("published", Date),
    Column("outlet", Text),
    Column("language", Text),
    _seal(),
)  # fmt: skip

custody = Table(
    "custody", METADATA,
    _number(),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", String(16), nullable=False),
    Column("report", String(71), index=True),
    Column("blob", String(64)),
    Column("content", Json, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)  # fmt: skip

stamps = Table(
    "stamps", METADATA,
    _number(),
    Column("digest", String(64), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("authority", Text, nullable=False),
    Column("token", LargeBinary, nullable=False),
    _seal(),
)  # fmt: skip

# `current` marks the reading whose claims count; `claims` is how many rows of `claims` belong to it
readings = Table(
    "readings", METADATA,
    Column("report", String(71), ForeignKey("reports.id"), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("mentions", Json, nullable=False),
    Column("notes", Json, nullable=False),
    Column("rules", Json, nullable=False),
    Column("standing", Json, nullable=False),
    _seal(),
    PrimaryKeyConstraint("report", "reader"),
    Index("readings_by_reader", "reader", "current", "report"),
)  # fmt: skip

# `claim` is the contract's JSON; null, with all that was read from it, when the report was taken down
claims = Table(
    "claims", METADATA,
    _number(),
    Column("id", String(21), nullable=False, unique=True),
    Column("report", String(71), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("harm", String(16)),
    Column("scope", String(16)),
    Column("lower", BigInteger),
    Column("upper", BigInteger),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("place", Text),
    Column("lat", Double),
    Column("lon", Double),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("event_type", String(32)),
    Column("claim", Text),
    _seal(),
    Index("claims_of_reading", "report", "reader"),
    Index("claims_by_place_and_day", "country", "first_day"),
)  # fmt: skip

changes = Table(
    "changes", METADATA,
    _number(),
    Column("at", Instant, nullable=False, index=True),
    Column("actor", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("content", Json, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Index("changes_by_kind", "kind", "number"),
)  # fmt: skip

# what the changes have made of each thing (`marsad.ledger.keeping`): made again from `changes` at any time
state = Table(
    "state", METADATA,
    Column("kind", String(16), nullable=False),
    Column("key", Text, nullable=False),
    Column("value", Json, nullable=False),
    _seal(),
    PrimaryKeyConstraint("kind", "key"),
)  # fmt: skip

# a projection of the ledger: whatever is here can be made again from `changes` and `claims`
incidents = Table(
    "incidents", METADATA,
    _number(),
    Column("code", String(128), nullable=False, unique=True),
    Column("change", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("parent", String(128)),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("place", Text),
    Column("lat", Double),
    Column("lon", Double),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("event_type", String(32), index=True),
    Column("perpetrator", Text, index=True),
    Column("grade", String(16)),
    Column("killed_lower", BigInteger),
    Column("killed_upper", BigInteger),
    Column("injured_lower", BigInteger),
    Column("injured_upper", BigInteger),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("state", Json, nullable=False),
    _seal(),
    Index("incidents_by_country_and_day", "country", "first_day"),
    Index("incidents_by_place", "lat", "lon"),
    Index("incidents_by_killed", "killed_lower"),
    Index("incidents_by_whole", "parent", "code"),
    # all that sums ask for: the rows themselves are wide, for they hold words and the whole state
    Index("incidents_counted", "first_day", "last_day", "country", "admin1", "place", "lat", "lon", "event_type",
          "perpetrator", "grade", "origins", "status", "parent", "code", "killed_lower", "killed_upper", "injured_lower",
          "injured_upper"),
)  # fmt: skip

incident_claims = Table(
    "incident_claims", METADATA,
    Column("incident", String(128), ForeignKey("incidents.code", ondelete="CASCADE"), nullable=False),
    Column("claim", String(21), nullable=False, index=True),
    Column("report", String(71), nullable=False, index=True),
    _seal(),
    PrimaryKeyConstraint("incident", "claim"),
)  # fmt: skip

# the ranges of an incident's toll by quantity ("killed", "killed civilians"), for sums; a quantity that is unknown has no row
incident_tolls = Table(
    "incident_tolls", METADATA,
    Column("incident", String(128), ForeignKey("incidents.code", ondelete="CASCADE"), nullable=False),
    Column("quantity", String(64), nullable=False),
    Column("lower", BigInteger, nullable=False),
    Column("upper", BigInteger),
    _seal(),
    PrimaryKeyConstraint("incident", "quantity"),
    Index("incident_tolls_counted", "incident", "quantity", "lower", "upper"),
)  # fmt: skip

# what the incidents can be told apart by beside their columns: weapons, who is blamed in which stance, who was harmed
incident_facets = Table(
    "incident_facets", METADATA,
    Column("incident", String(128), ForeignKey("incidents.code", ondelete="CASCADE"), nullable=False),
    Column("facet", String(16), nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("incident", "facet", "value"),
    sqlite_with_rowid=False,
)  # fmt: skip

# a code is for ever: `successor` is where a merged one leads, null = withdrawn (a tombstone)
retired = Table(
    "retired", METADATA,
    Column("code", String(128), primary_key=True),
    Column("successor", String(128), index=True),
    Column("change", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    _seal(),
)  # fmt: skip

findings = Table(
    "findings", METADATA,
    Column("id", String(21), primary_key=True),
    Column("code", String(64), nullable=False, index=True),
    Column("report", String(71), index=True),
    Column("incident", String(128), index=True),
    Column("text", Text, nullable=False),
    Column("found", Instant, nullable=False),
    Column("settled", Instant),
    _seal(),
)  # fmt: skip

# what grouping compares of a report: made again from its reading and its text whenever it is read
accounts = Table(
    "accounts", METADATA,
    Column("report", String(71), ForeignKey("reports.id"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("account", Json, nullable=False),
    _seal(),
    PrimaryKeyConstraint("report", "part"),
)  # fmt: skip

account_keys = Table(
    "account_keys", METADATA,
    Column("key", String(200), nullable=False),
    Column("report", String(71), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    PrimaryKeyConstraint("key", "report", "part"),
    sqlite_with_rowid=False,
)  # fmt: skip

# only where bytes have no folder of their own: PostgreSQL
blobs = Table(
    "blobs", METADATA,
    Column("address", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip

CHAINS = (custody, changes)
SEALED = (
    settings, reports, captures, stamps, readings, claims, state, incidents, incident_claims, incident_tolls, retired,
    findings, accounts,
)  # fmt: skip
HOLD_REPORTS = (reports, captures, readings, claims, findings, accounts, account_keys, blobs)
"""Where the words of a report are."""
