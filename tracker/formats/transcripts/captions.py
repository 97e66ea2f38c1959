"""SubRip and WebVTT: cues with times, some of them with a voice."""

import re

from tracker.domain.transcript import Transcript, Turn
from tracker.formats.transcripts.labelled import NAME, NO_NAMES, named
from tracker.formats.transcripts.page import Page, blank

TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
TIMES = re.compile(rf"^[ \t]*{TIME}[ \t]+-->[ \t]+{TIME}[^\n]*$", re.MULTILINE)
COUNTER = re.compile(r"[ \t]*\d+[ \t]*\r?\n\Z")
IDENTIFIER = re.compile(r"(?:\A|\n[ \t\r]*\n)[^\n]+\r?\n\Z")
VOICE = re.compile(r"<v(?:\.[^ >]*)?[ \t]+([^>\n]{1,80})>")
TAG = re.compile(r"<[^<>\n]{0,80}>|\{\\[^}\n]{0,40}\}")
SOUND = re.compile(r"[\[(（♪][^\])）♪\n]{0,60}[\])）♪]|♪[^\n]*")
LABEL = re.compile(rf"[ \t]*(?:[-–—][ \t]*)?(?:>>+[ \t]*)?(?P<name>{NAME})[ \t]*[:：](?=[ \t]*\S)")
CHANGE = re.compile(r"[ \t]*(?:>>+|[-–—](?=[ \t]*[A-Z\u4e00-\u9fff]))[ \t]*")
FEWEST = 2


def read(page: Page) -> Transcript | None:
    """Return a file of captions as turns, or None if it is none."""
    times = list(TIMES.finditer(page.text))
    if len(times) < FEWEST:
        return None
    text = page.text
    clean = list(blank(text).replace("\n", " "))
    turns: list[Turn] = []
    said = ""
    for number, found in enumerate(times):
        end = times[number + 1].start() if number + 1 < len(times) else len(text)
        end = _without_counter(text, found.end(), end) if number + 1 < len(times) else end
        for start, line in _lines(text, found.end(), end):
            speaker, begins, asks = _voice(line)
            words = SOUND.sub(
                lambda each: blank(each[0]), TAG.sub(lambda each: blank(each[0]), line)
            )
            words = " " * begins + words[begins:]
            bare = words.strip()
            if not bare or bare == said:
                continue
            said = bare
            clean[start : start + len(line)] = words
            turn = Turn(speaker, start, start + len(line), is_moderator=asks)
            _add(turns, turn, changes=begins > 0)
    return page.transcript(turns, "".join(clean))


def _add(turns: list[Turn], turn: Turn, *, changes: bool) -> None:
    """Lengthen the turn under way by a line, or begin one with it."""
    last = turns[-1] if turns else None
    if last is not None and (not changes or turn.speaker == last.speaker is not None):
        turns[-1] = last._replace(end=turn.end)
    else:
        turns.append(turn)


def _without_counter(text: str, start: int, end: int) -> int:
    """Leave the number or name of the next cue out."""
    tail = text[max(start, end - 200) : end]
    for pattern in (COUNTER, IDENTIFIER):
        if found := pattern.search(tail):
            return end - len(tail) + found.start()
    return end


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    for line in text[start:end].split("\n"):
        if line.strip() == "" and lines:
            break
        if line.strip():
            lines.append((start, line.rstrip("\r")))
        start += len(line) + 1
    return lines


def _voice(line: str) -> tuple[str | None, int, bool]:
    """Find who begins to speak on a line, where his words begin, and whether he asks."""
    if found := VOICE.search(line):
        name, asks = named(found[1].strip())
        return name, found.end(), asks
    plain = TAG.sub(lambda each: blank(each[0]), line)
    if (found := LABEL.match(plain)) and not NO_NAMES.fullmatch(found["name"].strip()):
        name, asks = named(found["name"].strip())
        return name, found.end(), asks
    if found := CHANGE.match(plain):
        return None, found.end(), False
    return None, 0, False
