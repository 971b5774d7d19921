"""The store: rows and bytes of a record. The only room that knows SQL, SQLite, PostgreSQL and the file system.

    with Store.open("my-record") as store:                   # or a postgresql:// address; Store.create makes one
        with store.read() as record:                         # one moment of the record, whoever writes meanwhile
            for id in record.reports.stale(version): ...         # what this version of the reader has not read
            for claim in record.claims.current(): ...            # every claim that counts
            for change in record.changes.all(after=0): ...       # the ledger
            record.incidents.where(IncidentFilter(country="SY")) # the projection
            record.findings.open()
        with store.write() as record:                        # under the write lock; all of it is kept, or nothing
            record.readings.save(reading, version)               # claims, mentions, notes, rules
            record.changes.append([Draft(...)])                  # numbers, chains and hashes them
            record.incidents.put([(entry, ties), ...])           # replaces the rows under the same codes
            record.incidents.retire(code, successor=other, ...)  # redirect, or tombstone without a successor
            record.findings.replace([Found(code, text)], report=id, at=now)

`Store` is in `marsad.store.store`, the dataclasses in `marsad.store.entries`, `IncidentFilter` in `marsad.store.filters`,
`Tie` in `marsad.store.incidents`, `Found` in `marsad.store.findings`. Reports come in through `marsad.archive`, which also keeps the custody log.
What goes into the ledger or the custody log can never be taken out again: ids, numbers and reasons, no words of a report.
"""
