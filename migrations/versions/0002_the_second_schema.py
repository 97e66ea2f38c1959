"""the second schema: other scores, words, links, drafts, proposals, and what lists go by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INDEXES = {
    "ix_standings_state_due": ["state", "due", "claim_id", "heard_on", "check_on", "in_conflict"],
    "ix_standings_state_heard": ["state", "heard_on", "due", "check_on", "in_conflict"],
    "ix_standings_state_said": ["state", "said_on", "claim_id"],
    "ix_standings_state_id": ["state", "claim_id"],
    "ix_standings_due": ["due", "claim_id", "state"],
    "ix_standings_said": ["said_on", "claim_id", "state"],
}


def upgrade() -> None:
    """Bring a ledger to this schema."""
    op.create_table(
        "foreign_scores",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("platform", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("coverage", sa.Double(), nullable=True),
        sa.Column("scored_on", TEXT, nullable=True),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.CheckConstraint("scored_on LIKE '____-__-__'", name=op.f("ck_foreign_scores_scored_on")),
        sa.CheckConstraint("coverage BETWEEN 0 AND 1", name=op.f("ck_foreign_scores_coverage")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_foreign_scores_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_foreign_scores_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foreign_scores")),
    )
    op.create_index("ix_foreign_scores_claim", "foreign_scores", ["claim_id", "person_id"])
    op.create_index("ix_foreign_scores_person_id", "foreign_scores", ["person_id"])
    op.create_table(
        "claim_links",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "relation IN ('implies', 'complement', 'conditional')",
            name=op.f("ck_claim_links_relation"),
        ),
        sa.CheckConstraint("claim_id <> other_id", name=op.f("ck_claim_links_self")),
        sa.CheckConstraint("removed IN (0, 1)", name=op.f("ck_claim_links_removed")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_links_claim_id")),
        sa.ForeignKeyConstraint(["other_id"], ["claims.id"], name=op.f("fk_claim_links_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_links")),
        sa.UniqueConstraint(
            "claim_id",
            "relation",
            "other_id",
            name=op.f("uq_claim_links_claim_id_relation_other_id"),
        ),
    )
    op.create_index("ix_claim_links_other_id", "claim_links", ["other_id"])
    op.create_table(
        "word_readings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("phrase", TEXT, nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("middle", sa.Double(), nullable=True),
        sa.Column("remark", TEXT, nullable=True),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.CheckConstraint("low BETWEEN 0 AND 1", name=op.f("ck_word_readings_low")),
        sa.CheckConstraint("high BETWEEN 0 AND 1", name=op.f("ck_word_readings_high")),
        sa.CheckConstraint("middle BETWEEN low AND high", name=op.f("ck_word_readings_middle")),
        sa.CheckConstraint("removed IN (0, 1)", name=op.f("ck_word_readings_removed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_readings")),
        sa.UniqueConstraint("version", name=op.f("uq_word_readings_version")),
    )
    op.create_table(
        "proposed_resolutions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("resolved_on", TEXT, nullable=False),
        sa.Column("because", TEXT, nullable=False),
        sa.Column("evidence", TEXT, nullable=True),
        sa.Column("proposed_by", TEXT, nullable=False),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("declined_because", TEXT, nullable=True),
        sa.CheckConstraint(
            "resolved_on LIKE '____-__-__'", name=op.f("ck_proposed_resolutions_resolved_on")
        ),
        sa.CheckConstraint(
            "resolution_id IS NULL OR declined_because IS NULL",
            name=op.f("ck_proposed_resolutions_decided_once"),
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_proposed_resolutions_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolutions.id"],
            name=op.f("fk_proposed_resolutions_resolution_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_resolutions")),
    )
    for column in ("claim_id", "resolution_id"):
        op.create_index(f"ix_proposed_resolutions_{column}", "proposed_resolutions", [column])
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("question", TEXT, nullable=True),
        sa.Column("said_before", TEXT, nullable=True),
        sa.Column("said_after", TEXT, nullable=True),
        sa.Column("statement", TEXT, nullable=True),
        sa.Column("speaker", TEXT, nullable=True),
        sa.Column("reported_for", TEXT, nullable=True),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("condition", TEXT, nullable=True),
        sa.Column("said_on", TEXT, nullable=False),
        sa.Column("deadline_text", TEXT, nullable=True),
        sa.Column("opens", TEXT, nullable=True),
        sa.Column("deadline", TEXT, nullable=True),
        sa.Column("deadline_basis", TEXT, nullable=True),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("phrase", TEXT, nullable=True),
        sa.Column("word_table", TEXT, nullable=True),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("found_by", TEXT, nullable=False),
        sa.Column("reasons", TEXT, nullable=True),
        sa.Column("restates_id", sa.Integer(), nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("forecast_id", sa.Integer(), nullable=True),
        sa.Column("dismissed_because", TEXT, nullable=True),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.CheckConstraint(
            "type IN ('prediction', 'conditional', 'fact', 'plan')", name=op.f("ck_drafts_type")
        ),
        sa.CheckConstraint(
            "deadline_basis IN ('stated', 'inherited', 'imputed')",
            name=op.f("ck_drafts_deadline_basis"),
        ),
        sa.CheckConstraint("basis IN ('stated', 'imputed', 'none')", name=op.f("ck_drafts_basis")),
        sa.CheckConstraint(
            "state IN ('pending', 'accepted', 'dismissed')", name=op.f("ck_drafts_state")
        ),
        sa.CheckConstraint("said_on LIKE '____-__-__'", name=op.f("ck_drafts_said_on")),
        sa.CheckConstraint("opens LIKE '____-__-__'", name=op.f("ck_drafts_opens")),
        sa.CheckConstraint("deadline LIKE '____-__-__'", name=op.f("ck_drafts_deadline")),
        sa.CheckConstraint("probability BETWEEN 0 AND 1", name=op.f("ck_drafts_probability")),
        sa.CheckConstraint("low BETWEEN 0 AND 1", name=op.f("ck_drafts_low")),
        sa.CheckConstraint("high BETWEEN 0 AND 1", name=op.f("ck_drafts_high")),
        sa.CheckConstraint("opens <= deadline", name=op.f("ck_drafts_window")),
        sa.CheckConstraint("low <= high", name=op.f("ck_drafts_range")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_drafts_source_id")),
        sa.ForeignKeyConstraint(["restates_id"], ["claims.id"], name=op.f("fk_drafts_restates_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_drafts_claim_id")),
        sa.ForeignKeyConstraint(
            ["forecast_id"], ["forecasts.id"], name=op.f("fk_drafts_forecast_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_source_id", "drafts", ["source_id"])
    op.create_index("ix_drafts_claim_id", "drafts", ["claim_id"])
    _create_derived()


def _create_derived() -> None:
    op.create_index(
        "ix_forecasts_claim_owner_made", "forecasts", ["claim_id", "owner_id", "made_on"]
    )
    op.drop_index("ix_forecasts_claim_id", "forecasts")
    op.create_table(
        "standings",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("due", TEXT, nullable=False),
        sa.Column("said_on", TEXT, nullable=False),
        sa.Column("heard_on", TEXT, nullable=False),
        sa.Column("check_on", TEXT, nullable=True),
        sa.Column("in_conflict", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("outcome", TEXT, nullable=True),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("resolved_on", TEXT, nullable=True),
        sa.Column("resolved_at", TEXT, nullable=True),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("refutes", sa.Integer(), nullable=False),
        sa.Column("neutral", sa.Integer(), nullable=False),
        sa.Column("last_evidence_on", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_standings")),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "standings", columns)
    for name, column, where in (
        ("ix_standings_conflict", "in_conflict", sa.text("in_conflict = 1")),
        ("ix_standings_check", "check_on", sa.text("check_on IS NOT NULL")),
    ):
        op.create_index(name, "standings", [column], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "search_texts",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_search_texts")),
    )
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        _index_text_on_postgresql(bind)


def _index_text_on_postgresql(bind: sa.Connection) -> None:
    """Index the text by three characters where the server has pg_trgm and lets us."""
    try:
        with bind.begin_nested():
            bind.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            bind.exec_driver_sql(
                "CREATE INDEX ix_search_texts_trigrams ON search_texts USING gin "
                "(text gin_trgm_ops)"
            )
    except sa.exc.DBAPIError:
        return  # searches scan


def downgrade() -> None:
    """Bring a ledger back to the schema before; what only this one holds is lost."""
    op.drop_table("drafts")
    op.drop_table("proposed_resolutions")
    op.drop_table("claim_links")
    op.drop_table("word_readings")
    if op.get_bind().dialect.name == "sqlite":
        for name in ("claims_fts_terms", "claims_fts_grams", "claims_fts"):
            op.execute(f"DROP TABLE IF EXISTS {name}")
    op.drop_table("search_texts")
    op.create_index("ix_forecasts_claim_id", "forecasts", ["claim_id"])
    op.drop_index("ix_forecasts_claim_owner_made", "forecasts")
    op.drop_table("standings")
    op.drop_table("foreign_scores")
