"""Attachment: which metric, place, time and status a figure carries, or why it carries none."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from flows.reading import claims, frames, lists, metrics, sectors
from flows.reading.blocks import Span
from flows.reading.claims import Candidate, Found, Marks, inside
from flows.reading.frames import Context, Frame
from flows.reading.gazetteer import within
from flows.reading.lexicon import Hit
from flows.reading.metrics import Choice, Near
from flows.reading.periods import Policy
from flows.reading.quantities import Quantity, unit_of
from flows.reading.timing import Timing

# A phrase that names nothing of its own, places and times taken out: '其中', '达到', '占全国的'
_ELLIPTIC = re.compile("[\\s“”，]*[\u4e00-\u9fff]*")
_PART = re.compile("[约也就均]*占(?!比)|份额|比重")
_CEILING = re.compile("不超过|最高|上限")
_INVESTED = re.compile("投出|已投|投了|累计投资|实际投")


class Attach:
    """Reads the marks of one text; `found` and `refused` are what it has concluded so far."""

    def __init__(self, plain: str, context: Context, marks: Marks, figures: list[Quantity], topic: str | None) -> None:
        self.plain, self.context, self.marks, self.topic = plain, context, marks, topic
        self.figures, self._starts = figures, [q.start for q in figures]
        self.found: list[Found] = []
        self._doubt: str | None = None
        self.refused: str | None = None  # why the last figure with a subject of its own was refused
        self.frame = Frame()
        self.timing = Timing(plain, context, marks, self.figures_in)

    def figures_in(self, start: int, end: int) -> list[Quantity]:
        return self.figures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def choose(self, c: Candidate, frame: Frame, first: int) -> Found | str:
        """The claim of a candidate, or a refusal code. `first`: where the sentence's claims begin."""
        self.frame, self._doubt = frame, None
        listed = lists.respective(self.plain, c.clause, c.quantity, self.figures_in(c.clause.start, c.clause.end))
        kind = claims.measure(replace(c, left=c.clause.start) if listed else c, self.plain)
        percent = c.quantity.unit == "percent"
        if listed and listed[2]:
            return self._listed(c, kind, listed[2][listed[0]])
        levels = [f for f in self.found[first:] if f.measure != kind]
        if listed and percent and len(levels) >= listed[1]:
            return self._attached(c, kind, levels[-listed[1] + listed[0]])
        firm_growth = kind == "growth" and re.search("增速|增幅", self.plain[c.left : c.quantity.start])
        part = kind == "share" and _PART.match(self.plain[c.left : c.quantity.start])
        self._doubt = self.refused if part and self.refused else None
        if kind == "share" and len(self.found) > first and _PART.match(self.plain[c.left : c.quantity.start]):
            return self._attached(c, kind, self.found[-1])
        head = self._head(c, kind)
        if head is None or head.rule == "head_in_earlier_clause":
            elliptic = self._elliptic(c)
            if self.refused and elliptic:
                self._doubt = self.refused
            if percent and head is None and elliptic and len(self.found) > first:
                money = [f for f in self.found[first:] if f.candidate.quantity.kind == "money"]
                return self._attached(c, kind, money[-1] if firm_growth and money else self.found[-1])
            carried = self._carried(c, elliptic)
            head = (carried if len(self.found) > first else None) or head or carried
        if head is None:
            return "no_unit_fit" if self._heads(c.clause.start, c.right) else "no_metric"
        return self._full(c, kind, head)

    # -- by form

    def _listed(self, c: Candidate, kind: str, item: Span) -> Found | str:
        """A figure behind 分别 reads its own item of the list, else the list's last head."""
        q = c.quantity
        keys = metrics.fitting(q.kind, q.word)
        heads = [h for h in self._heads(item.start, item.end) if keys.intersection(h.tag)]
        if heads:
            head = metrics.choose(q, Near(heads, [], [], self.plain[item.start : item.end], ""), self.plain)
        else:
            head = self._head(replace(c, left=c.clause.start), kind) or self._carried(c, True)
        if head is None and q.unit == "percent" and self.found:
            head = Choice(self.found[-1].metric, q.start, q.start, "metric_carried")
        subjects = inside(self.marks.subjects, item.start, item.end)
        if head is None or (subjects and sectors.narrowest(subjects) is None):
            return "other_industry" if head else "no_metric"
        about = replace(c, left=item.start, right=item.end) if subjects else c
        found = self._full(c, kind, replace(head, start=q.start, end=q.start), about)
        if isinstance(found, str):
            return found
        spot = [p for p in inside(self.marks.places, item.start, item.end) if p.role in ("subject", "member")]
        found = replace(found, candidate=c, rule="item_of_list")
        return replace(found, region=spot[-1].code) if spot else found

    def _attached(self, c: Candidate, kind: str, parent: Found) -> Found | str:
        """A growth rate or share beside its level takes metric, year, status and place from it."""
        place, reason = claims.where(c, self.marks, self.frame, self.context, self.plain)
        if parent.metric == "penetration_rate" and kind == "share":
            kind = "level"
        if reason not in ("region_from_clause", "region_from_origin"):
            place, reason = parent.region, "region_from_level"
        own = self.timing.own(c)
        year, state, time = parent.year, parent.status, parent.time
        if own:
            time = own[-1]
            year, state, _ = frames.at(
                time, self.timing.own_words(c), replace(self.frame, status=parent.status), self.context
            )
        return replace(
            parent,
            candidate=c,
            measure=kind,
            value=claims.value(c, kind, self.plain),
            high=c.quantity.high,
            unit="percent",
            region=place,
            year=year,
            status=state,
            time=time,
            rule=f"{kind}_beside_level",
            reasons=(reason, "year_from_level"),
            head=None,
            doubt=self._doubt,
            parent=parent,
        )

    def of_sense(self, c: Candidate, frame: Frame, first: int, metric: str, kind: str, head: Hit | None) -> Found | str:
        """The claim of a figure whose metric and measure are settled."""
        self.frame = frame
        levels = [f for f in self.found[first:] if f.metric == metric and f.measure in ("level", "increase")]
        if kind in ("growth", "share") and levels:
            return self._attached(c, kind, levels[-1])
        q = c.quantity
        spot = (head.start, head.end) if head else (q.start, q.start)
        return self._full(c, kind, Choice(metric, *spot, "metric_weighed"), None, metric)

    def _full(
        self, c: Candidate, kind: str, head: Choice, about: Candidate | None = None, metric: str | None = None
    ) -> Found | str:
        metric = metric or self._refined(c, head)
        if metric == "penetration_rate" and kind == "share":
            kind = "level"
        sector, reason = claims.subject(
            about or c,
            head,
            self.marks,
            self.plain,
            self.topic_at(c),
            self.context,
            self.figures_in(c.sentence.start, c.quantity.start),
            self.found[-1] if self.found else None,
        )
        doubt = self._doubt or (self.refused if reason != "subject_in_phrase" else None)
        if sector is None:
            sector, doubt = self.topic_at(c) or sectors.GENERAL, reason
        if metric == "subsidy_cap" and kind == "increase":  # 对新引进的人才给予10万元
            kind = "level"
        if head.rule == "rate_of_head" and kind == "share" and not claims.is_share(c, self.plain):
            doubt = doubt or "no_metric"
        amount = claims.value(c, kind, self.plain)
        if not claims.in_range(metric, kind, amount, c.quantity.high, c.quantity.unit):
            return "out_of_range"
        place, place_reason = claims.where(c, self.marks, self.frame, self.context, self.plain)
        time = self.timing.of(c)
        own = time is not None and time.start >= c.clause.start
        if (
            metric == "subsidy_cap"
            and c.quantity.comparator == "eq"
            and _CEILING.search(self.plain[c.left : c.quantity.start])
        ):
            c = replace(c, quantity=replace(c.quantity, comparator="le"))
        frame = self.timing.framed(c, self.frame)
        if frame.plan and self._foreign(frame.plan, place):
            frame = replace(frame, plan=None)
        year, state, time_reasons = frames.at(time, self.timing.own_words(c), frame, self.context, own, metric)
        if metric == "region_count" and place is None:
            place = "100000"
        return Found(
            c,
            metric,
            kind,
            amount,
            c.quantity.high,
            unit_of(c.quantity, metric),
            place,
            year,
            state,
            sectors.counted(metric, sector),
            time,
            frame.plan,
            head,
            head.rule,
            (place_reason, *time_reasons, reason),
            doubt,
        )

    # -- metric

    def _head(self, c: Candidate, kind: str) -> Choice | None:
        near = self._near(c)
        if c.quantity.unit != "percent":
            return metrics.choose(c.quantity, near, self.plain)
        return metrics.of_rate(c.quantity, kind, near, self._about_ai(c))

    def _near(self, c: Candidate) -> Near:
        q = c.quantity
        tail = self.plain[q.end : c.right].strip("的 ")
        earlier = [] if len(tail) > 1 and not self._heads(c.left, q.start) else self._heads(c.sentence.start, c.left)
        return Near(
            self._heads(c.left, q.start),
            self._heads(q.end, c.right),
            earlier,
            self.plain[c.clause.start : c.right],
            self.plain[max(0, c.sentence.start - 120) : c.clause.end],
        )

    def _foreign(self, plan: Policy, region: str | None) -> bool:
        """Is a plan that of another place? 《上海市…》 tells nothing of 深圳."""
        codes = [p.code for p in inside(self.marks.places, plan.start, plan.end) if p.role == "policy"]
        if region is None or not codes:
            return False
        return not any(within(region, code) or within(code, region) for code in codes)

    def _about_ai(self, c: Candidate) -> bool:
        return bool(inside(self.marks.subjects, c.left, c.quantity.start))

    def _refined(self, c: Candidate, head: Choice) -> str:
        """The narrower metric that the figure's phrase calls for."""
        start, end = min(c.left, head.start), c.right
        if head.metric == "model_count":  # 12个大模型通过…备案: the mark may follow
            start, end = c.clause.start, max(c.right, self._clause_end(c))
        metric = metrics.refined(head.metric, self.plain[start:end])
        turned = {
            "project_count": "financing_deal_count",
            "company_count": "financing_deal_count",
            "fund_size": "financing",
        }
        if metric in turned and _INVESTED.search(self.plain[max(0, c.clause.start - 20) : c.quantity.start]):
            return turned[metric]
        phrase, text = (
            self.plain[c.clause.start : c.quantity.start],
            self.plain[max(0, c.clause.start - 300) : c.clause.start],
        )
        firm = metric == "industry_scale" and metrics.of_named_firm(phrase, self.plain[head.start : head.end], text)
        return "company_revenue" if firm else metric

    def _clause_end(self, c: Candidate) -> int:
        nexts = [q.start for q in self.figures_in(c.quantity.end, c.clause.end) if q.kind != "other"]
        return min([*nexts[:1], c.clause.end])

    def _carried(self, c: Candidate, elliptic: bool) -> Choice | None:
        """An elliptic figure takes the metric of the one before: '北京38个、广东20个'."""
        if not elliptic:
            return None
        q = c.quantity
        placed = bool(inside(self.marks.places, c.left, q.start))
        for last in reversed(self.found[-6:]):
            if last.metric == "region_count" and placed:  # 14个省区市…北京38个
                continue
            same = last.candidate.quantity.kind == q.kind and (
                q.kind == "money" or last.candidate.quantity.word == q.word
            )
            if same and last.measure != "share" and c.sentence.start - last.candidate.sentence.end < 200:
                return Choice(last.metric, q.start, q.start, "metric_carried")
        return None

    def _elliptic(self, c: Candidate) -> bool:
        """Does the phrase before a figure name nothing of its own, places and times aside?"""
        text = self.plain[c.left : c.quantity.start]
        for items in (self.marks.places, self.marks.times):
            for item in inside(items, c.left, c.quantity.start):
                text = text.replace(self.plain[item.start : item.end], "")
        return len(text) < 24 and bool(_ELLIPTIC.fullmatch(text))

    def _heads(self, start: int, end: int) -> list:
        return inside(self.marks.heads, start, end)

    def topic_at(self, c: Candidate) -> str | None:
        """What the last sentences, else the whole text, have spoken of."""
        hits = inside(self.marks.subjects, max(0, c.sentence.start - 150), c.sentence.start)
        return sectors.narrowest(hits[-1:]) or self.topic
