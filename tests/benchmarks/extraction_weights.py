"""Learns the weights of `extract` from labelled transcripts, and says how well they carry over.

    python -m tests.benchmarks.extraction_weights [--write] TRANSCRIPT LABELS.jsonl […]

Labels are those of `extraction.py`. For each transcript the weights are learnt on all the others,
and then rank and judge its statements; `--write` puts the weights learnt on all of them into the
package. Few labels teach little, so the weights are pulled towards PRIOR, a guess made beforehand
from how often each class of words marked a forecast, and not towards nothing.
"""

import json
import math
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from tabulate import tabulate

from tests.benchmarks.extraction import ENOUGH, Label, found_among, meets, share
from tracker.domain.proposal import Proposal
from tracker.extract import cues, fields, ranking, weights
from tracker.extract.statement import Statement
from tracker.formats.transcripts import read

PRIOR = {
    "modal": 1.3, "expected": 0.9, "belief": 0.5, "likely": 0.7, "certain": 0.4, "trend": 0.5,
    "change": 0.5, "possible": 0.3, "plan": 0.5, "dated": 1.2, "vague": 0.5, "stated": 1.2,
    "hedged": 0.3, "inherited": 0.4, "asked": 0.2, "asked chance": 0.3, "number": 0.2,
    "condition": 0.2, "consequence": 0.2, "winner": 0.1, "modal+belief": 0.3,
    "possible+belief": 0.2, "modal+change": 0.2, "belief+dated": 0.5, "compared": -2.5,
    "past": -0.6, "past date": -0.5, "past+dated": -0.5, "story": -1.5, "habit": -0.6,
    "example": -0.6, "talk": -0.8, "duty": -0.3, "opinion": -0.3, "present": -0.2,
    "whether": -0.7, "moderator": -0.7, "short": -0.7, "author": -0.1, "pointing": -0.1,
    "no forward mark": -0.8, "outcome": 0.5, "compares": -0.3, "you": -0.4, "list": -0.5,
    "dangling": -0.6,
}  # fmt: skip
NOT_LEARNT = {"chinese", "summary"}
FEWEST = 6
"""Statements that must have a feature for it to get a weight."""
RARE = {"stated"}
"""What has its guessed weight where so few statements have it: odds in numbers are seldom said, and
say most."""
COUNTS = {"core": 2.5, "useful": 0.8, "marginal": 0.25, None: 0.7}
SPREAD = 0.07
"""The variance of a weight about its prior: the larger, the more the labels decide."""
USUAL = 150
"""Statements of a usual transcript: longer ones count for less than their length."""
SMALLEST = 0.05
Floats = np.ndarray[Any, np.dtype[np.float64]]


class Text(NamedTuple):
    """A transcript with its statements and how important each is, None for no forecast."""

    name: str
    statements: list[Statement]
    importance: list[str | None]
    labels: list[Label]
    proposal: Callable[[Statement, float], Proposal]


class Model(NamedTuple):
    """A bias, and a weight for each feature."""

    bias: float
    weights: dict[str, float]

    def score(self, statement: Statement) -> float:
        """Return how sure it is that a statement is a forecast."""
        total = self.bias + sum(self.weights.get(each, 0.0) for each in statement.features)
        return 1 / (1 + math.exp(-total))


def opened(transcript: str, labels: str) -> Text:
    """Read a transcript and its labels."""
    lines = Path(labels).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.strip()]
    forecasts = [each for each in found if each["kind"] != "factual_claim"]
    said_on = date.fromisoformat(found[0]["utterance_date"])
    source = read(Path(transcript).read_bytes().decode("utf-8"), name="")
    statements = list(cues.statements(source, said_on))
    return Text(
        Path(transcript).name,
        statements,
        [_importance(each, forecasts) for each in statements],
        [each for each in forecasts if each["importance"] != "marginal"],
        lambda statement, score: fields.proposal(source, statement, score),
    )


def _importance(statement: Statement, labels: list[Label]) -> str | None:
    met = {
        label["importance"]
        for label in labels
        if 2 * (min(statement.end, label["end"]) - max(statement.start, label["start"]))
        >= min(statement.end - statement.start, label["end"] - label["start"])
    }
    return next((each for each in ("core", "useful", "marginal") if each in met), None)


def learnt(texts: list[Text]) -> Model:
    """Learn by logistic regression, pulled towards the prior."""
    rows = [each for text in texts for each in text.statements]
    names = sorted({name for row in rows for name in row.features} - NOT_LEARNT)
    names = [name for name in names if sum(name in row.features for row in rows) >= FEWEST]
    matrix = np.array([[name in row.features for name in names] for row in rows], dtype=float)
    is_forecast = np.array([each is not None for text in texts for each in text.importance])
    counts = np.array(
        [
            COUNTS[each] * math.sqrt(USUAL / max(USUAL * 0.4, len(text.statements)))
            for text in texts
            for each in text.importance
        ]
    )
    prior = np.array([PRIOR.get(name, 0.0) for name in names])

    def loss(values: Floats) -> tuple[float, Floats]:
        total = np.clip(values[0] + matrix @ (prior + values[1:]), -30, 30)
        sure = 1 / (1 + np.exp(-total))
        cost = -counts @ np.where(is_forecast, np.log(sure), np.log(1 - sure))
        pull = values[1:] @ values[1:] / (2 * SPREAD)
        slope = counts * (sure - is_forecast)
        return cost + pull, np.concatenate([[slope.sum()], matrix.T @ slope + values[1:] / SPREAD])

    start = np.zeros(1 + len(names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    own = dict(zip(names, (prior + found[1:]).tolist(), strict=True))
    return Model(float(found[0]), {**{name: PRIOR[name] for name in RARE}, **own})


def judged(text: Text, model: Model) -> list[Any]:
    """Return the figures of a transcript by weights that were learnt on others."""
    scored = ranking.ranked([text.proposal(each, model.score(each)) for each in text.statements])
    pairs = list(zip(text.statements, text.importance, strict=True))
    sure = [each for row, each in pairs if model.score(row) >= ENOUGH and each != "marginal"]
    core = [each for each in text.labels if each["importance"] == "core"]
    best = scored[: 2 * len(text.labels)]
    return [
        text.name,
        len(core),
        found_among(scored, core),
        share(_is_met(label, best) for label in core),
        found_among(scored, text.labels),
        share(each is not None for each in sure),
        share(_is_met(label, [p for p in scored if p.score >= ENOUGH]) for label in text.labels),
    ]


def _is_met(label: Label, proposals: list[Proposal]) -> bool:
    return any(meets(each, label) for each in proposals)


def written(model: Model) -> str:
    """Return the weights as the module of the package."""
    lines = [
        f'    "{name}": {value:.2f},'
        for name, value in sorted(model.weights.items())
        if abs(value) >= SMALLEST
    ]
    head = (weights.__doc__ or "").strip()
    return (
        f'"""{head}\n"""\n\nBIAS = {model.bias:.2f}\nWEIGHTS: dict[str, float] = {{\n'
        + "\n".join(lines)
        + "\n}\n"
    )


def main(arguments: list[str]) -> None:
    """Print the table, and write the weights if asked."""
    paths = [each for each in arguments if each != "--write"]
    texts = [opened(*pair) for pair in zip(paths[::2], paths[1::2], strict=True)]
    if len(texts) > 1:
        rows = [
            judged(text, learnt([each for each in texts if each is not text])) for text in texts
        ]
        columns = ["learnt on the others", "core", "in 2 per core", "core in 2 per true one"]
        columns += ["in 2 per true one", "precision", "recall"]
        print(tabulate(rows, headers=columns, floatfmt=".2f"))
    if "--write" in arguments:
        Path(str(weights.__file__)).write_text(written(learnt(texts)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
