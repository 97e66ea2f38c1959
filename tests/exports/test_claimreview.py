"""`export claimreview` uses schema.org's terms, each where it may stand, and rates honestly.

The table is of schema.org's own release 30.0 (data/releases/30.0/schemaorg-current-https-types.csv
in github.com/schemaorg/schemaorg): of each type the properties that are used here, inherited ones
too, with the types or values that their `rangeIncludes` names.
"""

import json
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import Program
from tests.exports.claims import claim, exported, fill
from tracker.formats.claimreview_writer import write

TERMS: dict[str, dict[str, set[str]]] = {
    "ClaimReview": {
        "url": {"URL"},
        "datePublished": {"Date"},
        "author": {"Organization", "Person"},
        "claimReviewed": {"Text"},
        "reviewBody": {"Text"},
        "citation": {"CreativeWork", "Text"},
        "itemReviewed": {"Claim"},
        "reviewRating": {"Rating"},
    },
    "Claim": {
        "author": {"Organization", "Person"},
        "datePublished": {"Date"},
        "appearance": {"CreativeWork"},
    },
    "CreativeWork": {"url": {"URL"}, "name": {"Text"}, "datePublished": {"Date"}},
    "Organization": {"name": {"Text"}, "url": {"URL"}},
    "Person": {"name": {"Text"}},
    "Rating": {
        "ratingValue": {"Number", "Text"},
        "bestRating": {"Number", "Text"},
        "worstRating": {"Number", "Text"},
        "alternateName": {"Text"},
    },
}


def check(value: Any, allowed: set[str]) -> None:
    """Hold a value, or each of a list, to the types that a property may have."""
    if isinstance(value, list):
        assert value
        for item in value:
            check(item, allowed)
    elif isinstance(value, dict):
        kind = value["@type"]
        assert kind in allowed
        for name, inner in value.items():
            if name not in {"@type", "@context"}:
                check(inner, TERMS[kind][name])
    elif isinstance(value, str):
        assert value
        assert allowed & {"Text", "URL", "Date"}
        if "Date" in allowed:
            date.fromisoformat(value)
        if "URL" in allowed:
            assert urlsplit(value).scheme
    else:
        assert isinstance(value, int | float)
        assert "Number" in allowed


@pytest.fixture
def publisher(ledger: Program) -> Program:
    ledger("config", "publisher.name", "Claims Weekly")
    ledger("config", "publisher.url", "https://example.org/claims.html")
    return ledger


def reviews(program: Program, *words: str) -> dict[str, Any]:
    found = json.loads(program("export", "claimreview", *words))
    assert isinstance(found, list)
    for review in found:
        assert review["@context"] == "https://schema.org"
        check(review, {"ClaimReview"})
    return {review["claimReviewed"].split(";")[0].removeprefix("The claim "): review
            for review in found}  # fmt: skip


def test_every_outcome_is_a_review_in_schema_orgs_terms(publisher: Program) -> None:
    fill(publisher)
    publisher("evidence", "add", "true", "A gauge", "--supports", "--url", "https://a.example/")
    found = reviews(publisher)
    ratings = {
        name: (review["reviewRating"].get("ratingValue"), review["reviewRating"]["alternateName"])
        for name, review in found.items()
    }
    assert ratings == {
        "true": (5, "Came true"),
        "false": (1, "Did not come true"),
        "half": (3.4, "Came true to 60%"),
        "vague": (None, "Cannot be judged"),
        "gone": (None, "Annulled"),
        "Who": (None, "Came out: A"),
        "Long": (None, "Came out: 16"),
        "No odds": (5, "Came true"),
    }
    true = found["true"]
    assert true["url"] == "https://example.org/claims.html#claim-2"
    assert true["author"] == {
        "@type": "Organization",
        "name": "Claims Weekly",
        "url": "https://example.org/claims.html",
    }
    assert true["itemReviewed"]["author"] == {"@type": "Person", "name": "林俊旸"}
    assert true["citation"][0]["url"] == "https://a.example/"
    assert "55% to 80%" in true["reviewBody"]
    assert "about 80%, read from words, “很可能”" in found["false"]["reviewBody"]


def test_what_is_open_or_in_conflict_is_not_reviewed(publisher: Program) -> None:
    fill(publisher)
    publisher("resolve", "true", "no", "--judge", "Eve", "--because", "another gauge")
    done = publisher.run("export", "claimreview")
    assert "The claim true" not in done.out
    assert "3 claims have not come out" in done.err


def test_an_organisation_is_none_person(publisher: Program, tmp_path: Any) -> None:
    file = tmp_path / "house.toml"
    file.write_text(
        '[source]\nkey = "report"\nurl = "https://house.example/r"\n'
        '[[people]]\nname = "The House"\nkind = "organisation"\n[[people]]\nname = "Ann"\n'
        '[[claims]]\nkey = "rain"\nstatement = "It rains."\nsaid_on = 2026-01-10\n'
        '[[claims.forecasts]]\nowner = "The House"\nprobability = 0.9\n'
        '[[claims.forecasts]]\nowner = "Ann"\nprobability = 0.4\n'
        '[claims.resolution]\noutcome = "yes"\nresolved_on = 2026-02-01\nbecause = "wet"\n',
        encoding="utf-8",
    )
    publisher("load", str(file))
    (review,) = reviews(publisher).values()
    assert review["itemReviewed"]["author"] == [
        {"@type": "Organization", "name": "The House"},
        {"@type": "Person", "name": "Ann"},
    ]
    assert review["itemReviewed"]["appearance"]["url"] == "https://house.example/r"


def test_a_publisher_must_be_named(ledger: Program) -> None:
    assert "tracker config publisher.name" in ledger("export", "claimreview", code=1)
    ledger("config", "publisher.name", "Claims Weekly")
    assert "publisher.url" in ledger("export", "claimreview", code=1)
    ledger("config", "publisher.url", "https://example.org/")
    assert json.loads(ledger("export", "claimreview")) == []
    ledger("config", "publisher.name", "")
    assert "tracker config publisher.name" in ledger("export", "claimreview", code=1)
    assert "is no address" in ledger("config", "publisher.url", "nowhere", code=1)


def test_a_citation_is_what_the_outcome_rests_on() -> None:
    items = [
        {"id": n, "url": f"https://{n}.example", "title": None, "note": "n", "on": "2026-02-01",
         "counts": True}
        for n in (1, 2)
    ]  # fmt: skip
    settings = {"publisher.name": "P", "publisher.url": "https://p.example"}
    resolution = {**claim()["resolution"], "evidence": [2]}
    (review,) = json.loads(
        "".join(write(exported(claim(evidence=items, resolution=resolution), settings=settings)))
    )
    assert [cited["url"] for cited in review["citation"]] == ["https://2.example"]
