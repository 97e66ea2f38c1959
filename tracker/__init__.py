"""A tracker of claims and forecasts: who said what would happen, and who was right."""

__version__ = "0.1.0"
