"""Whole commands timed in turn, A B A B …, and their ratio pair by pair."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

RUNS = 15


class Ratio(NamedTuple):
    """How long A took of B's time, run by run, and both medians in milliseconds."""

    median: float
    low: float
    high: float
    a_ms: float
    b_ms: float

    def __str__(self) -> str:
        spread = f"{self.low:.2f}–{self.high:.2f}"
        return f"{self.median:.2f} ({spread})  {self.a_ms:.0f} ms to {self.b_ms:.0f} ms"


def compare(
    a: Sequence[str], b: Sequence[str], *, runs: int = RUNS, env: Mapping[str, str] | None = None
) -> Ratio:
    """Run two commands in turn, once each unmeasured, and return their ratio."""
    for command in (a, b):
        _timed(command, env)
    pairs = [(_timed(a, env), _timed(b, env)) for _ in range(runs)]
    ratios = sorted(first / second for first, second in pairs)
    return Ratio(
        statistics.median(ratios),
        ratios[len(ratios) // 4],
        ratios[-1 - len(ratios) // 4],
        1000 * statistics.median(first for first, _ in pairs),
        1000 * statistics.median(second for _, second in pairs),
    )


def python(code: str, *words: str) -> list[str]:
    """Return the command that runs a small program."""
    return [sys.executable, "-c", code, *words]


def _timed(command: Sequence[str], env: Mapping[str, str] | None) -> float:
    own = {**os.environ, **(env or {})}
    own.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=own)
    return time.perf_counter() - start
