"""What an import knows so far: of the ledger, and of the rows that it has taken."""

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from tracker.actions import people
from tracker.domain.imports import FurtherForecast, ImportedRow
from tracker.storage.change import Change
from tracker.storage.queries import importing as lookups
from tracker.storage.queries import people as known_people
from tracker.storage.queries import sources as known_sources

NEAR_NAMES = 20
"""For so many new people names near theirs are looked for, which takes ever longer."""
_REMEMBERED = 5_000
_PLACES = 3
_BITS = 27
"""What was told is marked in two to the power of so many bits: 16 MiB."""
_LAST_BYTE = (1 << _BITS - 3) - 1
_CLAIMS_A_MISS = 50
"""After one key that nobody has for every so many claims that there are, all keys are read."""


@dataclass(slots=True)
class KnownClaim:
    """A claim that the ledger has, or that an earlier row made."""

    row: dict[str, Any]
    is_new: bool
    tags: set[str] | None = None
    outcome: str | None = None


class Known:
    """Claims, people and sources by what a row calls them, in a memory that does not grow.

    `conditions` are claims that hang on another one, each with its row; `linked` those that are
    linked to others.
    """

    def __init__(self, change: Change, today: date) -> None:
        self.change = change
        self.today = today
        self.remarks: list[str] = []
        self.new_people = 0
        self.conditions: list[tuple[ImportedRow, int]] = []
        self.linked: list[tuple[ImportedRow, int]] = []
        self.index = lookups.Index(change.connection)
        self.index.add_all(lookups.names(change.connection))
        self.adopts = lookups.has_claims_without_key(change.connection)
        self.has_statements = False
        self.first_new = 0
        self.own_notes = 0
        """How many remarks hang on what a row says of its claim, and so return with the next."""
        self._notes: dict[str, tuple[int, list[str]]] = {}
        self._is_indexed = bytearray()
        self._told = _Told()
        self._claims: dict[int, KnownClaim] = {}
        self._keys: dict[str, int] = {}
        self._misses = 0
        self._most_misses = lookups.newest(change.connection) // _CLAIMS_A_MISS
        self._names: dict[str, int] = {}
        self._sources: dict[str, dict[str, Any]] = {}
        for key in known_sources.keys(change.connection):
            self._told.add(("source", key))

    def note(
        self, row: ImportedRow | FurtherForecast, text: str, *, is_of_claim: bool = True
    ) -> None:
        """Keep a remark on a row; the same one on many rows is told once."""
        self.own_notes += is_of_claim
        count, places = self._notes.get(text, (0, []))
        if count < _PLACES:
            places.append(row.where or str(row.line))
        self._notes[text] = (count + 1, places)

    def claim(self, claim_id: int) -> KnownClaim:
        """Return a claim by its id."""
        found = self._claims.get(claim_id)
        if found is None:
            row = self.change.row("claims", claim_id)
            found = KnownClaim(row, is_new=self.is_new(claim_id))
            _remember(self._claims, claim_id, found)
        return found

    def is_new(self, claim_id: int) -> bool:
        """Tell whether this import made a claim."""
        return 0 < self.first_new <= claim_id

    def by_key(self, key: str) -> int | None:
        """Return the id of the claim with a key."""
        found = self._keys.get(key)
        if found is None and self._may_be_there(key):
            # Claims that are not written yet are all among the keys at hand.
            found = lookups.claim_with_key(self.change.stored, key)
            if found is None:
                self._misses += 1
            else:
                self._remember_key(key, found)
        return found

    def _may_be_there(self, key: str) -> bool:
        """Tell whether the ledger may have a key; it is not asked for each of many new ones."""
        if self._misses < self._most_misses:
            return True
        if self._misses == self._most_misses:
            self._misses += 1
            for known in lookups.keys(self.change.connection):
                self._told.add(("key", known))
        return ("key", key) in self._told

    def by_name(self, name: str | int) -> int | None:
        """Return the id of the claim with a key, or of that which the file gives a number."""
        if isinstance(name, str):
            return self.by_key(name)
        return next(iter(self.index.find(("file id", name))), None)

    def has_key(self, claim_id: int, key: str) -> None:
        """Note that a row has given a claim its key."""
        self._told.add(("key", key))
        self._remember_key(key, claim_id)

    def _remember_key(self, key: str, claim_id: int) -> None:
        if len(self._keys) >= _REMEMBERED:
            self.change.write()
            self._keys.clear()
        self._keys[key] = claim_id

    def condition(self, row: ImportedRow) -> int | None:
        """Return the id of the claim that is the condition of a row's."""
        name = row.claim.condition_claim or row.condition
        return None if name is None else self.by_name(name)

    def by_statement(self, stated: tuple[Any, ...]) -> list[int]:
        """Return the ids of the claims that state this, in this source, with this window."""
        if not self.has_statements:
            self.index.add_all(lookups.statements(self.change.connection))
            self.has_statements = True
        return self.index.find(stated)

    def person(self, name: str) -> int | None:
        """Return the id of the person who goes by a name, None for a new one."""
        found = self._names.get(name)
        if found is None and self.index.find(("name", name.lower())):
            person = known_people.find(self.change.connection, name)
            found = int(person["id"]) if person else None
            if found is not None:
                _remember(self._names, name, found)
        return found

    def person_made(self, name: str) -> int:
        """Return the id of the person who goes by a name; a new name makes a person."""
        found = self.person(name)
        if found is None:
            self.new_people += 1
            if self.new_people <= NEAR_NAMES:
                found, remark = people.named(self.change, name)
                self.remarks.extend([remark] if remark else [])
            else:
                found = self.change.insert("people", name=name, kind="person")
            self.index.add(("name", name.lower()), found)
            _remember(self._names, name, found)
        return found

    def source(self, key: str) -> dict[str, Any] | None:
        """Return the source with a key, None for a new one. It may lack columns that are null."""
        found = self._sources.get(key)
        if found is None and ("source", key) in self._told:
            found = known_sources.find(self.change.connection, key)
            if found is not None:
                _remember(self._sources, key, found)
        return found

    def made_source(self, key: str, row: dict[str, Any]) -> None:
        """Note that a row has made a source."""
        self._told.add(("source", key))
        _remember(self._sources, key, row)

    def forecasts(self, told: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the forecasts on a claim by one owner at one time with one value, and note it."""
        claim_id, wanted = told["claim_id"], identity(told)
        by_words = in_words(told) if told["word_table"] is not None else None
        if not self.is_new(claim_id):
            self._note_forecasts(claim_id)
        is_new = not self._told.add(wanted)
        if is_new and (by_words is None or by_words not in self._told):
            return []
        near = lookups.forecasts_at(
            self.change.connection, claim_id, told["owner_id"], told["made_on"]
        )
        return [row for row in near if identity(row) == wanted] or [
            row
            for row in near
            if by_words is not None and row["word_table"] is not None and in_words(row) == by_words
        ]

    def note_forecast(self, told: Mapping[str, Any]) -> None:
        """Note a forecast that no other can be like yet."""
        self._told.add(identity(told))

    def _note_forecasts(self, claim_id: int) -> None:
        """Note the forecasts that the ledger has on a claim which was there."""
        if len(self._is_indexed) <= claim_id:
            self._is_indexed.extend(bytes(claim_id + 1 - len(self._is_indexed)))
        if not self._is_indexed[claim_id]:
            self._is_indexed[claim_id] = 1
            for row in lookups.forecasts(self.change.connection, claim_id):
                self._told.add(identity(row))
                if row["word_table"] is not None:
                    self._told.add(in_words(row))

    def made_claim(self, claim_id: int, key: str | None) -> None:
        """Note that a row has made a claim."""
        self.first_new = self.first_new or claim_id
        if key is not None:
            self.has_key(claim_id, key)

    def changed_claim(self, claim_id: int) -> None:
        """Forget how a claim was before a row changed it."""
        self._claims.pop(claim_id, None)

    def changed_source(self, key: str) -> None:
        """Forget how a source was before a row changed it."""
        self._sources.pop(key, None)

    def notes(self) -> list[str]:
        """Return the remarks on rows, each with the places that it is about."""
        found = []
        for text, (count, places) in self._notes.items():
            more = f" and {count - len(places):,} more" if count > len(places) else ""
            are_lines = all(place.isdecimal() for place in places)
            what = "" if not are_lines else "line " if count == 1 else "lines "
            found.append(f"{what}{', '.join(places)}{more}: {text}")
        return found


class _Told:
    """What was told already: surely not, or perhaps. Its memory does not grow.

    A Bloom filter of two bits a value, which are taken from its hash.
    """

    def __init__(self) -> None:
        self._bytes = bytearray(1 << _BITS - 3)

    def add(self, value: Hashable) -> bool:
        """Note a value; return whether it may have been noted before."""
        one, other, one_bit, other_bit = _bits(value)
        marks = self._bytes
        was = marks[one] & one_bit and marks[other] & other_bit
        marks[one] |= one_bit
        marks[other] |= other_bit
        return bool(was)

    def __contains__(self, value: Hashable) -> bool:
        """Tell whether a value may have been noted; of a million others one in 4,000 is said so.

        That costs a look at the ledger, and no more.
        """
        one, other, one_bit, other_bit = _bits(value)
        return bool(self._bytes[one] & one_bit and self._bytes[other] & other_bit)


def _bits(value: Hashable) -> tuple[int, int, int, int]:
    """Return the places of a value's two bits: the byte of each, and the bit within."""
    digest = hash(value)
    return (
        digest >> 3 & _LAST_BYTE,
        digest >> 3 + _BITS & _LAST_BYTE,
        1 << (digest & 7),
        1 << (digest >> _BITS & 7),
    )


def _remember(memory: dict[Any, Any], key: Any, value: Any) -> None:
    """Keep a value at hand; the memory holds so many and then forgets them."""
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value


_BY_VALUE = itemgetter(
    *("claim_id", "owner_id", "made_on", "made_at"),
    *("basis", "probability", "low", "high", "phrase"),
)
_BY_WORDS = itemgetter("claim_id", "owner_id", "made_on", "made_at", "phrase")


def identity(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return by what a forecast is told from others: claim, owner, time and value."""
    distribution = row["distribution"]
    values = tuple(sorted(json.loads(distribution).items())) if distribution else None
    return ("forecast", *_BY_VALUE(row), values)


def in_words(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return by what a forecast is told from others that a table of words read, whichever did."""
    return ("in words", *_BY_WORDS(row))
