"""ClaimReview: what fact checkers publish in the terms of schema.org, and Google's search of it.

A review judges what somebody has said: the claim is a fact, its author has asserted it without any
odds, and the review is evidence. The words of the rating decide how it came out, then a rating at
either end of its scale. What stands between is neither true nor false: the review is kept as
evidence and the claim stays open.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from tracker.domain.entries import EvidenceEntry, ForecastEntry, PersonEntry, SourceEntry
from tracker.domain.evidence import check_url
from tracker.domain.imports import Imported, ImportedRow, RejectedRow
from tracker.domain.probability import Belief
from tracker.errors import InvalidInput
from tracker.formats.fields import Moment
from tracker.formats.platforms import instants, outcomes
from tracker.formats.platforms.parts import (
    Place,
    Platform,
    Question,
    an_object,
    digest,
    number,
    taken,
    text_of,
)

_ARRAYS = ("@graph", "dataFeedElement", "itemListElement", "claims", "claimReviews")
_STANCES = {"yes": "supports", "no": "refutes"}


def read(data: BinaryIO, *, name: str, today: date) -> Iterator[Imported]:
    """Yield a row for each review."""
    platform = Platform("ClaimReview", "claimreview", "https://schema.org/ClaimReview")
    reviews = _Reviews(platform, today)
    for place, given in platform.objects(data, name, _ARRAYS, _is_review):
        yield from reviews.rows(place, given)
    yield from platform.remarks()


def _is_review(value: Mapping[str, Any]) -> bool:
    kind = value.get("@type")
    return "ClaimReview" in (kind if isinstance(kind, list) else [kind])


class _Reviews:
    """Reviews under way; each checker is told once to be an organisation."""

    def __init__(self, platform: Platform, today: date) -> None:
        self.platform = platform
        self.today = today
        self.told: set[str] = set()

    def rows(self, place: Place, given: Any) -> Iterator[Imported]:
        """Yield the rows of an item: a review, one in a list's item, or a claim with reviews."""
        if isinstance(given, dict) and isinstance(given.get("item"), list | dict):
            inside = given["item"] if isinstance(given["item"], list) else [given["item"]]
            for index, item in enumerate(inside):
                yield from self.rows(Place(place.line, f"{place.where}.item[{index}]"), item)
        elif isinstance(given, dict) and isinstance(given.get("claimReview"), list):
            for index, review in enumerate(given["claimReview"]):
                where = Place(place.line, f"{place.where}.claimReview[{index}]")
                yield from taken(where, self._found, given, review)
        elif isinstance(given, dict) and _is_review(given):
            yield from taken(place, self._review, given)
        elif isinstance(given, dict) and "@type" in given:
            self.platform.count("item is no ClaimReview", "items are no ClaimReviews")
        else:
            yield RejectedRow(place.line, "it is no ClaimReview", place.where)

    def _review(self, place: Place, given: Mapping[str, Any]) -> ImportedRow:
        """Return a review as schema.org writes it."""
        about = _one(given.get("itemReviewed"))
        rating = _one(given.get("reviewRating"))
        checker = _one(given.get("author"))
        return self._row(
            place,
            statement=_text(given.get("claimReviewed")) or _text(about.get("name")),
            said_by=_name(about.get("author")),
            said=_text(about.get("datePublished")),
            checker=_name(checker) or _text(checker.get("url")),
            checked=_text(given.get("datePublished")),
            url=_text(given.get("url")),
            words=_text(rating.get("alternateName")),
            rating=rating,
        )

    def _found(self, place: Place, claim: Mapping[str, Any], review: Any) -> ImportedRow:
        """Return a review as Google's search of fact checks gives it."""
        review = an_object(review)
        checker = _one(review.get("publisher"))
        return self._row(
            place,
            statement=text_of(claim, "text"),
            said_by=text_of(claim, "claimant"),
            said=text_of(claim, "claimDate"),
            checker=text_of(checker, "name") or text_of(checker, "site"),
            checked=text_of(review, "reviewDate"),
            url=text_of(review, "url"),
            words=text_of(review, "textualRating"),
            rating={},
        )

    def _row(  # noqa: PLR0913 - all after the place are named
        self,
        place: Place,
        *,
        statement: str | None,
        said_by: str | None,
        said: str | None,
        checker: str | None,
        checked: str | None,
        url: str | None,
        words: str | None,
        rating: Mapping[str, Any],
    ) -> ImportedRow:
        platform = self.platform
        text = platform.statement(statement, "claimReviewed")
        judge = platform.person(checker, "author")
        reviewed = instants.optional(checked, "datePublished")
        spoken = instants.optional(said, "itemReviewed.datePublished")
        asked = spoken or reviewed
        if asked is None:
            raise InvalidInput("datePublished is missing")
        reviewed = reviewed or asked
        outcome = _outcome(words, rating)
        verdict = platform.text(words, "alternateName") or _rated(rating) or "reviewed"
        address = check_url(url) if url and url.startswith(("http://", "https://")) else None
        key = platform.key(digest(text, said_by or "", url or judge))
        review = EvidenceEntry(
            key=key,
            on=reviewed.day,
            stance=_STANCES.get(outcome, "neutral"),
            note=f"{judge}: {verdict}",
            url=address,
            publisher=judge,
        )
        speaker = platform.person(said_by, "itemReviewed.author") if said_by else None
        assertion = ForecastEntry(owner=speaker or "", belief=Belief("none"), made_on=asked.day)
        claim = platform.claim(
            Question(key, text, Moment(asked.day)),
            type="fact",
            forecasts=(assertion,) if speaker else (),
            evidence=(review,),
            resolution=platform.resolution(
                outcome, reviewed, None, self.today,
                because=f"rated {verdict}", judge=judge, evidence=(key,),
            ),
        )  # fmt: skip
        return ImportedRow(
            line=place.line,
            where=place.where,
            claim=claim,
            source=SourceEntry(
                key=platform.source.key, title=platform.source.title, url=platform.source.url
            ),
            people=self._people(judge),
            evidence_ids=(key,),
        )

    def _people(self, judge: str) -> tuple[PersonEntry, ...]:
        if judge in self.told:
            return ()
        self.told.add(judge)
        return (PersonEntry(name=judge, kind="organisation"),)


def _one(value: Any) -> Mapping[str, Any]:
    """Return an object, the first of a list of them, or an empty one."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    """Return a text, or the first of a list of them."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) and value.strip() else None


def _name(value: Any) -> str | None:
    return _text(value) if isinstance(value, str) else _text(_one(value).get("name"))


def _ends(rating: Mapping[str, Any]) -> tuple[float, float, float] | None:
    """Return a rating with the worst and the best of its scale, None where it has no such."""
    given = [rating.get(name) for name in ("ratingValue", "worstRating", "bestRating")]
    if any(value is None or value == "" for value in given):
        return None
    try:
        value, worst, best = (number(each, "reviewRating") for each in given)
    except InvalidInput:  # such as a rating in words
        return None
    return (value, worst, best) if worst < best and worst <= value <= best else None


def _outcome(words: str | None, rating: Mapping[str, Any]) -> str:
    found = outcomes.known("ClaimReview", words or "")
    if words and found is not None:
        return found
    ends = _ends(rating)
    if ends is None or not ends[1] < ends[2]:
        return ""
    value, worst, best = ends
    return "yes" if value == best else "no" if value == worst else ""


def _rated(rating: Mapping[str, Any]) -> str | None:
    ends = _ends(rating)
    return None if ends is None else f"{ends[0]:g} on a scale from {ends[1]:g} to {ends[2]:g}"
