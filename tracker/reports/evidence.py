"""Evidence as a list: on one claim, or all there is."""

from tracker.domain.answer import Column, Table
from tracker.reports.claims import evidence_shape
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, evidence

_COLUMNS = (
    Column("id", "ID", "id"),
    Column("claim_id", "Claim", "id"),
    Column("on", "On", "day"),
    Column("stance", "", "stance"),
    Column("strength", "Strength"),
    Column("note", "Note", "flow"),
    Column("standing", "Standing"),
)


def listed(ledger: Ledger, name: str | None = None) -> Table:
    """Return the evidence on one claim, or on all. Raises NotFound for an unknown claim."""
    with ledger.read() as connection:
        if name is None:
            rows = evidence.listed(connection)
        else:
            rows = evidence.of_claim(connection, claims.get(connection, name)["id"])
    shapes = [evidence_shape(row) for row in rows]
    return Table(
        _COLUMNS,
        [{**shape, "standing": _standing(shape)} for shape in shapes],
        'No evidence yet. Log some: tracker evidence add CLAIM "…" --supports',
    )


def _standing(shape: dict[str, object]) -> str:
    if shape["retracted_because"]:
        return "retracted"
    return "counts" if shape["counts"] else "superseded"
