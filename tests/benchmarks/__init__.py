"""Speeds, each as a ratio to a baseline that runs in turn with it: `python -m tests.benchmarks.X`."""
