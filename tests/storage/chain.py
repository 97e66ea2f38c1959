"""The journal read from raw rows and held to its own rules, without the program's code."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from typing import Any, NamedTuple

import sqlalchemy

QUERY = (
    "SELECT sequence, change, recorded_at, author, verb, content, content_hash, hash "
    "FROM journal ORDER BY sequence"
)


class Entry(NamedTuple):
    """One entry of the journal, its content opened."""

    sequence: int
    change: int
    recorded_at: str
    author: str
    verb: str
    content: dict[str, Any]
    content_hash: str
    hash: str


def chain(path: str) -> list[Entry]:
    """Return the journal of a SQLite file; fails where the chain is broken."""
    with closing(sqlite3.connect(path)) as raw:
        return _checked(raw.execute(QUERY))


def chain_of_url(url: str) -> list[Entry]:
    """Return the journal of a server's database; fails where the chain is broken."""
    with sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool).connect() as connection:
        return _checked(tuple(row) for row in connection.exec_driver_sql(QUERY))


def _checked(rows: Iterable[tuple[Any, ...]]) -> list[Entry]:
    entries: list[Entry] = []
    previous = "0" * 64
    for number, row in enumerate(rows, start=1):
        sequence, change, recorded_at, author, verb, packed, content_hash, own_hash = row
        body = zlib.decompress(bytes(packed))
        content = json.loads(body)
        assert _canonical(content) == body
        assert sequence == number
        assert change <= sequence
        assert content["entry"] == [sequence, change, recorded_at, author, verb]
        assert hashlib.sha256(body).hexdigest() == content_hash
        header = _canonical([sequence, change, recorded_at, author, verb, content_hash])
        assert hashlib.sha256(previous.encode() + header).hexdigest() == own_hash
        entries.append(
            Entry(sequence, change, recorded_at, author, verb, content, content_hash, own_hash)
        )
        previous = own_hash
    return entries


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
