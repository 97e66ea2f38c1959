"""SQLite's index of the text that claims are found by: every three characters that follow another.

Of whatever language: a word of three characters or more is looked up as these, a shorter one as
what they begin with. The index is no part of the truth: it lies beside `search_texts`, and is made
anew from it. In a ledger with few claims, where SQLite has no such index, and on other databases, a
search scans.
"""

from collections.abc import Mapping
from typing import Any

from tracker.storage.connection import Connection, Values

TABLE = "claims_fts"
_MAKE = (
    (
        "CREATE VIRTUAL TABLE claims_fts USING fts5(text, content='search_texts', "
        "content_rowid='claim_id', columnsize=0, tokenize='trigram case_sensitive 1')"
    ),
    "CREATE VIRTUAL TABLE claims_fts_grams USING fts5vocab('claims_fts', 'instance')",
    "CREATE VIRTUAL TABLE claims_fts_terms USING fts5vocab('claims_fts', 'row')",
)
_DROP = ("claims_fts_terms", "claims_fts_grams", TABLE)
PAYS_FROM = 20_000
"""From how many claims on there is an index; fewer are scanned in a few milliseconds."""
_OLDEST = (3, 34)
"""The first SQLite that splits text by three characters."""
_LAST = "\U0010ffff" * 2
_LENGTH = 3


def is_there(connection: Connection) -> bool:
    """Tell whether this database has the index."""
    return connection.is_sqlite and bool(
        connection.rows("SELECT 1 FROM sqlite_master WHERE name = :name", {"name": TABLE})
    )


def drop(connection: Connection) -> None:
    """Take the index away, if there is one."""
    if connection.is_sqlite:
        for name in _DROP:
            connection.run(f"DROP TABLE IF EXISTS {name}")


def make_if_it_pays(connection: Connection) -> None:
    """Make the index of all texts where there are enough of them, and where SQLite can."""
    if not _can(connection):
        return  # before texts are counted, for every new claim asks
    (texts,) = next(connection.tuples("SELECT count(*) FROM search_texts"))
    if texts >= PAYS_FROM:
        make(connection)


def make(connection: Connection) -> None:
    """Make the index of all texts, however few, where SQLite can."""
    if not _can(connection):
        return
    for statement in _MAKE:
        connection.run(statement)
    connection.run("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")


def _can(connection: Connection) -> bool:
    if not connection.is_sqlite:
        return False
    (version, has_module), *_ = connection.tuples(
        "SELECT sqlite_version(), EXISTS (SELECT 1 FROM pragma_module_list WHERE name = 'fts5')"
    )
    return bool(has_module) and tuple(map(int, version.split(".")[:2])) >= _OLDEST


def put_in(connection: Connection, texts: Mapping[int, str]) -> None:
    """Enter texts."""
    connection.run_many(
        "INSERT INTO claims_fts (rowid, text) VALUES (:claim_id, :text)", _rows(texts)
    )


def take_out(connection: Connection, texts: Mapping[int, str]) -> None:
    """Take texts out, as they were when they were entered."""
    connection.run_many(
        "INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', :claim_id, :text)",
        _rows(texts),
    )


def _rows(texts: Mapping[int, str]) -> list[dict[str, Any]]:
    return [{"claim_id": claim_id, "text": text} for claim_id, text in texts.items()]


def containing(word: str, parameter: str) -> tuple[str, Values]:
    """Return the query for the claims in whose text a word in small letters stands."""
    if len(word) >= _LENGTH:
        quoted = word.replace('"', '""')
        return f"SELECT rowid AS id FROM claims_fts WHERE claims_fts MATCH :{parameter}", {
            parameter: f'"{quoted}"'
        }
    return (
        (
            f"SELECT doc AS id FROM claims_fts_grams WHERE term >= :{parameter} "
            f"AND term <= :{parameter}_end"
        ),
        {parameter: word, f"{parameter}_end": word + _LAST},
    )
