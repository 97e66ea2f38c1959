"""Prose without turns: the source's author speaks, the editor in a summary."""

import re

from tracker.domain.transcript import Transcript, Turn
from tracker.formats.transcripts.page import Page, joined

HAN = re.compile("[\u4e00-\u9fff]")
EDITOR, EDITOR_CHINESE = "Summary (editor)", "摘要(编者)"


def read(page: Page) -> Transcript:
    """Return a page as its author's words."""
    clean = joined(page.clean)
    return page.transcript(prose(page, clean, page.start, page.end), clean)


def prose(page: Page, clean: str, start: int, end: int) -> list[Turn]:
    """Return a stretch of a page as words of its author, and of the editor where it sums up."""
    turns = []
    at = start
    for first, last in page.summaries:
        if first < at or last > end:
            continue
        turns.append(Turn(None, at, first))
        editor = EDITOR_CHINESE if HAN.search(clean, first, last) else EDITOR
        turns.append(Turn(editor, first, last, is_summary=True))
        at = last
    turns.append(Turn(None, at, end))
    return [turn for turn in turns if clean[turn.start : turn.end].strip()]
