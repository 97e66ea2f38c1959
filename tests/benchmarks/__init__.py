"""Speeds, each as a ratio to a baseline run in turn with it: `python -m tests.benchmarks.NAME`."""
