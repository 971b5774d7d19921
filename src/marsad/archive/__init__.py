"""The archive: evidence on top of the store. Deposit once, log every access that changes, verify, take down, stamp."""
