"""What a scorecard shows, by the number of independent events: nothing that chance alone made.

0 events: when the next claim matures. 1–4: each claim. From 5: means with intervals. From 20: ranks
with theirs. From 50: a score's parts, ratios and bins. Stated and imputed forecasts stand apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.domain.answer import Dots, Row, Section, Table
from tracker.registry import load
from tracker.reports import score_columns as columns
from tracker.reports.ballots import FEW_EVENTS, VOTES_SHOWN, Group, Vote
from tracker.reports.votes import Asked
from tracker.scoring.tally import Scored

RANK_FROM = 20
PARTS_FROM = 50
ALWAYS_HALF = 0.25
WAITING = 10
"""How many open claims are named where nothing is scored yet."""
TOGETHER = "all together"
_NOTHING = 'No forecasts yet: tracker add "…" --owner … -p … records one.'
_KINDS = (("stated", "forecasts in numbers"), ("all", "forecasts in numbers and in words"))


def votes_shown(
    groups: Sequence[tuple[str, Group]],
    overall: Group,
    rows: Sequence[Row],
    whole: Row,
    *,
    detail: bool,
) -> list[Vote]:
    """Return the votes shown one by one: those of groups with too few events for a mean."""
    found: dict[int, Vote] = {}
    for group, row in [*((group, row) for (_, group), row in zip(groups, rows, strict=True)),
                       (overall, whole)]:  # fmt: skip
        few = [part for part, _ in _KINDS if 0 < row[part]["events"] < FEW_EVENTS]
        if detail or few:
            found |= {
                vote.forecast_id: vote
                for vote in group.votes
                if vote.scored is not None and (detail or "all" in few or vote.basis == "stated")
            }
    ordered = sorted(found.values(), key=lambda vote: (vote.claim_id, vote.owner))
    return ordered[:VOTES_SHOWN]


def remarks(asked: Asked, whole: Row) -> list[tuple[str, str]]:
    """Return what a reader must know before the figures."""
    found = [("Brier", "0 is best, 1 worst; always saying 50% scores 0.250")]
    early, overdue = whole["early"], whole["overdue"]
    if asked.take == "time-weighted":
        found.append(("Over time", "each score is averaged over the time its forecasts stood"))
    if asked.early:
        found.append(("Early", "claims that came out before their deadline are scored now"))
    elif early:
        found.append(
            ("Early", f"{early} came out before the deadline and will count from it (--early: now)")
        )
    if overdue:
        found.append(("Overdue", f"{overdue} past the deadline and not resolved: tracker review"))
    for reason, text in (
        ("after_outcome", "made after the outcome was known: never scored"),
        ("after_deadline", "made after the deadline: not scored"),
        ("hindsight", "recorded after the outcome was known: left out"),
    ):
        if whole["left_out"][reason]:
            found.append(("Left out", f"{_forecasts(whole['left_out'][reason])} {text}"))
    if whole["same_day"]:
        found.append(
            ("Same day", f"{_forecasts(whole['same_day'])} of the day when the outcome was known")
        )
    if whole["all"]["reworded"]:
        text = "scored on a claim reworded after the forecast, or after the deadline"
        found.append(("Reworded", f"{_forecasts(whole['all']['reworded'])} {text}"))
    return found


def _forecasts(number: int) -> str:
    return "1 forecast" if number == 1 else f"{number} forecasts"


def flat(rows: Sequence[Row]) -> Table:
    """Return the rows as a spreadsheet takes them."""
    return Table(
        columns.FLAT,
        [
            {
                **row,
                "group": row["group"] or "overall",
                **{key: row["stated"][key] for key in columns.FLAT_STATED},
                **{f"all_{key}": row["all"][key] for key in columns.FLAT_ALL},
                "categorical_n": row["categorical"]["n"],
                "categorical_hits": row["categorical"]["hits"],
            }
            for row in rows
        ],
    )


def is_bare(whole: Row) -> bool:
    """Tell whether nothing is scored yet."""
    return not (whole["all"]["n"] or whole["choice"]["n"] or whole["number"]["n"])


def counts(data: Mapping[str, Any], waiting: Sequence[Row]) -> list[Section]:
    """Return the claims of each group by state, and why nothing is scored yet, if so."""
    rows = [*data["rows"], {**data["overall"], "group": TOGETHER}]
    found = [Section("Claims", Table(columns.COUNTS, rows if data["rows"] else [], _NOTHING))]
    if data["rows"] and is_bare(data["overall"]):
        said = (
            "No forecast with a probability is scored yet: a claim counts once its deadline has "
            "passed and its outcome is recorded."
        )
        whole = data["overall"]
        if whole["next_on"] and not waiting:
            said += f" The next deadline is {whole['next_on']}."
        step = 'tracker resolve CLAIM yes|no --because "…"' if whole["overdue"] else None
        found.append(Section("Scores", [said], step))
        if waiting:
            number = whole["open"] - whole["early"]
            some = f", {len(waiting)} of {number}" if len(waiting) < number else ""
            found.append(Section(f"Open claims by deadline{some}", Table(columns.WAITING, waiting)))
    return found


def sections(
    data: Mapping[str, Any],
    votes: Sequence[Vote],
    statements: Mapping[int, str],
    scored: Sequence[Scored],
    asked: Asked,
) -> list[Section]:
    """Return the tables that the numbers of events carry, and a sentence under each."""
    rows = [*data["rows"], {**data["overall"], "group": TOGETHER}]
    return [
        *_each(data, rows, votes, statements),
        *_dots(data["overall"]["all"]["events"], scored),
        *(
            section
            for part, what in _KINDS
            for section in _means(rows, part, what, data["simulation"], asked)
        ),
        *_other_kinds(rows),
        *_asserted(rows),
        *_bins(data, asked),
    ]


def _each(
    data: Mapping[str, Any],
    rows: Sequence[Row],
    votes: Sequence[Vote],
    statements: Mapping[int, str],
) -> Iterator[Section]:
    """Show each claim of those who have too few for a mean, and what their odds promised."""
    if not votes:
        return
    total = data["overall"]["all"]["n"]
    title = f"Each forecast scored ({len(votes)} of {total})"
    if len(votes) == total:
        title = f"Each forecast scored ({total})"
    yield Section(title, Table(columns.VOTES, [_vote(vote, statements) for vote in votes]))
    lines = [
        _promise(row)
        for row in rows
        if 0 < row["all"]["events"] < FEW_EVENTS and row["all"]["hits_expected"] is not None
    ]
    if lines:
        lines.append(
            f"With fewer than {FEW_EVENTS} independent events a mean would prove nothing, so none "
            "is shown (--detail prints it)."
        )
        yield Section("What that shows", lines)


def _dots(events: int, scored: Sequence[Scored]) -> Iterator[Section]:
    """Draw where the odds stood and what came, where there are few enough to be told apart."""
    if FEW_EVENTS <= events < PARTS_FROM:
        notes = []
        band = load("tracker.reports.reliability:hits_band")("all", scored, events)
        if band is not None:
            notes.append(
                f"If all odds held, between {band.low} and {band.high} of these {band.n} would "
                f"come true nine times in ten; {band.came} did."
            )
        dots = Dots([(one.p, one.y) for one in scored])
        yield Section("Odds given, and what came true", dots, notes=notes)


def _promise(row: Row) -> str:
    """Say what a group's own odds promised, and what came."""
    figures = row["all"]
    return (
        f"{row['group']}: by own odds {figures['hits_expected']:.1f} of {figures['n']} were to "
        f"come true; {figures['hits']:g} did."
    )


def _vote(vote: Vote, statements: Mapping[int, str]) -> Row:
    scored = vote.scored
    return {
        "claim": vote.claim_id,
        "owner": vote.owner,
        "belief": scored
        and {"probability": scored.p, "low": scored.low, "high": scored.high, "basis": vote.basis},
        "outcome": vote.outcome,
        "brier": scored and (scored.p - scored.y) ** 2,
        "statement": statements[vote.claim_id],
    }


def _means(
    rows: Sequence[Row], part: str, what: str, draws: Row, asked: Asked
) -> Iterator[Section]:
    """Show means with their intervals, and more from more events on."""
    if part == "all" and all(row["all"]["n"] == row["stated"]["n"] for row in rows):
        return
    own = [{"group": row["group"], **row[part]} for row in rows]
    least = 1 if asked.detail else FEW_EVENTS
    shown = [_spread(one) for one in own if one["events"] >= least]
    if not shown:
        return
    notes = [_sentence(shown[-1], what), *_told_apart(shown[:-1])]
    if asked.detail:
        notes.append(
            f"Intervals: {draws['interval_draws']:,} draws; own odds: exact to "
            f"{draws['own_odds_exact_to']} claims, then {draws['own_odds_draws']:,} draws, from "
            f"{draws['normal_from_events']} events the normal approximation. Seed {draws['seed']}."
        )
    if part == "all":
        notes.append("Over ranges: with the best and the worst odds that the words allow.")
    if any(one["shrunk"] is not None for one in shown):
        notes.append("Shrunk: drawn towards the mean of all owners, the more the fewer the events.")
    if any(one["bounds_if_void"] or one["bounds_if_overdue"] for one in shown):
        notes.append("If void / if overdue: the mean if such claims had come out best, and worst.")
    yield Section(f"Scores of {what}", Table(columns.MEANS, shown), notes=notes)
    yield Section(
        f"Hits and odds of {what}",
        Table(columns.HITS, shown),
        notes=[
            (
                "Expected is how many the odds promise. So few, so many, as bad: how often chance "
                "alone would do that if every odds were right; below 5% speaks against the odds. "
                "Over 50%: how much better than always saying 50%."
            )
        ],
    )
    if asked.detail:
        yield from _detail(shown, what)
    yield from _ranks(shown, what, asked)
    parts = [one for one in shown if asked.detail or one["events"] >= PARTS_FROM]
    if parts:
        note = "Brier = miscalibration - discrimination + uncertainty. Low, high, and what it is."
        yield Section(
            f"Parts of the Brier score, {what}", Table(columns.PARTS, parts), notes=[note]
        )


def _ranks(shown: Sequence[Row], what: str, asked: Asked) -> Iterator[Section]:
    """Show ranks with the span in which each may lie, and say when they tell nobody apart."""
    ranked = [one for one in shown if one["rank"] and (asked.detail or one["events"] >= RANK_FROM)]
    if ranked:
        note = "Ranks hold over the whole range of imputed odds; the span is where each may lie."
        if all(one["rank"]["high"] - one["rank"]["low"] == len(ranked) - 1 for one in ranked):
            note += " Nobody's is surely ahead of another's yet."
        yield Section(f"Ranks by {what}", Table(columns.RANKS, ranked), notes=[note])


def _detail(shown: Sequence[Row], what: str) -> Iterator[Section]:
    """Show the figures that only who asks for them wants."""
    scores = (
        "Log loss: one wrong 0% or 100% (sure, wrong) makes it infinite; clipped, at 1%. Baseline: "
        "100 is perfect, 0 is always 50%. Over time: while the forecasts stood."
    )
    yield Section(f"Other scores, {what}", Table(columns.OTHER_SCORES, shown), notes=[scores])
    tests = (
        "By chance: how often odds that are right would stray this far. Told apart: how often a "
        "claim that came true had the higher odds of two; 0.5 is chance."
    )
    yield Section(f"Tests of the odds, {what}", Table(columns.ODDS_TESTED, shown), notes=[tests])


def _spread(figures: Row) -> dict[str, Any]:
    rank = figures["rank"]
    return {
        **figures,
        "hits_expected": f"{figures['hits_expected']:.1f}" if figures["hits_expected"] else None,
        "imputed": [figures["brier_low"], figures["brier_high"]],
        "void": _ends(figures["bounds_if_void"]),
        "overdue": _ends(figures["bounds_if_overdue"]),
        "rank_span": rank and f"{rank['low']}–{rank['high']} of {rank['of']}",
        "rank_shown": rank and rank["rank"],
    }


def _ends(bounds: Row | None) -> list[float] | None:
    return None if bounds is None else [bounds["best"], bounds["worst"]]


def _sentence(figures: Row, what: str) -> str:
    """Say in plain words what a row means."""
    who = "All together" if figures["group"] == TOGETHER else figures["group"]
    low, high = figures["brier_ci"]
    events = "1 event" if figures["events"] == 1 else f"{figures['events']} events"
    said = (
        f"{who}, {what} scored {figures['brier']:.3f} where always saying 50% would have scored "
        f"0.250; with {events} the true figure may lie between {low:.2f} and {high:.2f}"
    )
    if high < ALWAYS_HALF:
        return f"{said}: better than always 50%."
    if low > ALWAYS_HALF:
        return f"{said}: worse than always 50%."
    return f"{said}: not told apart from always 50% yet."


def _told_apart(groups: Sequence[Row]) -> list[str]:
    """Say of which groups their intervals tell that they beat always 50%, or fall short of it."""
    better = [str(one["group"]) for one in groups if one["brier_ci"][1] < ALWAYS_HALF]
    worse = [str(one["group"]) for one in groups if one["brier_ci"][0] > ALWAYS_HALF]
    said = []
    if better:
        said.append(f"Better than always 50%: {', '.join(better)}.")
    if worse:
        said.append(f"Worse than always 50%: {', '.join(worse)}.")
    if said and len(better) + len(worse) < len(groups):
        said.append("The others cannot be told apart from it yet.")
    return [" ".join(said)] if said else []


def _other_kinds(rows: Sequence[Row]) -> Iterator[Section]:
    """Show the scores of forecasts on choices, and on numbers and dates, where there are any."""
    for kind, title, shown, note in (
        (
            "choice",
            "Choices",
            columns.CHOICE,
            "Brier over the options: 0 is best, 1 worst. Ranked: where options have an order.",
        ),
        (
            "number",
            "Numbers and dates",
            columns.NUMBER,
            (
                "To reference: below 1 is better than a fixed guess (`tracker help scoring`). "
                "Intervals held: how many of those given had the outcome in them."
            ),
        ),
    ):
        body = [{"group": row["group"], **row[kind]} for row in rows if row[kind]["n"]]
        if body:
            yield Section(title, Table(shown, body), notes=[note])


def _asserted(rows: Sequence[Row]) -> Iterator[Section]:
    asserted = [row for row in rows if row["categorical"]["n"]]
    if asserted:
        body = [{"group": row["group"], **row["categorical"]} for row in asserted]
        yield Section("Asserted without a probability", Table(columns.CATEGORICAL, body))


def _bins(data: Mapping[str, Any], asked: Asked) -> Iterator[Section]:
    enough = asked.detail or data["overall"]["stated"]["events"] >= PARTS_FROM
    filled = [item for item in data["calibration"] if item["n"]]
    if not enough or not filled:
        return
    body = [
        {
            **item,
            "bin": f"{item['low']:.0%}"
            if item["low"] == item["high"]
            else f"{item['low']:.0%} to {item['high']:.0%}",
        }
        for item in filled
    ]
    yield Section("Calibration (stated)", Table(columns.CALIBRATION, body))
