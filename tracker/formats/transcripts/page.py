"""A file as a page: its front matter read, and what nobody said blanked out of it.

Blanking keeps every length, so that a place in the cleaned text is the same place in the file.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from tracker import dates
from tracker.dates.grammar import HAN
from tracker.domain.transcript import Transcript, Turn

FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
HEAD_BLOCK = re.compile(
    r"\A\ufeff?\s*#[ \t][^\n]*\n(?:[ \t]*\r?\n|\*\*[^*\n]{1,40}(?::\*\*|\*\*:)[^\n]*\n"
    r"|[-*][ \t][^\n]*\n)+(?=---|##)"
)
"""A title, bold fields and their lists, up to a rule or the next heading."""
KEY = re.compile(r"""^[ \t]*["']?([^\s:："'][^:：\n"']{0,29})["']?[ \t]*[:：](.+)$""", re.MULTILINE)
HEAD_LINE = re.compile(r"[ \t>*#]*([^\s:：\n*][^:：\n*]{0,15})\**[ \t]*[:：]\**[ \t]*(\S[^\n]*)")
NAMES = {
    "title": ("title", "headline", "标题", "题目"),
    "author": ("author", "authors", "by", "byline", "作者", "撰文", "记者", "来源作者"),
    "url": ("url", "link", "source url", "source_url", "原文链接", "链接", "网址"),
    "published_on": (
        "date", "published", "published on", "publication date", "publish date", "recorded",
        "recorded on", "发布日期", "日期", "发布时间", "时间", "发表日期",
    ),
    "other": ("source", "来源", "tags", "标签", "编辑", "publisher", "location", "地点"),
}  # fmt: skip
FIELDS = {name: field for field, names in NAMES.items() for name in names}
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_BEGINNING = 400
_ANY_DAYS = (date(2000, 1, 1), date(2001, 7, 4))
"""Days to count from: what is read alike from both is a date by itself, and not "yesterday"."""
HEADING = re.compile(r"^[ \t]{0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
SUMMARY = re.compile(
    r"摘要|概要|总结|要点|导读|编者按|内容提要|summary|abstract|tl;?dr|key (?:points|takeaways)"
    r"|overview|highlights|editor'?s note|in brief",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"关联|相关|参考|延伸阅读|推荐阅读|related|references|see also|footnotes|further reading|links|"
    r"sources|subscribe|share this|about the author|comments",
    re.IGNORECASE,
)
NOBODYS = re.compile(
    r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"  # an image
    r"|\[\[[^\]\n]{0,200}\]\]"  # a link between notes
    r"|(?:https?://|www\.)[^\s<>()\[\]（）【】，。、]+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}"
    r"|<!--.{0,2000}?-->|</?[a-zA-Z][^<>\n]{0,200}>"
    r"|^[ \t]*(?:[-*_=][ \t]*){3,}$"  # a rule
    r"|^[ \t]*\|[ \t|:-]+\|[ \t]*$"
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<![\w])__?(?=\S)|(?<=\S)__?(?![\w])"
    r"|[\[(（【]\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?\s*[\])）】]"  # a stamp
    r"|\[(?:music|applause|laughter|inaudible|crosstalk|foreign|silence|pause|laughs?"
    r"|crowd)[^\]\n]{0,80}\]",
    re.MULTILINE | re.IGNORECASE | re.DOTALL,
)
STAMP = re.compile(r"\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?\s*")
ITEM = re.compile(r"^[ \t]{0,8}(?:[-*+•·]|>+|\d{1,2}[.)])[ \t]+", re.MULTILINE)
"""The mark of a list's item or of a quotation; what it begins is no part of the line before."""
LINK = re.compile(r"(\[)([^\]\n]{0,300})(\]\([^)\n]{0,2000}\))")
SENTENCE_END = re.compile(r"[.!?。！？…:：;；][\"'”’」』)）\]*]*[ \t]*\Z")
STARTS_LOW = re.compile(r"[ \t]*[a-z0-9,;(]")


class Page(NamedTuple):
    """A file's text, the same text with blanks for what nobody said, and its front matter.

    What is said stands from `start` to `end`. `summaries` are the places of the editor's summaries.
    """

    text: str
    clean: str
    start: int
    end: int
    front: dict[str, str]
    summaries: tuple[tuple[int, int], ...]

    def transcript(self, turns: list[Turn], clean: str | None = None) -> Transcript:
        """Return the turns with what the front matter tells of the document."""
        said = self.clean if clean is None else clean
        published_on = read_day(self.front.get("published_on", ""))
        return Transcript(
            self.text,
            said,
            tuple(turn for turn in turns if said[turn.start : turn.end].strip()),
            title=self.front.get("title"),
            author=self.front.get("author"),
            url=self.front.get("url"),
            published_on=published_on,
            named_first=None if published_on else read_day(self.text[:_BEGINNING]),
        )


def blank(text: str) -> str:
    """Return blanks in place of a text; its line breaks stay."""
    return re.sub(r"[^\n]", " ", text)


def read_day(text: str) -> date | None:
    """Return the first day that a text names in full, or None."""
    if found := DAY.search(text):
        with suppress(ValueError):
            return date(*(int(part) for part in found.groups()))
    return next(_days(text), None) or next(_days(HAN.sub(" ", text)), None)


def _days(text: str) -> Iterator[date]:
    one, other = (
        [
            found.reading.opens
            for found in dates.find(text, said_on)
            if found.reading.opens == found.reading.deadline and not found.reading.ambiguous
        ]
        for said_on in _ANY_DAYS
    )
    return (day for day in one if day is not None and day in other)


def opened(text: str) -> Page:
    """Return a file's text as a page."""
    front, start = _front(text)
    headings = [found for found in HEADING.finditer(text) if found.start() >= start]
    end = next(
        (found.start() for found in headings if CLOSING.search(found[2])
         and found.start() > start + (len(text) - start) * 3 // 4),
        len(text),
    )  # fmt: skip
    if "title" not in front and headings and headings[0][1] == "#":
        front["title"] = headings[0][2].strip().strip("*")
    clean = blank(text[:start]) + text[start:end] + blank(text[end:])
    clean = HEADING.sub(lambda found: blank(found[0]), clean)
    clean = LINK.sub(_words_of_link, clean)
    clean = ITEM.sub(lambda found: "\n" + blank(found[0][1:]), clean)
    clean = NOBODYS.sub(lambda found: blank(found[0]), clean)
    clean = clean.replace("\r", " ").replace("\ufeff", " ").replace("\u200b", " ")
    return Page(text, clean, start, end, front, _summaries(headings, end))


def _words_of_link(found: re.Match[str]) -> str:
    """Keep the words of a link, unless they are a stamp."""
    if STAMP.fullmatch(found[2]):
        return blank(found[0])
    return blank(found[1]) + found[2] + blank(found[3])


def _front(text: str) -> tuple[dict[str, str], int]:
    """Read `key: value` lines between rules, or bare ones, at the top; say where they end."""
    front: dict[str, str] = {}
    start = 0
    if found := FRONT.match(text):
        for key, value in KEY.findall(found[1]):
            _note(front, key, value)
        return front, found.end()
    if found := HEAD_BLOCK.match(text):
        title, *lines = found[0].strip("\ufeff \t\r\n").split("\n")
        fields = filter(None, map(HEAD_LINE.fullmatch, map(str.strip, lines)))
        noted = [_note(front, field[1], field[2]) for field in fields]
        if any(noted):
            front.setdefault("title", title.strip("#* \t\r"))
            return front, found.end()
    for line in text.split("\n", 30)[:30]:
        match = HEAD_LINE.fullmatch(line.strip())
        told = match is not None and _note(front, match[1], match[2])
        if not told and line.strip(" \t\r\ufeff") not in {"", "---"}:
            break
        start += len(line) + 1
    return front, min(start, len(text)) if front else 0


def _note(front: dict[str, str], key: str, value: str) -> bool:
    field = FIELDS.get(key.strip().lower())
    if field is None:
        return False
    front.setdefault(field, value.strip().strip("\"'").strip("*").strip())
    return True


def _summaries(headings: list[re.Match[str]], end: int) -> tuple[tuple[int, int], ...]:
    found = []
    for number, heading in enumerate(headings):
        if SUMMARY.search(heading[2]):
            until = next(
                (
                    each.start()
                    for each in headings[number + 1 :]
                    if len(each[1]) <= len(heading[1])
                ),
                end,
            )
            if until < end or number == len(headings) - 1:
                found.append((heading.end(), until))
    return tuple(found)


def joined(clean: str) -> str:
    """Turn soft line breaks into blanks: those inside a paragraph, and inside a broken sentence."""
    lines = clean.split("\n")
    out: list[str] = []
    last = ""  # the last line with words on it
    pending: list[str] = []  # the line breaks and blank lines since
    for number, line in enumerate(lines):
        if not line.strip():
            pending.append(line)
            continue
        if number == len(pending):  # nothing said before this line
            out.append("\n".join([*pending, line]))
        else:
            goes_on = not SENTENCE_END.search(last)
            soft = goes_on and (not pending or bool(STARTS_LOW.match(line)))
            glue = " " if soft else "\n"
            out.append(glue + "".join(blank_line + glue for blank_line in pending) + line)
        last, pending = line, []
    if pending:
        out.append("\n" + "\n".join(pending) if out else "\n".join(pending))
    return "".join(out)
