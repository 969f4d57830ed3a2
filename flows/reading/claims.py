"""Candidates and the choice: each figure with its metric, place, time and status, or why not."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from flows.reading import frames, lists, sectors
from flows.reading.blocks import Span
from flows.reading.frames import Context, Frame
from flows.reading.gazetteer import lineage, within
from flows.reading.lexicon import Hit
from flows.reading.metrics import Choice
from flows.reading.periods import Policy, Time
from flows.reading.places import Place
from flows.reading.quantities import Quantity
from schemas.vocabulary import metrics as vocabulary

_START = attrgetter("start")
OFF = frozenset(("comparison", "each", "since"))  # times that are not the figure's own
GROWTH = re.compile(
    "增长|成长|增速|增幅|同比|年均|复合增长|提升(?!到|至)|提高(?!到|至)|上升|下降|减少|下滑|回落|"
    "增加(?!到|至)|增|翻|扩大|跌|涨|缩水|(?<!提|攀|爬|毫)升(?!到|至|级)|减(?!排|免|税)|(?:比|"
    "较)[^，。]{2,12}[多少高低快][出了装卖投]?(?=[近约超]?[\\d一二三四五六七八九两]|$)"
)
_FALL = re.compile(
    "下降|减少|下滑|降低|回落|跌|缩水|减(?!排|免|税)|(?:比|"
    "较)[^，。]{2,12}[少低][了装卖投]?(?=[近约超]?[\\d一二三四五六七八九两]|$)|降"
)
_SHARE = re.compile("占|比重|份额|比例|其中|贡献|出自|来自")
_INCREASE = re.compile(
    "新增|净增|新引育|新引进|新培育|新晋|新认定|(?:再|又|还要)(?:新?建|添|增|培育|新增)|"
    "最近[^，。]{0,6}接入|(?:比|较)[^，。]{0,6}增加(?!到|至)|增加了?$"
)
_NOT_INCREASE = re.compile("新增[^，、；。]*[\\d个家项]+[^，；。]*、[^、]*$")
_ORIGIN = re.compile("(?:来自|出自|落户|投向了?|归属)(?:了|于)?$")
_LEAD_LIST = re.compile("、[^，。；]*等(?:一批|重大|重点)*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure in a sentence that speaks of a metric, with the phrase it stands in."""

    quantity: Quantity
    sentence: Span
    clause: Span
    left: int  # where the phrase before the figure begins
    right: int  # where the noun phrase behind it ends


@dataclass(frozen=True, slots=True)
class Found:
    """A claim before its spans are carried back into the body."""

    candidate: Candidate
    metric: str
    measure: str
    value: Decimal
    high: Decimal | None
    unit: str
    region: str | None
    year: int | None
    status: str
    sector: str
    time: Time | None
    policy: Policy | None
    head: Choice | None
    rule: str
    reasons: tuple[str, ...]
    doubt: str | None = None  # why the rules would drop it
    probability: float | None = None  # of metric, place, status and year together, not calibrated
    parent: Found | None = None  # the level that a rate stands beside

    def reason(self, *starts: str) -> str:
        """The first reason that begins so, '' where none does.  'year' -> year_stated"""
        return next((reason for reason in self.reasons if reason.startswith(starts)), "")


@dataclass(frozen=True, slots=True)
class Marks:
    """All that the text mentions, each kind sorted by place."""

    heads: list[Hit]
    subjects: list[Hit]
    places: list[Place]
    times: list[Time]
    policies: list[Policy]


def inside(items: list, start: int, end: int) -> list:
    """The items of a sorted list that lie within [start, end)."""
    first = bisect_left(items, start, key=_START)
    out = []
    for i in range(first, len(items)):
        item = items[i]
        if item.start >= end:
            break
        if item.end <= end:
            out.append(item)
    return out


def measure(c: Candidate, plain: str) -> str:
    """level, growth, share or increase, by the words of the figure's own phrase."""
    q = c.quantity
    before = plain[c.left : q.start]
    if q.kind in ("fold", "times"):
        return "growth"
    if q.kind == "percent":
        if re.match("的?(?:年均|复合|同比)?(?:增长|增速|增幅)", plain[q.end : q.end + 8]):
            return "growth"
        growth, share = _last_at(GROWTH, before), _last_at(_SHARE, before)
        return "growth" if growth > share else "share"
    return "increase" if _INCREASE.search(before) and not _NOT_INCREASE.search(before) else "level"


def is_share(c: Candidate, plain: str) -> bool:
    """Does the phrase call the percentage a part of a whole?  '占比30%', '资金的六成'"""
    around = plain[c.left : c.right]
    fraction = not c.quantity.word.startswith("%")
    return fraction or bool(_SHARE.search(around)) or plain[c.quantity.start - 1] == "的"


def _last_at(pattern: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in pattern.finditer(text)), default=-1)


def value(c: Candidate, kind: str, plain: str) -> Decimal:
    q = c.quantity
    falls = kind == "growth" and _FALL.search(plain[c.left : q.start]) and q.kind in ("percent", "times")
    return -q.value if falls else q.value


def subject(
    c: Candidate,
    head: Choice | None,
    marks: Marks,
    plain: str,
    topic: str | None,
    ctx: Context,
    figures: list[Quantity],
    last: Found | None,
) -> tuple[str | None, str]:
    """The sector that the figure is about and why, or (None, refusal code)."""
    start = min(c.left, head.start if head else c.left)
    own = inside(marks.subjects, start, c.right)
    if (
        head
        and head.metric == "project_count"
        and _LEAD_LIST.search(plain[c.clause.start : c.quantity.start])
        and _mixed_members(own, plain, c)
    ):
        return None, "mixed_sum"
    if not own and head and head.rule == "head_in_earlier_clause":
        own = inside(marks.subjects, head.start, head.end)
    if own:
        return _own_subject(own, plain, c.quantity.start, c.quantity.unit == "percent")
    earlier = inside(marks.subjects, c.sentence.start, c.left)
    if earlier and ctx.profile == "report" and _cut_off(earlier[-1], c, figures, last):
        return None, "no_ai_subject"
    if earlier:
        if lists.mixed(plain, _last_list(earlier), c.quantity.start, c.quantity.unit == "percent"):
            return None, "mixed_sum"
        if ctx.profile == "report" and earlier[-1].tag == sectors.OTHER:
            return None, "other_industry"
        if earlier[-1].tag != sectors.OTHER or topic is None:
            sector = sectors.narrowest(earlier[-1:])
            return (sector, "subject_from_sentence") if sector else (None, "other_industry")
    if topic and ctx.profile != "report":
        return topic, "subject_from_text"
    return None, "no_ai_subject"


def _mixed_members(own: list[Hit], plain: str, c: Candidate) -> bool:
    """甲机器人、乙新能源等68个: a list that AI only leads."""
    start = max(plain.rfind(mark, c.sentence.start, c.quantity.start) for mark in "，；。：") + 1
    members = [m for m in re.split("、|和", plain[start : c.quantity.start]) if m]
    ai = [h for h in own if h.tag != sectors.OTHER]
    return len(members) > 1 and len(ai) < len(members)


def _cut_off(hit: Hit, c: Candidate, figures: list[Quantity], last: Found | None) -> bool:
    """Does another figure, not about AI, stand between the AI word and this figure?"""
    between = [q for q in figures if hit.end <= q.start < c.left and q.kind != "other"]
    return bool(between) and (last is None or last.candidate.quantity != between[-1])


def _last_list(hits: list[Hit]) -> list[Hit]:
    """The last run of subject words that stand close together."""
    run = hits[-1:]
    for hit in reversed(hits[:-1]):
        if run[0].start - hit.end > 12:
            break
        run.insert(0, hit)
    return run


def _qualified(own: list[Hit], plain: str) -> bool:
    """人工智能规上工业企业: the AI word stands before the other one and qualifies it."""
    gap = plain[own[-2].end : own[-1].start] if len(own) > 1 and own[-2].tag != sectors.OTHER else "、"
    return len(gap) < 6 and not re.search("[、和与及，的]", gap)


def _own_subject(own: list[Hit], plain: str, end: int, rate: bool) -> tuple[str | None, str]:
    sector = sectors.narrowest(own)
    if sector and lists.mixed(plain, own, end, rate):
        return None, "mixed_sum"
    if sector is None:
        return None, "other_industry"
    if own[-1].tag == sectors.OTHER and _qualified(own, plain):
        return sector, "subject_in_phrase"
    if own[-1].tag == sectors.OTHER and plain[own[-1].start - 3 : own[-1].start].rstrip()[-1:] not in tuple("、和与"):
        return None, "other_industry"
    return sector, "subject_in_phrase"


def where(c: Candidate, marks: Marks, frame: Frame, ctx: Context, plain: str) -> tuple[str | None, str]:
    """The region of a figure and the reason."""
    own = [
        p for p in inside(marks.places, c.clause.start, c.right) if p.role in ("subject", "talk", "policy", "member")
    ]
    for place in inside(marks.places, c.quantity.end, c.clause.end):
        if _ORIGIN.search(plain[c.quantity.end : place.start]) and place.start - c.quantity.end < 12:
            return place.code, "region_from_origin"
    near = [p for p in own if p.start < c.quantity.start] or own
    if ctx.profile in ("report", "policy") and ctx.title_place:
        for place in reversed(near):
            if place.role == "subject" and place.code != ctx.title_place and within(place.code, ctx.title_place):
                return place.code, "region_from_clause"
        return ctx.title_place, "region_from_title"
    for place in reversed(near):
        said = [p.code for p in inside(marks.places, c.sentence.start, place.start) if p.role in ("subject", "policy")]
        code = frames.talk(place, frame, ctx, said[-1] if said else None) if place.role == "talk" else place.code
        if place.role == "member":
            return common([p.code for p in near if p.role == "member"]), "region_from_list"
        if code:
            return code, "region_from_clause"
    earlier = inside(marks.places, c.sentence.start, c.clause.start)
    for place in reversed([p for p in earlier if p.role in ("subject", "talk", "policy")]):
        said = [p.code for p in earlier if p.role in ("subject", "policy") and p.start < place.start]
        code = frames.talk(place, frame, ctx, said[-1] if said else None) if place.role == "talk" else place.code
        if code:
            return code, "region_from_sentence"
    return (frame.place, frame.place_reason) if frame.place else (ctx.title_place, "region_from_title")


def common(codes: list[str]) -> str:
    """The place that several make up.  ['130700', '131000'] -> 130000; 北京 and 上海 -> OTHER"""
    shared = [w for w in lineage(codes[0]) if all(within(code, w) for code in codes)]
    return next((w for w in shared if w not in ("100000", "WORLD")), "OTHER")


_SMALL = {"KRW": 200, "JPY": 20, "TWD": 5}  # how many go into a yuan, roughly


def in_range(metric: str, kind: str, amount: Decimal, upper: Decimal | None = None, unit: str = "") -> bool:
    """Is a figure plausible for its metric and measure? An upper end must lie above the lower one, and in range too."""
    least, most = vocabulary()[metric].range
    scale = _SMALL.get(unit, 1)
    least, most = least * scale, most * scale
    low, high = {"level": (least, most), "increase": (0, most), "share": (0, 100)}.get(kind, (-100, 1_000_000))
    return low <= amount <= high and (upper is None or amount < upper <= high)


def rounds(f: Found, told: list[Found]) -> bool:
    """Is a fraction (约占1/3) the rounding of a share that the text gives exactly (35%)?"""
    if f.measure != "share" or f.candidate.quantity.word.startswith("%"):
        return False
    alike = [o for o in told if (o.measure, o.metric, o.region, o.year) == ("share", f.metric, f.region, f.year)]
    return any(abs(o.value - f.value) <= 3 for o in alike)


def passes(f: Found, told: list[Found]) -> bool:
    """Is 跨过千亿 the mark that an exact figure of the text (1320亿元) has passed?"""
    if f.candidate.quantity.comparator != "ge" or f.measure != "level" or str(int(f.value)).rstrip("0") != "1":
        return False
    key = (f.region, f.metric, f.measure, f.unit, f.year, f.status)
    alike = [o for o in told if (o.region, o.metric, o.measure, o.unit, o.year, o.status) == key]
    return any(f.value <= o.value < 10 * f.value for o in alike)


def same_key(f: Found) -> tuple:
    return (f.region, f.metric, f.measure, f.value, f.high, f.unit, f.year, f.status)
