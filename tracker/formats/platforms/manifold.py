"""Manifold: markets and bets as its API gives them, in one file or in several.

A bet is a trade, and no one's stated odds: what it says is the market's probability after it, kept
as imputed with the words "market move" and owned by the market, a crowd. `bettors` makes each
bettor the owner instead. Redemptions and rebalances move nothing that anyone meant, and orders that
were not filled move nothing at all: both are left out. An answer of a market with several is a
claim of its own, for each has its own price.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain.entries import ForecastEntry, PersonEntry
from tracker.domain.imports import Imported, ImportedRow, RejectedRow
from tracker.domain.probability import Belief
from tracker.errors import InvalidFile, InvalidInput
from tracker.formats import bundle
from tracker.formats.bundle import Member
from tracker.formats.fields import Moment
from tracker.formats.platforms import instants, outcomes
from tracker.formats.platforms.parts import (
    Place,
    Platform,
    Question,
    an_object,
    attached,
    field,
    name_of,
    number,
    objects,
    probability,
    share_text,
    taken,
    text_of,
    texts_of,
)

MARKET = "Manifold market"
MOVE = "market move"
_ARRAYS = ("markets", "bets", "data")
_WITH_ANSWERS = frozenset({"MULTIPLE_CHOICE", "FREE_RESPONSE"})


def read(
    files: Sequence[Member], *, name: str, today: date, bettors: bool = False
) -> Iterator[Imported]:
    """Yield the rows of the files, those of markets first."""
    platform = Platform("Manifold", "manifold", "https://manifold.markets")
    kinds = {member.name: _kind(member, name) for member in files}
    if not any(kinds.values()):
        raise InvalidFile(name, ["there is neither a market nor a bet of Manifold in it"])
    trade = _Trade(platform, today, bettors=bettors)
    with_bets = "bet" in kinds.values()
    market = _Markets(platform, today, with_bets=with_bets)
    for kind, reader in (("market", market.rows), ("bet", trade.rows)):
        for member in files:
            if kinds[member.name] == kind:
                where = f"{member.name} " if len(files) > 1 else ""
                with bundle.reading(member, name) as data:
                    found = platform.objects(data, member.name, _ARRAYS, _is_one, where=where)
                    for place, value in found:
                        yield from reader(place, value)
    yield from platform.remarks()


def _kind(member: Member, name: str) -> str:
    """Return what a file holds, by its first object: `market`, `bet`, or nothing that is known."""
    with bundle.reading(member, name) as data:
        unread = Platform("Manifold", "manifold")
        for _, value in unread.objects(data, member.name, _ARRAYS, _is_one):
            if isinstance(value, dict) and "question" in value:
                return "market"
            return "bet" if isinstance(value, dict) and "contractId" in value else ""
    return ""


def _is_one(given: Mapping[str, Any]) -> bool:
    return "id" in given


class _Markets:
    """Markets under way. Without bets the price that stands is the market's one forecast."""

    def __init__(self, platform: Platform, today: date, *, with_bets: bool) -> None:
        self.platform = platform
        self.today = today
        self.with_bets = with_bets
        self.people: tuple[PersonEntry, ...] = (PersonEntry(name=MARKET, kind="crowd"),)

    def rows(self, place: Place, given: Any) -> Iterator[Imported]:
        """Yield a row for a market, or for each of its answers."""
        try:
            given = an_object(given)
            kind = text_of(given, "outcomeType") or "BINARY"
            answers = objects(given, "answers") if kind in _WITH_ANSWERS else []
        except InvalidInput as problem:
            yield RejectedRow(place.line, str(problem), place.where)
            return
        for index, answer in enumerate(answers):
            where = Place(place.line, f"{place.where}.answers[{index}]")
            yield from taken(where, self._row, given, answer)
        if kind == "BINARY":
            yield from taken(place, self._row, given, given)
        elif kind not in _WITH_ANSWERS:
            self.platform.count(
                "market is of a kind that is not imported (numbers, stocks, polls)",
                "markets are of kinds that are not imported (numbers, stocks, polls)",
            )

    def _row(self, place: Place, given: Mapping[str, Any], own: Mapping[str, Any]) -> ImportedRow:
        """Return a market as a claim, or one of its answers, which is its own then."""
        platform = self.platform
        asked = instants.of_seconds(field(given, "createdTime"), "createdTime", milli=True)
        closes = given.get("closeTime")
        deadline = None
        if closes is not None:
            deadline = instants.of_seconds(closes, "closeTime", milli=True).day
        told = [name_of(given, "id")]
        statement = platform.statement(text_of(given, "question"), "question")
        if own is not given:
            told.append(name_of(own, "id"))
            statement = f"{statement} – {platform.statement(text_of(own, 'text'), 'text')}"
        known = own.get("resolutionTime") or given.get("resolutionTime")
        claim = platform.claim(
            Question(platform.key(*told), statement, asked, deadline),
            criteria=platform.text(text_of(given, "textDescription"), "textDescription"),
            note=platform.text(text_of(given, "url"), "url"),
            tags=platform.tags(texts_of(given, "groupSlugs")),
            forecasts=() if self.with_bets else tuple(self._standing(given, own)),
            resolution=platform.resolution(
                _outcome(given, own),
                None if known is None else instants.of_seconds(known, "resolutionTime", milli=True),
                deadline,
                self.today,
            ),
        )
        people = self.people
        self.people = ()
        return platform.row(place, claim, people=people)

    def _standing(
        self, given: Mapping[str, Any], own: Mapping[str, Any]
    ) -> Iterator[ForecastEntry]:
        since = given.get("lastBetTime") or given.get("lastUpdatedTime")
        if own.get("probability") is not None and since is not None:
            moved = instants.of_seconds(since, "lastBetTime", milli=True)
            yield _move(MARKET, own["probability"], moved)


def _outcome(market: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """Return how a market, or one of its answers, came out; `""` for not yet."""
    word = text_of(own, "resolution") or ""
    if not word and own is not market:
        return _outcome_by_market(market, own)
    found = outcomes.read("Manifold", word)
    return _share(own.get("resolutionProbability")) if found == outcomes.SHARE else found


def _outcome_by_market(market: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """Return how an answer came out that does not say so itself: by what its market names."""
    word = text_of(market, "resolution") or ""
    shares = market.get("resolutions")
    if word in {"", "CANCEL"}:
        return outcomes.read("Manifold", word)
    if isinstance(shares, dict) and shares:  # what was paid out, by answer
        total = sum(number(share, "resolutions") for share in shares.values())
        part = number(shares.get(answer["id"], 0), "resolutions")
        return _share(part / total if total else None)
    if word == "MKT":
        return _share(answer.get("resolutionProbability"))
    return "yes" if word == answer["id"] else "no"


def _share(value: Any) -> str:
    if value is None:
        raise InvalidInput("resolutionProbability is missing for a share")
    return share_text(probability(value, "resolutionProbability"))


class _Trade:
    """Bets under way."""

    def __init__(self, platform: Platform, today: date, *, bettors: bool) -> None:
        self.platform = platform
        self.today = today
        self.bettors = bettors

    def rows(self, place: Place, given: Any) -> Iterator[Imported]:
        """Yield a row for a bet that moved the market."""
        if not isinstance(given, dict):
            yield RejectedRow(place.line, "it must be an object", place.where)
        elif given.get("isRedemption") or given.get("isRebalance"):
            self.platform.count(
                "redemption or rebalance is no bet and was left out",
                "redemptions and rebalances are no bets and were left out",
            )
        elif given.get("amount") == 0:
            self.platform.count(
                "order that was not filled was left out",
                "orders that were not filled were left out",
            )
        else:
            yield from taken(place, self._row, given)

    def _row(self, place: Place, given: Mapping[str, Any]) -> ImportedRow:
        told = [name_of(given, "contractId")]
        if given.get("answerId") not in (None, "undefined"):
            told.append(name_of(given, "answerId"))
        moved = instants.of_seconds(field(given, "createdTime"), "createdTime", milli=True)
        if self.bettors:
            name = text_of(given, "userUsername") or text_of(given, "userName")
            name = name or f"Manifold user {name_of(given, 'userId')}"
            owner = self.platform.person(name, "userId")
        else:
            owner = MARKET
        return attached(
            self.platform.key(*told),
            place,
            self.today,
            forecasts=(_move(owner, field(given, "probAfter"), moved),),
        )


def _move(owner: str, price: Any, moved: Moment) -> ForecastEntry:
    share = probability(price, "probAfter")
    return ForecastEntry(
        owner=owner,
        belief=Belief("imputed", share, share, share, MOVE),
        made_on=moved.day,
        made_at=moved.at,
    )
