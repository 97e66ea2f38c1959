"""Transcripts that name a speaker where he begins: one reader for each way to write the name.

A way is taken for the page's own if a name comes back: a list of terms with colons names each once.
A short exchange, in which every paragraph begins with a name, needs none that does.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tracker.domain.transcript import Transcript, Turn
from tracker.formats.transcripts.page import HEADING, Page, blank, joined
from tracker.formats.transcripts.plain import prose

DENSE = 2
"""One label in so many lines: then hardly a label is anything but a name."""
FEWEST = 3  # labels; with fewer it may be a heading and a colon
STAMP = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?"
STAMPED = rf"[\[(（*_]{{0,4}}{STAMP}[\])）*_]{{0,4}}"
WORD = r"[A-ZÀ-Þ][\w.'’&-]*"
PARTICLE = r"(?:of|the|de|van|von|der|la|di|bin|al|and)"
LATIN = rf"(?:{WORD}(?:[ \t]+(?:{WORD}|{PARTICLE}|\d{{1,2}})){{0,5}}|[A-Z][A-Z .'’&-]{{1,50}}|[QA])"
HAN_NAME = r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9·•/／ ()（）]{0,19}|问|答"
NAME = rf"(?:{LATIN}(?:[ \t]*[(（,，][^)\n:：\d]{{1,60}}[)）]?)?|{HAN_NAME})"
PANEL = re.compile(
    r"^[ \t]*(?P<name>[^\s：:。，！？][^\n：:。，！？]{0,39}?)[ \t]*\r?\n[ \t]*[：:]", re.MULTILINE
)
BOLD = re.compile(
    rf"^[ \t]*(?:{STAMPED}[ \t]*)?\*\*(?:{STAMPED}[ \t]*)?"
    r"(?P<name>[^\s*:：。！？][^*\n:：。！？]{0,59}?)[ \t]*"
    rf"(?:(?:{STAMPED})?[ \t]*[:：][ \t]*\*\*|\*\*[ \t]*(?:{STAMPED})?[ \t]*[:：]"
    rf"|\*\*[ \t]*{STAMPED}|[ \t]{STAMPED}[ \t]*\*\*|\*\*[ \t]*\r?$)",
    re.MULTILINE,
)
TITLE = (
    r"(?:(?:VICE )?CHAIR(?:MAN|WOMAN|PERSON)?|SENATOR|SEN\.?|REPRESENTATIVE|REP\.?|MR\.?|MRS\.?"
    r"|MS\.?|"
    r"DR\.?|PROF(?:ESSOR)?\.?|GOVERNOR|PRESIDENT|SECRETARY|JUDGE|JUSTICE|MINISTER|THE|Q|A)"
)
CAPITALS = re.compile(
    rf"^[ \t]*(?:>>[ \t]*)?(?P<name>(?:{TITLE}[ ])*"
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?:[ ][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
    r"|(?:Chair(?:man|woman|person)?|Senator|Representative|Mr\.|Mrs\.|Ms\.|Dr\.|Professor|"
    r"Secretary|Governor|Ranking Member)[ ][A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+)?"
    r"(?:[ ]of[ ][A-Z][\w]+(?:[ ][A-Z]\w+)?)?"
    r"|The[ ]Chair(?:man|woman|person)?)"
    r"\.(?:[ \t]+(?=\S)|[ \t]*$)",
    re.MULTILINE,
)
STAMPED_NAME = re.compile(
    rf"^[ \t]*(?:(?P<name>{NAME})[ \t]*(?:[\[(（]{STAMP}[\])）][ \t]*[:：]?|[ \t|-]{STAMP}[ \t]*$)"
    rf"|{STAMPED}[ \t|-]*(?P<later>{NAME})[ \t]*(?:[:：]|$))",
    re.MULTILINE,
)
COLON = re.compile(
    rf"^[ \t]*(?:{STAMPED}[ \t]*)?(?:>>[ \t]*|[-–—][ \t]*)?(?P<name>{NAME})[ \t]*"
    rf"(?:{STAMPED})?[ \t]*[:：](?!//)(?=\s*\S)",
    re.MULTILINE,
)
ALONE = re.compile(rf"^[ \t]*(?:#+[ \t]*|\*\*)?(?P<name>{NAME})(?:\*\*)?[ \t]*\r?$", re.MULTILINE)
NO_NAMES = re.compile(
    r"note|source|update|photo|image|caption|tip|warning|example|figure|table|question|answer|step|"
    r"part|chapter|topic|http|https|correction|disclaimer|注|来源|编辑|图|标题|时间|地点|导读"
    r"|原文|链接|"
    r"摘要|第.{1,3}|其[一二三四五六]|例如|比如|一是|二是|三是|首先|其次|最后|总之|结论|问题|答案"
    r"|备注",
    re.IGNORECASE,
)
NO_NAME = re.compile(r"[。，！？!?;；\"“”]|\d{3}|^\d|^\W*$")
ONCE = re.compile(
    rf"{WORD}(?: {WORD}){{1,3}}(?: \(.*)?|[A-Z][A-Z .]+|[\u4e00-\u9fff·]{{2,5}}|[QA问答]"
)
SHORT = re.compile(rf"{WORD}|{ONCE.pattern}")
ROLE = re.compile(r"(?P<role>[^/／]{1,12})[/／](?P<name>[^/／]{1,30})")
BRACKET = re.compile(r"[ \t]*[(（][^)）]*[)）]?$")
MODERATOR = re.compile(
    r"主持|moderator|\bhost\b|interviewer|presenter|anchor|记者|提问|采访|^问$|^q$", re.IGNORECASE
)
PARTS = re.compile(r"[ \t]+[-–—|][ \t]+|[:：,(（]")
"""What parts a name in a heading from what it is there for, and from his office."""
RUNNING_HEAD = 3  # times a line must come back to be a page's header
LONGEST_HEAD = 110
HEAD = re.compile(r"page[ \t]+\d+(?:[ \t]+of[ \t]+\d+)?|-?[ \t]?\d{1,4}[ \t]?-?", re.IGNORECASE)


def panel(page: Page) -> Transcript | None:
    """Read a name on a line of its own and the words after a colon on the next."""
    return _read(page, PANEL, page.text)


def bold(page: Page) -> Transcript | None:
    """Read `**Name:** words`, with or without a stamp, also `**Name** 00:12` over the words."""
    return _read(page, BOLD, page.text)


def capitals(page: Page) -> Transcript | None:
    """Read `NAME.  words` and `Mr. Name. words`, hard-wrapped, without the pages' headers."""
    text = without_heads(page.clean)
    return _read(page._replace(clean=text), CAPITALS, text)


def stamped(page: Page) -> Transcript | None:
    """Read `Name (00:12:30)`, before the words or on a line of its own."""
    return _read(page, STAMPED_NAME, page.text)


def colon(page: Page) -> Transcript | None:
    """Read `Name: words`."""
    return _read(page, COLON, page.text)


def alone(page: Page) -> Transcript | None:
    """Read a name on a line of its own and the words below it."""
    return _read(page, ALONE, page.text, fewest=2 * FEWEST)


def without_heads(clean: str) -> str:
    """Blank the headers and numbers of pages: short lines that come back, figures apart."""
    lines = clean.split("\n")
    kinds = Counter(_kind(line) for line in lines if 0 < len(line.strip()) <= LONGEST_HEAD)
    return "\n".join(
        blank(line)
        if HEAD.fullmatch(line.strip()) or (line.strip() and kinds[_kind(line)] >= RUNNING_HEAD)
        else line
        for line in lines
    )


def _kind(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _labels(
    pattern: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[tuple[re.Match[str], str]]:
    for found in pattern.finditer(text, start, end):
        name = next(filter(None, found.groupdict().values())).strip(" \t*#_")
        if name and not NO_NAME.search(name) and not NO_NAMES.fullmatch(name):
            yield found, name


def _read(
    page: Page, pattern: re.Pattern[str], text: str, fewest: int = FEWEST
) -> Transcript | None:
    labels = [
        (found, name)
        for found, name in _labels(pattern, text, page.start, page.end)
        if not any(first <= found.start() < last for first, last in page.summaries)
    ]
    lines = sum(1 for line in text[page.start : page.end].split("\n") if line.strip())
    dense = DENSE * len(labels) >= lines
    labels = _names(labels, strict=not dense and pattern in {COLON, BOLD, ALONE})
    counts = Counter(name for _, name in labels)
    comes_back = len(labels) >= fewest and counts.most_common(1)[0][1] >= fewest - 1
    if not comes_back and not (pattern in {COLON, BOLD} and _is_exchange(page, text, labels)):
        return None
    if pattern is ALONE and len(counts) < 2:  # noqa: PLR2004 - a conversation takes two
        return None
    if pattern is not ALONE:
        labels = sorted([*labels, *_headings(page, text, counts)], key=lambda each: each[0].start())
    clean = page.clean
    pieces, at = [], 0
    for found, _ in labels:
        pieces += [clean[at : found.start()], blank(clean[found.start() : found.end()])]
        at = found.end()
    clean = joined("".join([*pieces, clean[at:]]))
    turns = prose(page, clean, page.start, labels[0][0].start())
    ends = [found.start() for found, _ in labels[1:]] + [page.end]
    for (found, name), end in zip(labels, ends, strict=True):
        speaker, is_moderator = named(name)
        turns.append(Turn(speaker, found.end(), end, is_moderator=is_moderator))
    return page.transcript(turns, clean)


def _headings(page: Page, text: str, names: Counter[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the headings that name one of the speakers: what stands below them is his.

    `## Opening Statement - Chairman Ann Roe (D-MT)` is that of Chairman Roe.
    """
    surnames = {name.split()[-1]: name for name, _ in reversed(names.most_common())}
    for found in HEADING.finditer(text, page.start, page.end):
        for part in PARTS.split(found[2].strip("*# \t\r")):
            words = part.split()
            if words and words[-1] in surnames and re.fullmatch(LATIN, part.strip()):
                yield found, surnames[words[-1]]
                break


def _is_exchange(page: Page, text: str, labels: list[tuple[re.Match[str], str]]) -> bool:
    """Tell whether two or more speak and every paragraph, headings apart, begins with a name."""
    names = {name for _, name in labels}
    if len(names) < 2 or not all(map(SHORT.fullmatch, names)):  # noqa: PLR2004 - it takes two
        return False
    named_at = {found.start() for found, _ in labels}
    at, after_blank = page.start, True
    for line in text[page.start : page.end].splitlines(keepends=True):
        if after_blank and line.strip() and not line.startswith("#") and at not in named_at:
            return False
        after_blank = not line.strip() or line.startswith("#")
        at += len(line)
    return True


def _names(
    labels: list[tuple[re.Match[str], str]], *, strict: bool
) -> list[tuple[re.Match[str], str]]:
    """Keep the labels that are names: those that come back, and short ones among them.

    Where the way of writing is that of a list of terms too, a name that comes once must look like
    one and stand after the first that comes back.
    """
    counts = Counter(name for _, name in labels)
    back = next((found.start() for found, name in labels if counts[name] > 1), None)
    if not strict or back is None:
        return labels
    return [
        (found, name)
        for found, name in labels
        if counts[name] > 1 or (found.start() > back and ONCE.fullmatch(name))
    ]


def named(label: str) -> tuple[str, bool]:
    """Return the name in a label, and whether it says that he asks the questions."""
    asks = bool(MODERATOR.search(label))
    if found := ROLE.fullmatch(label):
        role, name = found["role"].strip(), found["name"].strip()
        return (role, asks) if MODERATOR.search(name) else (name, asks)
    bare = BRACKET.sub("", label).strip()
    return bare or label, asks
