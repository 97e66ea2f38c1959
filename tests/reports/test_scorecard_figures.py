"""A ledger of two hundred claims by chance: the scorecard's figures against other people's code.

Nothing of tracker's scoring is used for what is expected: numpy, scipy and scikit-learn, and the
rules of what enters written out once more over the rows of the file that was imported.
"""

import csv
import json
import math
import random
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from tests.conftest import Program

TODAY = "2031-02-01"
OWNERS = ("Ann", "Bo", "Cy", "唐杰")
VOID = ("ambiguous", "annulled")
OUTCOMES = ("yes", "no", "yes", "no", "yes", "no", "60%", "ambiguous", "annulled", "")
Row = dict[str, Any]


def made(seed: int) -> list[Row]:
    """Return the forecasts of a ledger by chance, as rows of a file to import."""
    chance = random.Random(seed)
    rows = []
    for number in range(200):
        deadline = f"{chance.randint(2027, 2032)}-{chance.randint(1, 12):02}-15"
        outcome = chance.choice(OUTCOMES)
        known = min(f"{chance.randint(2027, 2030)}-06-01", deadline)
        kind = chance.choice(["prediction", "prediction", "fact"])
        for owner in chance.sample(OWNERS, chance.randint(1, 3)):
            days = sorted(
                f"2026-{chance.randint(1, 12):02}-01" for _ in range(chance.choice([1, 2]))
            )
            for day in [*days, *(["2030-12-31"] if chance.random() < 0.1 else [])]:
                low, high = sorted(chance.choices([0, 5, 15, 35, 50, 65, 85, 95, 100], k=2))
                is_range, words = low < high, chance.random() < 0.5
                rows.append(
                    {
                        "key": f"c{number}", "statement": f"Claim {number}.", "type": kind,
                        "owner": owner, "said_on": "2026-01-01", "made_on": day,
                        "probability": "" if is_range else low / 100,
                        "low": low / 100 if is_range else "",
                        "high": high / 100 if is_range else "",
                        "phrase": "so to say" if is_range and words else "",
                        "deadline": deadline, "outcome": outcome,
                        "resolved_on": known if outcome else "",
                        "because": "by chance" if outcome else "",
                        "tags": f"event:e{number % 90};t{number % 3}",
                        "source": f"s{number % 4}",
                    }
                )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def file() -> list[Row]:
    return made(7)


@pytest.fixture(scope="module")
def scored(file: list[Row], tmp_path_factory: pytest.TempPathFactory, new_ledger: Path) -> Program:
    folder = tmp_path_factory.mktemp("scored")
    (folder / "tracker.db").write_bytes(new_ledger.read_bytes())
    program = Program(str(folder / "tracker.db"), TODAY)
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(file[0]))
        writer.writeheader()
        writer.writerows(file)
    program("import", "csv", str(folder / "rows.csv"), XDG_STATE_HOME=str(folder))
    return program


def state(row: Row) -> str:
    is_past = row["deadline"] < TODAY
    if row["outcome"] in VOID:
        return "void"
    if row["outcome"]:
        return "resolved" if is_past or row["type"] == "fact" else "early"
    return "overdue" if is_past and row["type"] != "fact" else "open"


def votes(file: list[Row], **wanted: str) -> Iterator[Row]:
    """Give the last forecast by each owner that was made in time, on each claim that is scored."""
    last: dict[tuple[str, str], Row] = {}
    for row in file:
        in_time = row["made_on"] <= min(row["deadline"], row["resolved_on"] or "9999")
        is_wanted = all(row[name] == value for name, value in wanted.items())
        if in_time and is_wanted and state(row) == "resolved":
            key = (row["key"], row["owner"])
            if key not in last or last[key]["made_on"] <= row["made_on"]:
                last[key] = row
    yield from last.values()


class Sample:
    """What is scored of some owner's votes, as arrays."""

    def __init__(self, found: list[Row]) -> None:
        self.low = np.array([float(row["low"] or row["probability"] or 0) for row in found])
        self.high = np.array([float(row["high"] or row["probability"] or 0) for row in found])
        self.p = np.round((self.low + self.high) / 2, 12)
        outcomes = {"yes": 1.0, "no": 0.0, "60%": 0.6}
        self.y = np.array([outcomes[row["outcome"]] for row in found])
        self.event = [row["tags"].partition(";")[0] for row in found]
        self.scores = (self.p - self.y) ** 2


def sample(file: list[Row], part: str, **wanted: str) -> Sample:
    found = list(votes(file, **wanted))
    return Sample([row for row in found if part == "all" or not row["phrase"]])


CASES = [(owner, part) for owner in (*OWNERS, None) for part in ("stated", "all")]


@pytest.fixture(scope="module")
def card(scored: Program) -> Row:
    found: Row = json.loads(scored("scorecard", "-f", "json"))
    return found


def row_of(card: Row, owner: str | None) -> Row:
    return next(row for row in (*card["rows"], card["overall"]) if row["group"] == owner)


@pytest.mark.parametrize("owner", [*OWNERS, None])
def test_the_counts_add_up_to_the_files(owner: str | None, file: list[Row], card: Row) -> None:
    row = row_of(card, owner)
    states = {
        one["key"]: state(one) for one in file if owner is None or one["owner"] == owner
    }.values()
    counted = {name: list(states).count(name) for name in ("void", "resolved", "overdue", "early")}
    assert {name: row[name] for name in counted} == counted
    assert row["claims"] == len(states) == row["open"] + row["matured"]
    assert row["matured"] == row["resolved"] + row["void"] + row["overdue"]


@pytest.mark.parametrize(("owner", "part"), CASES)
def test_means_are_those_of_scikit_learn(
    owner: str | None, part: str, file: list[Row], card: Row
) -> None:
    own = sample(file, part, **({"owner": owner} if owner else {}))
    block = row_of(card, owner)[part]
    assert block["n"] == len(own.p)
    assert block["events"] == len(set(own.event))
    assert block["brier"] == pytest.approx(own.scores.mean())
    far = np.maximum((own.low - own.y) ** 2, (own.high - own.y) ** 2)
    near = np.maximum(np.maximum(own.low - own.y, own.y - own.high), 0) ** 2
    assert block["brier_low"] == pytest.approx(near.mean())
    assert block["brier_high"] == pytest.approx(far.mean())
    # scikit-learn takes yes and no alone: a share is so many of both.
    weight, both = np.append(own.y, 1 - own.y), np.append(own.p, own.p)
    outcome = np.append(np.ones_like(own.y), np.zeros_like(own.y))
    spread = (own.y * (1 - own.y)).mean()  # by so much a share is nearer than yes and no are
    assert brier_score_loss(outcome, both, sample_weight=weight) == pytest.approx(
        own.scores.mean() + spread
    )
    wrong = ((own.p == 0) & (own.y > 0)) | ((own.p == 1) & (own.y < 1))
    assert block["log_infinite"] == wrong.sum()
    loss = log_loss(outcome, both, sample_weight=weight)
    assert block["log_loss"] == ("Infinity" if wrong.any() else pytest.approx(loss))
    came = np.where(outcome == 1, both, 1 - both)  # what happened had at least 1%
    clipped = -np.average(np.log(np.maximum(came, 0.01)), weights=weight)
    assert block["log_loss_clipped"] == pytest.approx(clipped)
    assert block["base_rate"] == pytest.approx(own.y.mean())
    assert block["mean_probability"] == pytest.approx(own.p.mean())
    assert block["advantage"] == pytest.approx(0.25 - own.scores.mean())
    assert block["skill_half"] == pytest.approx(1 - own.scores.mean() / 0.25)
    rate = own.y.mean()
    base = ((rate - own.y) ** 2).mean()
    assert block["skill_base_rate"] == pytest.approx(1 - own.scores.mean() / base)


@pytest.mark.parametrize(("owner", "part"), CASES)
def test_parts_and_intervals_are_those_of_scipy_and_scikit_learn(
    owner: str | None, part: str, file: list[Row], card: Row
) -> None:
    own = sample(file, part, **({"owner": owner} if owner else {}))
    block = row_of(card, owner)[part]
    fitted = IsotonicRegression(y_min=0, y_max=1).fit(own.p, own.y).predict(own.p)
    recalibrated = ((fitted - own.y) ** 2).mean()
    base = ((own.y.mean() - own.y) ** 2).mean()
    assert block["mcb"] == pytest.approx(own.scores.mean() - recalibrated, abs=1e-7)
    assert block["dsc"] == pytest.approx(base - recalibrated, abs=1e-7)
    assert block["unc"] == pytest.approx(base)
    both_p, both_y = np.append(own.p, 1 - own.p).round(12), np.append(own.y, 1 - own.y)
    fitted = IsotonicRegression(y_min=0, y_max=1).fit(both_p, both_y).predict(both_p)
    assert block["mcb_symmetric"] == pytest.approx(
        own.scores.mean() - ((fitted - both_y) ** 2).mean(), abs=1e-7
    )
    groups = [np.flatnonzero([one == event for one in own.event]) for event in set(own.event)]
    residuals = [(own.scores[places] - own.scores.mean()).sum() for places in groups]
    count = len(groups)
    variance = count / (count - 1) * np.square(residuals).sum() / len(own.scores) ** 2
    half = stats.t.ppf(0.975, count - 1) * math.sqrt(variance)
    expected = np.clip([own.scores.mean() - half, own.scores.mean() + half], 0, 1)
    assert block["cluster_ci"] == pytest.approx(expected)
    if count >= 50:
        assert block["brier_ci"] == block["cluster_ci"]


def test_the_tests_of_odds_where_all_came_out_yes_or_no(file: list[Row], tmp_path: Path) -> None:
    plain = [row for row in file if row["outcome"] in {"yes", "no"} and not row["phrase"]]
    other = Program(str(tmp_path / "plain.db"), TODAY)
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(plain[0]))
        writer.writeheader()
        writer.writerows(plain)
    other("import", "csv", str(tmp_path / "rows.csv"))
    block = json.loads(other("scorecard", "-f", "json"))["overall"]["stated"]
    own = sample(plain, "stated")
    assert block["n"] == len(own.p) > 50
    assert block["auc"] == pytest.approx(roc_auc_score(own.y, own.p))
    noise = ((1 - 2 * own.p) ** 2 * own.p * (1 - own.p)).sum()
    z = ((own.y - own.p) * (1 - 2 * own.p)).sum() / math.sqrt(noise)
    assert block["spiegelhalter_z"] == pytest.approx(z)
    assert block["spiegelhalter_p"] == pytest.approx(2 * stats.norm.sf(abs(z)))
    expected = (own.p * (1 - own.p)).mean()
    assert block["expected_brier"] == pytest.approx(expected)
    spread = math.sqrt(noise) / len(own.p)
    assert block["p_as_bad"] == pytest.approx(
        stats.norm.sf((own.scores.mean() - expected) / spread), abs=0.02
    )
    assert block["hits"] == own.y.sum()
    assert block["hits_expected"] == pytest.approx(own.p.sum())
    exact = stats.poisson_binom(own.p) if hasattr(stats, "poisson_binom") else None
    if exact is not None:
        assert block["hits_p_low"] == pytest.approx(exact.cdf(own.y.sum()), abs=0.02)


@pytest.mark.parametrize("by", ["tag", "source", "year", "kind"])
def test_groups_are_those_of_the_file(by: str, file: list[Row], scored: Program) -> None:
    names: dict[str, Callable[[Row], str]] = {
        "tag": lambda row: row["tags"].partition(";")[2],
        "source": lambda row: row["source"],
        "year": lambda row: row["deadline"][:4],
        "kind": lambda _: "binary",
    }
    found = json.loads(scored("scorecard", "--by", by, "-f", "json"))
    assert [row["group"] for row in found["rows"]] == sorted({names[by](row) for row in file})
    for row in found["rows"]:
        own = Sample([one for one in votes(file) if names[by](one) == row["group"]])
        assert row["all"]["n"] == len(own.p)
        if len(own.p):
            assert row["all"]["brier"] == pytest.approx(own.scores.mean())


def test_two_owners_are_compared_on_what_both_stated(file: list[Row], scored: Program) -> None:
    found = json.loads(scored("compare", "Ann", "唐杰", "-f", "json"))
    by_claim = {
        owner: {row["key"]: row for row in votes(file, owner=owner) if not row["phrase"]}
        for owner in ("Ann", "唐杰")
    }
    common = sorted(set(by_claim["Ann"]) & set(by_claim["唐杰"]))
    mine, theirs = (Sample([by_claim[owner][key] for key in common]) for owner in by_claim)
    assert found["n"] == len(common) > 4
    assert found["mean_difference"] == pytest.approx((mine.scores - theirs.scores).mean())
    means = [
        (mine.scores - theirs.scores)[[one == event for one in mine.event]].mean()
        for event in sorted(set(mine.event))
    ]
    flips = np.array(list(product([1, -1], repeat=len(means)))) @ np.array(means)
    as_far = np.abs(flips) >= abs(sum(means)) - 1e-12
    assert found["test"] == "sign-flip"
    assert found["p_value"] == pytest.approx(as_far.mean())


def test_the_shrunk_means_are_a_random_effects_meta_analysis(file: list[Row], card: Row) -> None:
    groups = []
    for owner in OWNERS:
        own = sample(file, "all", owner=owner)
        groups.append(
            np.array(
                [
                    own.scores[[one == event for one in own.event]].mean()
                    for event in sorted(set(own.event))
                ]
            )
        )
    sizes = np.array([len(group) for group in groups])
    means = np.array([group.mean() for group in groups])
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / (sizes.sum() - 4)
    weights = sizes / within
    fixed = (weights * means).sum() / weights.sum()
    q = (weights * (means - fixed) ** 2).sum()
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    between = max(0.0, (q - 3) / scale)
    total = 1 / (between + within / sizes)
    centre = (total * means).sum() / total.sum()
    share = between / (between + within / sizes)
    for owner, mean, weight in zip(OWNERS, means, share, strict=True):
        shrunk = row_of(card, owner)["all"]["shrunk"]
        assert shrunk == pytest.approx(weight * mean + (1 - weight) * centre)
