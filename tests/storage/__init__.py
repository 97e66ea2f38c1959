"""Tests of storage: the journal, the door, the file, the migrations."""
