"""Learning the weights: figures that annotations decide become examples, and a conditional logit is fitted to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isclose
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks import annotated
from flows.reading.characters import Text
from flows.reading.choice import scoring
from flows.reading.choice.judge import Weighed
from flows.reading.quantities import Quantity
from flows.reading.read import walked
from flows.stages.single import article_of

FIELDS = {"place": "region", "status": "status", "year": "year", "sector": "sector"}
PENALTY = 4.0  # from 0.5 to 8 the fields' accuracy differs by less than a point
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


@dataclass(frozen=True)
class Lessons:
    """What is learned in any case, and what each of our own documents teaches."""

    background: dict[str, list[Example]]
    taught: list[tuple[dict, dict[str, list[Example]]]]

    def weights(self, wanted: Callable[[dict], bool]) -> Weights:
        """Weights from the background and the documents that are wanted."""
        chosen = [found for document, found in self.taught if wanted(document)]
        return {
            field: fit(cases + [case for found in chosen for case in found[field]])
            for field, cases in self.background.items()
        }


def lessons() -> Lessons:
    """All examples, gathered with the rules alone: half A counts without its rules, as they were written on it."""
    names = ("dev", "dev2", "dev_gov", "dev_gov2") if annotated.GOLD.exists() else ()
    tuned = [document for name in names for document in annotated.gold(name, "A")]
    with scoring.using({}):
        background = without_rules(examples([*tuned, *annotated.examples_of_metrics() * CANON]))
        return Lessons(background, [(d, examples([d])) for d in [*annotated.own(), *annotated.corpus()]])
