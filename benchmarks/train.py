"""Train the weights by which the reader weighs options: writes flows/reading/choice/weights.json (`make train`).

Each figure that an annotation names is one example a field; its options compete in a conditional logit with an
L2 penalty. It learns from our own texts, the corpus paragraphs, the examples of metrics.toml and half A of the
guide's texts. On half A the rules were written, so there it learns nothing about how far rules can be trusted.
Before that the whole reader is scored on texts that it was not trained on; its confidence is calibrated there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from math import isclose
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks import folds, texts
from flows.reading.characters import Text
from flows.reading.choice import scoring
from flows.reading.choice.judge import Weighed
from flows.reading.quantities import Quantity
from flows.reading.read import walked
from flows.stages.single import article_of

FIELDS = {"place": "region", "status": "status", "year": "year", "sector": "sector"}
PENALTY = 2.0  # from 0.5 to 8 the fields' accuracy differs by less than a point
SMALLEST = 0.03  # weights below are left out
CANON = 3  # how many times the plain examples of metrics.toml count
RARE = 2  # marks seen in fewer examples are left out
OF_RULES = ("rule", "refused", "doubt", "any~refused", "any~doubt", "any~why")

Example = tuple[list[tuple[str, ...]], list[int]]  # the options' marks, the right ones
Weights = dict[str, dict[str, float]]


def examples(documents: Iterable[dict]) -> dict[str, list[Example]]:
    """Field -> examples, of all figures that the annotations decide."""
    out: dict[str, list[Example]] = {field: [] for field in ("what", *FIELDS)}
    for document in documents:
        walk = walked(article_of(document))
        for weighed in walk.judge.seen:
            facts = _facts(document["facts"], walk.text, weighed.candidate.quantity)
            if facts is not None and (facts or not document.get("partial")):
                _learn(weighed, facts, out)
    return out


def _learn(weighed: Weighed, facts: list[dict], out: dict[str, list[Example]]) -> None:
    """Add what the annotations of one figure teach; a field whose right value is no option teaches nothing."""
    senses = {(fact["metric"], fact["measure"]) for fact in facts}
    right: dict[str, Callable[[Any], bool]] = {
        "what": lambda v: (v.metric, v.measure) in senses if v and senses else v is None and not senses
    }
    if facts and weighed.found:
        for field, key in FIELDS.items():
            values = frozenset(fact.get(key) for fact in facts)
            right[field] = values.__contains__
    for field, good in right.items():
        verdict = weighed.verdicts[field]
        options = [o for o, _ in verdict.options]
        chosen = [i for i, o in enumerate(options) if good(o.value)]
        if chosen:
            out[field].append(([o.marks + verdict.shared * (o.value is not None) for o in options], chosen))


def _facts(facts: list[dict], text: Text, q: Quantity) -> list[dict] | None:
    """The facts whose quote holds the figure; None where an equal fact is quoted elsewhere."""
    start, end = text.span(q.start, q.end)
    same = [f for f in facts if isclose(abs(f["value"]), abs(q.value)) and _one_unit(f["unit"], q.unit)]
    here = [f for f in same if _covers(text.body, f["quote"], start, end)]
    return here if here or not same else None


def _one_unit(stated: str | None, read: str) -> bool:
    return stated in (None, read) or read in ("count", "")  # a counted rack is a rack


def _covers(body: str, quote: str, start: int, end: int) -> bool:
    at = body.find(quote)
    while at >= 0:
        if at < end and start < at + len(quote):
            return True
        at = body.find(quote, at + 1)
    return False


def without_rules(found: dict[str, list[Example]]) -> dict[str, list[Example]]:
    """The examples less the marks that tell what the rules chose."""
    return {
        field: [([tuple(m for m in marks if not m.startswith(OF_RULES)) for marks in o], good) for o, good in cases]
        for field, cases in found.items()
    }


def fit(found: list[Example], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of a conditional logit: the log-likelihood of the right options less an L2 penalty."""
    counts = Counter(mark for options, _ in found for mark in {m for marks in options for m in marks})
    index = {mark: i for i, mark in enumerate(sorted(m for m, n in counts.items() if n >= RARE))}
    cells = [
        (row, index[mark])
        for row, marks in enumerate(marks for options, _ in found for marks in options)
        for mark in set(marks)
        if mark in index
    ]
    rows, columns = zip(*cells, strict=True)
    group = np.array([g for g, (options, _) in enumerate(found) for _ in options])
    good = np.array([float(i in right) for options, right in found for i in range(len(options))])
    x = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(group), len(index)))
    edges = np.flatnonzero(np.diff(group, prepend=-1))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = x @ w
        e = np.exp(score - np.maximum.reduceat(score, edges)[group])
        total, won = np.add.reduceat(e, edges), np.add.reduceat(e * good, edges)
        slope = e / total[group] - e * good / won[group]
        return float(np.sum(np.log(total) - np.log(won)) + penalty / 2 * w @ w), x.T @ slope + penalty * w

    best = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {mark: round(float(best.x[i]), 2) for mark, i in index.items() if abs(best.x[i]) >= SMALLEST}


def tuned() -> list[dict]:
    """Half A of the guide's texts, on which the rules were written."""
    names = ("dev", "dev2", "dev_gov", "dev_gov2") if texts.GOLD.exists() else ()
    return [document for name in names for document in texts.gold(name, "A")]


def background() -> dict[str, list[Example]]:
    """What is learned from in every fold: half A without its rules, and the examples of metrics.toml."""
    scoring.use(None)
    return without_rules(examples([*tuned(), *texts.examples_of_metrics() * CANON]))


def train(learned: dict[str, list[Example]], rest: dict[str, list[Example]]) -> Weights:
    return {field: fit(rest[field] + cases) for field, cases in learned.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5, help="of the cross-validation that calibrates (default 5)")
    args = parser.parse_args()
    rest = background()
    learned = examples([*texts.own(), *texts.corpus()])
    tallies, steps = folds.cross_validate(args.folds, rest)
    folds.report(tallies, steps)
    trained: dict = train(learned, rest) | {"calibration": steps}
    scoring.WEIGHTS.write_text(json.dumps(trained, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")
    print("weights:", {field: len(w) for field, w in trained.items()})


if __name__ == "__main__":
    main()
