"""What a scorecard asks of a lake, in SQL written once and carried to each engine's dialect.

It chooses and counts: which forecast counts (as `reports/votes.py` does for a ledger), how many
forecasts agree in everything that a score depends on, and what the scores of each event add up to.
Formulas stay in `tracker.scoring`, which finishes from these counts. Counts and decimal sums do not
depend on the order of rows, so neither do the figures, however an engine deals rows out.

The dialect is Spark's, parameters are named as `:name`.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tracker.storage.lake.tables import SCORED
from tracker.storage.queries.scores import ScoreFilter

BALLOTS = "ballots"
"""One row for each owner and claim: what counts of all that the owner said on it."""

_EPOCH = 719_163
"""The ordinal of 1970-01-01, counted as Python does."""


class Statement(NamedTuple):
    """A query and its parameters."""

    sql: str
    values: Mapping[str, Any]


def ballots(  # noqa: PLR0913 - all after the filter are named
    wanted: ScoreFilter, *, by: str, take: str, early: bool, no_hindsight: bool, today: str
) -> Statement:
    """Return the query whose rows are the ballots: what each owner said on each claim.

    A row has the claim's state, how many forecasts were left out and why, and of the forecast that
    counts what scores are made of; also the scores over time, of all that stood and of those stated
    in numbers.
    """
    values: dict[str, Any] = {"today": today}
    terms = _terms(wanted, values)
    turned = "" if take == "first" else " DESC"
    nulls = "FIRST" if take == "first" else "LAST"
    sql = f"""
WITH considered AS (
  SELECT s.*,
         CASE WHEN outcome IN ('ambiguous', 'annulled') THEN 'void'
              WHEN outcome IS NOT NULL THEN
                   CASE WHEN deadline IS NULL OR deadline < CAST(:today AS DATE) OR type = 'fact'
                             OR {_flag(early)} THEN 'resolved' ELSE 'early' END
              WHEN deadline < CAST(:today AS DATE) AND type <> 'fact' THEN 'overdue'
              ELSE 'open' END AS state,
         made_at IS NOT NULL AND resolved_at IS NOT NULL AS is_timed,
         {_moment("made_on", "made_at")} AS moment,
         CAST({_day("coalesce(opens, said_on)")} AS DOUBLE) AS opens_at,
         {_day("deadline")} + 1e0 AS closes_at
    FROM {SCORED} s
   WHERE {" AND ".join(terms)}
), judged AS (
  SELECT c.*,
         CASE WHEN resolved_on IS NOT NULL AND is_timed AND made_at > resolved_at
                   THEN 'after_outcome'
              WHEN resolved_on IS NOT NULL AND NOT is_timed AND made_on > resolved_on
                   THEN 'after_outcome'
              WHEN made_on > deadline THEN 'after_deadline'
              WHEN {_flag(no_hindsight)} AND recorded_on > resolved_on THEN 'hindsight'
         END AS reason,
         least(closes_at, {_moment("resolved_on", "resolved_at")}) AS ends_at
    FROM considered c
), placed AS (
  SELECT j.*,
         row_number() OVER (
           PARTITION BY claim_id, owner_id
           ORDER BY CASE WHEN reason IS NULL THEN 0 ELSE 1 END, made_on{turned},
                    made_at{turned} NULLS {nulls}, id{turned}) AS place,
         {_next("probability IS NOT NULL")} AS next_at,
         {_next("probability IS NOT NULL AND basis = 'stated'")} AS next_stated_at
    FROM judged j
), stood AS (
  SELECT p.*,
         place = 1 AND reason IS NULL AS is_chosen,
         {_length("next_at", "probability IS NOT NULL")} AS length,
         {_length("next_stated_at", "probability IS NOT NULL AND basis = 'stated'")}
           AS stated_length,
         power(probability - share, 2) AS score
    FROM placed p
), gathered AS (
  SELECT claim_id, owner_id, min(owner) AS owner, min(kind) AS kind, min(source) AS source,
         min(deadline) AS deadline, min(state) AS state,
         {_count("reason = 'after_outcome'")} AS after_outcome,
         {_count("reason = 'after_deadline'")} AS after_deadline,
         {_count("reason = 'hindsight'")} AS hindsight,
         {_count("reason IS NULL AND made_on = resolved_on AND NOT is_timed")} AS same_day,
         {_count("is_chosen")} AS is_standing,
         {_chosen("id", "basis", "probability", "low", "high", "share", "outcome", "distribution")},
         {_chosen("options", "unit", "said_on", "opens")},
         {_chosen("coalesce(event, concat('claim ', CAST(claim_id AS STRING))) AS event")},
         {_chosen("CASE WHEN recorded_on > resolved_on THEN 1 ELSE 0 END AS is_hindsight")},
         {
        _chosen(
            "CASE WHEN version > claim_version OR is_reworded_late THEN 1 ELSE 0 END AS is_reworded"
        )
    },
         min(closes_at) - min(opens_at) AS span,
         sum(length) AS stood, sum(length * score) AS over_time,
         sum(length * (0.25e0 - score)) AS gained,
         sum(stated_length) AS stated_stood, sum(stated_length * score) AS stated_over_time,
         sum(stated_length * (0.25e0 - score)) AS stated_gained
    FROM stood
   GROUP BY claim_id, owner_id
), scored AS (
  SELECT g.*,
         state = 'resolved' AND is_standing = 1 AND share IS NOT NULL AND basis <> 'none'
           AND probability IS NOT NULL AS is_scored
    FROM gathered g
)
SELECT claim_id, owner_id, owner, kind, source, deadline, {_name(by)} AS own_group, state,
       {
        ", ".join(
            f"CASE WHEN state = 'resolved' THEN {name} ELSE 0 END AS {name}"
            for name in ("after_outcome", "after_deadline", "hindsight", "same_day")
        )
    },
       is_standing, id, basis, probability, low, high, share, outcome, distribution, options, unit,
       said_on, opens, event, is_hindsight, is_reworded, is_scored,
       is_scored AND basis = 'stated' AS is_stated,
       CASE WHEN is_scored AND stood > 0 THEN over_time / stood END AS tw_brier,
       CASE WHEN is_scored AND stood > 0 THEN gained / span END AS tw_advantage,
       CASE WHEN is_scored AND stood > 0 THEN stood / span END AS tw_coverage,
       CASE WHEN is_scored AND basis = 'stated' AND stated_stood > 0
            THEN stated_over_time / stated_stood END AS stated_tw_brier,
       CASE WHEN is_scored AND basis = 'stated' AND stated_stood > 0
            THEN stated_gained / span END AS stated_tw_advantage,
       CASE WHEN is_scored AND basis = 'stated' AND stated_stood > 0
            THEN stated_stood / span END AS stated_tw_coverage
  FROM scored"""
    return Statement(sql, values)


def _terms(wanted: ScoreFilter, values: dict[str, Any]) -> list[str]:
    terms = ["1 = 1"]
    if wanted.owner_ids:
        names = {f"owner{place}": owner for place, owner in enumerate(wanted.owner_ids)}
        terms.append(f"s.owner_id IN ({', '.join(f':{name}' for name in names)})")
        values.update(names)
    for place, tag in enumerate(wanted.tags):
        terms.append(
            "EXISTS (SELECT 1 FROM claim_tags t WHERE t.claim_id = s.claim_id AND t.removed = 0 "
            f"AND t.tag = :tag{place})"
        )
        values[f"tag{place}"] = tag
    if wanted.source_id is not None:
        terms.append("s.source_id = :source_id")
        values["source_id"] = wanted.source_id
    return terms


def _flag(is_on: bool) -> str:  # noqa: FBT001 - it is what is written
    return "TRUE" if is_on else "FALSE"


def _day(column: str) -> str:
    """Return a day's number, as `date.toordinal` counts."""
    return f"(datediff({column}, DATE '1970-01-01') + {_EPOCH})"


def _moment(day: str, instant: str) -> str:
    """Return an instant in days, its day's beginning where it has no time.

    Reckoned in floats step by step as `votes` does: lengths of time are small differences of such
    numbers, and otherwise would not agree to the last places.
    """
    micros = f"unix_micros({instant})"
    days = f"floor({micros} / 86400000000e0)"
    seconds = f"(CAST({micros} - CAST({days} AS BIGINT) * 86400000000 AS DOUBLE) / 1000000e0)"
    return (
        f"CASE WHEN {instant} IS NULL THEN CAST({_day(day)} AS DOUBLE) "
        f"ELSE {days} + {_EPOCH} + {seconds} / 86400e0 END"
    )


def _next(condition: str) -> str:
    """Return when the next forecast that counts was made, among those that meet a condition."""
    return (
        f"lead(CASE WHEN reason IS NULL AND {condition} THEN moment END) IGNORE NULLS OVER ("
        "PARTITION BY claim_id, owner_id ORDER BY moment, made_on, made_at NULLS FIRST, id)"
    )


def _length(following: str, condition: str) -> str:
    """Return for how many days of its claim's window a forecast stood; 0 where it did not."""
    until = f"least(coalesce({following}, ends_at), ends_at)"
    return (
        f"CASE WHEN reason IS NULL AND {condition} AND opens_at < closes_at "
        f"AND {until} > greatest(moment, opens_at) "
        f"THEN {until} - greatest(moment, opens_at) ELSE 0e0 END"
    )


def _count(condition: str) -> str:
    return f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"


def _chosen(*columns: str) -> str:
    """Return columns of the forecast that counts."""
    parts = []
    for column in columns:
        expression, _, name = (
            column.partition(" AS ") if " AS STRING" not in column else (column.rpartition(" AS "))
        )
        parts.append(f"max(CASE WHEN is_chosen THEN {expression} END) AS {name or expression}")
    return ", ".join(parts)


def _name(by: str) -> str:
    """Return what the group of a ballot is called; tags are joined later."""
    return {
        "owner": "owner",
        "source": "coalesce(source, 'none')",
        "year": "coalesce(lpad(CAST(year(deadline) AS STRING), 4, '0'), 'none')",
        "kind": "kind",
        "tag": "CAST(NULL AS STRING)",
    }[by]


def grouped(by: str) -> str:
    """Return the query of all ballots, once by group and once all together (`is_whole` 1)."""
    name, joined = "b.own_group", ""
    if by == "tag":
        name = "coalesce(t.tag, 'none')"
        joined = (
            " LEFT JOIN (SELECT claim_id, tag FROM claim_tags WHERE removed = 0 "
            "AND substr(tag, 1, 6) <> 'event:') t ON t.claim_id = b.claim_id"
        )
    return (
        f"SELECT 1 AS is_whole, '' AS name, b.* FROM {BALLOTS} b "
        f"UNION ALL SELECT 0 AS is_whole, {name} AS name, b.* FROM {BALLOTS} b{joined}"
    )


def counts(by: str) -> str:
    """Return, by group, how many claims there are in each state, and forecasts left out."""
    states = ", ".join(
        f"{_count(condition)} AS {name}"
        for name, condition in {
            "open": "state IN ('open', 'early')",
            "early": "state = 'early'",
            "matured": "state NOT IN ('open', 'early')",
            "resolved": "state = 'resolved'",
            "void": "state = 'void'",
            "overdue": "state = 'overdue'",
        }.items()
    )
    left_out = ("after_outcome", "after_deadline", "hindsight", "same_day")
    return f"""
SELECT is_whole, name, count(*) AS claims, {states},
       {", ".join(f"sum({column}) AS {column}" for column in left_out)},
       CAST(min(CASE WHEN state = 'open' THEN deadline END) AS STRING) AS next_on
  FROM (SELECT is_whole, name, claim_id, min(state) AS state, min(deadline) AS deadline,
               {", ".join(f"sum({column}) AS {column}" for column in left_out)}
          FROM ({grouped(by)}) AS ballot GROUP BY is_whole, name, claim_id) AS claim
 GROUP BY is_whole, name"""


def pools(by: str) -> str:
    """Return, by group, how many forecasts agree in all that a score depends on but the event."""
    return f"""
SELECT is_whole, name, state, basis, probability, low, high, share, count(*) AS n,
       sum(is_hindsight) AS is_hindsight, sum(is_reworded) AS is_reworded
  FROM ({grouped(by)}) AS ballot
 WHERE is_standing = 1
   AND (is_scored OR state = 'resolved' AND share IS NOT NULL AND basis = 'none'
        OR state IN ('void', 'overdue') AND probability IS NOT NULL AND basis <> 'none')
 GROUP BY is_whole, name, state, basis, probability, low, high, share"""


def over_time(by: str) -> str:
    """Return, by group, the sums of scores over time."""
    sums = ", ".join(
        f"count({part}tw_brier) AS {part}n, "
        + ", ".join(
            f"CAST(sum({_exact(f'{part}tw_{name}')}) AS DOUBLE) AS {part}{name}"
            for name in ("brier", "advantage", "coverage")
        )
        for part in ("", "stated_")
    )
    return (
        f"SELECT is_whole, name, {sums} FROM ({grouped(by)}) AS ballot "
        "WHERE is_scored GROUP BY is_whole, name"
    )


def _exact(column: str) -> str:
    """Return a figure from −1 to 1 as a decimal, whose sum is the same in whatever order."""
    return f"CAST({column} AS DECIMAL(20, 18))"


def _events(by: str, take: str) -> str:
    """Return, by group and event, the number and sum of scores, of all and of those stated."""
    if take == "time-weighted":
        score, stated = "tw_brier", "stated_tw_brier"
    else:
        score = "power(probability - share, 2)"
        stated = f"CASE WHEN is_stated THEN {score} END"
    return f"""
SELECT is_whole, name, event,
       count({score}) AS n, CAST(sum({_exact(score)}) AS DOUBLE) AS total,
       count({stated}) AS stated_n, CAST(sum({_exact(stated)}) AS DOUBLE) AS stated_total
  FROM ({grouped(by)}) AS ballot WHERE is_scored GROUP BY is_whole, name, event"""


def event_sums(by: str, take: str) -> str:
    """Return, by group, what intervals need: events, and how far their scores spread.

    `spread` is Σ(Σ(s − s̄))², the inner sum over an event's claims; `events_mean` the mean of
    events' mean scores and `within` the sum of squares about it.
    """
    parts = ("", "stated_")
    first = ", ".join(
        f"count(CASE WHEN {p}n > 0 THEN 1 END) AS {p}events, sum({p}n) AS {p}n, "
        f"CAST(sum(CAST({p}total AS DECIMAL(38, 18))) AS DOUBLE) / nullif(sum({p}n), 0) "
        f"AS {p}mean, "
        f"CAST(sum({_exact(f'{p}total / nullif({p}n, 0)')}) AS DOUBLE) "
        f"/ nullif(count(CASE WHEN {p}n > 0 THEN 1 END), 0) AS {p}events_mean"
        for p in parts
    )
    second = ", ".join(
        f"min(m.{p}events) AS {p}events, min(m.{p}n) AS {p}n, min(m.{p}events_mean) "
        f"AS {p}events_mean, "
        f"sum(power(e.{p}total - e.{p}n * m.{p}mean, 2)) AS {p}spread, "
        f"sum(power(e.{p}total / nullif(e.{p}n, 0) - m.{p}events_mean, 2)) AS {p}within"
        for p in parts
    )
    return f"""
WITH e AS ({_events(by, take)}),
     m AS (SELECT is_whole, name, {first} FROM e GROUP BY is_whole, name)
SELECT e.is_whole, e.name, {second}
  FROM e JOIN m ON m.is_whole = e.is_whole AND m.name = e.name
 GROUP BY e.is_whole, e.name"""


def few_events(by: str, take: str) -> str:
    """Return each event's sums, of the groups with fewer than `:few` of them."""
    return f"""
WITH e AS ({_events(by, take)}),
     m AS (SELECT is_whole, name, count(CASE WHEN n > 0 THEN 1 END) AS events,
                  count(CASE WHEN stated_n > 0 THEN 1 END) AS stated_events
             FROM e GROUP BY is_whole, name)
SELECT e.is_whole, e.name, e.n, e.total, e.stated_n, e.stated_total
  FROM e JOIN m ON m.is_whole = e.is_whole AND m.name = e.name
 WHERE m.events < :few OR m.stated_events < :few"""


def distributions(by: str) -> str:
    """Return, by group, the forecasts that count on choices, numbers and dates that came out."""
    return f"""
SELECT is_whole, name, claim_id, kind, distribution, outcome, options, unit,
       CAST(said_on AS STRING) AS said_on, CAST(opens AS STRING) AS opens,
       CAST(deadline AS STRING) AS deadline
  FROM ({grouped(by)}) AS ballot
 WHERE state = 'resolved' AND is_standing = 1 AND distribution IS NOT NULL"""


def votes(by: str, take: str, *, shown: int, few: int | None) -> Statement:
    """Return the first votes of groups with fewer than `few` events; of all groups if it is None.

    At most `shown` of a group, and in all, by claim and owner. Where only those stated are few,
    these alone.
    """
    values = {"shown": shown}
    term = "TRUE"
    if few is not None:
        values["most"] = few - 1
        term = (
            "(events BETWEEN 1 AND :most OR stated_events BETWEEN 1 AND :most AND basis = 'stated')"
        )
    sql = f"""
WITH e AS ({_events(by, take)}),
     m AS (SELECT is_whole, name, count(CASE WHEN n > 0 THEN 1 END) AS events,
                  count(CASE WHEN stated_n > 0 THEN 1 END) AS stated_events
             FROM e GROUP BY is_whole, name),
     placed AS (
       SELECT b.id, b.claim_id, b.owner, b.owner_id, b.basis, b.probability, b.low, b.high,
              b.share, b.outcome, b.event, b.is_hindsight, b.is_reworded, m.events, m.stated_events,
              row_number() OVER (PARTITION BY b.is_whole, b.name ORDER BY b.claim_id, b.owner_id)
                AS place
         FROM ({grouped(by)}) AS b JOIN m ON m.is_whole = b.is_whole AND m.name = b.name
        WHERE b.is_scored)
SELECT DISTINCT id, claim_id, owner, basis, probability, low, high, share, outcome, event,
       is_hindsight, is_reworded
  FROM placed WHERE place <= :shown AND {term} ORDER BY claim_id, owner LIMIT :shown"""
    return Statement(sql, values)


TAGGED = "SELECT claim_id FROM claim_tags WHERE removed = 0 AND tag = :tag"
"""The claims that carry a tag."""
