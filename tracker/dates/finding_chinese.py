"""Where Chinese dates may stand in a text, and which words of time are none there.

Chinese has no blanks between words, so 2026年中国 must not be read as the middle of 2026, nor
一年半导体 as a year and a half: pairs of characters that belong together say where a date ends.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from tracker.dates.chinese import Phrases
from tracker.dates.chinese_words import TRADITIONAL
from tracker.dates.reading import Found, Reading

Read = Callable[[int, int], Reading | None]

BEGIN = re.compile(
    "[0-9〇零一二两俩三四五六七八九十百千半几数好廿本今明后前去上下这当此次来大同年月周季岁星礼春夏秋冬元除清端中"
    "七重圣感平国劳五双黑高美总复儿建教妇情跨过腊正农寒暑到至截直在于处将从自打最至不未接往随再还要需等用隔"
    "以近超少多顶起晚迟早快赶抢介第世初末马'q“‘「『]"
)
CORE = re.compile(
    "[年月日号周季天旬载]|世纪|星期|礼拜|小时|春节|元旦|国庆|五一|十一|双十|双11|双12|中秋|端午|清明|圣诞|除夕|元宵"
    "|感恩节|复活节|劳动节|十[二三四五六]?五|大选|高考|618|[0-9]{4}|q[1-4]|上半|下半"
)
JOINED = re.compile(  # a date does not end inside of these
    "中(?=[国东美欧非亚华日韩俄外医文心小型央信芯科等关学方产资概间游层高年长端期层英法德印澳巴台方])"
    "|半(?=导体|数|价|成品|决赛|自动|天|夜|路|场|径|岛|小时|途|途|年报|年度|个)"
    "|初(?=[步期级次衷始创中高心稿赛])|底(?=[层部薪线价特气座盘牌])|末(?=[端尾日路梢])"
    "|内(?=[地部卷需容存核外在置涵蒙贾幕测生循源])|前(?=[沿端景提后面者途往进锋身置缀列言瞻台年])"
    "|后(?=[续端面者来期果台备悔勤排端续羿置门代])|间(?=[接隔歇距谍谍])|起(?=[草来步点码到初源诉床飞家])"
    "|来(?=[自说看讲源到])|以(?=[色及为便太])|本(?=[身质来土地科钱])|天(?=[然津气生下才空使赋体线猫文])"
    "|日(?=[本元益常报韩均程志活军])|月(?=[球亮饼薪活均])|周(?=[边围期转刊末年杰鸿报易星亚])"
    "|年(?=[轻龄级报薪费鉴货味画纪华限检青长少夜])|号(?=[称召码角楼线文机])|季(?=[节度候报])"
    "|上(?=[市线涨升调海映述架])|下(?=[降跌滑调游行一载])|时(?=[代候间期尚])|里(?=[程面斯约])"
    "|春(?=[运晚招联]|节)|夏(?=[普威]|季)|冬(?=奥|季|天)|秋(?=招|季|天)"
    "|度(?=[假过量])|头(?=[部条])|终(?=[端止])|开始(?=$)|份(?=[额])|期(?=[待望货权限])"
)
UNDATED = re.compile(
    "[春夏秋冬]|(?:在|到|从|至|自|直到|是在)?(?:今天|今日|今晚|今早|今夜|即日|现在|此刻|目前|当前|当天|当日|当年|当月|次日|次日北京时间|次年|翌日|翌年|隔天|第二天|这年|这一年)(?:的时候|时候|起|开始|时|之后|以后|后|中|里|以来)?"
    "|(?:高考|大选|美国大选|总统大选|中期选举|总统选举|过年|大年|暑假|暑期|寒假|跨年|黄金周|就职日|618|六一八|六一|七一|五一|十一)"
    "|(?:一|1|半|这一|某一|整整一)(?:年|天|个月|周|个?星期|个?季度|个?世纪|日|载)|[0-9]{1,4}"
    "|[0-9]{1,2}[/.-][0-9]{1,2}|[qh][0-9]|(?:上|下)?旬|年前|年后|第?[一二三四五六七八九十0-9]{1,3}(?:日|号|周|季)"
    "|[一二三四五六七八九十]五|上?中?下?旬"
)
PLAIN_YEAR = re.compile("(?:19|20|21)[0-9]{2}")
YEAR_HERE = re.compile("[,、.:)]|$|或|和|与|到|至|会|就|的时候|或者")
UNLIKE_YEARS = re.compile("(?<![0-9.])(?:1[0-8][0-9]{2}|2[2-9][0-9]{2})(?![0-9])")
COUNTED_BY = re.compile(r"[0-9a-z_.$€£#@&/=+%-]$|[每第逐]$|[0-9],$")
COUNTED_BY_HAN = re.compile("[〇零一二两三四五六七八九十百千万亿几]$")
CARRIES_ON = re.compile(
    "[%‰]|[.:/-][0-9]|级|[万亿](?!年)|个(?![月])|岁|届|代(?!末|初|中|$)|如一日|一[次度遇]|期(?![间望待])"
    "|老店|风雨|磨一剑|树木|树人|大计|薪|龄|间隔|线(?!上)|楼|栋"
)
GOES_ON = re.compile("[0-9a-z_]")
SINCE = re.compile("[多半余]?以?来(?![自说看讲到])")
LENGTH = re.compile(
    "(?:^|[^0-9])[0-9〇零一二两三四五六七八九十百几]{1,3}个?(?:年|月|周|星期|天|世纪)[多半余]?$"
)
NO_END = "终止"
INSIDE = re.compile("[经通路]过|时隔|[属对高低大小关由等处源基位多少强弱优]于")
SHORT_TIME = re.compile("分钟|小时|钟头|秒")
LONG_HOURS = re.compile("(?:24|36|48|72|96|二十四|四十八|七十二)个?小时")
BETWEEN = frozenset(' "“”„«»《》')
FARTHEST = 12  # characters from the first of a date to the name of time in it
WIDEST = 48  # characters: no phrase in running text has more
EDGES = "的,、. ;-"


def dates(plain: str, said_on: date, read: Read) -> Iterator[Found]:
    """Yield the dates of a sentence, given in small letters and plain signs."""
    if CORE.search(plain) is None:
        return
    places = [at for at, character in enumerate(plain) if character not in BETWEEN]
    compact = "".join(plain[at] for at in places).translate(TRADITIONAL)
    names = [match.start() for match in CORE.finditer(compact)]
    nearest = 0
    done = 0
    for match in BEGIN.finditer(compact):
        start = match.start()
        while nearest < len(names) and names[nearest] < start:
            nearest += 1
        if nearest == len(names):
            return
        if start < done or names[nearest] - start > FARTHEST or _is_inside(compact, start):
            continue
        run, _, _ = compact[start : start + WIDEST].partition(",")
        for length in _ends(run, said_on):
            end = start + length
            if not _is_date(compact, start, end):
                continue
            first, last = places[start], places[end - 1] + 1
            if (reading := read(first, last)) is not None:
                yield Found(first, last, reading)
                done = end
                break


@lru_cache(maxsize=4096)
def _ends(run: str, said_on: date) -> tuple[int, ...]:
    """Find where dates may end that begin a run of characters, the furthest first."""
    found = {length - less for length in Phrases(run, said_on).ends() for less in (0, 1, 2)}
    return tuple(sorted((length for length in found if length > 0), reverse=True))


def _is_inside(compact: str, start: int) -> bool:
    """Tell whether what stands before says that no date begins here."""
    before = compact[max(0, start - 2) : start]
    if start and INSIDE.match(compact, start - 1):
        return True
    if COUNTED_BY.search(before) and (before[-1] in "每第逐" or compact[start].isascii()):
        return True
    return bool(COUNTED_BY_HAN.search(before) and COUNTED_BY_HAN.search(compact[start]))


def _is_date(compact: str, start: int, end: int) -> bool:
    phrase = compact[start:end]
    if phrase[-1] in EDGES or CARRIES_ON.match(compact, end) or UNLIKE_YEARS.search(phrase):
        return False
    if JOINED.match(compact, end - 1) or phrase.endswith(NO_END):
        return False
    if phrase[-1].isascii() and GOES_ON.match(compact, end):
        return False
    if LENGTH.search(phrase) and SINCE.match(compact, end):
        return False
    if UNDATED.fullmatch(phrase):
        return bool(PLAIN_YEAR.fullmatch(phrase)) and YEAR_HERE.match(compact, end) is not None
    return not SHORT_TIME.search(phrase) or LONG_HOURS.search(phrase) is not None
