"""The command line: it parses and prints, and nothing else; one file a family of commands."""
