"""How good `extract` is on labelled transcripts.

    python -m tests.benchmarks.extraction TRANSCRIPT LABELS.jsonl [TRANSCRIPT LABELS.jsonl …]

A label is a line of JSON: `quote`, `start`, `end` (code points of the transcript), `speaker`,
`attributed_to`, `importance` (core, useful, marginal), `kind`, `deadline_start`, `deadline_end`,
`stated_probability` and `utterance_date`. Statements of kind `factual_claim` are no forecasts and
marginal ones count neither way. A proposal meets a statement if they share half of the shorter.

Printed for each file: the core statements, how many of them are met by the best two proposals per
core statement, and by the best two per core or useful one; the same of core and useful ones;
precision, recall and F1 of the proposals with a score of at least one half; then, over the
statements met, how many have the right owner, the right last day (none where none was said) and the
right probability (a number where one was said).
"""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tabulate import tabulate

from tracker.domain.proposal import Proposal
from tracker.extract import EXTRACTORS
from tracker.formats.transcripts import read

ENOUGH = 0.5
PER_TRUE = 2
Label = dict[str, Any]


class Figures(NamedTuple):
    """What is printed of one file."""

    core: int
    in_2_per_core: float
    core_in_2_per_true: float
    true: int
    in_2_per_true: float
    precision: float
    recall: float
    f1: float
    owner: float
    deadline: float
    probability: float


def meets(proposal: Proposal, label: Label) -> bool:
    """Tell whether a proposal and a statement share half of the shorter one."""
    shared = min(proposal.end, label["end"]) - max(proposal.start, label["start"])
    shorter = min(proposal.end - proposal.start, label["end"] - label["start"])
    return bool(2 * shared >= shorter)


def share(met: Iterable[bool]) -> float:
    """Return the share that is true; 0 of nothing."""
    found = list(met)
    return sum(found) / len(found) if found else 0.0


def found_among(proposals: list[Proposal], labels: list[Label]) -> float:
    """Return the share of statements that the best two proposals per statement meet."""
    best = proposals[: PER_TRUE * len(labels)]
    return share(any(meets(each, label) for each in best) for label in labels)


def measured(text: str, labels: list[Label]) -> Figures:
    """Measure the rules on one transcript."""
    said_on = date.fromisoformat(labels[0]["utterance_date"])
    proposals: list[Proposal] = EXTRACTORS["cues"](read(text, name=""), said_on=said_on)
    forecasts = [each for each in labels if each["kind"] != "factual_claim"]
    ignored = [each for each in forecasts if each["importance"] == "marginal"]
    wanted = [each for each in forecasts if each["importance"] != "marginal"]
    core = [each for each in wanted if each["importance"] == "core"]
    sure = [
        each
        for each in proposals
        if each.score >= ENOUGH
        and (any(meets(each, label) for label in wanted)
             or not any(meets(each, label) for label in ignored))
    ]  # fmt: skip
    precision = share(any(meets(each, label) for label in wanted) for each in sure)
    recall = share(any(meets(each, label) for each in sure) for label in wanted)
    met = [
        (label, max(matches, key=lambda each: _shared(each, label)))
        for label in wanted
        if (matches := [each for each in proposals if meets(each, label)])
    ]
    return Figures(
        len(core),
        found_among(proposals, core),
        share(
            any(meets(each, label) for each in proposals[: PER_TRUE * len(wanted)])
            for label in core
        ),
        len(wanted),
        found_among(proposals, wanted),
        precision,
        recall,
        2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        share(_owner(each, label) for label, each in met),
        share(_ends(each) == label["deadline_end"] for label, each in met),
        share(_number(each) == label["stated_probability"] for label, each in met),
    )


def _shared(proposal: Proposal, label: Label) -> tuple[int, int]:
    shared = min(proposal.end, label["end"]) - max(proposal.start, label["start"])
    return shared, proposal.start - proposal.end


def _owner(proposal: Proposal, label: Label) -> bool:
    found = proposal.reported_for or proposal.speaker
    wanted = {label["speaker"], label.get("attributed_to")} - {None}
    return not wanted or any(found and (name in found or found in name) for name in wanted)


def _ends(proposal: Proposal) -> str | None:
    return proposal.deadline.isoformat() if proposal.deadline else None


def _number(proposal: Proposal) -> float | None:
    belief = proposal.belief
    return belief.probability if belief.basis == "stated" else None


def main(arguments: list[str]) -> None:
    """Print the table for pairs of a transcript and its labels."""
    rows = []
    for transcript, labels in zip(arguments[::2], arguments[1::2], strict=True):
        lines = Path(labels).read_text(encoding="utf-8").splitlines()
        text = Path(transcript).read_bytes().decode("utf-8")
        figures = measured(text, [json.loads(line) for line in lines if line.strip()])
        rows.append([Path(transcript).name, *figures])
    print(tabulate(rows, headers=["file", *Figures._fields], floatfmt=".2f"))


if __name__ == "__main__":
    main(sys.argv[1:])
