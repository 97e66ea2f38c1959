"""Taking a change back by a new one: its ops turned round, last first, if nothing rests on them."""

from collections.abc import Iterator
from typing import Any

from tracker.errors import Conflict, NotFound
from tracker.storage import journal
from tracker.storage.change import Change
from tracker.storage.connection import Connection, first
from tracker.storage.journal import Entry, Op

REFERENCES = {
    "sources": (("claims", "source_id"), ("forecasts", "source_id"), ("drafts", "source_id")),
    "people": (
        ("aliases", "person_id"),
        ("affiliations", "person_id"),
        ("forecasts", "owner_id"),
        ("forecasts", "reporter_id"),
        ("resolutions", "judge_id"),
        ("foreign_scores", "person_id"),
        ("people", "merged_into_id"),
    ),
    "claims": (
        ("claims", "condition_claim_id"),
        ("former_wordings", "claim_id"),
        ("former_wordings", "condition_claim_id"),
        ("claim_tags", "claim_id"),
        ("claim_links", "claim_id"),
        ("claim_links", "other_id"),
        ("forecasts", "claim_id"),
        ("evidence", "claim_id"),
        ("resolutions", "claim_id"),
        ("proposed_resolutions", "claim_id"),
        ("foreign_scores", "claim_id"),
        ("drafts", "claim_id"),
        ("drafts", "restates_id"),
    ),
    "forecasts": (("drafts", "forecast_id"),),
    "evidence": (("evidence", "supersedes_id"), ("citations", "evidence_id")),
    "resolutions": (("citations", "resolution_id"), ("proposed_resolutions", "resolution_id")),
}
"""Which columns point at a table's rows; a test holds it to the schema's foreign keys."""

UNIQUE = {
    "sources": (("key",),),
    "people": (("name",),),
    "aliases": (("alias",),),
    "claims": (("key",),),
    "former_wordings": (("claim_id", "version"),),
    "claim_tags": (("claim_id", "tag"),),
    "claim_links": (("claim_id", "relation", "other_id"),),
    "evidence": (("claim_id", "key"),),
    "citations": (("resolution_id", "evidence_id"),),
    "settings": (("name",),),
    "word_readings": (("version",),),
}
"""Which columns no two rows of a table share; a test holds it to the schema."""

_NAMES_WORDS = "SELECT id FROM forecasts WHERE word_table = :version LIMIT 1"

_NEVER = {"create": "made the ledger", "upgrade": "upgraded it", "redact": "redacted a secret"}


def change_to_undo(connection: Connection, number: int | None) -> Entry:
    """Return the first entry of the change to take back: the one named, else the last.

    Raises NotFound for no such change, Conflict for one that cannot or must not be taken back.
    """
    if number is None:
        number = int(next(connection.tuples("SELECT max(change) FROM journal"))[0])
    found = first(
        connection,
        f"SELECT {journal.COLUMNS} FROM journal WHERE sequence = :number",
        {"number": number},
    )
    if found is None or found["change"] != number:
        raise NotFound(f"the journal has no change {number}: `tracker history` lists them")
    entry = Entry(**{**found, "content": bytes(found["content"])})
    if entry.verb in _NEVER:
        raise Conflict(f"change {number} {_NEVER[entry.verb]}: that is never taken back")
    undone_by = next(
        (
            later.change
            for later in journal.entries(connection, after=entry.sequence)
            if later.opened().get("undoes") == number and not _is_undone(connection, later.change)
        ),
        None,
    )
    if undone_by is not None:
        raise Conflict(
            f"change {number} was taken back by change {undone_by}: "
            f"`tracker undo {undone_by}` brings it back"
        )
    return entry


def _is_undone(connection: Connection, number: int) -> bool:
    return any(
        later.opened().get("undoes") == number and not _is_undone(connection, later.change)
        for later in journal.entries(connection, after=number)
    )


def turn_round(change: Change, number: int) -> None:
    """Write the inverse of a change into `change`. Raises Conflict where something rests on it."""
    change.about["undoes"] = number
    judged: set[int] = set()
    for op in _backwards(change.connection, number):
        kind, table = op[0], op[1]
        if table == "attachments":
            continue
        if kind == "insert":
            _refuse_rested_on(change.connection, number, table, op[2])
            change.delete(table, op[2]["id"])
        elif kind == "delete":
            _refuse_without_place(change, number, table, op[2])
            change.restore(table, op[2])
        else:
            _set_back(change, number, op)
        if table == "resolutions" and not (kind == "update" and "judge_id" in op[3]):
            row_id = op[2] if kind == "update" else op[2]["id"]
            judged.update(row["claim_id"] for row in change.rows(table, id=row_id))
    for claim_id in sorted(judged):
        _refuse_two_verdicts_of_one_judge(change.connection, number, claim_id)


def _backwards(connection: Connection, number: int) -> Iterator[Op]:
    sequences = [
        int(row[0])
        for row in connection.tuples(
            "SELECT sequence FROM journal WHERE change = :number ORDER BY sequence DESC",
            {"number": number},
        )
    ]
    for sequence in sequences:
        entry = next(journal.entries(connection, after=sequence - 1))
        if not entry.content:
            raise Conflict(f"entry {sequence} was redacted: its change cannot be taken back")
        yield from reversed(entry.opened().get("ops", []))


def _set_back(change: Change, number: int, op: Op) -> None:
    _, table, row_id, cells = op
    row = change.row(table, row_id)
    for column, (_, after) in cells.items():
        if row[column] != after:
            raise _rests_on(change.connection, number, table, row_id)
    before = {column: before for column, (before, _) in cells.items()}
    _refuse_without_place(change, number, table, {**row, **before}, set(before))
    change.update(table, row_id, **before)


def _refuse_without_place(
    change: Change,
    number: int,
    table: str,
    row: dict[str, Any],
    columns: set[str] | None = None,
) -> None:
    """Raise Conflict when a row cannot come back: its name is taken, or what it belongs to gone."""
    for names in UNIQUE.get(table, ()):
        if columns is not None and columns.isdisjoint(names):
            continue
        equal = {name: row.get(name) for name in names}
        if None not in equal.values():
            for taken in change.rows(table, **equal):
                if taken["id"] != row["id"]:
                    raise _rests_on(change.connection, number, table, taken["id"])
    for parent, references in REFERENCES.items():
        for child, column in references:
            parent_id = row.get(column) if child == table else None
            if (
                parent_id is not None
                and (columns is None or column in columns)
                and not change.rows(parent, id=parent_id)
            ):
                raise _rests_on(change.connection, number, parent, parent_id)


def _refuse_two_verdicts_of_one_judge(connection: Connection, number: int, claim_id: int) -> None:
    """Raise Conflict when a judge would have said two things, for a later one rests on this."""
    twice = first(
        connection,
        "SELECT max(id) AS id FROM counting_resolution WHERE claim_id = :claim_id "
        "AND outcome <> 'not-yet' GROUP BY judge HAVING count(*) > 1",
        {"claim_id": claim_id},
    )
    if twice is not None:
        raise _rests_on(connection, number, "resolutions", twice["id"])


def _refuse_rested_on(connection: Connection, number: int, table: str, row: dict[str, Any]) -> None:
    now = first(connection, f"SELECT * FROM {table} WHERE id = :id", {"id": row["id"]})
    if now is None or {k: v for k, v in now.items() if v is not None} != row:
        raise _rests_on(connection, number, table, row["id"])
    for child, column in REFERENCES.get(table, ()):
        sql = f"SELECT id FROM {child} WHERE {column} = :id LIMIT 1"
        found = first(connection, sql, {"id": row["id"]})
        if found is not None:
            raise _rests_on(connection, number, child, found["id"])
    if table == "word_readings":
        read_by_it = first(connection, _NAMES_WORDS, {"version": row["version"]})
        if read_by_it is not None:
            raise _rests_on(connection, number, "forecasts", read_by_it["id"])


def _rests_on(connection: Connection, number: int, table: str, row_id: int) -> Conflict:
    """Return the refusal, with the newest later change that touched a row."""
    later = None
    for entry in journal.entries(connection, after=number):
        if entry.change == number:
            continue
        for op in entry.opened().get("ops", []):
            touched = op[2] if op[0] == "update" else op[2].get("id")
            if op[1] == table and touched == row_id:
                later = entry
    if later is None:
        return Conflict(
            f"change {number} cannot be taken back: {table} {row_id} is not as it left it"
        )
    return Conflict(
        f"change {number} cannot be taken back: change {later.change} ({later.verb}, by "
        f"{later.author}) rests on it, in {table} {row_id}: `tracker undo {later.change}` first"
    )
