"""What `export` writes for other programs, read back by their own parsers or rules."""
