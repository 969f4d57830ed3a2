"""Why a text was read as it was: every figure with its fate, its layers and what was weighed, as plain records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from flows.reading import blocks, claims, quantities, quotes, sectors, tables
from flows.reading.choice import judge, scoring, what
from flows.reading.walk import Walk
from schemas.records import Claim, Refusal
from schemas.vocabulary import metrics, regions

SHOWN = 3  # options of a field, and marks of its winner


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that the text names. `kind`: place, time, policy, head, subject, other, number."""

    kind: str
    start: int
    end: int
    text: str
    levelled: str | None  # in one spelling, where that differs
    says: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """One field: its best options, and the marks that spoke most for the chosen one against the runner-up."""

    field: str
    options: tuple[dict[str, Any], ...]  # value, reason, probability, chosen
    marks: tuple[dict[str, Any], ...]  # mark, difference, on: winner or runner-up


@dataclass(frozen=True, slots=True)
class Figure:
    """One candidate. `claims` is what it states, states again or, where it was refused, would have stated."""

    number: int
    fate: str  # kept, repeat or refused
    start: int
    end: int
    text: str
    levelled: str | None
    quantity: dict[str, Any]
    claims: tuple[Claim, ...]
    refusal: Refusal | None
    repeats: int | None  # the number of the figure that stated it first
    around: tuple[Mention, ...]  # in its sentence
    weighed: tuple[Weighing, ...]  # none where the form alone decides


@dataclass(frozen=True, slots=True)
class Why:
    """One reading laid open; all spans point into `body`."""

    body: str
    profile: str
    title_place: str | None
    names: dict[str, str]  # what its regions and metrics are called
    figures: tuple[Figure, ...]
    passed: tuple[Mention, ...]  # numbers that are no candidates
    mentions: tuple[Mention, ...]


def of(walk: Walk) -> Why:
    """The record of a walk.

    '合肥已备案大模型12个，服务260家企业。' -> 12个 kept as registered_model_count, 260家 refused as served
    """
    opened, place = _Opened(walk), walk.context.title_place
    for quantity in opened.numbers():
        opened.look_at(quantity)
    said = (tuple(opened.figures), tuple(opened.passed), tuple(opened.mentions))
    return Why(walk.text.body, walk.context.profile, place, _names(opened.figures, place), *said)


class _Opened:
    """What a walk has concluded, by where it stands in the levelled text."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.figures: list[Figure] = []
        self.passed: list[Mention] = []
        self.mentions = sorted(_mentions(walk), key=lambda m: m.start)
        self._seen = {w.candidate.quantity.start: w for w in walk.judge.seen}
        self._kept = {at: list(one) for at, one in groupby(walk.attach.found, lambda f: f.candidate.quantity.start)}
        self._refused = {r.start: r for r in walk.refusals}
        self._sentences = [s for block in blocks.split(walk.plain) for s in block.sentences]
        self._tables = tables.find(walk.plain, walk.judge.page.title)
        self._cells = {c.quantity.start: c.quantity for t in self._tables for c in tables.read(t, walk.plain)}
        self._first: dict[tuple, int] = {}  # which figure stated it first

    def numbers(self) -> list[quantities.Quantity]:
        """All numbers of the text in order; in a table the cell, with its column's unit."""
        taken = {i for q in self._cells.values() for i in range(q.start, q.end)}
        others = [q for q in self.walk.attach.figures if q.start not in taken]
        return sorted([*self._cells.values(), *others], key=lambda q: q.start)

    def look_at(self, q: quantities.Quantity) -> None:
        """Take one number in as a figure, or as one that was passed over."""
        piece = _piece(self.walk, q.start, q.end)
        seen, refusal = self._seen.get(q.start), self._refused.get(piece[0])
        found = self._kept.get(q.start) or ([seen.found] if seen and seen.found else [])
        if not (found or seen or refusal or q.start in self._cells):
            self.passed.append(Mention("number", *piece, self._why_passed(q)))
            return
        fate = "kept" if q.start in self._kept else "refused" if refusal else "repeat"
        first = self._stated_first(q, found, number := len(self.figures) + 1, fate)
        stated = tuple(quotes.claim_of(self.walk.text, f) for f in found)
        amount = {name: getattr(q, name) for name in ("kind", "value", "high", "unit", "comparator", "word")}
        weighed = tuple(map(_weighing, seen.verdicts.values())) if seen else ()
        self.figures.append(Figure(number, fate, *piece, amount, stated, refusal, first, self._around(q), weighed))

    def _stated_first(self, q: quantities.Quantity, found: list[claims.Found], number: int, fate: str) -> int | None:
        """Which figure a repeat says again: the same claim, else the same series, else (cells) the same amount."""
        keys = [key for f in found for key in (claims.same_key(f), (f.region, f.metric, f.measure, f.year))]
        keys.append((q.kind, q.value, q.high))
        if fate == "kept":
            self._first = dict.fromkeys(keys, number) | self._first
        return next((self._first[k] for k in keys if k in self._first), None) if fate == "repeat" else None

    def _why_passed(self, q: quantities.Quantity) -> str:
        in_table = any(t.start <= q.start < t.end for t in self._tables)
        return "in_table" if in_table else self.walk.passed_over(q, near=True) or "no_cue"

    def _around(self, q: quantities.Quantity) -> tuple[Mention, ...]:
        span = next(s for s in reversed(self._sentences) if s.start <= q.start)
        start, end = self.walk.text.span(span.start, span.end)
        return tuple(m for m in self.mentions if start <= m.start < end)


def _piece(walk: Walk, start: int, end: int) -> tuple[int, int, str, str | None]:
    """Where a piece of the levelled text stands in the body, how it reads there and, where that differs, levelled."""
    a, b = walk.text.span(start, end)
    text, levelled = walk.text.body[a:b], walk.plain[start:end]
    return a, b, text, levelled if levelled != text else None


def _mentions(walk: Walk) -> list[Mention]:
    """All that the text names, with what each was taken for."""
    marks = walk.marks
    told: dict[str, list[tuple[Any, str]]] = {
        "place": [(p, f"{p.code} {_called().get(p.code, '')}".strip() + f", {p.role}") for p in marks.places],
        "time": [(t, f"{t.year or 'no year'}, {t.role}, {t.period_type}") for t in marks.times],
        "policy": [(p, f"{p.year or 'no year'}, {'plan' if p.is_plan else 'no plan'}") for p in marks.policies],
        "head": [(h, ", ".join(h.tag)) for h in marks.heads],
        "subject": [(h, h.tag) for h in marks.subjects if h.tag != sectors.OTHER],
        "other": [(h, "another industry") for h in marks.subjects if h.tag == sectors.OTHER],
    }
    return [Mention(k, *_piece(walk, i.start, i.end), says) for k, items in told.items() for i, says in items]


def _names(figures: list[Figure], place: str | None) -> dict[str, str]:
    said = {place, *(str(o["value"]).split(" ")[0] for f in figures for w in f.weighed for o in w.options)}
    said |= {key for f in figures for c in f.claims for key in (c.region, c.metric) if key}
    return {key: name for key, name in _called().items() if key in said}


@cache
def _called() -> dict[str, str]:
    return {k: r.name_zh for k, r in regions().items()} | {k: m.name_zh for k, m in metrics().items()}


def _weighing(verdict: scoring.Verdict) -> Weighing:
    chosen = _chosen(verdict)
    other = next((o for o, _ in verdict.options if o is not chosen), None)
    shown = tuple(
        {"value": _value(o.value), "reason": o.reason, "probability": round(p, 4), "chosen": o is chosen}
        for o, p in verdict.options[:SHOWN]
    )
    return Weighing(verdict.field, shown, _speaking(verdict, chosen, other) if other else ())


def _value(v: Any) -> str | int | None:
    return f"{v.metric} {v.measure}" if isinstance(v, what.Sense) else v


def _chosen(verdict: scoring.Verdict) -> scoring.Option:
    """The best option; of the senses the best one, where all of them together outweigh that there is no claim."""
    none = next((p for o, p in verdict.options if o.value is None), 0.0)
    if verdict.field != "what" or none >= judge.NO_CLAIM:
        return verdict.best
    return next(o for o, _ in verdict.options if o.value is not None)


def _speaking(verdict: scoring.Verdict, chosen: scoring.Option, other: scoring.Option) -> tuple[dict[str, Any], ...]:
    """The marks that moved the choice most from the runner-up to the winner."""
    mine, theirs = (Counter(o.marks + verdict.shared * (o.value is not None)) for o in (chosen, other))
    known = scoring.weights().get(verdict.field, {})
    moved = {mark: known.get(mark, 0.0) * (mine[mark] - theirs[mark]) for mark in mine | theirs}
    best = sorted((-difference, mark) for mark, difference in moved.items() if difference > 0)[:SHOWN]
    on = {mark: "winner" if mine[mark] > theirs[mark] else "runner-up" for mark in moved}
    return tuple({"mark": mark, "difference": round(-d, 3), "on": on[mark]} for d, mark in best)
