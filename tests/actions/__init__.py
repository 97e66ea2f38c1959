"""Tests of actions: each is one change, or none."""
