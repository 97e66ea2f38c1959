"""The read side: the views that reports select from, and that other tools may use too.

Made anew after every migration, the same text on SQLite and PostgreSQL. What depends on the day
(open or overdue, days left) is not here: a query that knows its day adds it.
"""

from tracker.storage.connection import Connection

VIEWS = {
    # What judges said that still counts: not reopened, and not settled by a later one.
    "counting_resolution": """
        SELECT r.id, r.claim_id, r.outcome, r.share, r.resolved_on, r.resolved_at, r.because,
               coalesce(p.name, r.recorded_by) AS judge, r.recorded_by, r.check_on, r.settles,
               r.recorded_at
          FROM resolutions r LEFT JOIN people p ON p.id = r.judge_id
         WHERE r.reopened_because IS NULL
           AND NOT EXISTS (SELECT 1 FROM resolutions settling
                            WHERE settling.claim_id = r.claim_id AND settling.settles = 1
                              AND settling.reopened_because IS NULL AND settling.id > r.id)""",
    # Claims whose judges disagree: no outcome stands until that is settled.
    "conflict": """
        SELECT claim_id FROM counting_resolution WHERE outcome <> 'not-yet'
         GROUP BY claim_id HAVING count(DISTINCT outcome) > 1""",
    # What was proposed as an outcome, and what became of it; overtaken by one recorded since.
    "proposal_list": """
        SELECT p.id, p.claim_id, c.key AS claim_key, c.statement, p.outcome, p.resolved_on,
               p.because, p.evidence, p.proposed_by, p.recorded_at, p.resolution_id,
               p.declined_because,
               CASE WHEN p.resolution_id IS NOT NULL THEN 'accepted'
                    WHEN p.declined_because IS NOT NULL THEN 'declined'
                    WHEN c.withdrawn_because IS NOT NULL
                      OR EXISTS (SELECT 1 FROM counting_resolution r
                                  WHERE r.claim_id = p.claim_id AND r.outcome <> 'not-yet')
                    THEN 'overtaken' ELSE 'waiting' END AS state
          FROM proposed_resolutions p JOIN claims c ON c.id = p.claim_id""",
    # The resolution that stands: the first that counts where no judge disagrees, else the last
    # verdict that it has not come out yet.
    "standing_resolution": """
        SELECT r.* FROM counting_resolution r
         WHERE (r.outcome <> 'not-yet'
                AND NOT EXISTS (SELECT 1 FROM counting_resolution other
                                 WHERE other.claim_id = r.claim_id AND other.outcome <> 'not-yet'
                                   AND (other.outcome <> r.outcome OR other.id < r.id)))
            OR (r.outcome = 'not-yet'
                AND NOT EXISTS (SELECT 1 FROM counting_resolution other
                                 WHERE other.claim_id = r.claim_id
                                   AND (other.outcome <> 'not-yet' OR other.id > r.id)))""",
    # All evidence; `counts` is 0 for what was retracted or superseded.
    "evidence_list": """
        SELECT e.id, e.claim_id, c.key AS claim_key, e.key, e.observed_on, e.stance, e.strength,
               e.likelihood_ratio, e.note, e.url, e.title, e.publisher, e.quote, e.supersedes_id,
               e.sha256, e.file_name, e.recorded_at, e.retracted_because,
               CASE WHEN e.retracted_because IS NOT NULL THEN 0
                    WHEN EXISTS (SELECT 1 FROM evidence newer
                                  WHERE newer.supersedes_id = e.id
                                    AND newer.retracted_because IS NULL) THEN 0
                    ELSE 1 END AS counts
          FROM evidence e JOIN claims c ON c.id = e.claim_id""",
    # How every claim stands, reckoned from what was recorded; the table standings keeps it.
    "claim_standing": """
        SELECT told.*, coalesce(told.last_evidence_on, told.said_on) AS heard_on
          FROM (SELECT c.id AS claim_id,
               CASE WHEN c.withdrawn_because IS NOT NULL THEN 'withdrawn'
                    WHEN r.outcome IS NULL OR r.outcome = 'not-yet' THEN 'open'
                    WHEN r.outcome IN ('ambiguous', 'annulled') THEN 'void'
                    ELSE 'resolved' END AS state,
               coalesce(c.deadline, '9999-99-99') AS due, c.said_on,
               CASE WHEN r.outcome = 'not-yet' THEN r.check_on END AS check_on,
               CASE WHEN EXISTS (SELECT 1 FROM counting_resolution one
                                   JOIN counting_resolution other ON other.claim_id = one.claim_id
                                  WHERE one.claim_id = c.id AND one.outcome <> 'not-yet'
                                    AND other.outcome <> 'not-yet'
                                    AND other.outcome <> one.outcome) THEN 1 ELSE 0
                    END AS in_conflict,
               r.id AS resolution_id,
               CASE WHEN r.outcome <> 'not-yet' THEN r.outcome END AS outcome,
               CASE WHEN r.outcome <> 'not-yet' THEN r.share END AS share,
               CASE WHEN r.outcome <> 'not-yet' THEN r.resolved_on END AS resolved_on,
               CASE WHEN r.outcome <> 'not-yet' THEN r.resolved_at END AS resolved_at,
               (SELECT count(*) FROM evidence_list e WHERE e.claim_id = c.id
                   AND e.counts = 1 AND e.stance = 'supports') AS supports,
               (SELECT count(*) FROM evidence_list e WHERE e.claim_id = c.id
                   AND e.counts = 1 AND e.stance = 'refutes') AS refutes,
               (SELECT count(*) FROM evidence_list e WHERE e.claim_id = c.id
                   AND e.counts = 1 AND e.stance = 'neutral') AS neutral,
               (SELECT max(e.observed_on) FROM evidence_list e WHERE e.claim_id = c.id
                   AND e.counts = 1) AS last_evidence_on
          FROM claims c LEFT JOIN resolutions r
            ON r.id = (SELECT x.id FROM standing_resolution x WHERE x.claim_id = c.id)) AS told""",
    # Claims in the wording that holds now, with source, outcome and what the evidence amounts to.
    "claim_list": """
        SELECT c.id, c.key, c.statement, c.type, c.kind, c.said_on, c.opens, c.deadline,
               c.deadline_text, c.deadline_basis, c.criteria, c.condition,
               k.key AS condition_claim, c.condition_claim_id, s.key AS source, c.source_id,
               c.options, c.unit, c.note, c.version, c.recorded_at, c.withdrawn_because,
               r.outcome, r.share, r.resolved_on, r.resolved_at, r.check_on, r.resolution_id,
               r.in_conflict, r.supports, r.refutes, r.neutral, r.last_evidence_on
          FROM claims c
          JOIN standings r ON r.claim_id = c.id
          LEFT JOIN sources s ON s.id = c.source_id
          LEFT JOIN claims k ON k.id = c.condition_claim_id""",
    # Every forecast with the names of those in it.
    "forecast_list": """
        SELECT f.id, f.claim_id, o.name AS owner, f.owner_id, p.name AS reported_by,
               f.claim_version, f.basis, f.probability, f.low, f.high, f.distribution,
               f.phrase, f.word_table, f.made_on, f.made_at, f.quote, f.quote_start, f.quote_end,
               s.key AS source, f.note,
               f.recorded_at, f.withdrawn_because
          FROM forecasts f
          JOIN people o ON o.id = f.owner_id
          LEFT JOIN people p ON p.id = f.reporter_id
          LEFT JOIN sources s ON s.id = f.source_id""",
    # The forecast by which each owner stands now on each claim.
    "latest_forecast": """
        SELECT f.* FROM forecast_list f
         WHERE f.withdrawn_because IS NULL
           AND NOT EXISTS (SELECT 1 FROM forecasts later
                            WHERE later.claim_id = f.claim_id AND later.owner_id = f.owner_id
                              AND later.withdrawn_because IS NULL
                AND (later.made_on > f.made_on OR (later.made_on = f.made_on
                AND (coalesce(later.made_at, '') > coalesce(f.made_at, '')
                     OR (coalesce(later.made_at, '') = coalesce(f.made_at, '')
                         AND later.id > f.id)))))""",
    # What scores are made of: each forecast that was not withdrawn beside its claim's outcome.
    "scored_forecast": """
        SELECT f.id, f.claim_id, o.name AS owner, f.owner_id, f.basis, f.probability, f.low,
               f.high, f.distribution, f.made_on, f.made_at, f.recorded_at,
               c.key AS claim_key, c.type, c.kind, c.said_on, c.opens, c.deadline, c.options,
               c.unit, s.key AS source, r.outcome, r.share, r.resolved_on, r.resolved_at,
               (SELECT min(t.tag) FROM claim_tags t WHERE t.claim_id = c.id AND t.removed = 0
                   AND substr(t.tag, 1, 6) = 'event:') AS event
          FROM forecasts f
          JOIN people o ON o.id = f.owner_id
          JOIN claims c ON c.id = f.claim_id AND c.withdrawn_because IS NULL
          JOIN standings r ON r.claim_id = c.id
          LEFT JOIN sources s ON s.id = c.source_id
         WHERE f.withdrawn_because IS NULL""",
    # People who were not merged into another, with what they said.
    "person_list": """
        SELECT p.id, p.name, p.kind, p.note,
               (SELECT count(DISTINCT f.claim_id)
                  FROM forecasts f JOIN claims c ON c.id = f.claim_id
                 WHERE f.owner_id = p.id AND f.withdrawn_because IS NULL
                   AND c.withdrawn_because IS NULL) AS claims,
               (SELECT count(*) FROM forecasts f JOIN claims c ON c.id = f.claim_id
                 WHERE f.owner_id = p.id AND f.withdrawn_because IS NULL
                   AND c.withdrawn_because IS NULL) AS forecasts,
               (SELECT count(*) FROM forecasts f JOIN claims c ON c.id = f.claim_id
                 WHERE f.reporter_id = p.id AND f.withdrawn_because IS NULL
                   AND c.withdrawn_because IS NULL) AS reported
          FROM people p WHERE p.merged_into_id IS NULL""",
    "source_list": """
        SELECT s.id, s.key, s.title, s.author, s.publisher, s.url, s.published_on, s.language,
               s.sha256, s.note,
               (SELECT count(*) FROM claims c WHERE c.source_id = s.id
                   AND c.withdrawn_because IS NULL) AS claims,
               (SELECT count(*) FROM forecasts f JOIN claims c ON c.id = f.claim_id
                 WHERE c.source_id = s.id AND f.withdrawn_because IS NULL
                   AND c.withdrawn_because IS NULL) AS forecasts
          FROM sources s""",
    # What was found in texts, with the source's key and what became of it.
    "draft_list": """
        SELECT d.*, s.key AS source, s.author, s.title, k.statement AS restates,
               c.key AS claim_key
          FROM drafts d
          JOIN sources s ON s.id = d.source_id
          LEFT JOIN claims k ON k.id = d.restates_id
          LEFT JOIN claims c ON c.id = d.claim_id""",
}


_REFUSES = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
GUARDS = {
    "journal_keeps_rows": (
        f"CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal {_REFUSES}"
    ),
    "journal_keeps_columns": (
        "CREATE TRIGGER journal_keeps_columns BEFORE UPDATE ON journal WHEN NOT "
        "(length(NEW.content) = 0 AND NEW.sequence = OLD.sequence AND NEW.change = OLD.change "
        "AND NEW.recorded_at = OLD.recorded_at AND NEW.author = OLD.author "
        "AND NEW.verb = OLD.verb AND NEW.content_hash = OLD.content_hash "
        f"AND NEW.hash = OLD.hash) {_REFUSES}"
    ),
    "journal_keeps_places": (
        "CREATE TRIGGER journal_keeps_places BEFORE INSERT ON journal WHEN EXISTS "
        "(SELECT 1 FROM journal WHERE sequence = NEW.sequence OR hash = NEW.hash) "
        f"{_REFUSES}"
    ),
}
"""The triggers by which SQLite keeps the journal append-only, blanks and line ends made one."""


def definition(name: str, query: str) -> str:
    """Return the statement that makes a view."""
    return f"CREATE VIEW {name} AS {query.strip()}"


def drop(connection: Connection) -> None:
    """Take all views away, those first that rest on others."""
    for name in reversed(VIEWS):
        connection.run(f"DROP VIEW IF EXISTS {name}")


def make(connection: Connection) -> None:
    """Make all views, those first that others rest on."""
    for name, query in VIEWS.items():
        connection.run(definition(name, query))
