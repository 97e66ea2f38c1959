"""From a transcript to proposals: statements that look like forecasts, for a person to judge.

An extractor is a function `(transcript, *, said_on, facts, progress)` that returns proposals, best
first. It decides nothing and stores nothing.
"""

from tracker.registry import Registry

EXTRACTORS = Registry("tracker.extractors", {"cues": "tracker.extract.cues:proposals"})
