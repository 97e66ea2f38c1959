"""The marks of a forecast and of what is none, as classes of expression in both languages.

A class has an English and a Chinese pattern under one name, so that what is learnt of one language
serves the other. English patterns are matched without regard to case.
"""

import re
from typing import NamedTuple

FUTURE_NOUN = (
    "(?<![机社开大议宴协学工董委酒聚幸证员])(?<![^今]晚)(?<![^今明后前本当半多几两一二三四五六七八九十\\d]年)"
    "(?<![^中美英法德韩泰各我外两]国)(?<![这那一]个)(?<!今天的)"
    "会(?![场议员籍晤堂客诊徽后期]|上(?![涨升市调扬行])|展(?![开现示])|谈(?!到)|所(?!有)|长(?![期久大])"
    "|见(?![到证效顶底])|面(?![临对])|费(?![时力])|的主题)"
)


SURELY = (
    "(?<!不)一定(?!的|程度|规模|数量|比例|范围|收入|影响|意义|条件|基础|时间|经验|优势|风险|水平|空间"
    "|压力|成果|进展|帮助|作用)"
)
"""一定 as surely, and not as a certain amount of something."""


class Mark(NamedTuple):
    """One class: its name, what it is called to a person, and its two patterns."""

    name: str
    english: str
    chinese: str


MARKS = (
    Mark(
        "modal",
        r"\b(?:will|won['’]t|shall|gonna|going to(?! (?:the|a|my|his|her|school|work|bed)\b)"
        r"|(?:is|are|was|were) (?:set|due|poised|slated|bound|about|destined|on track) (?:to"
        r"|for))\b"
        r"|['’]ll\b|\b(?:set|poised|headed) (?:to|for|towards?)\b|\bon track (?:to|for)\b"
        r"|\bstands? to (?:lose|gain|benefit|win|become)\b"
        r"|\b(?:is|are) (?:coming|on (?:its|their) way)\b(?! (?:from|back|up|out|in|to)\b)",
        FUTURE_NOUN + "|(?<![即行])将(?![军近领士帅其来])"
        "|即将|势必|终将|必将|总会|总能|或将|将会|要(?:么|变|成为|超过)"
        "|(?<=[年月季期内])或(?=[降升涨跌达超迎])|必(?=[见有])|[撑熬活]不过|正在(?:到来|来临|逼近)",
    ),
    Mark(
        "possible",
        r"\b(?:may|might|could|can|would|maybe|perhaps|possibly|possible|potential(?:ly)?)\b",
        "可能|也许|或许|说不定|没准|不排除|潜力|可以|能够|能(?!源|力|量|耗|否|不能)|大概|孕育",
    ),
    Mark(
        "belief",
        r"\b(?:(?:I|we|I['’]d|I['’]ll) (?:(?:still|just|do|actually|really|also|personally|would"
        r"|firmly|"
        r"fully) )*(?:think|believe|guess|suspect|bet|say|imagine|feel|assume|don['’]t think"
        r"|doubt|pick)"
        r"|in my (?:view|opinion)|my (?:view|guess|sense|bet|hunch|prediction|forecast|take|pick)"
        r"|(?:I['’]m|I am|we['’]re|we are) (?:\w+ )?(?:confident|optimistic|pessimistic"
        r"|convinced|sure|"
        r"certain|bullish|bearish|hopeful|worried|skeptical))\b",
        "有信心|愿意相信|相信|乐观|悲观|看好|我(?:个人|确实|真的|还是|其实|也|更|仍然?|依然|一直)*(?:觉得|认为|想|猜|感觉|判断|预料|预判)|"
        "我的(?:猜测|判断|预测|看法|预判)|看法|信心",
    ),
    Mark(
        "expected",
        r"\b(?:(?:high|medium|low) confidence|expect(?:s|ed|ing|ation|ations)?|predict(?:s|ed"
        r"|ing|ion|ions)?|forecast(?:s|ed|ing)?"
        r"|project(?:s|ed|ions?)(?! manager)|anticipat(?:e|es|ed|ing)|foresee(?:s|n)?|foreseeable"
        r"|envision(?:s|ed)?|estimate[sd]?|outlook|prognos\w+|scheduled)\b",
        "预计|预期|预测|预判|预料|预言|料将|有望|可望|期待|估计|展望|指引|预估|料(?=[^理])",
    ),
    Mark(
        "certain",
        r"\b(?:definitely|certainly|inevitabl[ey]|undoubtedly|no (?:doubt|question|way)|for sure"
        r"|guarantee[ds]?|absolutely|surely|obviously|clearly|never|impossible|without question)\b",
        SURELY + "|肯定|必然|必定|注定|毫无疑问|绝对|绝不|不可能|无疑|必须(?=会)|永远",
    ),
    Mark(
        "likely",
        r"\b(?:likely|unlikely|probably|probable|chances?|odds|probability|likelihood"
        r"|percent chance|(?:matter|question) of (?:time|when)|surprised if"
        r"|money(?: is|['’]s) on|(?:good|safe) bet)\b",
        "大概率|概率|可能性|几率|很可能|很有可能|极有可能|最有可能|十有八九|多半|不太可能|把握"
        "|时间问题|我赌|押注|恐[将会]|难以|很难(?=再|被|会|有|在|达|实现|出现|超|形成|成为)",
    ),
    Mark(
        "change",
        r"\b(?:replac|overtak|surpass|exceed|outperform|becom|emerg|collaps|disappear|transform"
        r"|disrupt"
        r"|doubl|tripl|quadrupl|grow|shrink|rise|rising|fall|declin|increas|decreas|drop|crash"
        r"|boom|win"
        r"|lose|achiev|reach|hit|solv|cur(?:e|ing)|launch|ship|arriv|happen|come back|settle"
        r"|eliminat"
        r"|automat|accelerat|slow|end|automate|dominate|displac|invent|discover|go away|pass|cross)"
        r"(?:e|es|ed|s|ing|d)?\b",
        "替代|取代|实现|诞生|出现|超过|超越|赶上|追上|突破|消失|普及|改变|颠覆|成为|变成|变得|变的|"
        "增长|增加|减少|下降|上升|提高|提升|降低|降至|升至|达到|达成|翻倍|爆发|崛起|失业|淘汰|解决|"
        "完成|发生|迎来|进入|分化|落地|量产|发布|推出|衰退|扩大|缩小|降息|加息|跟上|赢|输|倒闭"
        "|结束",
    ),
    Mark(
        "trend",
        r"\b(?:more and more|increasingly|(?:bigger|better|faster|smarter|cheaper"
        r"|stronger) and \w+er"
        r"|continue[sd]? to|keep[s]? \w+ing|over time|gradually|trend|trajectory|momentum)\b",
        "越来越|逐渐|逐步|不断|加速|持续|趋势|慢慢|日益|更加|更(?:大|多|好|强|高|快)",
    ),
    Mark(
        "number",
        r"\b(?:[$€£]\s?\d|\d[\d,.]*\s?(?:%|percent|billion|million|trillion|gigawatts?|x\b|times"
        r"|basis "
        r"points)|hundreds of|tens of|thousands of|millions of|trillions of|billions of)",
        r"\d[\d,.]*(?:%|％|亿|万|倍|个基点|美元|台|吨|个)|[一二三四五六七八九十两几百]+(?:倍|亿"
        r"|万|成)|基点",
    ),
    Mark(
        "consequence",
        r"\b(?:then (?:we|you|it|they|there|the)|as a result|will (?:lead|result)|mean(?:s)? that"
        r"|lead(?:s|ing)? to|result in|would be|would have)\b",
        "就会|就能|就可以|就是|那么|从而|导致|意味着|带来|才会|才能|则",
    ),
    Mark(
        "condition",
        r"\b(?:if|unless|provided|assuming|as long as|once|in case|even if|should (?:we|they|it"
        r"|the)"
        r"|when we|when you|until|suppose)\b",
        "如果|若(?!干)|只要|除非|假如|假设|要是|一旦|倘若|即使|即便|就算|的话|前提"
        "|当[^时候天年地初前]",
    ),
    Mark(
        "winner",
        r"\b(?:biggest|best|worst|largest|first|most|winner|loser|last|next)\b",
        "最大|最好|最强|第一|首次|首个|最后一|领先|新高|新低|最有|创纪录",
    ),
    Mark(
        "outcome",
        r"\b(?:eventually|ultimately|in the (?:end|long run|fullness of time)|(?:ends?|ending|wind"
        r"|winds) up|sooner or later|one day|someday)\b",
        "最终|终将|终究|终会|归根结底|归根到底|到头来|说到底|迟早|早晚会|总有一天|终极|有朝一日"
        "|(?<!到)最后(?![一那这几两三来个]|.{0,4}(?:请|问|说|讲|谈|聊|分享|感谢|谢谢|补充))",
    ),
    Mark(
        "compares",
        r"\b(?:than|compared|difference|gap|versus|similar|the same|as \w+ as)\b",
        "比[^如方较例].{1,14}(?:更|还|大|高|多|强|好|差|小|低)|差(?:别|距|异)|不太?一样|不同|类似|一样",
    ),
    Mark(
        "you",
        r"\byou(?:['’](?:re|ll|d|ve))?\b",
        "你|您",
    ),
    Mark(
        "list",
        r"\b(?:there (?:are|is|were)|there['’]s|have|has|got) (?:a (?:few|couple|number)|two|three"
        r"|four|several|some|many) (?:\w+ )?(?:things?|points?|reasons?|ways?|aspects?|factors?"
        r"|questions?|parts?|issues?)\b",
        "(?:有|是|分|讲|说|在|从|包括)(?:这么|这样|以下|如下)?[一两二三四五几多]+个?[^，。]{0,8}(?:点|方面|原因|问题|角度"
        "|维度|层面|因素|部分|事情|方向)|第[一二三四五](?:点|个|，|是|$)|[一另]个[^，。]{0,3}是",
    ),
    Mark(
        "dangling",
        r"\b(?:that|the|an?|to|of|and|but|or|is|are|was|in|on|at|with|for|from|by|like|very|more|my"
        r"|your|i|we|they)$",
        "(?:[更很太最把被让使给将与跟是]|可能|觉得|认为|一个|这个|那个|成为|变成)$",
    ),
    Mark(
        "past",
        r"\b(?:was|were|had|did|didn['’]t|used to|ago|last (?:year|month|week|night|time)"
        r"|back (?:in|then)"
        r"|yesterday|previously|originally"
        r"|(?!(?:provided|supposed) )\w+[^e]ed (?:in|by|that|to|the|a|on|up|out|over)|went"
        r"|came|"
        r"said|told|got|saw|took|made|became|began|happened|remember|have been|has been"
        r"|['’]ve been)\b",
        "当时|曾经|曾|那时|以前|去年|前年|过去|之前|已经(?!能|可以)|原来|早期|后来|当年|过了|了$"
        "|了(?=[一两三个很]|这|那)|"
        "果然|历史|[^不]过$|记得|有一次|当初|年代初|同比|截至|此前|报道|录得",
    ),
    Mark(
        "compared",
        r"\b(?:(?:beat|beats|beating|missed|misses|miss|above|below|exceeded|topped|versus"
        r"|vs\.?) (?:\w+ ){0,3}"
        r"(?:expectations|estimates|forecasts?|consensus)|(?:than|as) (?:had been |was "
        r"|previously )?"
        r"(?:expected|forecast|predicted|anticipated)|(?:previously|originally|earlier) (?:\w+ )?"
        r"(?:expected|forecast|projected|predicted))\b",
        "(?:超出?|好于|低于|高于|超过|符合|远超|不及|逊于|优于|基本符合)[^，。；]{0,10}预期"
        "|(?:原本|此前|原先|曾)(?:预计|预期|预测)"
        "|(?:分析师|市场|华尔街)(?:普遍)?预期(?:为|的|是)",
    ),
    Mark(
        "habit",
        r"\b(?:usually|often|always|every (?:time|day|year)|typically|generally|whenever"
        r"|sometimes|tends? to"
        r"|normally|in general|most of the time|at the end of the day)\b",
        "每(?:天|次|个|年|几|当|一)|往往|通常|一般|有时|总是|常常|经常|大部分时候|很多时候|平时"
        "|都会觉得",
    ),
    Mark(
        "example",
        r"\b(?:for example|for instance|let['’]s say|imagine|say you|like if|suppose|e\.g\."
        r"|you know what"
        r"|if you (?:look|think|go|take|want|ask|were|had)|you can|you could|you['’]d|you would)\b",
        "比如|例如|好比|就像|假如说|想象|举个例子|你会发现|你会说|你可以|你能|你会问|比方"
        "|拿.{1,6}来说|譬如|你要|你就",
    ),
    Mark(
        "duty",
        r"\b(?:should|need(?:s)? to|must|have to|has to|got to|gotta|let['’]s|ought|please"
        r"|want(?:s)? to|"
        r"would like|try to|trying to|supposed to)\b",
        "应该|需要|必须|希望|建议|呼吁|不要|得(?=去|要|有)|要去|值得|想要|想去|愿意(?!相信)|请"
        "|努力|尝试"
        "|怎么|如何|思考",
    ),
    Mark(
        "talk",
        r"\b(?:thank|thanks|welcome|hello|good (?:morning|afternoon|evening)|let me"
        r"|I['’]ll (?:ask|say|tell|"
        r"start|give|take|go|read|turn|just|get|be|let|come|show|try|talk)|(?:we['’]ll|we will"
        r"|we['’]re going "
        r"to|I['’]m going to|I am going to|I['’]m gonna|we['’]re gonna) (?:talk|start|ask|get|go"
        r"|take|turn|be "
        r"right|have a|hear|come back|move|discuss|cover|see you|do our|do a|play|say|call|try"
        r"|give|show|let|be"
        r" (?:talking|joined))|see you|next (?:week|episode|question|topic|slide)"
        r"|this (?:podcast|episode|show|"
        r"video|hearing|panel)|subscribe|your time|my colleagues?|yield|question is|I mean"
        r"|as I said|kidding)\b",
        "谢谢|感谢|多谢|大家好|欢迎|有请|请.{0,6}(?:谈|说|聊|讲|分享)|展开(?:聊|讲|说)|我(?:会"
        "|先|来|想|要)(?:问|说|讲|聊|谈|"
        "从|先)|我们(?:会|先|来)(?:问|说|讲|聊|谈|从|收集)|接下来(?:这|我|邀|请|Cue|cue"
        "|这个Panel|想)|开玩笑|第[一二三四五]个问题|想说|说一下|讲一下|回顾|"
        "(?<![把将])这个问题(?!(?:能|会|被)*解决)|对不起|不好意思|主持|[话主议]题|聊聊|问题是|不知道",
    ),
    Mark(
        "whether",
        r"\b(?:whether|what if|how (?:do|does|to|can|we)|what (?:do|does|is|are|the)|why"
        r"|who knows|don['’]t know"
        r"|not sure (?:if|whether|what)|question)\b",
        "能不能|是不是|会不会|有没有|到底|是否|能否|为什么|怎么样|如何|什么样|哪里|哪些|多少"
        "|不知道|不清楚",
    ),
    Mark(
        "opinion",
        r"\b(?:important|interesting|good|great|bad|crazy|amazing|beautiful|love|like it|funny"
        r"|fun|happy|"
        r"sad|agree|makes sense|true|right\?|exactly)\b",
        "重要|有意思|有趣|好的|喜欢|同意|不错|很好|非常好|疯狂|太好|高兴|关键|本质|挺|蛮|有道理",
    ),
    Mark(
        "present",
        r"\b(?:currently|right now|at the moment|today|nowadays|these days|already|so far"
        r"|is (?:\w+ )?"
        r"(?:\w+ing)|are (?:\w+ )?\w+ing|now)\b",
        "现在|目前|今天|如今|当前|正在|眼下|到现在|今天的|还是|仍然|还在",
    ),
    Mark(
        "plan",
        r"\b(?:plan(?:s|ned|ning)? (?:to|on|for)|intend(?:s|ed)? to|aim(?:s|ing)? (?:to|for)"
        r"|goal is|target "
        r"is|hop(?:e|es|ing) to|commit(?:ted|s)? to|we['’]re (?:building|launching|shipping"
        r"|hiring|working "
        r"on)|working (?:on|towards?))\b",
        "计划|打算|准备|争取|目标|力争|拟|承诺|剑指|布局|我们(?:也)?(?:会|将|要)(?:继续|推出"
        "|发布|思考|尝试|努力|推|做|把|先)",
    ),
    Mark(
        "relayed",
        r"\b(?:said|says|told|according to|predicts|expects|believes|argues|warns?|estimates"
        r"|projects|"
        r"forecasts|thinks|analysts?|economists?|experts?|researchers?|investors|people (?:say"
        r"|think|expect)"
        r"|everyone|many people|critics|officials?)\b",
        "表示|指出|称|认为|预计|大家|很多人|有人|一些人|市场|分析师|经济学家|专家|机构|业内|报告"
        "|数据显示|警告|强调",
    ),
    Mark(
        "negated",
        r"\b(?:not|never|no longer|won['’]t|don['’]t think|isn['’]t going|aren['’]t going"
        r"|can['’]t|cannot)\b",
        "不会|不可能|没有|未必|不再|不能|难以|不用|无法|绝不|不一定",
    ),
    Mark(
        "pointing",
        r"^(?:and |but |so |because |yeah,? |yes,? |no,? |well,? )*(?:it|that|this|they|he|she"
        r"|these|those)\b",
        "^(?:但|所以|因为|而|然后)?(?:这|那|它|他|她|这个|那个|这些)",
    ),
)
NAMES = tuple(mark.name for mark in MARKS)
ENGLISH = {mark.name: re.compile(mark.english.lower()) for mark in MARKS}
"""For text in lower case: twice as quick as a search that overlooks case."""
CHINESE = {mark.name: re.compile(mark.chinese) for mark in MARKS}
FORWARD = ("modal", "possible", "belief", "expected", "certain", "likely", "trend", "plan")
"""Classes of which a forecast has at least one, unless it has a date or answers a question."""
ENGLISH_FORWARD = re.compile("|".join(ENGLISH[name].pattern for name in FORWARD))
CHINESE_FORWARD = re.compile("|".join(CHINESE[name].pattern for name in FORWARD))


def lowered(text: str) -> str:
    """Return a text in lower case, every letter in its place."""
    low = text.lower()
    return low if len(low) == len(text) else text


def forward(text: str, *, chinese: bool) -> bool:
    """Tell whether a text has any mark of looking ahead: the quick test before the full one."""
    found = CHINESE_FORWARD.search(text) if chinese else ENGLISH_FORWARD.search(lowered(text))
    return found is not None


def conditional(text: str, *, chinese: bool) -> bool:
    """Tell whether a text has a condition in it."""
    table, searched = (CHINESE, text) if chinese else (ENGLISH, lowered(text))
    return table["condition"].search(searched) is not None


def found(text: str, *, chinese: bool) -> dict[str, str]:
    """Return the classes that a text has marks of, each with the first words that show it."""
    table, searched = (CHINESE, text) if chinese else (ENGLISH, lowered(text))
    return {
        name: text[match.start() : match.end()]
        for name, mark in table.items()
        if (match := mark.search(searched))
    }
