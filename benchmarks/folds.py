"""Cross-validation on our own texts: the whole reader on texts that its weights were not trained on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from scipy.optimize import isotonic_regression

from benchmarks import annotated, scores
from benchmarks.learning import Lessons
from flows.reading.choice import scoring
from flows.reading.read import walked
from flows.stages.single import article_of, fact

Told = tuple[list[dict], list[float | None]]  # the claims of a text, and how probable each is
_shared: list[tuple[int, Lessons]] = []  # in the processes of the folds
STEPS = 12  # of the calibration, each with about as many claims


def fold_of(document: dict, folds: int) -> int:
    return int(hashlib.sha1(("fold" + document["id"]).encode()).hexdigest(), 16) % folds


def cross_validate(folds: int, lessons: Lessons) -> tuple[dict[str, scores.Tally], dict[str, float]]:
    """A tally a register (news, official), and the calibration of the reader's confidence."""
    score, told = scores.scorer(), _told_by_all(folds, lessons)
    tallies = {"news": scores.Tally(), "official": scores.Tally()}
    seen: list[tuple[float, bool]] = []
    for kind, tally in tallies.items():
        for document in annotated.own(kind):
            claims, odds = told[document["id"]]
            right = {id(claim) for claim in tally.add(document, claims, score)}
            seen += [(p, id(claim) in right) for p, claim in zip(odds, claims, strict=True) if p is not None]
    return tallies, calibration(seen)


def _told_by_all(folds: int, lessons: Lessons) -> dict[str, Told]:
    """What each of our own texts says, read with weights that were not trained on it; a process a fold."""
    told: dict[str, Told] = {}
    fork = get_context("fork")  # the lessons are inherited, not copied
    with ProcessPoolExecutor(os.cpu_count(), fork, initializer=_shared.append, initargs=((folds, lessons),)) as pool:
        for number, part in enumerate(pool.map(_told_by_fold, range(folds)), start=1):
            told |= part
            print(f"fold {number} of {folds}", flush=True)
    return told


def _told_by_fold(fold: int) -> dict[str, Told]:
    folds, lessons = _shared[0]
    weights = lessons.weights(lambda document: fold_of(document, folds) != fold)
    with scoring.using(weights | {"calibration": {}}):
        return {d["id"]: _told(d) for d in annotated.own() if fold_of(d, folds) == fold}


def _told(document: dict) -> Told:
    walk = walked(article_of(document), thorough=False)
    claims = [fact(claim, sentence=False) for claim in walk.reading().claims]
    return claims, [found.probability for found in walk.attach.found]


def calibration(seen: Iterable[tuple[float, bool]]) -> dict[str, float]:
    """Lower bound of the probability -> share of right claims from there on; never falling (isotonic regression)."""
    ranked = sorted(seen)
    size = max(len(ranked) // STEPS, 1)
    pools = [ranked[i : i + size] for i in range(0, len(ranked), size)]
    shares = [sum(right for _, right in pool) / len(pool) for pool in pools]
    rising = isotonic_regression(shares, weights=[len(pool) for pool in pools]).x
    steps: dict[str, float] = {}
    for i, share in enumerate(rising):
        if round(float(share), 3) not in steps.values():
            steps[f"{pools[i][0][0] if i else 0:.4f}"] = round(float(share), 3)
    return steps


def report(tallies: dict[str, scores.Tally], steps: dict[str, float]) -> None:
    for kind, tally in tallies.items():
        (p, r, f), (low, high) = tally.f1(), tally.interval()
        print(f"{kind}: P {p:.3f} R {r:.3f} F1 {f:.3f} ({low:.3f}-{high:.3f}), number and unit {tally.f1(True)[2]:.3f}")
    print("calibration:", json.dumps(steps))
