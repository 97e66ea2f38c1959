"""Shrunk means: each owner's mean score drawn towards everybody's by how little there is of it.

Three lucky claims make a low mean, not a good forecaster. With σ² the variance of scores within
owners (pooled), τ² the variance of true means between owners (DerSimonian–Laird) and μ the mean
of all that these weights give,

    w = τ²/(τ² + σ²/n),  shrunk = w · mean + (1 − w) · μ,  sd = √(w σ²/n).

Source: R. DerSimonian and N. Laird, "Meta-analysis in clinical trials", Controlled Clinical
Trials 7 (1986); B. Efron and C. Morris, "Stein's estimation rule and its competitors", JASA 68
(1973).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple


class Shrunk(NamedTuple):
    """A shrunk mean, its standard deviation, and the weight from 0 to 1 of the owner's own mean."""

    mean: float
    sd: float
    weight: float


class Sample(NamedTuple):
    """An owner's scores, one an event: their number, mean, and sum of squares about the mean."""

    n: int
    mean: float
    squares: float


def sample(scores: Sequence[float]) -> Sample | None:
    """Return what is needed of an owner's scores, one an event; None without any."""
    if not scores:
        return None
    mean = math.fsum(scores) / len(scores)
    return Sample(len(scores), mean, math.fsum((score - mean) ** 2 for score in scores))


def shrunk_means(groups: Sequence[Sequence[float]]) -> list[Shrunk | None]:
    """Return each owner's shrunk mean, in the order given.

    `groups` holds each owner's scores, one an event (`samples.event_scores`); see `shrunk_samples`.
    """
    return shrunk_samples([sample(group) for group in groups])


def shrunk_samples(samples: Sequence[Sample | None]) -> list[Shrunk | None]:
    """Return each owner's shrunk mean, in the order given.

    None for an owner without scores, and for all where no variance can be estimated: fewer than
    two owners with scores, or nobody with more than one. Where scores do not vary within owners,
    their means are taken as known and stand as they are.
    """
    scored = [one for one in samples if one is not None]
    freedom = sum(one.n - 1 for one in scored)
    if len(scored) < 2 or not freedom:  # noqa: PLR2004 (between means two owners)
        return [None] * len(samples)
    sizes, means = [one.n for one in scored], [one.mean for one in scored]
    within = math.fsum(one.squares for one in scored) / freedom
    between = _between(means, sizes, within)
    centre = _centre(means, [between + within / size for size in sizes])
    return [one and _shrunk(one, within, between, centre) for one in samples]


def _between(means: Sequence[float], sizes: Sequence[int], within: float) -> float:
    """Return DerSimonian and Laird's τ², which is not below 0; in the limit where σ² is 0.

    With weights n/σ² it is (Q − (k − 1)) / (Σw − Σw²/Σw); σ² is multiplied out of both, so that
    no variance within leaves no division by it.
    """
    n = sum(sizes)
    centre = math.fsum(size * mean for size, mean in zip(sizes, means, strict=True)) / n
    spread = math.fsum(size * (mean - centre) ** 2 for size, mean in zip(sizes, means, strict=True))
    excess = spread - within * (len(means) - 1)
    return max(0.0, excess / (n - sum(size * size for size in sizes) / n))


def _centre(means: Sequence[float], variances: Sequence[float]) -> float:
    """Return the mean of means, each weighted by one over its variance."""
    if not all(variances):
        return math.fsum(means) / len(means)
    weighted = math.fsum(mean / variance for mean, variance in zip(means, variances, strict=True))
    return weighted / math.fsum(1 / variance for variance in variances)


def _shrunk(own: Sample, within: float, between: float, centre: float) -> Shrunk:
    """Return one owner's mean drawn towards the centre."""
    error = within / own.n
    weight = between / (between + error) if error else 1.0
    return Shrunk(weight * own.mean + (1 - weight) * centre, math.sqrt(weight * error), weight)
