"""Words about time that name no date: soon, eventually, 很快, 未来."""

from tracker.dates.words import Words, each, phrases

ENGLISH = phrases(
    each(
        True,
        "soon", "very soon", "pretty soon", "quite soon", "sooner or later", "sooner", "sooner rather than later", "rather sooner", "as soon as possible",
        "asap", "shortly", "imminently", "imminent", "momentarily", "before long", "before too long",
        "in short order", "any day now", "any day", "any time now", "anytime now", "any moment",
        "any minute now", "any week now", "any month now", "anytime soon", "any time soon", "at any moment",
        "eventually", "ultimately", "finally", "in the end", "at last", "in due course", "in due time",
        "in time", "over time", "with time", "someday", "some day", "one day", "at some point", "sometime",
        "some time", "at some stage", "at some time", "at a later date", "at a later stage", "later", "later on",
        "in the future", "future", "the future", "in future", "near future", "the near future",
        "in the near future", "in the not too distant future", "in the not - too - distant future",
        "in the not so distant future", "in the not - so - distant future", "in the distant future",
        "in the foreseeable future", "for the foreseeable future", "foreseeable future",
        "the foreseeable future", "in the immediate future", "in the very near future", "near term",
        "in the near term", "near - term", "over the near term", "short term", "in the short term",
        "short - term", "over the short term", "in the short run", "medium term", "in the medium term",
        "medium - term", "over the medium term", "medium run", "in the medium run", "mid - term",
        "in the mid - term", "long term", "in the long term", "long - term", "over the long term", "longer term",
        "in the longer term", "in the long run", "over the long run", "long run", "the long run",
        "over the longer term", "down the road", "down the line", "down the track", "going forward",
        "moving forward", "from now on", "from here on", "hereafter", "henceforth", "these days", "nowadays",
        "recently", "lately", "of late", "in recent years", "in recent months", "in recent weeks",
        "a while", "in a while", "for a while", "a little while", "a long while", "in a little while",
        "a long time", "for a long time", "in a long time", "a short time", "in a short time",
        "in a very short time", "some time from now", "a long time from now", "long from now",
        "not long from now", "in no time", "quickly", "fast", "overnight", "within our lifetime",
        "within our lifetimes", "in our lifetime", "in our lifetimes", "in my lifetime",
        "within my lifetime", "in your lifetime", "our lifetime", "my lifetime", "a lifetime",
        "in a lifetime", "within a generation", "in a generation", "within one generation", "a generation",
        "over the next generation", "for generations", "for a generation", "generations", "next generation",
        "the next generation", "in the next generation", "for years", "for years to come", "for decades",
        "for decades to come", "for months", "years", "decades", "months", "weeks", "days", "centuries",
        "years away", "decades away", "months away", "weeks away", "days away", "years from now",
        "decades from now", "months from now", "weeks from now", "days from now", "years off", "decades off",
        "within years", "within months", "within weeks", "within days", "within hours", "in months",
        "in weeks", "in days", "in years", "in decades", "within decades", "years out", "years to come",
        "in years to come", "in the years to come", "in the years ahead", "the years ahead",
        "in the months ahead", "in the weeks ahead", "in the days ahead", "in the decades ahead",
        "in the months to come", "in the weeks to come", "in the decades to come", "months to come",
        "the coming years", "in the coming years", "over the coming years", "coming years",
        "in coming years", "in the coming months", "over the coming months", "the coming months",
        "coming months", "in coming months", "in the coming weeks", "over the coming weeks",
        "the coming weeks", "coming weeks", "in coming weeks", "in the coming days", "over the coming days",
        "the coming days", "coming days", "in coming days", "in the coming decades",
        "over the coming decades", "coming decades", "in coming decades", "within the coming years",
        "within the coming months", "in the next years", "over the next years", "next years",
        "the next years", "in the next months", "over the next months", "the next months",
        "in the next weeks", "over the next weeks", "in the next decades", "over the next decades",
        "in the next days", "over the next days", "within weeks or months", "months or years",
        "weeks or months", "in a matter of weeks", "in a matter of months", "in a matter of days",
        "in a matter of years", "within a matter of months", "within a matter of weeks", "forever", "never",
        "always", "permanently", "indefinitely", "for good", "for now", "for the time being",
        "until further notice", "at the moment", "currently", "presently", "so far", "once", "then",
        "afterwards", "afterward", "thereafter", "next", "next time", "the next time", "now and then",
        "long after", "tbd", "tba", "to be determined", "to be announced", "unknown", "no date",
        "in the next phase", "in the next stage", "in the next wave", "in this generation", "this generation",
        "in this era", "in my time", "in our time", "in the coming era", "before i die", "before we die",
        "while i am alive", "a couple of generations", "two generations", "in two generations",
        "gradually", "at length", "in the fullness of time", "by and by", "down the pike", "around the corner",
        "just around the corner", "right around the corner", "on the horizon", "in a bit", "in a moment",
        "within living memory", "a few years or decades", "the next era", "the next phase", "the next stage",
        "far future", "the far future", "in the far future", "far in the future", "far off", "a ways off",
        "in an instant", "day by day", "within striking distance", "early", "late", "early on",
        "within the foreseeable future", "over the foreseeable future", "within the near future",
    )
)  # fmt: skip

CHINESE = sorted(
    (
        "很快 马上 立刻 立即 即将 快要 快了 尽快 尽早 很快就 不久 不久后 不久以后 不久之后 不久的将来 "
        "不远的将来 不久将来 不远的未来 不久的未来 可预见的未来 可预见的将来 可以预见的未来 可见的未来 "
        "在可预见的未来 近期 近日 近来 最近 日前 未来 将来 今后 以后 往后 此后 之后 接下来 接下去 随后 "
        "后续 后来 然后 短期 短期内 短期之内 短时间内 短时间 很短时间内 很短的时间内 极短时间内 短期来看 中期 中期来看 "
        "中期内 中长期 中长期来看 长期 长期来看 长期内 长远来看 长远 长远看 从长远看 从长期看 从长期来看 从长远来看 长期看 短期看 "
        "中短期 中短期内 远期 远期来看 迟早 早晚 早晚有一天 总有一天 终有一天 有一天 有朝一日 某一天 某天 某个时候 某个时间 某个时点 "
        "某一时刻 终将 终究 最终 最后 到最后 终于 到头来 永远 永久 一直 始终 从来 持续 长久 一段时间 一段时间内 "
        "一段时间后 一段时间以后 一段时间之后 过一段时间 一阵子 过一阵子 过阵子 一会儿 一会 稍后 过些时候 过段时间 有段时间 "
        "很长一段时间 很长时间 很长时间内 相当长一段时间 相当长时间 较长时间 很久 很久以后 很久之后 好久 多年 多年后 多年以后 多年之后 多年内 多年以来 多年来 "
        "下一代 下一阶段 下个阶段 下一步 下一波 下一轮 下一次 下次 下一个阶段 下个时代 下一个时代 新一代 "
        "这一代 一代人 一代人之内 两代人 有生之年 这辈子 我们这一代 我们这代人 时间问题 只是时间问题 "
        "越来越 越来越多 越来越快 会越来越 逐渐 逐步 渐渐 慢慢 慢慢地 日益 随时 时刻 眼下 目前 当前 现阶段 当下 如今 现如今 现今 这段时间 "
        "这几年 这些年 近年 近年来 近几年 近几年来 这两天 这几天 这几个月 这阵子 前不久 不久前 前些年 前段时间 过去 以前 从前 此前 之前 曾经 "
        "指日可待 近在眼前 短短几年 几年 数年 转眼 转瞬 一夜之间 未来某天 未来某一天 未来某个时候 未来的某一天 未来某个时间 未来一段时间 "
        "未来一段时间内 未来很长一段时间 接下来一段时间 接下来的一段时间 今后一段时间 今后一个时期 未来一个时期 将来某一天 日后 "
        "来日 他日 早日 尽快 适时 届时 到时候 到时 那时 那时候 到那时 同时 年深日久 假以时日 时机成熟时 待定 未定 不确定 "
        "几年内 几年后 几十年 几百年 近些年 数月内 数周内 数日内 日内 旬日 大半年 小半年 有限时间内 暂时 短暂 遥远的未来 遥远的将来 很远的未来 较短时间内 "
        "较长一段时间 在不久的将来 在未来 在将来 在近期 在短期内 在长期 在中期 明后天吧 早些时候 晚些时候 再晚一些 再往后 更远 更远的将来 更远的未来"
    ).split(),
    key=len,
    reverse=True,
)


def english(words: Words) -> bool:
    """Read words that name no date; tell whether there were any."""
    found = False
    while words.look(ENGLISH) is not None:
        words.skip(",", "and", "or", ".", "!", "but")
        found = True
    return found


def chinese(text: str, at: int) -> int:
    """Find where such words end that begin at a place; the place itself if none do."""
    while True:
        for word in CHINESE:
            if text.startswith(word, at):
                at += len(word)
                break
        else:
            return at
