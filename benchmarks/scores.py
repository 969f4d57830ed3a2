"""Counts of right claims, by the guide's own scorer, with bootstrap intervals over documents."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from benchmarks import annotated


def scorer() -> Any:
    """The guide's scorer, which lies beside the annotated texts; exits where they are not there."""
    path = annotated.GOLD / "score.py"
    if not path.exists():
        sys.exit(f"No scorer at {path}: the guide's annotated texts belong beside the checkout, in shared/gold.")
    spec = importlib.util.spec_from_file_location("gold_score", path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


@dataclass
class Tally:
    """Gold facts, claims found, right ones, and number and unit alone right, a document and a metric."""

    documents: list[tuple[int, int, int, int]] = field(default_factory=list)  # gold, found, right, number right
    metrics: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    beside: Counter[str] = field(default_factory=Counter)  # comparator and sector over the right ones

    def add(self, document: dict, found: list[dict], score: Any) -> list[dict]:
        """Count one document; the claims that are right."""
        pairs, _, _ = score.pair(document["facts"], found)
        numbers = score.pair(document["facts"], found, ("value", "value_high", "unit"))[0]
        self.documents.append((len(document["facts"]), len(found), len(pairs), len(numbers)))
        for name, facts in (("gold", document["facts"]), ("found", found), ("right", [g for g, _ in pairs])):
            for fact in facts:
                self.metrics[fact["metric"]][name] += 1
        for fact, claim in pairs:
            self.beside["right"] += 1
            self.beside["comparator"] += fact["comparator"] == claim["comparator"]
            self.beside["sector"] += fact["sector"] == claim["sector"]
        return [claim for _, claim in pairs]

    def f1(self, number_only: bool = False) -> tuple[float, float, float]:
        return _f1(self.documents, number_only)

    def interval(self, rounds: int = 1000) -> tuple[float, float]:
        """The 95 percent bootstrap interval of F1, documents drawn with replacement."""
        rng = random.Random(0)
        scores = sorted(_f1(rng.choices(self.documents, k=len(self.documents)))[2] for _ in range(rounds))
        return scores[int(rounds * 0.025)], scores[int(rounds * 0.975)]


def _f1(documents: list[tuple[int, int, int, int]], number_only: bool = False) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    gold, found = sum(d[0] for d in documents), sum(d[1] for d in documents)
    right = sum(d[3 if number_only else 2] for d in documents)
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
