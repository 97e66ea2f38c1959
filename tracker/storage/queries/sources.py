"""Sources by key, and tags."""

import zlib
from typing import Any

from tracker.errors import NotFound
from tracker.storage.connection import Connection, first
from tracker.storage.queries.people import nearest


def find(connection: Connection, key: str) -> dict[str, Any] | None:
    """Return the source with a key, or None."""
    return first(connection, "SELECT * FROM sources WHERE key = :key", {"key": key})


def keys(connection: Connection) -> list[str]:
    """Return the keys of all sources."""
    return [str(row[0]) for row in connection.tuples("SELECT key FROM sources")]


def key_of_text(connection: Connection, sha256: str) -> str | None:
    """Return the key of the first source that has this very text, or None."""
    sql = "SELECT key FROM sources WHERE sha256 = :sha256 ORDER BY id LIMIT 1"
    found = first(connection, sql, {"sha256": sha256})
    return None if found is None else str(found["key"])


def get(connection: Connection, key: str) -> dict[str, Any]:
    """Return the source with a key. Raises NotFound with the nearest keys."""
    found = find(connection, key)
    if found is None:
        near = nearest(key, keys(connection))
        raise NotFound(_missing("source", key, near, "tracker sources"))
    return found


def check_tag(connection: Connection, tag: str) -> str:
    """Return a tag that some claim carries. Raises NotFound with the nearest tags."""
    carried = "SELECT 1 FROM claim_tags WHERE tag = :tag AND removed = 0 LIMIT 1"
    if first(connection, carried, {"tag": tag}):
        return tag
    known = [
        str(row[0])
        for row in connection.tuples("SELECT DISTINCT tag FROM claim_tags WHERE removed = 0")
    ]
    raise NotFound(_missing("tag", tag, nearest(tag, known), "tracker list -f json"))


def listed(connection: Connection) -> list[dict[str, Any]]:
    """Return all sources with how much was said in them, by key."""
    return connection.rows(
        "SELECT s.*, CASE WHEN length(a.content) > 0 THEN 1 ELSE 0 END AS kept FROM source_list s "
        "LEFT JOIN attachments a ON a.sha256 = s.sha256 ORDER BY s.key"
    )


def kept_text(connection: Connection, key: str) -> str | None:
    """Return the text of a source where the ledger keeps it, else None."""
    found = first(
        connection,
        "SELECT a.content FROM sources s JOIN attachments a ON a.sha256 = s.sha256 "
        "WHERE s.key = :key",
        {"key": key},
    )
    return zlib.decompress(found["content"]).decode() if found and found["content"] else None


def _missing(what: str, name: str, near: list[str], where: str) -> str:
    hint = f"did you mean {' or '.join(near)}?" if near else f"`{where}` shows those there are"
    return f"there is no {what} {name!r}: {hint}"
