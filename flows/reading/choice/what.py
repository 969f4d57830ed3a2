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


def options(s: Sight) -> list[Option]:
    """(metric, measure) for each head around, each metric told of before and the rules' choice; and None."""
    found: dict[tuple[str, str], tuple[Hit | None, list[str]]] = {}
    for metric, hit, marks in [*_heads(s), *_carried(s), *_ruled(s)]:
        for measure in _measures(s, metric):
            head, kept = found.setdefault((metric, measure), (hit, []))
            kept += [m for m in marks if m not in kept]
    out = [Option(None, s.rule if isinstance(s.rule, str) else s.doubt or "unlikely", ("none",))]
    for (metric, measure), (head, marks) in found.items():
        own = [*marks, *sight_marks.own(s, metric, measure)]
        out.append(Option(Sense(metric, measure, head), "metric", tuple(own)))
    return out


def _measures(s: Sight, metric: str) -> tuple[str, ...]:
    q = s.candidate.quantity
    if q.kind in ("fold", "times"):
        return ("growth",)
    if q.unit == "percent":
        return (
            ("level", "growth")
            if metric == "penetration_rate"
            else ("share",)
            if metric == "subsidy_cap"
            else ("growth", "share")
        )
    return ("level", "increase")


def _heads(s: Sight) -> list[tuple[str, Hit | None, list[str]]]:
    """The heads of fitting metrics, nearest first."""
    c, plain, q = s.candidate, s.page.plain, s.candidate.quantity
    fits = _fitting(s)
    keys = fits | metrics.countable() if q.kind == "count" else fits
    hits = s.page.marks.heads
    first = bisect_left(hits, c.sentence.start - REACH, key=_START)
    last = bisect_left(hits, c.clause.end, key=_START)
    near = sorted(hits[first:last], key=lambda h: h.start - q.end if h.start >= q.end else q.start - h.end + 2)
    out: list[tuple[str, Hit | None, list[str]]] = []
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
    title = metrics.lexicon().find(s.page.title)
    out += [
        (m, None, ["h:title", f"h:title|{m}"])
        for hit in title
        for m in hit.tag
        if m in keys and hit.word not in metrics.WIDE
    ]
    return out


def _relation(s: Sight, hit: Hit) -> str:
    c, q = s.candidate, s.candidate.quantity
    if hit.start >= q.end:
        return "right" if hit.end <= c.right else "tail"
    if hit.end > q.start:
        return "inside"
    if hit.start >= c.left:
        return "left"
    between = (
        [f for f in s.page.figures if hit.end <= f.start < q.start and f.kind != "other"]
        if hit.start >= c.sentence.start
        else []
    )
    rel = s.page.relation(hit.start, hit.end, c)
    return f"{rel}{'+' if between else ''}"


def _fitting(s: Sight) -> frozenset[str]:
    q = s.candidate.quantity
    return frozenset(vocabulary()) if q.unit == "percent" else metrics.fitting(q.kind, q.word)


def _carried(s: Sight) -> list[tuple[str, Hit | None, list[str]]]:
    """What the claims before were about, and what the unit alone suggests."""
    q, c = s.candidate.quantity, s.candidate
    keys = _fitting(s)
    out: list[tuple[str, Hit | None, list[str]]] = []
    seen: set[str] = set()
    for back, last in enumerate(reversed(s.told[-6:])):
        if last.metric not in keys or last.metric in seen:
            continue
        seen.add(last.metric)
        same = len(s.told) - back - 1 >= s.first
        near = "same" if same else "near" if c.sentence.start - last.candidate.sentence.end < 3 else "far"
        word = last.candidate.quantity.word == q.word
        elliptic = sight_marks.elliptic(s)
        out.append(
            (
                last.metric,
                None,
                [
                    f"c:{near}",
                    f"c:{near}|{word}",
                    f"c:{near}|{word}|{elliptic}",
                    f"c:back{min(back, 3)}|{near}",
                    f"c:{near}|{q.kind}|{last.measure}",
                    f"c:{near}|{last.metric}",
                ],
            )
        )
    defaults = {"PFLOPS": "compute_capacity", "TB": "data_volume"}
    if q.kind in defaults:
        out.append((defaults[q.kind], None, ["d:unit"]))
    if q.word in ("家", "户"):
        out.append(("company_count", None, ["d:firm"]))
    if q.word in ("台", "辆", "台套"):
        out.append(("product_count", None, ["d:made"]))
    if q.word in ("起", "笔"):
        out.append(("financing_deal_count", None, ["d:deal"]))
    if q.kind == "person":
        out.append(("talent_count", None, ["d:person"]))
    if q.kind == "money":
        out += [
            (m, None, ["d:money"])
            for m in (
                "financing",
                "project_investment",
                "industry_scale",
                "company_revenue",
                "public_funding",
                "fund_size",
                "subsidy_cap",
            )
        ]
    if q.unit == "percent":
        out += [(m, None, ["d:rate"]) for m in ("industry_scale", "penetration_rate", "subsidy_cap")]
    return [o for o in out if o[0] in keys]


def _ruled(s: Sight) -> list[tuple[str, Hit | None, list[str]]]:
    if isinstance(s.rule, str):
        return []
    return [(s.rule.metric, None, [])]
