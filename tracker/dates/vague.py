"""Words about time that name no date: soon, eventually, in the long run, 很快, 未来.

Adverbs are listed; what is made by rule (in the ADJECTIVE future, over the coming YEARS, 很长的一段
时间内) is a pattern. A length whose number is unknown (几年, "a few years") is left to the grammar.
"""

import re

ADVERBS = """
soon, very soon, pretty soon, quite soon, fairly soon, real soon, really soon, soon enough,
sooner, sooner or later, sooner rather than later, as soon as possible, asap, shortly,
very shortly, imminently, imminent, momentarily, before long, before too long, before very long,
in short order, eventually, ultimately, finally, in the end, at last, in due course, in due time,
in time, over time, with time, in good time, someday, some day, one day, some time, sometime,
at some point, at some stage, at some time, at some later date, at a later date, at a later stage,
later, later on, down the road, down the line, down the track, going forward, moving forward,
from now on, from here on, from here on out, from then on, hereafter, henceforth, these days,
nowadays, recently, lately, of late, overnight, in no time, in a flash, forever, never, always,
permanently, indefinitely, for good, for now, for the time being, until further notice,
at the moment, currently, presently, so far, afterwards, afterward, thereafter, next time,
the next time, now and then, tbd, tba, tbc, to be determined, to be announced, to be confirmed,
unknown, no date, gradually, by and by, around the corner, just around the corner,
right around the corner, on the horizon, in a bit, in a moment, in a jiffy, any day, any minute,
any moment, at any moment, at any time, any second, early, late, early on, far off, a ways off,
a long way off, a way off, in the fullness of time, not soon, no time soon, not anytime soon,
not any time soon, anytime soon, any time soon, anytime, any time, whenever, before i die,
before we die, before you know it, while i am alive, while i'm alive, in our time, in my time,
in this era, in the coming era, the next era, the next phase, the next stage, the next wave,
in the next phase, in the next stage, in the next wave, in the next era, as time goes on,
as time goes by, later in life, until then, till then, by then, forthcoming, long since,
one of these days, one of those days, some of these days, ages ago, eons ago, aeons ago,
some other time, another time, within living memory, down the pike, in perpetuity, for eternity,
near future, the near future, at present
"""
IN = (
    "(?:(?:not )?"
    "(?:in|over|for|within|during|throughout|across|on|at|through|into|by|inside|not for) )?"
)
THE = "(?:(?:the|a|some|these|those) )?"
UNITS = "(?:minutes|hours|days|weeks|months|quarters|years|decades|centuries|generations)"
COMING = "(?:coming|next|following|upcoming|ensuing|recent|past|last|future)"
AWAY = "(?: (?:ahead|to come|away|from now|out|off|hence|later|ago|yet))?"
OF_FUTURE = """
very not too so far near immediate distant foreseeable nearer nearest remote indefinite predictable
visible relatively somewhat more medium long short mid or -
"""
TERM = "(?:near|nearer|short|shorter|shortest|medium|mid|middle|long|longer|longest|intermediate)"
AND = "(?: ?(?:-|to|or|and|/) ?(?:to ?-? ?)?)"
DEGREE = "(?:(?:very|quite|pretty|little|rather|relatively|long|short|good|extremely|fairly) )*"
MINE = (
    "(?:(?:my|our|your|his|her|their|one's|one|this|next|coming|two|several|another|own|single) )*"
)
LIFE = """
lifetime|lifetimes|generation|generations|working life|children's lifetime|kids' lifetime
"""
PATTERNS = (
    f"{IN}{THE}(?:(?:{'|'.join(OF_FUTURE.split())}) ?)*future",
    f"{IN}{THE}{DEGREE}{TERM}(?:{AND}{TERM})*[ -]*(?:term|run|haul|range|time)",
    f"{IN}{THE}{COMING} {UNITS}{AWAY}",
    f"{IN}{THE}{UNITS}(?:,? (?:or|and|to|if not|rather than|not)(?: even)? {UNITS})*{AWAY}",
    f"{IN}{THE}(?:matter|question|couple|number|few) of {UNITS}(?: or {UNITS})*",
    f"{IN}{THE}{DEGREE}(?:while|time|period of time|spell|stretch){AWAY}",
    f"{IN}{THE}{MINE}(?:{LIFE.strip()})(?: or two)?",
    "any (?:minute|hour|day|week|month|year|moment|time|second)s? (?:now|soon)",
    "(?:some|one) (?:day|time|fine day)(?: or (?:other|another))?(?: soon)?",
    "(?:at )?some (?:point|stage|time|day)(?: in time| or other| later| soon)?",
    "(?:not )?(?:long|far|too long|very long) (?:from now|off|away|hence|in the future|ahead|ago)",
    "(?:far|way|deep) (?:in|into|off in) the future",
    "(?:in|for) (?:ages|eons|aeons)|ages (?:from now|away)",
)
IDIOM = re.compile("one day|any (?:time|day|minute|moment|week|month|year|second)s? (?:now|soon)")
# "one day" is no length of 24 hours, "any time now" not today
NO_TIME = {"time", "while", "spell", "stretch", "the time", "a time", "at"}
ENGLISH_WORDS = sorted((" ".join(each.split()) for each in ADVERBS.split(",")), key=len)
ENGLISH = tuple(
    re.compile(f"(?:{pattern})(?![a-z0-9'])")
    for pattern in (*PATTERNS, "|".join(reversed(ENGLISH_WORDS)))
)
ENGLISH_BETWEEN = re.compile(r"[ ,.!?]*(?:(?:and|or|but|then|maybe)(?![a-z]))?[ ,]*")

CHINESE_ADVERBS = """
择日 择期 改日 改天 来日方长 近年来 近年以来 近年 近些年 近些年来 这些年 这些年来 近月来 近日来
很快 马上 立刻 立即 立马 即将 快要 快了 尽快 尽早 就快 很快就 近日 近来 最近 日前 未来 将来 今后
以后 往后 此后 之后 接下来 接下去 随后 后续 后来 然后 迟早 早晚 早晚有一天 总有一天 终有一天
终究有一天 有一天 有朝一日 终将 终究 最终 最后 到最后 终于 到头来 永远 永久 一直 始终 从来 长久
一会儿 一会 稍后 过些时候 过段时间 过阵子 过一阵子 一阵子 多年 很久 好久 时间问题 只是时间问题
不过是时间问题 早晚的事 迟早的事 越来越 越来越多 越来越快 会越来越 渐渐 慢慢 慢慢地 日益 随时
时刻 眼下 目前 当前 当下 如今 现如今 现今 前不久 过去 以前 从前 此前 之前 曾经 指日可待 近在眼前
转眼 转瞬 一夜之间 日后 来日 他日 早日 适时 届时 到时候 到时 到那时 到那时候 那时 那时候 假以时日
时机成熟时 时机成熟 待定 未定 不确定 暂时 更远 再往后 旬日 日内 近日内 近几日 些时日 时日尚早
未可知 遥遥无期 遥遥无期地 无限期 长远 一时半会 一时半会儿 短时 早些时候 晚些时候 再晚一些
有生之年 这辈子 下辈子 一辈子 我这辈子 我们这辈子 大半年 小半年 一代人 一代人之内 一代人以内
两代人 几代人 一代人后 我们这一代 我们这代人 这一代 新一代
"""
TIMES = "(?:时间|时期|时日|时光|岁月|日子|时段|周期|阶段)"
INSIDE = "(?:之?以?内|里|之中|当中|中|之间|间)"
BESIDE = "(?:之后|以后|过后|后|之前|以前|前|以来)"
SEEN = "(?:角度)?(?:来看|去看|看来|看|来说|来讲|而言)"
COMING_ZH = "(?:未来|今后|接下来|往后|将来|日后|过去)"
HOW = "(?:很|较|极|相当|非常|比较|更|最|不太)"
STRETCH = "(?:一?段|某段|某个|一定|这段|那段|些|有限)"
TERM_ZH = "(?:短|中短|短中|中|中长|近中|中远|长|近|远|长远)"
FAR = "(?:遥远|久远|远|近|不久)"
WHICH = "(?:天|日|年|时候|时间点|时间|时刻|时点|时|节点|阶段|月|周)"
NEXT_STAGE = "(?:代|阶段|步|波|轮|次|时代|时期|周期|台阶|世代)"
LONG = f"{HOW}?[短长久]?的?"
LATER = f"(?:{INSIDE}|{BESIDE}|{SEEN})?"
CHINESE_PATTERNS = (
    f"(?:在|于|经过|过)?{COMING_ZH}?的?{LONG}{STRETCH}?的?{LONG}{TIMES}{LATER}",
    f"(?:在|从|就|以)?[更较中很]?{TERM_ZH}(?:期|远)?的?(?:{SEEN}|{INSIDE}|角度)?",
    f"在?(?:并不|不|没)[太很多]?[久远长]的?(?:将来|未来|时间|{BESIDE})?{INSIDE}?",
    f"在?(?:可以|能够|可|能)?(?:预见|预期|看见|看得见|看到|想象|见)的?(?:将来|未来){INSIDE}?",
    f"在?{HOW}?{FAR}的?(?:将来|未来|日子|以后){INSIDE}?",
    f"(?:在|到)?{COMING_ZH}?的?[某哪][一个]*{WHICH}",
    f"下一?个?{NEXT_STAGE}",
    f"[在于]?(?:最近|近|这|过去|前)(?:几|些|两三|一两)个?(?:年|天|月|周|日|段时间|阵子)(?:以来|来|{INSIDE})?",
    f"(?:在|于)?{COMING_ZH}的?一?个?(?:时期|阶段|周期){LATER}",
    "[只仅就]?是?个?时间问题",
    f"在?(?:我们|我|他们|你)?的?(?:有生之年|这辈子|这一代|这代人|一代人){INSIDE}?",
)
NO_TIME_ZH = re.compile(f"[短中长近远在的不没里内]+|{TIMES}")
CHINESE = tuple(
    re.compile(pattern)
    for pattern in (
        *CHINESE_PATTERNS,
        "|".join(sorted(CHINESE_ADVERBS.split(), key=len, reverse=True)),
    )
)
CHINESE_BETWEEN = re.compile("(?:,|、|或者|或|和|会|就|将|的|地|吧|了|内|里)*")
BESIDE_A_DATE = re.compile(
    "(?:很快|马上|尽快|尽早|最终|终将|终究|迟早|早晚|逐步|逐渐|慢慢|越来越|会|,|就|可能|将)+"
)


def _end(
    text: str, at: int, patterns: tuple[re.Pattern[str], ...], between: re.Pattern[str]
) -> int:
    """Find where such words end that begin at a place; the place itself if none do."""
    while at < len(text):
        found = (pattern.match(text, at) for pattern in patterns)
        end = max((match.end() for match in found if match), default=at)
        if end == at:
            return at
        gap = between.match(text, end)
        at = gap.end() if gap else end
    return at


def english(text: str) -> bool:
    """Tell whether an English phrase is all of such words."""
    return (
        bool(text) and text not in NO_TIME and _end(text, 0, ENGLISH, ENGLISH_BETWEEN) == len(text)
    )


def without_english(text: str) -> str:
    """Leave out such words where they stand before or after a date: "soon, by 2027"."""
    if end := _end(text, 0, ENGLISH, ENGLISH_BETWEEN):
        return text[end:]
    head, _, tail = text.rpartition(",")
    return head if head and english(tail.strip()) else text


def chinese(text: str) -> bool:
    """Tell whether a Chinese phrase is all of such words."""
    return (
        bool(text)
        and _end(text, 0, CHINESE, CHINESE_BETWEEN) == len(text)
        and NO_TIME_ZH.fullmatch(text) is None
    )


def without_chinese(text: str) -> str:
    """Leave out such words where they stand beside a date: 今年很快."""
    before = BESIDE_A_DATE.match(text)
    if before is not None and before.end() < len(text):
        return text[before.end() :]
    head, _, tail = text.partition(",")
    if tail and chinese(head):
        return tail
    if tail and chinese(tail):
        return head
    after = (at for at in range(1, len(text)) if BESIDE_A_DATE.fullmatch(text, at))
    return text[: next(after, len(text))]
