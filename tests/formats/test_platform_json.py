"""Rarer shapes of other trackers' JSON, and a long import on a terminal."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.formats.test_platform_ledgers import lines

ASKED = "2026-01-05T10:00:00.000Z"


def brought(program: Program, form: str, value: Any, code: int = 0) -> str:
    answer = program.run("import", form, "-", stdin=json.dumps(value))
    assert answer.code == code, answer
    return answer.out + answer.err


def test_an_option_on_fatebook_is_a_claim_with_its_own_outcome(ledger: Program) -> None:
    def option(number: int, text: str, resolution: str | None, odds: Any) -> dict[str, Any]:
        forecast = {"forecast": odds, "createdAt": ASKED, "user": {"name": "Ida"}}
        return {"id": number, "text": text, "resolution": resolution, "forecasts": [forecast]}

    question = {
        "id": "q7", "title": "Who wins?", "createdAt": ASKED, "resolveBy": ASKED,
        "resolution": "AMBIGUOUS", "resolvedAt": "2026-02-01T00:00:00.000Z",
        "tags": [{"name": "town, fair"}],
        "options": [option(1, "A", "NO", "0.25"), option(2, "B", None, 0.75), 5],
        "questionScores": [{"absoluteScore": 1.5, "user": {"name": "Ida"}}],
    }  # fmt: skip
    said = brought(ledger, "fatebook", [question], code=1)
    assert "[0].options[2]: it must be an object, not a number" in said
    question["options"] = question["options"][:2]
    brought(ledger, "fatebook", [question])
    first, second = lines(ledger)
    assert (first["key"], first["statement"], first["outcome"]) == (
        "fatebook/q7/1",
        "Who wins? – A",
        "no",
    )
    assert (second["outcome"], second["tags"]) == ("ambiguous", ["town-fair"])
    assert first["foreign_scores"][0]["name"] == "Brier score, 0 to 2, of all options"


def test_the_archive_of_predictionbooks_pages(ledger: Program) -> None:
    def response(user: str, time: str, **actions: Any) -> dict[str, Any]:
        return {"user": user, "time": f"2016-02-{time}+00:00", "actions": actions}

    prediction = {
        "number": 177, "event": "It rains", "outcome": "wrong", "user": "ida",
        "time_created": "2016-02-21 00:09:29+00:00", "time_known": "2016-02-22 12:00:00+00:00",
        "responses": [
            response("ida", "21 00:09:29", credence=60),
            response("tom", "21 01:00:00", credence=10, comment="dry"),
            response("tom", "21 02:00:00", comment="still dry"),
            response("ida", "23 08:00:00", outcome="wrong"),
        ],
    }  # fmt: skip
    said = brought(ledger, "predictionbook", [prediction, {**prediction, "responses": [{}]}], 1)
    assert "[1]: it must be an object" in said
    assert "2 comments without a confidence" in brought(ledger, "predictionbook", [prediction])
    (claim,) = lines(ledger)
    assert claim["resolved_at"] == "2016-02-23T08:00:00.000000Z"
    assert [(one["owner"], one["probability"], one["note"]) for one in claim["forecasts"]] == [
        ("ida", 0.6, None),
        ("tom", 0.1, "dry"),
    ]


@pytest.mark.parametrize(
    ("market", "answers", "expected"),
    [
        ({"resolution": "CANCEL"}, [{}, {}], ["annulled", "annulled"]),
        ({"resolution": "b"}, [{}, {}], ["no", "yes"]),
        ({"resolution": "MKT", "resolutions": {"a": 25, "b": 75}}, [{}, {}], ["25%", "75%"]),
        ({"resolution": "MKT"}, [{"resolutionProbability": 0.5}] * 2, ["50%", "50%"]),
        ({}, [{"resolution": "YES"}, {}], ["yes", None]),
        (
            {"resolution": "b"},
            [{"resolution": "MKT", "resolutionProbability": 0.125}, {}],
            ["12.5%", "yes"],
        ),
    ],
)
def test_how_the_answers_of_a_market_came_out(
    market: dict[str, Any], answers: list[dict[str, Any]], expected: list[str], ledger: Program
) -> None:
    own = [{"id": name, "text": name, **more} for name, more in zip("ab", answers, strict=True)]
    given = {
        "id": "m", "question": "Who?", "outcomeType": "MULTIPLE_CHOICE", "answers": own,
        "createdTime": 1767607200000, "resolutionTime": 1767707200000, **market,
    }  # fmt: skip
    brought(ledger, "manifold", given)
    assert [claim["outcome"] for claim in lines(ledger)] == expected


def test_a_feed_of_reviews(ledger: Program) -> None:
    review = {
        "@type": "ClaimReview", "claimReviewed": "Ships fly.", "datePublished": "2026-01-05",
        "author": {"name": "Facts"}, "url": "https://facts.example.org/1",
        "reviewRating": {"ratingValue": "half", "worstRating": 1, "bestRating": 5},
    }  # fmt: skip
    feed = {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [review]}]}
    brought(ledger, "claimreview", feed)
    (claim,) = lines(ledger)
    assert (claim["outcome"], claim["type"]) == (None, "fact")
    assert [item["stance"] for item in claim["evidence"]] == ["neutral"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_a_long_import_shows_a_bar_on_a_terminal(ledger: Program, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    rows = "".join(f"Claim {number},Ann,0.5\n" for number in range(1_000))
    file.write_text("statement,owner,probability\n" + rows, encoding="utf-8")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "import", str(file)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, **ledger.environment},
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 65_536).decode()
    os.close(ours)
    assert (done.returncode, b"1,000 added" in done.stdout) == (0, True)
    assert "#" in shown
    assert "% of " in shown
    assert "500 rows" in shown
