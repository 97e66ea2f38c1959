"""A ledger that can be trusted: tampering, undo, time travel, judges, crashes, writers at once."""
