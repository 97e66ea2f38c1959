"""What a user can do: one function, one transaction, one change in the journal."""
