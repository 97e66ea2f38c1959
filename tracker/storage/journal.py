"""The journal's form: canonical JSON, compressed, chained by SHA-256.

An entry's content is an object: `entry` repeats its columns sequence, change, recorded_at, author
and verb, so that a change of any of them can be named; `ledger` and `schema` stand in the first
entry, `ops` in all that change rows. An op is one row's change, in the order in which they were
made:

    ["insert", table, row]      ["update", table, id, {column: [before, after]}]
    ["delete", table, row]      (only when a change is undone)
    ["set", table, id, {column: value}]    (only when an entry is redacted: what was blanked)

An entry that redacts another names it as `redacts` and keeps its ops as `was`, texts blanked.

A row is written without its null columns, so that a column which a later schema adds changes
nothing in what was written before. An attachment's bytes stand outside: its SHA-256 vouches for
them.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from tracker.errors import StorageError
from tracker.storage.connection import Connection, first

GENESIS_HASH = "0" * 64
COLUMNS = "sequence, change, recorded_at, author, verb, content, content_hash, hash"

_LARGE, _FAST = 100_000, 1
"""From so many bytes on an entry, one of many of a bulk change, is compressed at zlib's fastest."""

Op = list[Any]


class Head(NamedTuple):
    """The newest entry's place in the chain."""

    sequence: int
    recorded_at: str
    hash: str

    @property
    def told(self) -> str:
        """How long the chain is, in words."""
        if self.sequence == 1:
            return f"1 entry, of {self.recorded_at}"
        return f"{self.sequence} entries, the last at {self.recorded_at}"


class Entry(NamedTuple):
    """One entry as it stands in the journal; `content` is still compressed."""

    sequence: int
    change: int
    recorded_at: str
    author: str
    verb: str
    content: bytes
    content_hash: str
    hash: str

    @property
    def place(self) -> Head:
        """Its place in the chain, once it is the newest."""
        return Head(self.sequence, self.recorded_at, self.hash)

    def opened(self) -> dict[str, Any]:
        """Return the content as an object; empty when it was redacted."""
        if not self.content:
            return {}
        found: dict[str, Any] = json.loads(zlib.decompress(self.content))
        return found


def canonical(value: Any) -> bytes:
    """Return a value's one JSON text: keys sorted, no blanks, UTF-8. Raises ValueError for NaN."""
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        check_circular=False,  # rows hold plain values only
    ).encode()


def chained(  # noqa: PLR0913 - the columns that the hash covers
    previous_hash: str,
    *,
    sequence: int,
    change: int,
    recorded_at: str,
    author: str,
    verb: str,
    content_hash: str,
) -> str:
    """Return the hash of an entry: SHA-256 of the hash before and of all its columns."""
    header = canonical([sequence, change, recorded_at, author, verb, content_hash])
    return hashlib.sha256(previous_hash.encode() + header).hexdigest()


def head(connection: Connection) -> Head:
    """Return the newest entry's place; sequence 0 in a journal without entries."""
    found = first(
        connection, "SELECT sequence, recorded_at, hash FROM journal ORDER BY sequence DESC LIMIT 1"
    )
    return Head(**found) if found else Head(0, "", GENESIS_HASH)


def next_entry(  # noqa: PLR0913 - the columns of an entry
    before: Head,
    content: dict[str, Any],
    *,
    change: int | None,
    recorded_at: str,
    author: str,
    verb: str,
) -> Entry:
    """Return the entry that follows `before`.

    `change` is the number of the change that it belongs to, None for a change's first entry.
    Raises StorageError for a number that is not finite.
    """
    sequence = before.sequence + 1
    header: dict[str, Any] = {
        "sequence": sequence,
        "change": sequence if change is None else change,
        "recorded_at": recorded_at,
        "author": author,
        "verb": verb,
    }
    try:
        body = canonical({"entry": list(header.values()), **content})
    except ValueError as problem:
        raise StorageError("what is to be written is no finite number") from problem
    content_hash = hashlib.sha256(body).hexdigest()
    return Entry(
        **header,
        content=zlib.compress(body, _FAST if len(body) > _LARGE else -1),
        content_hash=content_hash,
        hash=chained(before.hash, **header, content_hash=content_hash),
    )


def entries(connection: Connection, *, after: int = 0) -> Iterator[Entry]:
    """Stream the journal in order, from the entry that follows `after`."""
    sql = f"SELECT {COLUMNS} FROM journal WHERE sequence > :after ORDER BY sequence"
    return map(made, connection.tuples(sql, {"after": after}))


def with_verb(connection: Connection, verb: str) -> Iterator[Entry]:
    """Stream the entries of one verb in order."""
    sql = f"SELECT {COLUMNS} FROM journal WHERE verb = :verb ORDER BY sequence"
    return map(made, connection.tuples(sql, {"verb": verb}))


def made(row: tuple[Any, ...]) -> Entry:
    """Return an entry from its row; what is no bytes in `content` becomes bytes nobody can open."""
    *columns, content, content_hash, entry_hash = row
    if not isinstance(content, bytes):
        is_view = isinstance(content, memoryview)
        content = bytes(content) if is_view else str(content).encode(errors="replace")
    return Entry._make((*columns, content, content_hash, entry_hash))


def hash_of(connection: Connection, sequence: int) -> str | None:
    """Return the hash of an entry, None where there is no such entry."""
    sql = "SELECT hash FROM journal WHERE sequence = :sequence"
    return next((row[0] for row in connection.tuples(sql, {"sequence": sequence})), None)


def ledger_id(connection: Connection) -> str:
    """Return the name that the first entry gave this ledger; empty where none can be read."""
    first_entry = next(entries(connection), None)
    try:
        return str(first_entry.opened().get("ledger", "")) if first_entry else ""
    except (ValueError, AttributeError, zlib.error):
        return ""
