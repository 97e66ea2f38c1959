"""Cells that a spreadsheet does not run: a quote mark `'` stands before what looks like a formula.

One also stands before a text that has quote marks and then a formula, so that whoever takes one off
gets the text back.
"""

import re

_FORMULA = re.compile(r"'*(?:\s*[=+\-@|%＝＋－＠]|[\t\r])")
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?%?")


def neutral(text: str) -> str:
    """Return a text with a quote mark in front if a spreadsheet could take it for a formula."""
    return "'" + text if _is_formula(text) else text


def original(text: str) -> str:
    """Return what a text was before `neutral`."""
    return text[1:] if text.startswith("'") and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    return _FORMULA.match(text) is not None and _NUMBER.fullmatch(text) is None
