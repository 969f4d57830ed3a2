"""What a figure measures: every metric and measure that it may carry, and that it is no claim at all."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from flows.reading import metrics
from flows.reading.choice import sight_marks
from flows.reading.choice.scoring import Option
from flows.reading.choice.sight import Sense, Sight
from flows.reading.lexicon import Hit
from schemas.vocabulary import metrics as vocabulary

REACH = 260  # characters before the sentence in which a head may stand
_START = attrgetter("start")
_MONEY = (
    "financing", "project_investment", "industry_scale", "company_revenue", "public_funding", "fund_size",
    "subsidy_cap",
)  # fmt: skip
# mark, which part of the quantity, its values, the metrics that it suggests
SUGGESTED = (
    ("d:unit", "kind", ("PFLOPS",), ("compute_capacity",)),
    ("d:unit", "kind", ("TB",), ("data_volume",)),
    ("d:firm", "word", ("家", "户"), ("company_count", "key_company_count")),
    ("d:made", "word", ("台", "辆", "台套"), ("product_count",)),
    ("d:deal", "word", ("起", "笔"), ("financing_deal_count",)),
    ("d:person", "kind", ("person",), ("talent_count",)),
    ("d:money", "kind", ("money",), _MONEY),
    ("d:rate", "unit", ("percent",), ("industry_scale", "penetration_rate", "subsidy_cap")),
)
Source = tuple[str, Hit | None, list[str]]  # a metric, the head that names it, what speaks for it


def options(s: Sight) -> list[Option]:
    """(metric, measure) for each head around, each metric told of before and the rules' choice; and None."""
    found: dict[tuple[str, str], tuple[Hit | None, list[str]]] = {}
    for metric, hit, marks in [*_heads(s), *_carried(s), *_suggested(s), *_ruled(s)]:
        for measure in _measures(s, metric):
            head, kept = found.setdefault((metric, measure), (hit, []))
            kept += [m for m in marks if m not in kept]
    out = [Option(None, s.rule if isinstance(s.rule, str) else s.doubt or "unlikely", ("none",))]
    around = sight_marks.around(s)
    for (metric, measure), (head, marks) in found.items():
        own = [*marks, *sight_marks.own(s, metric, measure, around)]
        out.append(Option(Sense(metric, measure, head), "metric", tuple(own)))
    return out


def _measures(s: Sight, metric: str) -> tuple[str, ...]:
    q = s.candidate.quantity
    if q.kind in ("fold", "times"):
        return ("growth",)
    if q.unit == "percent":
        return {"penetration_rate": ("level", "growth"), "subsidy_cap": ("share",)}.get(metric, ("growth", "share"))
    return ("level", "increase")


def _heads(s: Sight) -> list[Source]:
    """The heads of fitting metrics, nearest first."""
    c, plain, q = s.candidate, s.page.plain, s.candidate.quantity
    fits = _fitting(s)
    keys = fits | metrics.countable() if q.kind == "count" else fits
    hits = s.page.marks.heads
    first = bisect_left(hits, c.sentence.start - REACH, key=_START)
    last = bisect_left(hits, c.clause.end, key=_START)
    near = sorted(hits[first:last], key=lambda h: h.start - q.end if h.start >= q.end else q.start - h.end + 2)
    out: list[Source] = []
    ranks: dict[str, int] = {}
    for hit in near[:14]:
        rel = _relation(s, hit)
        for order, metric in enumerate(k for k in hit.tag if k in keys):
            rank = ranks[rel] = ranks.get(rel, -1) + (order == 0)
            wide = "wide" if hit.word in metrics.WIDE else "own"
            marks = [
                f"h:{rel}",
                f"h:{rel}|{wide}",
                f"h:{rel}|{metric}",
                f"h:{hit.word}|{metric}",
                f"h:{rel}|rank{min(rank, 2)}",
                f"h:order{min(order, 2)}|{wide}",
                f"h:{rel}|{q.kind}",
                f"h:{rel}|{q.kind}|{wide}",
                f"h:fits{metric in fits}",
            ]
            if hit.end <= q.start:
                gap = plain[hit.end : q.start]
                marks += [f"h:gap{min(len(gap) // 4, 5)}|{rel}", *(f"h:cross{m}|{rel}" for m in "，、；" if m in gap)]
            out.append((metric, hit, marks))
    titled = ((m, hit) for hit in s.page.titled for m in hit.tag if m in keys and hit.word not in metrics.WIDE)
    return out + [(m, None, ["h:title", f"h:title|{m}"]) for m, _ in titled]


def _relation(s: Sight, hit: Hit) -> str:
    c, q = s.candidate, s.candidate.quantity
    if hit.start >= q.end:
        return "right" if hit.end <= c.right else "tail"
    if hit.end > q.start:
        return "inside"
    if s.turn and c.clause.start <= hit.start < c.quantity.start:
        own = s.item is not None and s.item.start <= hit.start < s.item.end
        return "item" if own else "list"
    if hit.start >= c.left:
        return "left"
    figures = s.page.figures_in(hit.end, q.start) if hit.start >= c.sentence.start else []
    between = any(f.kind != "other" for f in figures)
    rel = s.page.relation(hit.start, hit.end, c)
    return f"{rel}{'+' if between else ''}"


def _fitting(s: Sight) -> frozenset[str]:
    q = s.candidate.quantity
    return frozenset(vocabulary()) if q.unit == "percent" else metrics.fitting(q.kind, q.word)


def _carried(s: Sight) -> list[Source]:
    """What the claims before were about, nearest first."""
    q, c, keys = s.candidate.quantity, s.candidate, _fitting(s)
    elliptic = sight_marks.elliptic(s)
    out: dict[str, Source] = {}
    for back, last in enumerate(reversed(s.told[-6:])):
        if last.metric not in keys or last.metric in out:
            continue
        same = len(s.told) - back - 1 >= s.first
        near = "same" if same else "near" if c.sentence.start - last.candidate.sentence.end < 3 else "far"
        word = last.candidate.quantity.word == q.word
        marks = [
            f"c:{near}", f"c:{near}|{word}", f"c:{near}|{word}|{elliptic}", f"c:back{min(back, 3)}|{near}",
            f"c:{near}|{q.kind}|{last.measure}", f"c:{near}|{last.metric}",
        ]  # fmt: skip
        out[last.metric] = (last.metric, None, marks)
    return list(out.values())


def _suggested(s: Sight) -> list[Source]:
    """What the unit alone suggests."""
    q, keys = s.candidate.quantity, _fitting(s)
    return [
        (metric, None, [mark])
        for mark, unit, values, suggested in SUGGESTED
        if getattr(q, unit) in values
        for metric in suggested
        if metric in keys
    ]


def _ruled(s: Sight) -> list[Source]:
    if isinstance(s.rule, str):
        return []
    return [(s.rule.metric, None, [])]
