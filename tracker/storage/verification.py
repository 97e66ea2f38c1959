"""Whether the chain of the journal is whole, and the tables are what it adds up to.

Any cell that another hand changed is named by table, row and column. What a chain alone cannot
show, that its newest entries were cut off, is held against a head that was seen before.
"""

import hashlib
import sqlite3
import zlib
from itertools import zip_longest
from typing import Any, NamedTuple

from tracker.storage import full_text, journal
from tracker.storage.connection import Connection
from tracker.storage.derived import DERIVED
from tracker.storage.journal import GENESIS_HASH, Entry, Head
from tracker.storage.records import Record
from tracker.storage.replay import JOURNALLED, UNREADABLE, Replay, replay
from tracker.storage.sqlite import SqliteConnection

SHOWN = 100
LONGEST_VALUE = 80
REBUILD = "`tracker db rebuild` makes it anew"
_HEADER = ("sequence", "change", "recorded_at", "author", "verb")


class Mismatch(NamedTuple):
    """Something that is not as the journal says; `column` is empty for a whole row."""

    table: str
    row: str
    column: str
    what: str

    def __str__(self) -> str:
        place = f"{self.table} {self.row}"
        return f"{place}, {self.column}: {self.what}" if self.column else f"{place}: {self.what}"


class Verified(NamedTuple):
    """What a verification found: the first SHOWN mismatches of `found`, and how much it read."""

    mismatches: tuple[Mismatch, ...]
    found: int
    head: Head
    redacted: tuple[int, ...]
    rows: int


class _Finding:
    """The mismatches found so far, no more of them kept than are shown."""

    def __init__(self) -> None:
        self.kept: list[Mismatch] = []
        self.count = 0

    def add(self, table: str, row: object, column: str, what: str) -> None:
        self.count += 1
        if len(self.kept) < SHOWN:
            name = row.decode(errors="replace") if isinstance(row, bytes) else str(row)
            self.kept.append(Mismatch(table, _writable(name), column, _writable(what)))


def _writable(text: str) -> str:
    """Return a text with what is no UTF-8 in it written out."""
    return text.encode(errors="backslashreplace").decode()


def verify(connection: Connection, seen: Head | None = None) -> Verified:
    """Check the chain, replay it and compare every table; `seen` is a head known from before."""
    try:
        return _verified(connection, seen)
    except sqlite3.OperationalError as problem:
        if "decode" not in str(problem) or not isinstance(connection, SqliteConnection):
            raise
        # A text that is no UTF-8: read once more, slower, with its bytes as they are.
        connection.raw.text_factory = _as_it_is
        return _verified(connection, seen)


def _as_it_is(text: bytes) -> str:
    return text.decode(errors="surrogateescape")


def _verified(connection: Connection, seen: Head | None) -> Verified:
    finding = _Finding()
    with replay(connection) as replayed:
        redacted: list[int] = []
        head = _check_chain(connection, replayed, finding, seen, redacted)
        rows = sum(
            _compare(connection, replayed.connection, table, finding) for table in JOURNALLED
        )
        _check_derived(connection, replayed, finding)
        _check_counters(connection, replayed, finding)
        _check_attachments(connection, replayed, finding)
        _check_schema(connection, replayed, finding)
    return Verified(tuple(finding.kept), finding.count, head, tuple(redacted), rows)


def _check_chain(
    connection: Connection,
    replayed: Replay,
    finding: _Finding,
    seen: Head | None,
    redacted: list[int],
) -> Head:
    """Follow the chain from its first entry, replaying it; return where it ends."""
    head = Head(0, "", GENESIS_HASH)
    change = 0
    for entry in journal.entries(connection):
        if entry.sequence != head.sequence + 1:
            finding.add(
                "journal", entry.sequence, "sequence", f"entry {head.sequence + 1} is missing"
            )
        _check_entry(entry, head, change, finding)
        if seen is not None and seen.sequence == entry.sequence and seen.hash != entry.hash:
            finding.add("journal", entry.sequence, "hash", "another entry was seen here before")
        if not entry.content:
            redacted.append(entry.sequence)
        try:
            replayed.apply(entry)
        except UNREADABLE as problem:
            finding.add("journal", entry.sequence, "content", f"cannot be replayed: {problem}")
        head = Head(entry.sequence, str(entry.recorded_at), _text(entry.hash))
        change = entry.change
    if seen is not None and seen.sequence > head.sequence:
        finding.add(
            "journal",
            seen.sequence,
            "",
            f"the journal ends at entry {head.sequence}; entry {seen.sequence} was seen on this "
            "machine: its newest entries were cut off",
        )
    for sequence in sorted(replayed.blanked):
        finding.add("journal", sequence, "content", "is blank, and no entry redacted it")
    if head.sequence == 0:
        finding.add("journal", 1, "", "there is no first entry")
    return head


def _check_entry(entry: Entry, before: Head, change: int, finding: _Finding) -> None:
    """Hold one entry against the one before it and against its own content."""
    content_hash = entry.content_hash
    if entry.content:
        body = _decompressed(entry.content)
        if body is None:
            finding.add("journal", entry.sequence, "content", "cannot be read")
        else:
            content_hash = hashlib.sha256(body).hexdigest()
    columns = {name: getattr(entry, name) for name in _HEADER}
    fits = _chained(before.hash, columns, content_hash) == entry.hash
    if content_hash != entry.content_hash:
        column = "content_hash" if fits else "content"
        finding.add("journal", entry.sequence, column, "content and content_hash do not fit")
        return
    if fits:
        if entry.change not in {entry.sequence, change}:
            finding.add("journal", entry.sequence, "change", f"is {entry.change}")
        return
    told = _told_columns(entry)
    changed = [name for name, said in told.items() if columns[name] != said]
    for name in changed:
        finding.add(
            "journal",
            entry.sequence,
            name,
            f"is {columns[name]!r}, its content says {told[name]!r}",
        )
    if not changed:
        finding.add("journal", entry.sequence, "hash", "does not follow from the entry before")


def _chained(previous_hash: str, columns: dict[str, Any], content_hash: str) -> str | None:
    try:
        return journal.chained(previous_hash, **columns, content_hash=content_hash)
    except (TypeError, ValueError):
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _decompressed(content: bytes) -> bytes | None:
    reader = zlib.decompressobj()
    try:
        body = reader.decompress(content)
    except zlib.error:
        return None
    return body if reader.eof and not reader.unused_data else None


def _told_columns(entry: Entry) -> dict[str, Any]:
    if not entry.content:
        return {}
    try:
        return dict(zip(_HEADER, entry.opened().get("entry", []), strict=False))
    except UNREADABLE:
        return {}


def _compare(live: Connection, told: Connection, table: str, finding: _Finding) -> int:
    """Compare a table with what the journal makes of it, both in the order of their keys."""
    record = Record.metadata.tables[table]
    key = [column.name for column in record.primary_key]
    columns = key + [column.name for column in record.columns if column.name not in key]
    sql = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(key)}"
    live_rows, told_rows = live.tuples(sql), told.tuples(sql)
    rows = 0
    one, other = next(live_rows, None), next(told_rows, None)
    width = len(key)
    while one is not None or other is not None:
        if one is not None and (other is None or _before(one[:width], other[:width])):
            finding.add(table, _name(one[:width]), "", "is not in the journal")
            one = next(live_rows, None)
        elif other is not None and (one is None or _before(other[:width], one[:width])):
            finding.add(table, _name(other[:width]), "", "is in the journal, and not in the table")
            other = next(told_rows, None)
        elif one is not None and other is not None:
            if one != other:
                _name_cells(table, columns, one, other, finding)
            rows += 1
            one, other = next(live_rows, None), next(told_rows, None)
    return rows


def _before(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Tell which of two keys a database gives first: numbers before text, text before bytes."""
    try:
        return one < other
    except TypeError:
        return _ranked(one) < _ranked(other)


def _ranked(key: tuple[Any, ...]) -> list[tuple[int, Any]]:
    ranks = {int: 1, float: 1, str: 2, bytes: 3}
    return [(ranks.get(type(part), 0), part) for part in key]


def _name(key: tuple[Any, ...]) -> str:
    return "/".join(str(part) for part in key)


def _name_cells(
    table: str,
    columns: list[str],
    one: tuple[Any, ...],
    other: tuple[Any, ...],
    finding: _Finding,
) -> None:
    width = len(Record.metadata.tables[table].primary_key)
    for column, is_now, said in zip(columns, one, other, strict=True):
        if is_now != said:
            finding.add(
                table,
                _name(one[:width]),
                column,
                f"is {_short(is_now)}, the journal says {_short(said)}",
            )


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _check_derived(connection: Connection, replayed: Replay, finding: _Finding) -> None:
    """Hold what is kept beside the truth against what follows from the journal."""
    replayed.finish()
    for table in DERIVED:
        _compare(connection, replayed.connection, table, finding)
    if not full_text.is_there(connection):
        return
    if not full_text.is_there(replayed.connection):
        full_text.make(replayed.connection)
    sql = "SELECT term, doc, cnt FROM claims_fts_terms"
    try:
        for live, told in zip_longest(connection.tuples(sql), replayed.connection.tuples(sql)):
            if live != told:
                term = (live or told)[0]
                finding.add(
                    full_text.TABLE, term, "", f"is not the index of search_texts: {REBUILD}"
                )
                break
    except sqlite3.DatabaseError as problem:
        finding.add(full_text.TABLE, "any", "", f"cannot be read ({problem}): {REBUILD}")


def _check_counters(connection: Connection, replayed: Replay, finding: _Finding) -> None:
    live = dict(connection.tuples("SELECT name, last_id FROM counters ORDER BY name"))
    for name in sorted(live.keys() | replayed.last_ids.keys(), key=str):
        is_now, said = live.get(name), replayed.last_ids.get(name)
        if is_now != said:
            finding.add("counters", name, "last_id", f"is {is_now}, the journal says {said}")


def _check_attachments(connection: Connection, replayed: Replay, finding: _Finding) -> None:
    live = connection.tuples("SELECT sha256, size, content FROM attachments ORDER BY sha256")
    missing = set(replayed.attachments)
    for sha256, size, content in live:
        missing.discard(sha256)
        if sha256 not in replayed.attachments:
            finding.add("attachments", sha256, "", "is not in the journal")
            continue
        if sha256 in replayed.blanked_files:
            if content != b"":
                finding.add("attachments", sha256, "content", "was redacted, and is there")
        elif not _is_content(content, sha256):
            finding.add("attachments", sha256, "content", "is not what was kept")
        if size != replayed.attachments[sha256]:
            finding.add("attachments", sha256, "size", f"is {size}")
    for sha256 in sorted(missing):
        finding.add("attachments", sha256, "", "is in the journal, and not in the table")


def _is_content(content: object, sha256: str) -> bool:
    """Tell whether what an attachment holds unpacks to what has this SHA-256."""
    body = _decompressed(bytes(content)) if isinstance(content, bytes | memoryview) else None
    return body is not None and hashlib.sha256(body).hexdigest() == sha256


def _check_schema(connection: Connection, replayed: Replay, finding: _Finding) -> None:
    versions = [str(row[0]) for row in connection.tuples("SELECT version_num FROM alembic_version")]
    if versions != [replayed.schema]:
        finding.add(
            "alembic_version",
            ", ".join(versions) or "none",
            "version_num",
            f"the journal says {replayed.schema}",
        )


def entry_with_hash(connection: Connection, wanted: str) -> Entry | None:
    """Return the entry of the journal that has a hash, or None."""
    sql = f"SELECT {journal.COLUMNS} FROM journal WHERE hash = :hash"
    return next(map(journal.made, connection.tuples(sql, {"hash": wanted})), None)
