"""`export claimreview`: outcomes as ClaimReview, the JSON-LD of https://schema.org/ClaimReview.

One review for each claim that came out, as search engines and fact-check collections read them. The
settings publisher.name and publisher.url say who reviews, and on which page the reviews stand; the
page that `tracker report` writes has a place `#claim-N` for each.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from tracker.domain.answer import Row
from tracker.errors import InvalidInput
from tracker.formats.odds import told
from tracker.formats.writers import Exported

BEST, WORST = 5, 1
_NAMES = {
    "yes": "Came true",
    "no": "Did not come true",
    "ambiguous": "Cannot be judged",
    "annulled": "Annulled",
}


def write(exported: Exported) -> Iterator[str]:
    """Yield the file, an array of reviews. Raises InvalidInput without a publisher."""
    publisher = {name: exported.settings.get(f"publisher.{name}", "") for name in ("name", "url")}
    if not all(publisher.values()):
        raise InvalidInput(
            "a review names who publishes it and where: tracker config publisher.name NAME, "
            "tracker config publisher.url URL"
        )
    everybody = exported.everybody()
    bodies = {name for name, person in everybody.items() if person["kind"] != "person"}
    before = "[\n"
    open_claims = 0
    for claim in exported.claims:
        if claim["outcome"] is None:
            open_claims += 1
            continue
        yield before + json.dumps(_review(claim, publisher, bodies), ensure_ascii=False, indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
    if open_claims:
        what = "claim has" if open_claims == 1 else "claims have"
        exported.remark(f"{open_claims:,} {what} not come out, and hence no review")


def _review(claim: Row, publisher: Mapping[str, str], bodies: Collection[str]) -> dict[str, Any]:
    resolution = claim["resolution"]
    return _given(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": f"{publisher['url'].partition('#')[0]}#claim-{claim['id']}",
            "datePublished": resolution["resolved_on"],
            "author": {"@type": "Organization", **publisher},
            "claimReviewed": claim["statement"],
            "reviewBody": "\n".join(_body(claim)),
            "citation": [_citation(item) for item in _cited(claim)],
            "itemReviewed": _claim(claim, bodies),
            "reviewRating": _rating(claim["outcome"], claim["kind"]),
        }
    )


def _claim(claim: Row, bodies: Collection[str]) -> dict[str, Any]:
    authors = [
        {"@type": "Organization" if name in bodies else "Person", "name": name}
        for name in claim["owners"]
    ]
    appearance = None
    if claim["source_url"]:
        appearance = {"@type": "CreativeWork", "url": claim["source_url"]}
    return _given(
        {
            "@type": "Claim",
            "author": authors[0] if len(authors) == 1 else authors,
            "datePublished": claim["said_on"],
            "appearance": appearance,
        }
    )


def _rating(outcome: str, kind: str) -> dict[str, Any]:
    """Return the rating: in words always, as a figure where it is yes, no or a share of yes."""
    rating: dict[str, Any] = {"@type": "Rating"}
    if kind == "binary" and outcome not in {"ambiguous", "annulled"}:
        share = {"yes": 1.0, "no": 0.0}.get(outcome)
        share = float(outcome.removesuffix("%")) / 100 if share is None else share
        rating |= {
            "ratingValue": round(WORST + share * (BEST - WORST), 2),
            "bestRating": BEST,
            "worstRating": WORST,
        }
        name = _NAMES.get(outcome, f"Came true to {outcome}")
    else:
        name = _NAMES[outcome] if outcome in {"ambiguous", "annulled"} else f"Came out: {outcome}"
    return {**rating, "alternateName": name}


def _body(claim: Row) -> Iterator[str]:
    """Yield what was claimed with which odds, for a claim at 10% that failed was a good one."""
    yield claim["resolution"]["because"]
    for forecast in claim["forecasts"]:
        words = forecast["phrase"] or forecast["quote"]
        said = told(forecast) + (f", “{words}”" if words else "")
        yield f"{forecast['owner']}, {forecast['made_on']}: {said}"
    if claim["criteria"]:
        yield f"Criteria: {claim['criteria']}"


def _cited(claim: Row) -> list[Row]:
    """Return the evidence that the outcome rests on, else all that counts and has an address."""
    cited = set(claim["resolution"]["evidence"])
    items = [item for item in claim["evidence"] if item["url"] and item["counts"]]
    return [item for item in items if item["id"] in cited] or items


def _citation(item: Row) -> dict[str, Any]:
    return _given(
        {
            "@type": "CreativeWork",
            "url": item["url"],
            "name": item["title"] or item["note"],
            "datePublished": item["on"],
        }
    )


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], "")}
