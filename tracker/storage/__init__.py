"""The ledger on disk: the schema, the one door to it, its journal, and every line of SQL."""
