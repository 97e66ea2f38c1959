"""The values of the field and their rules: no database, no clock, no terminal."""
