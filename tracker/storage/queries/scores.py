"""What the scorecard counts and scores."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tracker.storage.connection import Connection


class ScoreFilter(NamedTuple):
    """Whose forecasts on which claims are scored; None or empty asks for nothing."""

    owner_ids: Sequence[int] = ()
    tags: Sequence[str] = ()
    source_id: int | None = None


class ScoredForecast(NamedTuple):
    """One forecast beside its claim's outcome, as the view `scored_forecast` has it."""

    id: int
    claim_id: int
    owner: str
    owner_id: int
    basis: str
    probability: float | None
    low: float | None
    high: float | None
    distribution: str | None
    made_on: str
    made_at: str | None
    recorded_at: str
    claim_key: str | None
    type: str
    kind: str
    said_on: str
    opens: str | None
    deadline: str | None
    options: str | None
    unit: str | None
    source: str | None
    outcome: str | None
    share: float | None
    resolved_on: str | None
    resolved_at: str | None
    event: str | None
    claim_version: int
    version: int


_COLUMNS = ", ".join(
    {"claim_version": "made.claim_version", "version": "now.version"}.get(
        name, f"scored_forecast.{name}"
    )
    for name in ScoredForecast._fields
)
_TAGGED = (
    "EXISTS (SELECT 1 FROM claim_tags t WHERE t.claim_id = scored_forecast.claim_id "
    "AND t.removed = 0 AND t.tag = {parameter})"
)


def stream(connection: Connection, wanted: ScoreFilter) -> Iterator[ScoredForecast]:
    """Stream the forecasts that are scored: by claim and owner, each owner's oldest first."""
    values: dict[str, Any] = {}
    terms = ["1 = 1"]
    if wanted.owner_ids:
        names = {f"owner{i}": owner for i, owner in enumerate(wanted.owner_ids)}
        terms.append(f"scored_forecast.owner_id IN ({', '.join(f':{name}' for name in names)})")
        values |= names
    for number, tag in enumerate(wanted.tags):
        terms.append(_TAGGED.format(parameter=f":tag{number}"))
        values[f"tag{number}"] = tag
    if wanted.source_id is not None:
        terms.append("now.source_id = :source_id")
        values["source_id"] = wanted.source_id
    rows = connection.tuples(
        f"SELECT {_COLUMNS} FROM scored_forecast "
        "JOIN forecasts made ON made.id = scored_forecast.id "
        "JOIN claims now ON now.id = scored_forecast.claim_id "
        f"WHERE {' AND '.join(terms)} "
        "ORDER BY scored_forecast.claim_id, scored_forecast.owner_id, scored_forecast.made_on, "
        "coalesce(scored_forecast.made_at, ''), scored_forecast.id",
        values,
    )
    return map(ScoredForecast._make, rows)


def reworded(connection: Connection) -> dict[int, list[dict[str, Any]]]:
    """Return, by claim, when each former wording was replaced and which deadline it had."""
    found: dict[int, list[dict[str, Any]]] = {}
    for claim_id, deadline, replaced_at in connection.tuples(
        "SELECT claim_id, deadline, replaced_at FROM former_wordings ORDER BY claim_id, version"
    ):
        row = {"deadline": deadline, "replaced_at": replaced_at}
        found.setdefault(claim_id, []).append(row)
    return found


def tags(connection: Connection) -> dict[int, list[str]]:
    """Return every claim's tags, those apart that name an event."""
    found: dict[int, list[str]] = {}
    for claim_id, tag in connection.tuples(
        "SELECT claim_id, tag FROM claim_tags WHERE removed = 0 AND substr(tag, 1, 6) <> 'event:' "
        "ORDER BY claim_id, id"
    ):
        found.setdefault(claim_id, []).append(tag)
    return found
