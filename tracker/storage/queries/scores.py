"""What the scorecard counts and scores."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tracker.storage.connection import Connection


class ScoreFilter(NamedTuple):
    """Whose forecasts on which claims are scored; None or empty asks for nothing."""

    owner_ids: Sequence[int] = ()
    tags: Sequence[str] = ()
    source_id: int | None = None


class ScoredClaim(NamedTuple):
    """A claim as far as scores look at it, with its outcome where it has come out."""

    id: int
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
    event: str
    version: int


class Given(NamedTuple):
    """A forecast as far as scores look at it."""

    id: int
    claim_id: int
    owner_id: int
    basis: str
    probability: float | None
    low: float | None
    high: float | None
    made_on: str
    made_at: str | None
    recorded_at: str
    claim_version: int
    distribution: str | None


class ScoredForecast(NamedTuple):
    """A forecast on a choice, a number or a date beside its claim's outcome."""

    claim_id: int
    kind: str
    said_on: str
    opens: str | None
    deadline: str | None
    options: str | None
    unit: str | None
    outcome: str | None
    distribution: str | None


_TAGGED = (
    "EXISTS (SELECT 1 FROM claim_tags t WHERE t.claim_id = c.id AND t.removed = 0 "
    "AND t.tag = {parameter})"
)


def claims(connection: Connection, wanted: ScoreFilter) -> Iterator[ScoredClaim]:
    """Stream the claims that scores look at, by id."""
    terms, values = _of_claims(wanted)
    rows = connection.tuples(
        "SELECT c.id, c.type, c.kind, c.said_on, c.opens, c.deadline, c.options, c.unit, "
        "s.key AS source, r.outcome, r.share, r.resolved_on, r.resolved_at, "
        "coalesce((SELECT min(t.tag) FROM claim_tags t WHERE t.claim_id = c.id AND t.removed = 0 "
        "AND substr(t.tag, 1, 6) = 'event:'), 'claim ' || c.id) AS event, c.version "
        "FROM claims c JOIN standings r ON r.claim_id = c.id "
        f"LEFT JOIN sources s ON s.id = c.source_id WHERE {' AND '.join(terms)} ORDER BY c.id",
        values,
    )
    return map(ScoredClaim._make, rows)


def forecasts(connection: Connection, wanted: ScoreFilter) -> Iterator[Given]:
    """Stream the forecasts on these claims: by claim and owner, each owner's by the day made on.

    Those of one day come as they were entered: to order them by their times here would be a sort of
    everything, where an index gives the rest.
    """
    terms = ["f.withdrawn_because IS NULL"]
    values: dict[str, Any] = {}
    if wanted.tags or wanted.source_id is not None:
        of_claims, values = _of_claims(wanted)
        terms.append(
            f"EXISTS (SELECT 1 FROM claims c WHERE c.id = f.claim_id AND {' AND '.join(of_claims)})"
        )
    if wanted.owner_ids:
        names = {f"owner{i}": owner for i, owner in enumerate(wanted.owner_ids)}
        terms.append(f"f.owner_id IN ({', '.join(f':{name}' for name in names)})")
        values |= names
    rows = connection.tuples(
        "SELECT f.id, f.claim_id, f.owner_id, f.basis, f.probability, f.low, f.high, f.made_on, "
        "f.made_at, f.recorded_at, f.claim_version, f.distribution "
        f"FROM forecasts f WHERE {' AND '.join(terms)} "
        "ORDER BY f.claim_id, f.owner_id, f.made_on, f.id",
        values,
    )
    return map(Given._make, rows)


def _of_claims(wanted: ScoreFilter) -> tuple[list[str], dict[str, Any]]:
    """Return what the claims that are wanted have in common, and the values in it."""
    terms = ["c.withdrawn_because IS NULL"]
    values: dict[str, Any] = {}
    for number, tag in enumerate(wanted.tags):
        terms.append(_TAGGED.format(parameter=f":tag{number}"))
        values[f"tag{number}"] = tag
    if wanted.source_id is not None:
        terms.append("c.source_id = :source_id")
        values["source_id"] = wanted.source_id
    return terms, values


def owners(connection: Connection) -> dict[int, str]:
    """Return everybody's name, by id."""
    return {
        int(owner_id): str(name)
        for owner_id, name in connection.tuples("SELECT id, name FROM people")
    }


def tagged(connection: Connection, tag: str) -> frozenset[int]:
    """Return the claims that carry a tag."""
    sql = "SELECT claim_id FROM claim_tags WHERE tag = :tag AND removed = 0"
    return frozenset(int(row[0]) for row in connection.tuples(sql, {"tag": tag}))


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
