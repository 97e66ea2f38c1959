"""What a user can ask: each report reads one consistent view and returns a Table or a Card."""
