"""Where words such as soon, in the long run, 很快 and 总有一天 stand in a text.

Only those that look ahead count: "recently", "always" and 然后 name no date either, but no forecast
hangs on them.
"""

import re
from collections.abc import Iterator

from tracker.dates import vague

NOT_AHEAD = """
sooner, at last, always, recently, lately, of late, so far, nowadays, these days, at present,
presently, currently, at the moment, for now, early, late, early on, later, now and then, unknown,
never, finally, ultimately, in the end, in time, gradually, permanently, at any time, any time,
whenever, overnight, next time, the next time, some time, afterwards, afterward, thereafter,
far off, ages ago, long since, from then on, until then, till then, by then, in a bit,
in a moment, in my time, in our time, days, weeks, months, years, decades, centuries, hours,
minutes, generations, quarters, the days, the weeks, the months, the years, the decades,
the hours, the minutes, forever, for good, for the time being, at some time, momentarily,
over time, with time, for a long time, for long, for some time, for a while, a long time,
for a very long time, over a period of time, a period of time, for a number of years,
for years, for decades, for generations, in a flash, at the time, at a time, at time, future,
a future, the future, generation, the generation, a generation, lifetime, by the time, term,
terms, the term, range, the range, run, a run, the run, the past, past, this time, the time,
in the past, time, a while, for a while
"""
NOT_AHEAD_ZH = """
近年来 近年以来 近年 近些年 近些年来 这些年 这些年来 近月来 近日来 最近 日前 以后 此后 之后
随后 后续 后来 然后 最后 到最后 终于 到头来 永远 永久 一直 始终 从来 长久 一会儿 一会 多年 很久
好久 越来越 越来越多 越来越快 会越来越 渐渐 慢慢 慢慢地 日益 随时 时刻 眼下 目前 当前 当下 如今
现如今 现今 前不久 过去 以前 从前 此前 之前 曾经 转眼 转瞬 一夜之间 适时 届时 到时候 到时 到那时
到那时候 那时 那时候 未定 不确定 暂时 更远 立刻 立即 近日 时间内 时间里 中间 之中 当中 长的时间
长时间 短时间
更长 更长时间 更长的时间 很长时间 很长的时间 这段时间 那段时间 中看 很多年 好多年
快要 快了 新一代 这一代 最终 我们这一代 尽早 往后
"""
DROPPED = {" ".join(each.split()) for each in NOT_AHEAD.split(",")} | set(NOT_AHEAD_ZH.split())
KEYS = frozenset(
    (
        *("future", "term", "run", "haul", "range", "soon", "shortly", "imminently", "imminent"),
        *("eventually", "someday", "sometime", "day", "point", "stage", "asap", "possible"),
        *("course", "road", "line", "track", "forward", "now", "henceforth", "hereafter"),
        *("corner", "horizon", "moment", "minute", "later", "before", "lifetime", "lifetimes"),
        *("generation", "generations", "while", "come", "ahead", "away", "years", "decades"),
        *("months", "weeks", "days", "centuries", "forthcoming", "time"),
    )
)
BEHIND = re.compile(r"\b(?:last|past|previous|recent|ago)\b|^(?!in |over )(?:.* )?[a-z]+-term$")
WORD = re.compile("[a-z]+")
STARTS_ZH = re.compile(
    "[未将今往接迟早晚总终有很马即就不时短中长远近可下指尽过若稍再假遥无几数在于某日来他更我这]"
)


def places(plain: str, *, chinese: bool) -> Iterator[tuple[int, int]]:
    """Yield where such words begin and end, in plain small letters."""
    if chinese:
        yield from _chinese(plain)
    elif not KEYS.isdisjoint(WORD.findall(plain)):
        yield from _english(plain)


def looks_ahead(phrase: str) -> bool:
    """Tell whether words that name no date may still be those of a forecast."""
    plain = " ".join(phrase.lower().split())
    return plain not in DROPPED and BEHIND.search(plain) is None


def _english(plain: str) -> Iterator[tuple[int, int]]:
    done = 0
    for word in WORD.finditer(plain):
        start = word.start()
        if start < done or (start and (plain[start - 1].isalnum() or plain[start - 1] in "'-")):
            continue
        end = _longest(plain, start, vague.ENGLISH)
        if end > start and vague.english(plain[start:end]):
            yield start, end
            done = end


def _chinese(plain: str) -> Iterator[tuple[int, int]]:
    done = 0
    for character in STARTS_ZH.finditer(plain):
        start = character.start()
        if start < done:
            continue
        end = _longest(plain, start, vague.CHINESE)
        phrase = plain[start:end]
        if end - start < 2 or not vague.chinese(phrase):  # noqa: PLR2004
            continue
        yield start, end
        done = end


def _longest(text: str, start: int, patterns: tuple[re.Pattern[str], ...]) -> int:
    return max(
        (match.end() for each in patterns if (match := each.match(text, start))), default=start
    )
