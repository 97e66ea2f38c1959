"""From a transcript to proposals: statements that look like forecasts, for a person to judge.

An extractor is a function `(transcript, *, said_on, facts, progress)` that returns proposals, best
first. It decides nothing and stores nothing. The one that asks a model takes two more: `model`, and
`remarks`, a list that is told what was left out.
"""

from tracker.registry import Registry

EXTRACTORS = Registry(
    "tracker.extractors",
    {"cues": "tracker.extract.cues:proposals", "llm": "tracker.extract.llm:proposals"},
)
