"""The Chinese vocabulary: which words name which periods, parts, relations and degrees."""

import re
from collections.abc import Mapping
from typing import TypeVar

from tracker.dates import relations
from tracker.dates.amounts import UNITS, Unit
from tracker.dates.holidays import SOLAR_TERMS
from tracker.dates.periods import Grain, Part
from tracker.dates.relations import Relation

T = TypeVar("T")


def one_of(*words: str) -> str:
    """Make a pattern that takes the longest of several words."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def any_of(words: str) -> str:
    """Make the same of words that stand in one text, blanks between them."""
    return one_of(*words.split())


def meanings(table: Mapping[T, str]) -> dict[str, T]:
    """Turn "meaning: word word" about."""
    return {word: meaning for meaning, words in table.items() for word in words.split()}


TRADITIONAL = str.maketrans(
    "後個週內將來兩幾歲開間時終紀財結萬號聖誕節國慶龍會選舉禮從於過這當還預計遲達現長點個總統際陽陰勞動復歷農歐運奧個內後處處邊黃週雙",
    "后个周内将来两几岁开间时终纪财结万号圣诞节国庆龙会选举礼从于过这当还预计迟达现长点个总统际阳阴劳动复历农欧运奥个内后处处边黄周双",
)

YEARS = meanings(
    {
        0: "今年 本年 本年度 今年度 当年 这一年 这年",
        1: "明年 明年度 来年 翌年 次年 下一年 下年 下一年度 下年度",
        2: "后年",
        3: "大后年",
        -1: "去年 上年 上一年 上年度 上一年度 去年度",
        -2: "前年",
        -3: "大前年",
    }
)
YEAR_RUNS = meanings(
    {
        (0, 1): "今明两年 今明2年 今明 今年明年",
        (1, 2): "明后两年 明后年 明后2年 明年后年",
        (0, 2): "今明后三年",
        (-1, 0): "去今两年",
    }
)
DAYS = meanings(
    {
        0: "今天 今日 今晚 今早 今夜 当天 当日 现在 此刻 即日",
        1: "明天 明日 明晚 明早 次日 翌日 隔天 第二天",
        2: "后天",
        3: "大后天",
        -1: "昨天 昨日 昨晚",
        -2: "前天",
        -3: "大前天",
    }
)
DAY_RUNS = meanings(
    {
        (0, 1): "今明两天 今明两日 今明",
        (1, 2): "明后两天 明后天 明后两日",
        (0, 2): "今明后三天",
    }
)
AHEAD = (
    ("下下", 2),
    ("上上", -2),
    ("下", 1),
    ("上", -1),
    ("本", 0),
    ("这", 0),
    ("当", 0),
    ("此", 0),
    ("次", 1),
)
RELATIVE_UNITS = meanings(
    {
        Grain.QUARTER: "季度 季",
        Grain.MONTH: "月 自然月",
        Grain.WEEK: "周 星期 礼拜",
        Grain.CENTURY: "世纪",
        Grain.DECADE: "十年 年代",
        Grain.YEAR: "年度 自然年",
    }
)
LENGTH_UNITS: dict[str, Unit] = {
    word: UNITS[name]
    for word, name in meanings(
        {
            "minute": "分钟",
            "hour": "小时 个小时 个钟头 钟头",
            "day": "天 个昼夜 个自然日",
            "workday": "个工作日 工作日 个交易日 交易日",
            "week": "周 个周 星期 个星期 礼拜 个礼拜",
            "ten days": "旬",
            "month": "个月 个自然月",
            "quarter": "个季度 个季",
            "year": "年 周年 个年头 个整年 个自然年 个年度 载 个春秋 个财年",
            "decade": "个十年",
            "century": "个世纪 世纪",
        }
    ).items()
}
LENGTH_UNIT = re.compile(one_of(*LENGTH_UNITS))

PARTS: dict[str, Part] = meanings(
    {
        "end": "底 末 尾 终 末尾 岁末 岁尾 年底 年末 年尾 年终 收官",
        "start": "初 年初 岁初 年头 开年 伊始 开头 之初 开局",
        "middle": "中 年中 中期 中叶 中段 中间 之中 期中 中旬",
        "early": "早期 前期 初期 上旬 早些时候 前段 头几年 头几个月 前几年",
        "late": "晚期 后期 末期 下旬 后段 最后几个月 末段 最后几年 末叶 后几年",
        "first half": "上半期 上半叶 前半叶 前半期 前半段 前半 上半段 前半程 上半",
        "second half": "下半期 下半叶 后半叶 后半期 后半段 后半 下半段 后半程 下半",
    }
)
PART = re.compile(f"(?:的|之)?({one_of(*PARTS)})")
LEFT_WORDS = """
晚些时候 稍晚时候 稍晚些时候 稍晚 稍后 剩下的时间 剩余时间 余下时间 余下的时间 剩余的时间 剩下时间
晚些 剩下的日子 剩下几个月 剩余几个月 余下几个月 剩余月份
"""
LEFT = re.compile(f"的?{any_of(LEFT_WORDS)}")
ALONE_PARTS: dict[str, tuple[Grain, Part]] = meanings(
    {
        (Grain.YEAR, "end"): "年底 年末 年尾 岁末 岁尾 年终 年关",
        (Grain.YEAR, "start"): "年初 岁初 年头 开年",
        (Grain.YEAR, "middle"): "年中",
        (Grain.QUARTER, "end"): "季末 季度末 季底 季度底",
        (Grain.QUARTER, "start"): "季初 季度初",
        (Grain.MONTH, "end"): "月底 月末 月尾",
        (Grain.MONTH, "start"): "月初",
        (Grain.MONTH, "middle"): "月中 中旬",
        (Grain.MONTH, "early"): "上旬",
        (Grain.MONTH, "late"): "下旬",
        (Grain.MONTH, "first half"): "上半月",
        (Grain.MONTH, "second half"): "下半月",
        (Grain.CENTURY, "end"): "世纪末",
        (Grain.CENTURY, "middle"): "世纪中叶",
    }
)
HALVES = meanings(
    {
        1: "上半年 前半年 头半年 上半年度",
        2: "下半年 后半年 下半年度",
    }
)
SEASONS = meanings(
    {
        "spring": "春天 春季 春日 春",
        "summer": "夏天 夏季 夏日 夏 盛夏",
        "autumn": "秋天 秋季 秋日 秋 金秋",
        "winter": "冬天 冬季 冬日 冬 寒冬",
    }
)
HOLIDAYS = meanings(
    {
        "new year": "元旦 元旦节 公历新年 阳历新年",
        "new year's eve": "跨年 跨年夜 公历除夕",
        "lunar new year": "春节 农历新年 大年初一 农历年 中国新年 过年 农历春节 大年",
        "lunar new year's eve": "除夕 大年三十 年三十 大年夜 除夕夜",
        "spring festival holiday": "春节假期 春节长假 春节黄金周",
        "lantern": "元宵节 元宵",
        "qixi": "七夕 七夕节",
        "ghosts": "中元节",
        "double ninth": "重阳 重阳节",
        "laba": "腊八 腊八节",
        "kitchen god": "小年 小年夜",
        "valentine": "情人节",
        "women": "妇女节 三八节 三八妇女节",
        "tomb sweeping": "清明节 清明",
        "easter": "复活节",
        "may day": "五一 五一节 劳动节 五一劳动节 国际劳动节",
        "may holiday": "五一假期 五一长假 五一黄金周 五一小长假 劳动节假期",
        "youth": "青年节 五四青年节",
        "children": "儿童节 六一 六一儿童节",
        "entrance exam": "高考",
        "dragon boat": "端午节 端午",
        "618": "618 618大促 六一八",
        "party": "建党节 七一",
        "army": "建军节 八一建军节",
        "mid-autumn": "中秋节 中秋",
        "teachers": "教师节",
        "national": "国庆 国庆节 十一国庆 国庆日",
        "golden week": "国庆假期 国庆长假 国庆黄金周 十一长假 十一假期 十一黄金周 黄金周",
        "halloween": "万圣节",
        "singles": "双十一 双11 双十一大促 光棍节",
        "double twelve": "双十二 双12",
        "thanksgiving": "感恩节",
        "black friday": "黑色星期五 黑五",
        "christmas eve": "平安夜",
        "christmas": "圣诞节 圣诞",
        "independence": "美国独立日 独立日",
        "midterms": "中期选举 美国中期选举 美国国会中期选举",
        "presidential election": "大选 美国大选 总统大选 美国总统大选 美国总统选举 总统选举",
        "olympics": "奥运会 奥运",
        "summer olympics": "夏季奥运会 夏奥会 洛杉矶奥运会 洛杉矶奥运 布里斯班奥运会 巴黎奥运会",
        "winter olympics": "冬奥会 冬季奥运会 冬奥",
        "world cup": "世界杯 足球世界杯",
        "asian games": "亚运会 亚运",
        "two sessions": "两会 全国两会",
        **{term: term for term in SOLAR_TERMS if term not in {"清明", "小雪", "大雪"}},
        "inauguration": "总统就职日 就职日 总统就职典礼",
    }
)
HOLIDAY = re.compile(f"({one_of(*HOLIDAYS)})(?:当天|当日|那天|这天|档期|档)?")
DAY_TEN_ONE = re.compile("十一(?=前|后|之前|之后|以前|以后|期间|$)")
WEEKDAY_NAMES = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}

BEFORE = any_of("之前 以前 前")
AFTER = any_of("之后 以后 过后 后")
INSIDE = any_of("之内 以内 内 里 里面 之间 间 期间 当中 中 之中 里头 以里")

SUFFIXES: dict[str, Relation] = meanings(
    {
        relations.before_or_on: """
        前 之前 以前 开始前 开始之前 到来前 到来之前 来临前 来临之前 来到之前
    """,
        relations.after_or_in: "后 之后 以后 过后 结束后 结束之后 结束以后 过去之后",
        relations.within: "年内 年之内 年度内 内 之内 以内 里 里面",
        relations.during: """
        全年 期间 中 之中 当中 的时候 时候 时 之际 间 之间 那会儿 时间 时期 度 那时 的那个时候
        阶段 这段时间 的时间 这个时候 那个时候 的某个时候 某个时候 的某一天 的某天 某一天 某天
        某个时间 的某个时间 某个时点 某时
    """,
        relations.onward: """
        起 开始 以降 及以后 及之后 或以后 或之后 或更晚 或者更晚 往后 以远 及其后 甚至更晚
        甚至更久 之后的时间 及更晚
    """,
        relations.since: "以来 至今 到现在 起至今",
        relations.through: """
        为止 止 或更早 及以前 及之前 或以前 或之前 或者更早 甚至更早 当天或之前 截止
        结束前 结束之前 结束以前 过完前 过完之前 过去之前 收官前 收官之前 终了前 结束时
    """,
        relations.around: "左右 前后 上下 附近 那前后 前后脚",
    }
)
SUFFIX = re.compile(one_of(*SUFFIXES))
INCLUSIVE = re.compile(r"\(?[包]?含(?:当天|当日|当月|当年|本数|该日|[1-9][0-9日月年]*)?\)?")
PREFIXES: dict[str, Relation] = meanings(
    {
        relations.by: """
        到 至 截至 截止 截止到 截至到 直到 一直到 直至 等到 及至 到了 从现在到 从今天到 从今到
        现在到 从现在起到 从今天起到 从现在至 今起至 到达 赶到 预计到 从现在开始到 持续到
        由现在到
    """,
        relations.through: """
        最迟 最晚 至迟 不晚于 不迟于 最迟到 最晚到 最迟在 最晚在 至迟到 至迟在 最迟不超过
        最晚不超过 不超过 最迟于 最晚于 至多到 最多到 最晚不过 最迟不晚于
    """,
        relations.before: "早于 先于 赶在 抢在",
        relations.after: "晚于 迟于 过了 过",
        relations.onward: """
        不早于 最早也要到 最早也要 最早要到 至少要到 至少到 最快也要到 最快也要 最快要到
        起码要到 最早也要等到 最快也要等到 最早得等到 至少要等到 起码要等到 至少得等到 恐怕要等到
        恐怕要到 怕是要到
        估计要到 估计要等到 多半要到 大概要到 可能要到 可能要等到 怎么也得 怎么也得到 怎么也要到 得
        得到 要到 要等到 得等到 最早得到 最早也得到 至早 不会早于 从 自 自从 打
    """,
        relations.earliest: """
        最快 最早 最快在 最早在 最快于 最早于 最快到 最早到 早则 快则 最快有望 最早可能在
    """,
        relations.during: """
        在 于 处于 就在 是在 发生在 将在 会在 定在 放在 当 位于 计划在 预计在 有望在 可能在
        预计于 将于 介于 也就是
    """,
    }
)
PREFIX = re.compile(one_of(*PREFIXES))
NOISE_WORDS = """
大概 大约 可能 预计 应该 或许 也许 估计 有望 计划 争取 力争 我觉得 我认为 我想 我看 我猜 差不多
大致 约 大抵 很可能 应当 将 会 就 可能是 应该是 大概是 也许是 或者说 说不定 , 约莫 大概率 最有可能
是 目标 估计是 预估 保守估计 乐观估计 预期 恐怕 没准 其实 比如 比如说 例如 具体来说
"""
NOISE = re.compile(f"{any_of(NOISE_WORDS)}*")
ABOUT = re.compile(any_of("大概 大约 约 差不多 左右 上下 大致 约莫 前后"))
TAIL_WORDS = """
吧 了 呢 啊 有望 的 的话 的样子 的时间 时间 左右 上下 光景 , . ! ; 那样 这样 的时候 的时间点 的节点
的跨度 的周期 周期 的期限 的期间
"""
TAIL = re.compile(f"{any_of(TAIL_WORDS)}*")
ROLLING_WORDS = """
未来 接下来 今后 往后 此后 后续 将来 以后 之后 随后 接下去 后面 从现在起 从今天起 自今天起
从现在开始 从今往后 自现在起 从即日起 即日起 未来这 今后这 接下来这 往后这 往后看 再往后 自今日起
"""
ROLLING = re.compile(
    f"(?:在|就是|也就是)?{any_of(ROLLING_WORDS)}的?这?,?(?:大概|大约|约|差不多|至少)?的?"
)
IN_WORDS = """
再过 再等 再有 再 还要 还需要 还需 还得 需要 等 用 还有 再用 要 需 得 隔 时隔 大概要 大约要
大概需要 大约需要 还要等 要等 得等 还差 还剩
"""
IN = re.compile(f"(?:{any_of(IN_WORDS)}|过(?!去))(?![年不])")
PAST_WORDS = "过去 最近 近 此前 以往 之前 刚过去 已过去 过去这 最近这"
PAST = re.compile(f"(?:{any_of(PAST_WORDS)}|前(?!半))的?这?")
BOUNDS = meanings(
    {
        "over": """
        至少 起码 最少 不少于 超过 多于 不止 至少要 至少还要 至少需要 少说 最快 大于 少则
        最快也要 最少要 起码要 至少还需要 没有 至少再过 起码还要 不低于
    """,
        "under": """
        至多 最多 顶多 不超过 不到 少于 不出 用不了 不用 要不了 最长 最晚 最迟 多则 撑死 不足
        未满 不消 小于 低于 最慢 不用等 不需要
    """,
    }
)
BOUND = re.compile(one_of(*BOUNDS))
BOUNDS_AFTER = meanings(
    {
        "over": """
        以上 开外 起步 或更久 或更长时间 甚至更久 打底 往上 或者更久 或更长 甚至更长 及以上
        多的时间以上
    """,
        "under": "以下 不到 封顶 或更短 甚至更短 或者更短",
    }
)
BOUND_AFTER = re.compile(one_of(*BOUNDS_AFTER))
JOIN = re.compile("到|至|-|~|或者是|或者|或|、|和|与|及|还是|乃至|甚至|以及|,|/|跟|、或")
NUMBERS_JOIN = re.compile("到|至|-|~|或者|或|、|乃至|甚至")
