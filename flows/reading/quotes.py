"""From the levelled text back to the article: quote, spans, and what else the sentence says of a claim."""

from __future__ import annotations

import re

from flows.reading.characters import Text
from flows.reading.choice import scoring
from flows.reading.claims import Candidate, Found
from flows.reading.periods import Time
from flows.reading.refusals import REMEDY
from schemas.records import Claim, Refusal
from schemas.vocabulary import scopes

LONGEST = 40
_HEDGE = re.compile("据不完全统计|不完全统计|据统计|据测算|据估算|据预测|据介绍|预计|预测|有望|初步统计|初步测算")
_ITEM = re.compile("[“「]([^“”「」]{2,20})[”」](?:等)?(?:项目|基金|计划|中心|平台|集群|产业园)?")


def claim_of(text: Text, found: Found) -> Claim:
    """The record of a choice; its spans point into the article's body."""
    q, sentence = found.candidate.quantity, found.candidate.sentence
    start, end = _quote(text, found)
    s_start, s_end = _trimmed(text, *text.span(sentence.start, sentence.end))
    time = found.time
    plain = text.plain[sentence.start : sentence.end]
    phrase = text.plain[found.candidate.left : found.candidate.right]
    hedge = _HEDGE.search(plain)
    return Claim(
        region=found.region,
        metric=found.metric,
        measure=found.measure,
        value=found.value.normalize() + 0,
        value_high=found.high,
        unit=found.unit,
        comparator=q.comparator,
        year=found.year,
        status=found.status,
        sector=found.sector,
        quote=text.body[start:end],
        char_start=start,
        char_end=end,
        sentence=text.body[s_start:s_end],
        sentence_start=s_start,
        rule=found.rule,
        reasons=found.reasons,
        confidence=scoring.calibrated(found.probability),
        hedge=hedge.group() if hedge else None,
        scope=_scope(phrase),
        item=_item(phrase),
        policy=found.policy.name if found.policy else None,
        **_period(found, time),
    )


def _quote(text: Text, found: Found) -> tuple[int, int]:
    """The figure with its head where both fit into 40 characters, else as much as fits."""
    c = found.candidate
    start, end = c.quantity.start, c.quantity.end
    head = found.head
    if head and head.end > end:
        end = min(max(end, head.end), c.quantity.end + 30)
    elif head and head.start < start:
        start = max(head.start, c.left)
    else:
        start = max(c.left, start - 12)
    if text.plain[c.left : start].endswith("人工智能"):
        start -= 4
    b_start, b_end = text.span(start, end)
    figure = text.span(c.quantity.start, c.quantity.end)
    if b_end - b_start > LONGEST:
        b_start, b_end = figure if figure[1] - figure[0] > LONGEST else (max(b_start, figure[1] - LONGEST), figure[1])
    if b_end - b_start > LONGEST:
        b_end = b_start + LONGEST
    return _trimmed(text, b_start, b_end)


def _trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    piece = text.body[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _period(found: Found, time: Time | None) -> dict:
    """Type, ends and as-of date, where the time that was chosen is the claim's year."""
    if time is None or found.year is None or time.year != found.year:
        return {"period_type": "none"}
    as_of = time.last if time.role == "as_of" else None
    return {"period_type": time.period_type, "period_start": time.first, "period_end": time.last, "as_of": as_of}


def _scope(phrase: str) -> str | None:
    phrase = phrase.replace("参数规模以上", "")  # 10亿级参数规模以上大模型 speaks of models, not of 规模以上 firms
    return next((scope for word, scope in scopes().items() if word in phrase), None)


def _item(phrase: str) -> str | None:
    match = _ITEM.search(phrase)
    return match.group(0) if match else None


def refusal_of(text: Text, c: Candidate, code: str) -> Refusal:
    """A refused candidate with the piece of its sentence that shows it."""
    start, end = text.span(
        max(c.clause.start, c.quantity.start - 20), max(c.quantity.end, min(c.right, c.quantity.end + 16))
    )
    return Refusal(
        code,
        text.body[start:end],
        REMEDY.get(code, "not among the figures that count; a new metric is one entry in metrics.toml"),
        *text.span(c.quantity.start, c.quantity.end),
    )
