"""A ledger of each schema that was released, and how they are made."""
