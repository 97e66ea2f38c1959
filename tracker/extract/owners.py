"""Whose belief a statement is, where the one who speaks or writes only passes it on."""

import re
from typing import NamedTuple

VERB = (
    r"(?:said|says|say|predicts?|predicted|expects?|expected|forecasts?|estimates?|estimated"
    r"|believes?|"
    r"believed|thinks?|warns?|warned|argues?|argued|projects|projected|anticipates?|anticipated"
    r"|claims?|"
    r"claimed|suggests?|suggested|insists?|insisted|wrote|writes|added|adds|told|sees|reckons?"
    r"|notes?|noted|"
    r"foresees|hopes?|stated|declared|announced)"
)
CAP = r"(?:[A-Z]\.|[A-Z][\w'’&-]*)"
WHO_NAME = rf"{CAP}(?:\s+(?:{CAP}|of|the|de|van|von|al)){{0,4}}"
CROWD = (
    r"(?:(?:most|many|some|several|other|the|a (?:number|lot|majority|survey|poll) of|all"
    r"|few|wall street|"
    r"industry|market|leading|majority of|the majority of)\s+)*"
    r"(?:analysts?|economists?|experts?|researchers?|forecasters?|investors?|traders?|people|folks|"
    r"scientists?|critics|officials|executives|observers|markets?|consensus|polls?|surveys?"
    r"|respondents|"
    r"everyone|everybody|wall street|prediction markets|futures|policymakers|participants)"
)
OF_CROWD = rf"(?:{CAP}\s+){{0,3}}(?i:{CROWD})"
PRONOUN = r"(?:he|she|they)"
BEFORE = re.compile(
    rf"(?:(?<=\A)|(?<=[\s,“\"(]))(?P<who>{WHO_NAME}|{OF_CROWD}|(?i:{PRONOUN}))"
    rf"(?:,[^,.]{{2,70}},|\s+\([^)]{{1,30}}\))?(?:\s+(?:also|now|still|recently|generally|widely"
    rf"|has|have|had"
    rf"|themselves|currently|\w+ly))*\s+(?P<verb>{VERB})\b"
)
AFTER = re.compile(
    rf"[,”\"’]\s*(?:{VERB}\s+(?P<who>{WHO_NAME})|(?P<late>{WHO_NAME}|{OF_CROWD}"
    rf"|(?i:{PRONOUN}))\s+{VERB})\b"
    rf"|(?i:according to)\s+(?P<source>(?:the\s+)?{WHO_NAME}|{OF_CROWD})"
)
AGREED = re.compile(r"\b[Aa]s (?:the |our |my )?\Z")
"""Before a name: "as Jane said" passes nothing on, the speaker says it too."""
FIRST_WORD = re.compile(r"\W.*", re.DOTALL)
SAYS = re.compile(rf"\b{VERB}\b|[Aa]ccording to")
"""The quick test before the names are looked for."""
NOT_NAMES = """
i we you it that this there what the a an and but so as if when then in on at for he she they yes no
well because one our my these those who which while now last nobody let even maybe perhaps just also
how why where some any most many each every both nothing everything something today
"""
FUNCTION_WORDS = """
although though because since unless until while whereas whether however therefore moreover
meanwhile nevertheless nonetheless otherwise besides furthermore hence thus still instead indeed
suppose supposing assuming provided providing given considering once before after despite except
with without from by of as to into about like than per via during and or nor but so yet if when
then perhaps maybe probably possibly certainly clearly obviously actually basically generally
usually often sometimes always never finally eventually overall
"""
"""Conjunctions, prepositions and adverbs: nobody is called by one of them."""
NO_NAME = frozenset((*NOT_NAMES.split(), *FUNCTION_WORDS.split()))
OWN = re.compile(
    r"\b(?:I|we) (?:\w+ ){0,2}(?:think|believe|expect|anticipate|guess|suspect|predict|doubt)\b"
    "|我们?(?!的)[^，。；]{0,4}(?:觉得|认为|相信|预计|判断|猜)",
    re.IGNORECASE,
)
"""The speaker's own belief, whoever else was named before it."""
CHINESE_VERB = (
    "(?:预计|预测|预期|预言|预判|认为|表示|指出|说|称|相信|期待|估计|警告|强调|透露|坦言|直言"
    "|写道|判断"
    "|看好)"
)
CHINESE_CROWD = (
    "(?:(?:大多数|多数|部分|一些|有些|不少|很多|许多|所有|多位|多家|超过?[\\d%％]+的?"
    "|[\\d%％]+的|有一些|其余[一二三四五六]位)?"
    "(?:受访者|受访经济学家|经济学家|分析师|专家|研究员|投资者|投资人|交易员|机构|媒体|网友|用户"
    "|人士|学者|业内人士|知情人士|同学|"
    "老师)|(?:很多|有些|有一些|一些|不少|许多|多数|有)人|大家|市场|业内|业界|外界|华尔街|舆论"
    "|投行|券商)"
)
ADVERB = (
    "(?:们|会|可能|更|普遍|均|都|也|还|则|曾|已|就|一致|目前|现在|周[一二三四五六日]|近日|日前"
    "|今天|昨日"
    "|此前|\\s)*"
)
CHINESE_SAYS = (
    rf"(?:（[^）]*）|\([^)]*\))?{ADVERB}"
    rf"(?P<verb>{CHINESE_VERB}|对[^，。]{{1,14}}(?:乐观|悲观|看好|期待))"
)
CHINESE_CROWDS = re.compile(f"(?P<who>{CHINESE_CROWD}){CHINESE_SAYS}")
CHINESE_NAMES = re.compile(
    r"(?<![^，。；：、“”！？\n])\s*(?P<who>[他她]们?|该行|该公司|该机构"
    r"|[^，。；：、“”\s我你您们它这那]"
    rf"[^，。；：、“”！？我你您它\n]{{1,36}}?){CHINESE_SAYS}"
)
CHINESE_PRONOUN = re.compile("[他她]们?(?=$|[从在对由以曾已还也就则又])|(?:该行|该公司|该机构)$")
CHINESE_CUT = re.compile(
    "^(?:过去|现在|但是?|而且?|不过|同时|此外|因此|所以|然而|据|如今|其中|并且?|根据|对此|最近"
    "|近日|结果显示|数据显示|.{0,12}显示|在.{1,12}[中上下里])+"
)
CHINESE_NO_NAME = re.compile(
    "^(?:可以|如果|因为|虽然|只是|比如|就是|不是|还是|或者|什么|怎么|一|不|没|有|可|会|能|要|想|很|更|最|也"
    "|都|就|我|你|今|明|去|如|使|由|让|对|从|把|被|值得|总|所|刚|其实|当|用|老实|坦率|简单|严格|换句|一般"
    "|应该|需要|进一步|再|先|后|另|假如|一旦|只要|若|为了|随着|按照|也许|或许|至少|最多|同时|以后|之后|最终"
    "|[0-9])|[的是了在率额量价数]$|(?:收入|利润|增长|成本|规模|需求|时间|点)$|可能|总体|来$|^.$"
)
CHINESE_FUNCTION_WORDS = """
如果 假如 假使 假设 假若 倘若 若是 若 要是 要不是 一旦 只要 只有 除非 即使 即便 就算 哪怕 尽管 虽然
虽 既然 既 因为 因而 因此 所以 由于 于是 从而 以致 以便 为了 不管 无论 不论 任凭 但 但是 但凡 可是
然而 不过 只是 而 而且 并且 并 何况 况且 甚至 乃至 或 或者 或是 要么 还是 与其 不如 宁可 与 和 同 及
以及 至于 关于 对于 按照 根据 依据 依 据 比如 例如 譬如 诸如 好比 就好像 好像 似乎 仿佛 比方 首先
其次 再者 再次 此外 另外 同时 最后 其中 反之 反过来 换言之
此前 此后 其后 随后 后来 届时 到时 今后 接着 接下来
换句话 总之 总而言之 综上 确实 的确 当然 显然
其实 实际上 事实上 毕竟 究竟 难道 居然 竟然 果然 幸好 恐怕 大概 大约 也许 或许 可能 通常 一般 往往
常常 经常 总是 从来 始终 一直 已经 曾经 继续 仍然 仍 依然 依旧 再 又 也 都 还 就 才 便 更 最 很 非常
特别 尤其 相当 比较 十分 初步 大胆 保守 乐观 悲观 谨慎 普遍 客观 主观 坦白 坦率 老实 严格 简单 个人
说实话 老实话 按理 照理 按道理 照这样 这样 那样 这么 那么 怎么 什么 为什么
"""
"""Conjunctions, adverbs and words of manner: 说 and 认为 follow them as they follow names."""
CHINESE_FUNCTION = re.compile(
    "(?:"
    + "|".join(sorted(CHINESE_FUNCTION_WORDS.split(), key=len, reverse=True))
    + "|[说来讲地,，\\s])+"
)
LONGEST = 40


class Owner(NamedTuple):
    """A name or a group as the text has it, and where it stands."""

    name: str
    start: int
    is_pronoun: bool = False
    is_crowd: bool = False


def named(text: str, *, chinese: bool) -> list[Owner]:
    """Return those whom a sentence names as the ones who say or believe something."""
    return _chinese(text) if chinese else _english(text)


def _english(text: str) -> list[Owner]:
    owners: list[Owner] = []
    if SAYS.search(text) is None:
        return owners
    for pattern in (BEFORE, AFTER):
        for found in pattern.finditer(text):
            name = next(
                filter(None, (found.groupdict().get(key) for key in ("who", "late", "source")))
            )
            first = FIRST_WORD.sub("", name).lower()
            if AGREED.search(text[: found.start()]):
                continue
            if name.lower() in {"he", "she", "they"}:
                owners.append(Owner(name, found.start(), is_pronoun=True))
            elif first not in NO_NAME and len(name) <= LONGEST:
                owners.append(Owner(name, found.start()))
    return sorted(owners, key=lambda owner: owner.start)


def is_name(words: str) -> bool:
    """Tell whether words may name someone: one of them is more than a function word."""
    if CHINESE_FUNCTION.fullmatch(words):
        return False
    return not set(re.findall(r"[\w'’]+", words.lower())) <= set(FUNCTION_WORDS.split())


def _is_chinese_name(name: str) -> bool:
    return len(name) <= LONGEST and CHINESE_NO_NAME.search(name) is None and is_name(name)


def _chinese(text: str) -> list[Owner]:
    owners = [
        Owner(found["who"], found.start(), is_crowd=True) for found in CHINESE_CROWDS.finditer(text)
    ]
    for found in CHINESE_NAMES.finditer(text):
        name = CHINESE_CUT.sub("", found["who"]).strip()
        if any(found.start() <= other.start < found.end() for other in owners):
            continue
        if pronoun := CHINESE_PRONOUN.match(name):
            owners.append(Owner(pronoun[0], found.start(), is_pronoun=True))
        elif found["verb"] != "预期" and name and _is_chinese_name(name):
            owners.append(Owner(name, found.start()))
    return sorted(owners, key=lambda owner: owner.start)
