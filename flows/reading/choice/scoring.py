"""Choice by weight: the options for one field of a figure, each with marks, and a log-linear model over them.

The weights are trained on annotated texts (`benchmarks/train.py`) and kept beside this file. An option's score
is the sum of its marks' weights; its probability is the softmax over the options of the field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of one field. `marks` are what speaks for or against it; `reason` is where the value comes from."""

    value: Any
    reason: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The options of a field, best first, with their probabilities."""

    field: str
    options: tuple[tuple[Option, float], ...]
    shared: tuple[str, ...] = ()  # marks of every option but None

    @property
    def best(self) -> Option:
        return self.options[0][0]

    @property
    def probability(self) -> float:
        return self.options[0][1]


Weights = dict[str, dict[str, float]]
_in_use: list[Weights] = []  # what `using` puts before the file


def weights() -> Weights:
    """Field -> mark -> weight; and `calibration`, probability of all fields -> share of right claims."""
    return _in_use[-1] if _in_use else _read()


@cache
def _read() -> Weights:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


@contextmanager
def using(other: Weights) -> Iterator[None]:
    """Weigh by other weights: those of a fold; {} for the rules alone."""
    _in_use.append(other)
    try:
        yield
    finally:
        _in_use.pop()


def calibrated(probability: float | None) -> float | None:
    """The share of right claims, out of fold, among those of such a probability."""
    steps = weights().get("calibration")
    if probability is None or not steps:
        return None
    return max(((float(low), share) for low, share in steps.items() if float(low) <= probability), default=(0, None))[1]


def judge(field: str, options: Sequence[Option], shared: tuple[str, ...] = ()) -> Verdict:
    """Rank the options of a field; `shared` marks speak for every option that has a value."""
    known = weights().get(field, {})
    common = score(known, shared)
    scores = [score(known, option.marks) + (common if shared and option.value is not None else 0) for option in options]
    top = max(scores)
    odds = [exp(score - top) for score in scores]
    total = sum(odds)
    ranked = sorted(zip(options, (o / total for o in odds), strict=True), key=lambda pair: -pair[1])
    return Verdict(field, tuple(ranked), shared)


def score(known: dict[str, float], marks: tuple[str, ...]) -> float:
    """The sum of the weights of marks."""
    return sum([known[mark] for mark in marks if mark in known])
