"""Cross-validation on our own texts: the whole reader on texts that its weights were not trained on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from scipy.optimize import isotonic_regression

from benchmarks import annotated, scores
from benchmarks.learning import Lessons
from flows.reading.choice import scoring
from flows.reading.read import walked
from flows.stages.single import article_of, fact

STEPS = 12  # of the calibration, each with about as many claims


def fold_of(document: dict, folds: int) -> int:
    return int(hashlib.sha1(("fold" + document["id"]).encode()).hexdigest(), 16) % folds


def cross_validate(folds: int, lessons: Lessons) -> tuple[dict[str, scores.Tally], dict[str, float]]:
    """A tally a register (news, official), and the calibration of the reader's confidence."""
    score = scores.scorer()
    tallies = {"news": scores.Tally(), "official": scores.Tally()}
    documents = {kind: annotated.own(kind) for kind in tallies}
    seen: list[tuple[float, bool]] = []
    for fold in range(folds):
        weights = lessons.weights(lambda document, fold=fold: fold_of(document, folds) != fold)
        with scoring.using(weights | {"calibration": {}}):
            for kind, some in documents.items():
                for document in (d for d in some if fold_of(d, folds) == fold):
                    seen += _told(document, tallies[kind], score)
        print(f"fold {fold + 1} of {folds}", flush=True)
    return tallies, calibration(seen)


def _told(document: dict, tally: scores.Tally, score) -> list[tuple[float, bool]]:
    """(probability, right?) of each claim of a document."""
    walk = walked(article_of(document), thorough=False)
    claims = [fact(claim, sentence=False) for claim in walk.reading().claims]
    right = [id(claim) for claim in tally.add(document, claims, score)]
    raw = [found.probability for found in walk.attach.found]
    return [(p, id(claim) in right) for p, claim in zip(raw, claims, strict=True) if p is not None]


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
