"""Words of probability: how each is read, and what became of what was said in them.

A phrase is judged by the claims that it was said of, as a scorecard counts them: once a claim and
owner, by the forecast that stood when the outcome became known, and only what has matured.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain.answer import Card, Column, Row, Section, Table
from tracker.domain.own_words import OwnWords
from tracker.domain.word_aliases import ALIASES
from tracker.domain.word_reading import WordReading
from tracker.domain.words import CURRENT, TABLES, normal, shipped
from tracker.errors import NotFound
from tracker.reports.ballots import FEW_EVENTS
from tracker.reports.votes import Asked, ballots
from tracker.scoring.categorical import hit_rate
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger
from tracker.storage.queries import people, scores, words

_TITLES = {"own": "This ledger's own", "en-1": "English (en-1)", "zh-1": "Chinese (zh-1)"}
_PHRASE = Column("phrase", "Phrase", "name")
_READINGS = (
    _PHRASE,
    Column("range", "Read as", "percents"),
    Column("middle", "Middle", "percent"),
    Column("table", "Table"),
    Column("remark", "Remark", "flow"),
)
_USES = (
    Column("said", "Said", "number"),
    Column("came_out", "Came out", "number"),
    Column("came_true", "Came true", "number"),
    Column("ci", "True rate, 95%", "percents"),
)
_BY_PHRASE = (_PHRASE, Column("range", "Read as", "percents"), *_USES)
_BY_OWNER = (Column("owner", "Owner", "name"), _PHRASE, *_USES)
_FLAT = (
    _PHRASE,
    Column("low", "Low", "number"),
    Column("high", "High", "number"),
    *_READINGS[2:],
    Column("said", "Said", "number"),
    Column("came_out", "Came out", "number"),
    Column("hits", "Came true", "number"),
)
_NONE_SAID = "No forecast is in words yet."


def listed(ledger: Ledger, phrase: str | None = None, owner: str | None = None) -> Card:
    """Return the tables of words and what the words did. Raises NotFound.

    With a `phrase` only that one, in all its versions; with an `owner` only what this person said.
    """
    with ledger.read() as connection:
        person = None if owner is None else people.get(connection, owner)
        own = words.own(connection)
        uses = _uses(connection, person, ledger.today(connection))
    readings = [*own.standing.values(), *(one for name in CURRENT for one in TABLES[name].values())]
    read_now = {one.phrase: one for one in reversed(readings)}
    if phrase is not None:
        wanted = normal(phrase)
        _check_known(wanted, readings, own, uses)
        versions = {one.table: one for one in (*own.versions, *readings) if one.phrase == wanted}
        readings = list(versions.values())
        uses = [use for use in uses if use["phrase"] == wanted]
    elif person is not None:
        said = {use["phrase"] for use in uses}
        readings = [one for one in readings if one.phrase in said]
    shown = [_reading(one, read_now) for one in readings]
    by_phrase = [
        {**row, "range": _range(_read(row["phrase"], read_now))}
        for row in _added_up(uses, "phrase")
    ]
    by_owner = _added_up(uses, "owner", "phrase")
    data = {
        "owner": person["name"] if person else None,
        "readings": shown,
        "phrases": by_phrase,
        "owners": by_owner,
    }
    used = {row["phrase"]: row for row in by_phrase}
    return Card(
        title="Words of probability" if phrase is None else f"The words {normal(phrase)}",
        data=data,
        facts=[],
        sections=[*_tables(shown, whole=phrase is None), *_what_they_did(by_phrase, by_owner)],
        flat=Table(_FLAT, _flat(shown, used)),
    )


def _uses(connection: Connection, person: Row | None, today: date) -> list[dict[str, Any]]:
    """Return each forecast in words, with how its claim came out (0 to 1) where it counts."""
    said = words.said_in_words(connection, person["id"] if person else None)
    shares: dict[int, float] = {}
    if said:
        wanted = scores.ScoreFilter(owner_ids=[person["id"]] if person else [])
        votes = (ballot.vote for _, ballot in ballots(connection, wanted, Asked(), today))
        shares = {vote.forecast_id: vote.share for vote in votes if vote is not None}
    return [
        {
            "owner": row["owner"],
            "phrase": normal(row["phrase"]),
            "share": shares.get(row["id"]),
        }
        for row in said
    ]


def _check_known(
    phrase: str, readings: Iterable[WordReading], own: OwnWords, uses: Iterable[Row]
) -> None:
    known = {one.phrase for one in (*readings, *own.versions)} | {use["phrase"] for use in uses}
    if phrase not in known:
        near = people.nearest(phrase, sorted(known))
        hint = f"did you mean {' or '.join(near)}?" if near else "`tracker words` lists them"
        raise NotFound(f"nothing is known of the words {phrase!r}: {hint}")


def _reading(one: WordReading, read_now: Mapping[str, WordReading]) -> dict[str, Any]:
    now = read_now.get(one.phrase)
    return {**one._asdict(), "range": _range(one), "stands": now is not None and now == one}


def _read(phrase: str, read_now: Mapping[str, WordReading]) -> WordReading | None:
    """Return how a phrase is read now; one that only texts have, as the word that it stands for."""
    same = ALIASES.get(phrase)
    return read_now.get(phrase) or (shipped(same) if same is not None else None)


def _range(one: WordReading | None) -> tuple[float, float] | None:
    return None if one is None or one.low is None or one.high is None else (one.low, one.high)


def _added_up(uses: Iterable[Row], *by: str) -> list[dict[str, Any]]:
    """Return the uses counted by some of their fields, the most used first."""
    found: dict[tuple[str, ...], list[float | None]] = {}
    for use in uses:
        found.setdefault(tuple(use[name] for name in by), []).append(use["share"])
    rows = []
    for names, shares in found.items():
        rate = hit_rate([share for share in shares if share is not None])
        rows.append(
            {
                **dict(zip(by, names, strict=True)),
                "said": len(shares),
                "came_out": rate.n,
                "hits": int(rate.hits) if rate.hits.is_integer() else rate.hits,
                "rate": rate.rate,
                "ci": rate.ci,
            }
        )
    return sorted(rows, key=lambda row: (-row["said"], *(row[name] for name in by)))


def _tables(shown: Sequence[Row], *, whole: bool) -> Iterable[Section]:
    if not whole:
        return [Section("How they are read", Table(_READINGS, [_remarked(row) for row in shown]))]
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in shown:
        name = "own" if row["table"].startswith("own-") else row["table"]
        parts.setdefault(name, []).append(_remarked(row))
    return [Section(_TITLES[name], Table(_READINGS, rows)) for name, rows in parts.items()]


def _remarked(row: Row) -> dict[str, Any]:
    stands = "" if row["stands"] else "not read so here"
    return {**row, "remark": "; ".join(filter(None, (stands, row["remark"])))}


def _what_they_did(by_phrase: Sequence[Row], by_owner: Sequence[Row]) -> Iterable[Section]:
    yield Section("What became of them", Table(_BY_PHRASE, _counted(by_phrase), _NONE_SAID))
    if by_owner:
        yield Section("By who said them", Table(_BY_OWNER, _counted(by_owner)))


def _counted(rows: Sequence[Row]) -> list[Row]:
    """Return rows as a table shows them: so many of so many, a rate only where they are enough."""
    return [
        {
            **row,
            "came_true": f"{row['hits']:g} of {row['came_out']}" if row["came_out"] else None,
            "ci": row["ci"] if row["came_out"] >= FEW_EVENTS else None,
        }
        for row in rows
    ]


def _flat(shown: Sequence[Row], used: Mapping[str, Row]) -> list[Row]:
    """Return the readings with the uses of each, and the phrases that no table has."""
    none = {"said": 0, "came_out": 0, "hits": 0}
    read = {row["phrase"] for row in shown}
    rest = [row for phrase, row in used.items() if phrase not in read]
    return [*({**row, **used.get(row["phrase"], none), "range": None} for row in shown), *rest]
