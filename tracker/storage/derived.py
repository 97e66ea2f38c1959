"""What is kept beside the truth, so that a question about many claims is answered at once.

How each claim stands, and the text that it is found by. All of it can be made anew from the other
tables: `refresh` does so for the claims that a change touched, in the change's own transaction,
`rebuild` for all of them. The journal knows nothing of it; `verify` holds it against what the
journal adds up to.
"""

from collections.abc import Collection, Iterator, Sequence

from tracker.storage import full_text
from tracker.storage.connection import Connection, lowered

DERIVED = ("standings", "search_texts")
_COLUMNS = (
    "claim_id, state, due, said_on, heard_on, check_on, in_conflict, resolution_id, outcome, "
    "share, resolved_on, resolved_at, supports, refutes, neutral, last_evidence_on"
)
_STAND = f"INSERT INTO standings ({_COLUMNS}) SELECT {_COLUMNS} FROM claim_standing"
MANY = 10_000
"""How many claims a large change makes anew at once: each time costs as much as a few hundred."""
_PAGE = 2_000
_END = "\n\n"
"""After a text, so that its last characters too begin three of a kind."""


def refresh(connection: Connection, claims: Collection[int]) -> None:
    """Make what is kept of these claims anew, some of which may be gone; not many more than MANY.

    One statement makes all standings, for PostgreSQL reads all resolutions for each.
    """
    if not claims:
        return
    ids = sorted(claims)
    wanted = _listed(ids)
    connection.run(f"DELETE FROM standings WHERE claim_id IN ({wanted})")
    connection.run(f"{_STAND} WHERE claim_id IN ({wanted})")
    for page in _pages(ids):
        _put_texts(connection, _listed(page))


def rebuild(connection: Connection) -> None:
    """Make all anew."""
    connection.run("DELETE FROM standings")
    connection.run(_STAND)
    full_text.drop(connection)
    connection.run("DELETE FROM search_texts")
    last = 0
    while True:
        found = connection.tuples(
            "SELECT id FROM claims WHERE id > :last ORDER BY id LIMIT :page",
            {"last": last, "page": _PAGE},
        )
        ids = [int(row[0]) for row in found]
        if not ids:
            break
        texts = _texts(connection, _listed(ids))
        _insert_texts(connection, texts)
        last = ids[-1]
    full_text.make_if_it_pays(connection)


def _put_texts(connection: Connection, wanted: str) -> None:
    """Bring the texts of some claims up to date, and the index of them where there is one."""
    now = _texts(connection, wanted)
    before = {
        int(claim_id): str(text)
        for claim_id, text in connection.tuples(
            f"SELECT claim_id, text FROM search_texts WHERE claim_id IN ({wanted})"
        )
    }
    gone = {claim_id: text for claim_id, text in before.items() if now.get(claim_id) != text}
    new = {claim_id: text for claim_id, text in now.items() if before.get(claim_id) != text}
    is_indexed = bool(gone or new) and full_text.is_there(connection)
    if gone:
        if is_indexed:
            full_text.take_out(connection, gone)
        connection.run(f"DELETE FROM search_texts WHERE claim_id IN ({_listed(gone)})")
    if new:
        _insert_texts(connection, new)
        if is_indexed:
            full_text.put_in(connection, new)


def _insert_texts(connection: Connection, texts: dict[int, str]) -> None:
    connection.insert_many("search_texts", ("claim_id", "text"), list(texts.items()))


def _texts(connection: Connection, wanted: str) -> dict[int, str]:
    """Return what each of some claims is found by: its own words, its tags, and what was said.

    Parts stand on lines of their own: a word that is looked for has no line break in it.
    """
    parts: dict[int, dict[str, None]] = {
        int(claim_id): dict.fromkeys(own)
        for claim_id, *own in connection.tuples(
            "SELECT id, statement, key, criteria, condition, note FROM claims "
            f"WHERE id IN ({wanted})"
        )
    }
    for claim_id, *said in (
        *connection.tuples(
            "SELECT claim_id, tag FROM claim_tags WHERE removed = 0 "
            f"AND claim_id IN ({wanted}) ORDER BY id"
        ),
        *connection.tuples(
            "SELECT claim_id, quote, phrase FROM forecasts WHERE withdrawn_because IS NULL "
            f"AND claim_id IN ({wanted}) AND (quote IS NOT NULL OR phrase IS NOT NULL) "
            "GROUP BY claim_id, quote, phrase ORDER BY min(id)"
        ),
    ):
        if claim_id in parts:
            parts[claim_id].update(dict.fromkeys(said))
    return {
        claim_id: lowered("\n".join(str(part) for part in own if part is not None)) + _END
        for claim_id, own in parts.items()
    }


def _listed(ids: Collection[int]) -> str:
    return ", ".join(map(str, ids))


def _pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _PAGE] for start in range(0, len(ids), _PAGE))
