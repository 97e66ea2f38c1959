"""the first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")

SQLITE_GUARDS = (
    """CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_keeps_columns BEFORE UPDATE ON journal
    WHEN NOT (length(NEW.content) = 0 AND NEW.sequence = OLD.sequence AND NEW.change = OLD.change
      AND NEW.recorded_at = OLD.recorded_at AND NEW.author = OLD.author AND NEW.verb = OLD.verb
      AND NEW.content_hash = OLD.content_hash AND NEW.hash = OLD.hash)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    # INSERT OR REPLACE takes rows away without a delete trigger.
    """CREATE TRIGGER journal_keeps_places BEFORE INSERT ON journal
    WHEN EXISTS (SELECT 1 FROM journal WHERE sequence = NEW.sequence OR hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)
POSTGRES_GUARDS = (
    """CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF length(NEW.content) = 0 AND NEW.sequence = OLD.sequence AND NEW.change = OLD.change
          AND NEW.recorded_at = OLD.recorded_at AND NEW.author = OLD.author
          AND NEW.verb = OLD.verb AND NEW.content_hash = OLD.content_hash AND NEW.hash = OLD.hash
        THEN RETURN NEW; END IF;
      END IF;
      RAISE EXCEPTION 'the journal is append-only';
    END $$""",
    """CREATE TRIGGER journal_keeps_rows BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()""",
    """CREATE TRIGGER journal_keeps_all BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()""",
)


def upgrade() -> None:
    """Bring a ledger to this schema."""
    op.create_table(
        "attachments",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attachments")),
    )
    op.create_table(
        "counters",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "journal",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("verb", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal")),
        sa.UniqueConstraint("hash", name=op.f("uq_journal_hash")),
    )
    op.create_table(
        "journal_subjects",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("claim_id", "sequence", name=op.f("pk_journal_subjects")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('person', 'organisation', 'model', 'crowd', 'source')",
            name=op.f("ck_people_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["people.id"], name=op.f("fk_people_merged_into_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("name", name=op.f("uq_people_name")),
    )
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
        sa.UniqueConstraint("name", name=op.f("uq_settings_name")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("author", TEXT, nullable=True),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("published_on", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("sha256", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.CheckConstraint("published_on LIKE '____-__-__'", name=op.f("ck_sources_published_on")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("key", name=op.f("uq_sources_key")),
    )
    op.create_table(
        "affiliations",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("since", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.CheckConstraint("since LIKE '____-__-__'", name=op.f("ck_affiliations_since")),
        sa.CheckConstraint("until LIKE '____-__-__'", name=op.f("ck_affiliations_until")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_affiliations_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliations")),
    )
    with op.batch_alter_table("affiliations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_affiliations_person_id"), ["person_id"], unique=False)

    op.create_table(
        "aliases",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("alias", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_aliases_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
        sa.UniqueConstraint("alias", name=op.f("uq_aliases_alias")),
    )
    with op.batch_alter_table("aliases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aliases_person_id"), ["person_id"], unique=False)

    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", TEXT, nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("said_on", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("criteria", TEXT, nullable=True),
        sa.Column("condition", TEXT, nullable=True),
        sa.Column("condition_claim_id", sa.Integer(), nullable=True),
        sa.Column("opens", TEXT, nullable=True),
        sa.Column("deadline", TEXT, nullable=True),
        sa.Column("deadline_text", TEXT, nullable=True),
        sa.Column("deadline_basis", TEXT, nullable=True),
        sa.Column("options", TEXT, nullable=True),
        sa.Column("unit", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("withdrawn_because", TEXT, nullable=True),
        sa.CheckConstraint("deadline LIKE '____-__-__'", name=op.f("ck_claims_deadline")),
        sa.CheckConstraint(
            "deadline_basis IN ('stated', 'inherited', 'imputed')",
            name=op.f("ck_claims_deadline_basis"),
        ),
        sa.CheckConstraint(
            "kind IN ('binary', 'choice', 'number', 'date')", name=op.f("ck_claims_kind")
        ),
        sa.CheckConstraint("opens LIKE '____-__-__'", name=op.f("ck_claims_opens")),
        sa.CheckConstraint("said_on LIKE '____-__-__'", name=op.f("ck_claims_said_on")),
        sa.CheckConstraint(
            "type IN ('prediction', 'conditional', 'fact', 'plan')", name=op.f("ck_claims_type")
        ),
        sa.CheckConstraint("opens <= deadline", name=op.f("ck_claims_window")),
        sa.ForeignKeyConstraint(
            ["condition_claim_id"], ["claims.id"], name=op.f("fk_claims_condition_claim_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_claims_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("key", name=op.f("uq_claims_key")),
    )
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claims_condition_claim_id"), ["condition_claim_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claims_deadline"), ["deadline"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_source_id"), ["source_id"], unique=False)

    op.create_table(
        "claim_tags",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("tag", TEXT, nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.CheckConstraint("removed IN (0, 1)", name=op.f("ck_claim_tags_removed")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_tags_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_tags")),
        sa.UniqueConstraint("claim_id", "tag", name=op.f("uq_claim_tags_claim_id_tag")),
    )
    with op.batch_alter_table("claim_tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_tags_tag"), ["tag"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("key", TEXT, nullable=True),
        sa.Column("observed_on", TEXT, nullable=False),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("strength", TEXT, nullable=True),
        sa.Column("likelihood_ratio", sa.Double(), nullable=True),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("quote", TEXT, nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("sha256", TEXT, nullable=True),
        sa.Column("file_name", TEXT, nullable=True),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("retracted_because", TEXT, nullable=True),
        sa.CheckConstraint("observed_on LIKE '____-__-__'", name=op.f("ck_evidence_observed_on")),
        sa.CheckConstraint(
            "stance IN ('supports', 'refutes', 'neutral')", name=op.f("ck_evidence_stance")
        ),
        sa.CheckConstraint(
            "strength IN ('weak', 'moderate', 'strong')", name=op.f("ck_evidence_strength")
        ),
        sa.CheckConstraint("likelihood_ratio > 0", name=op.f("ck_evidence_likelihood_ratio")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_evidence_claim_id")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["attachments.sha256"], name=op.f("fk_evidence_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["evidence.id"], name=op.f("fk_evidence_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("claim_id", "key", name=op.f("uq_evidence_claim_id_key")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evidence_supersedes_id"), ["supersedes_id"], unique=False
        )

    op.create_table(
        "forecasts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("claim_version", sa.Integer(), nullable=False),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("distribution", TEXT, nullable=True),
        sa.Column("phrase", TEXT, nullable=True),
        sa.Column("word_table", TEXT, nullable=True),
        sa.Column("made_on", TEXT, nullable=False),
        sa.Column("made_at", TEXT, nullable=True),
        sa.Column("quote", TEXT, nullable=True),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("withdrawn_because", TEXT, nullable=True),
        sa.CheckConstraint(
            "basis <> 'none' OR (probability IS NULL AND distribution IS NULL)",
            name=op.f("ck_forecasts_none"),
        ),
        sa.CheckConstraint(
            "basis IN ('stated', 'imputed', 'none')", name=op.f("ck_forecasts_basis")
        ),
        sa.CheckConstraint("made_on LIKE '____-__-__'", name=op.f("ck_forecasts_made_on")),
        sa.CheckConstraint("high BETWEEN 0 AND 1", name=op.f("ck_forecasts_high")),
        sa.CheckConstraint("low <= high", name=op.f("ck_forecasts_range")),
        sa.CheckConstraint("low BETWEEN 0 AND 1", name=op.f("ck_forecasts_low")),
        sa.CheckConstraint("probability BETWEEN 0 AND 1", name=op.f("ck_forecasts_probability")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_forecasts_claim_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_forecasts_owner_id")),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["people.id"], name=op.f("fk_forecasts_reporter_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_forecasts_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecasts")),
    )
    with op.batch_alter_table("forecasts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forecasts_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forecasts_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "former_wordings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("criteria", TEXT, nullable=True),
        sa.Column("condition", TEXT, nullable=True),
        sa.Column("condition_claim_id", sa.Integer(), nullable=True),
        sa.Column("opens", TEXT, nullable=True),
        sa.Column("deadline", TEXT, nullable=True),
        sa.Column("deadline_text", TEXT, nullable=True),
        sa.Column("deadline_basis", TEXT, nullable=True),
        sa.Column("replaced_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_former_wordings_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["condition_claim_id"],
            ["claims.id"],
            name=op.f("fk_former_wordings_condition_claim_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_wordings")),
        sa.UniqueConstraint(
            "claim_id", "version", name=op.f("uq_former_wordings_claim_id_version")
        ),
    )
    op.create_table(
        "resolutions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("resolved_on", TEXT, nullable=False),
        sa.Column("resolved_at", TEXT, nullable=True),
        sa.Column("because", TEXT, nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", TEXT, nullable=False),
        sa.Column("check_on", TEXT, nullable=True),
        sa.Column("settles", sa.Integer(), nullable=False),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("reopened_because", TEXT, nullable=True),
        sa.CheckConstraint("settles IN (0, 1)", name=op.f("ck_resolutions_settles")),
        sa.CheckConstraint(
            "check_on IS NULL OR outcome = 'not-yet'",
            name=op.f("ck_resolutions_check_on_with_not_yet"),
        ),
        sa.CheckConstraint("check_on LIKE '____-__-__'", name=op.f("ck_resolutions_check_on")),
        sa.CheckConstraint(
            "resolved_on LIKE '____-__-__'", name=op.f("ck_resolutions_resolved_on")
        ),
        sa.CheckConstraint("share BETWEEN 0 AND 1", name=op.f("ck_resolutions_share")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_resolutions_claim_id")),
        sa.ForeignKeyConstraint(["judge_id"], ["people.id"], name=op.f("fk_resolutions_judge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
    )
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolutions_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "citations",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_citations_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolutions.id"], name=op.f("fk_citations_resolution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citations")),
        sa.UniqueConstraint(
            "resolution_id", "evidence_id", name=op.f("uq_citations_resolution_id_evidence_id")
        ),
    )
    with op.batch_alter_table("citations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_citations_resolution_id"), ["resolution_id"], unique=False
        )
    dialect = op.get_bind().dialect.name
    guards = {"sqlite": SQLITE_GUARDS, "postgresql": POSTGRES_GUARDS}.get(dialect, ())
    for guard in guards:
        op.execute(guard)


def downgrade() -> None:
    """Take a ledger back to the schema before."""
    op.drop_table("citations")
    op.drop_table("resolutions")
    op.drop_table("former_wordings")
    op.drop_table("forecasts")
    op.drop_table("evidence")
    op.drop_table("claim_tags")
    op.drop_table("claims")
    op.drop_table("aliases")
    op.drop_table("affiliations")
    op.drop_table("sources")
    op.drop_table("settings")
    op.drop_table("people")
    op.drop_table("journal_subjects")
    op.drop_table("journal")
    op.drop_table("counters")
    op.drop_table("attachments")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION journal_is_append_only()")
