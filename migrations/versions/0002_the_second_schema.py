"""the second schema: scores that other trackers gave, a ledger's own readings of words."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


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
    op.create_index("ix_foreign_scores_claim_id", "foreign_scores", ["claim_id"])
    op.create_index("ix_foreign_scores_person_id", "foreign_scores", ["person_id"])
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


def downgrade() -> None:
    """Bring a ledger back to the schema before; what only this one holds is lost."""
    op.drop_table("word_readings")
    op.drop_table("foreign_scores")
