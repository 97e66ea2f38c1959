"""What a claim still lacks before a stranger could judge it. It is said, and nothing is refused."""

import re

from tracker.domain.entries import ClaimEntry

_NUMBER = re.compile(
    r"[0-9０-９%％]|[一二两三四五六七八九十百千万亿半]+[成倍个家款次分]|第[一二三]|"
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|half|first|any|all|most|majority|"
    r"more than|at least|at most|double|twice)\b|超过|至少|最多|多数|首次|任何",
    re.IGNORECASE,
)
_YARDSTICK = re.compile(
    r"https?://|[A-Z][A-Za-z]*[A-Z]|(?<=[a-z,;:] )[A-Z][a-z]+|《|"
    r"\b(according to|as reported|report|reports|index|survey|list|lists|leaderboard|benchmark|"
    r"figure|figures|statistics|announce|announces|publish|publishes|official|gazette|register|"
    r"census|gauge|court|ruling)\b|"
    r"报告|榜|指数|统计|公布|发布|官方|数据|新闻|据|调查|评测|基准",
)


def missing(claim: ClaimEntry, *, is_owned: bool) -> list[str]:
    """Return what is missing, each as a few words with the option that gives it.

    An owner, the last day (a fact needs none), what decides, and in what decides a threshold and
    whose figure it is measured by.
    """
    found = []
    if not is_owned:
        found.append("an owner (--owner)")
    if claim.window.deadline is None and claim.type != "fact":
        found.append("a last day (--by)")
    if not claim.criteria:
        found.append("criteria with a threshold and a yardstick (--criteria)")
    else:
        if not _NUMBER.search(f"{claim.statement} {claim.criteria}"):
            found.append("a threshold in its criteria: from what on is it a yes")
        if not _YARDSTICK.search(claim.criteria):
            found.append("a yardstick in its criteria: whose report or figure decides")
    return found
