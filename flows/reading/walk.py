"""Walk a text once: push and pop what holds, and hand every figure to be attached."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from flows.reading import blocks, cells, claims, frames, lists, metrics, refusals, sections, sectors, status, tables
from flows.reading.attach import Attach
from flows.reading.blocks import Block, Span
from flows.reading.characters import Text
from flows.reading.choice.judge import Judge
from flows.reading.choice.scene import Page
from flows.reading.claims import OFF, Candidate, Found, Marks, inside
from flows.reading.frames import Context, Frame
from flows.reading.quantities import Quantity
from flows.reading.quotes import claim_of, refusal_of
from flows.reading.tables import Table
from schemas.records import Reading, Refusal

_BREAK = re.compile("[，；：。！？、（）\n]")
_PLAN_SPEAKS = re.compile(
    "(?:方案|计划|规划|意见|措施|文件|办法|稿子)(?!》|书|[（《]|.{0,4}(?:印发|发布|出台|公布|对外))"
)
_LISTS = re.compile("提出|明确|指标|目标|要求|：|写着")
_TOGETHER = re.compile("[双两三四五六七八]个?$")
_KEEP_TIME = re.compile("(?:其中|同期|这|该|并|同时)")
# Refusals that tell what the phrase was about, so that '占全国18%' behind it is refused too
_OFF_TOPIC = frozenset(("other_industry", "mixed_sum", "no_ai_subject"))


class Walk:
    """The state of one reading; `block` is called for each block in order, `reading` at the end."""

    def __init__(
        self, text: Text, context: Context, marks: Marks, figures: list[Quantity], title: str, thorough: bool = False
    ) -> None:
        self.text, self.plain, self.context, self.marks = text, text.plain, context, marks
        self.attach = Attach(text.plain, context, marks, figures, _topic(title, marks))
        self._ai = self.attach.topic or any(hit.tag != sectors.OTHER for hit in marks.subjects)
        self.judge = Judge(Page(text.plain, title, context, marks, self.attach.figures_in), self.attach, thorough)
        self.frame = Frame(context.title_place, "region_from_title" if context.title_place else "no_place")
        self.refusals: list[Refusal] = []
        self.candidates = self.repeats = self.gave = 0
        self.others: Counter[str] = Counter()
        self._cues = [hit.start for hit in metrics.cues().find(text.plain)]
        self._keys: set[tuple] = set()
        self._cued = False  # did the sentence before hold a cue?
        self._tables = {table.start: table for table in tables.find(text.plain, title)}
        self._table_end = 0
        self._part: str | None = None  # the part of a report that a heading has opened
        self._open = False  # does the block before announce this one?

    def block(self, block: Block) -> None:
        """Read one block; a paragraph of its own forgets the year and status of the one before."""
        text = self.plain[block.start : block.end]
        if not (self._open or (block.kind == "item" and self.frame.status)):
            self.frame = replace(self.frame, year=None, status=None, time=None)
            if self.context.title_place not in (None, "100000", "WORLD"):
                self.frame = frames.moved(self.frame, self.context.title_place, "region_from_title")
        if self.context.profile == "report" and (part := sections.part(text, self.context.base_year)):
            self._part = part
            self.frame = replace(self.frame, section=part)
        elif self.context.profile == "report" and self._part is None:
            self.frame = replace(self.frame, section=sections.section(text, self.frame.section))
        if table := self._tables.get(block.start):
            self._table(table)
            self._table_end = table.end
        if block.start < self._table_end:
            return
        for sentence, following in zip(block.sentences, (*block.sentences[1:], None), strict=True):
            self._sentence(sentence, following)
        if block.kind == "heading":
            self._headed(block)
        self._open = text.rstrip()[-1:] in ("：", "—") or block.kind == "heading"

    def _table(self, table: Table) -> None:
        """All cells of a table: place from the row, metric and unit from the column, the year from the caption."""
        for cell in tables.read(table, self.plain):
            q = cell.quantity
            line = Span(
                self.plain.rfind("\n", 0, q.start) + 1, (self.plain.find("\n", q.start) + 1 or len(self.plain) + 1) - 1
            )
            c = Candidate(q, line, line, line.start, q.end)
            self.candidates += 1
            found = cells.claim(self.attach, c, cell, table.start, self.frame)
            if isinstance(found, Found):
                self._keep(found)
            else:
                self.refusals.append(refusal_of(self.text, c, found))

    def _headed(self, block: Block) -> None:
        """A heading that is a year (2026年) holds for the items below it."""
        years = [
            t.year for t in inside(self.marks.times, block.start, block.end) if t.role in ("at", "deadline") and t.year
        ]
        if len(years) == 1:
            ahead = self.frame.plan is not None or years[0] > (self.context.published.year or years[0])
            self.frame = replace(self.frame, year=years[0], status="target" if ahead else None)

    def _sentence(self, sentence: Span, following: Span | None) -> None:
        self.frame = self._entered(sentence)
        cued = self._has_cue(sentence)
        near = cued or self._cued or (following is not None and self._has_cue(following)) or self._about_ai(sentence)
        first = len(self.attach.found)
        self.attach.refused = None
        for quantity in self.attach.figures_in(sentence.start, sentence.end):
            reason = self.passed_over(quantity, near)
            if reason:
                self.others[reason] += 1
            else:
                self._candidate(self._cut(quantity, sentence), first)
        self.frame = self._left(sentence)
        self._cued = cued

    def _has_cue(self, span: Span) -> bool:
        i = bisect_left(self._cues, span.start)
        return i < len(self._cues) and self._cues[i] < span.end

    def _about_ai(self, sentence: Span) -> bool:
        """Does the text speak of AI here, or has it just done so?"""
        if self.attach.topic and self.context.profile != "report":
            return True
        hits = inside(self.marks.subjects, max(0, sentence.start - 200), sentence.end)
        return any(hit.tag != sectors.OTHER for hit in hits)

    def passed_over(self, quantity: Quantity, near: bool) -> str | None:
        """Why a number is no candidate at all, or None."""
        if quantity.flaw == "indefinite" or (quantity.kind == "other" and quantity.flaw not in ("vague", "model_size")):
            return quantity.flaw or "other_unit"
        if any(p.start <= quantity.start < p.end for p in self.marks.policies):
            return "in_policy_name"
        return None if near else "no_cue"

    def _cut(self, quantity: Quantity, sentence: Span) -> Candidate:
        """The clause and the phrase of a figure."""
        cut = blocks.clauses(self.plain, sentence)
        clause = next((c for c in cut if c.start <= quantity.start < c.end), sentence)
        figures = [q for q in self.attach.figures_in(clause.start, sentence.end) if q.kind != "other"]
        before = [q.end for q in figures if q.end <= quantity.start and not _is_size(q, self.plain)]
        left = max([clause.start, *before])
        for match in _BREAK.finditer(self.plain, left, quantity.start):
            if match.group() != "、" or before:
                left = match.end()
        right = metrics.noun_phrase(self.plain, quantity.end, sentence.end)
        following = [q.start for q in figures if q.start >= quantity.end]
        return Candidate(quantity, sentence, clause, left, min([right, *following[:1]]))

    # -- what a sentence pushes, and what it pops

    def _entered(self, sentence: Span) -> Frame:
        """A plan named in the sentence, or one that speaks again, holds from here on."""
        frame = self.frame
        for policy in inside(self.marks.policies, sentence.start, sentence.end):
            if policy.is_plan:
                speaks = _LISTS.search(self.plain[policy.end : sentence.end])
                frame = replace(frame, plan=policy, status="target" if speaks else frame.status)
        if frame.plan and _PLAN_SPEAKS.search(self.plain[sentence.start : sentence.start + 22]):
            frame = replace(frame, status="target")
        first = self.plain[sentence.start : sentence.start + 12].lstrip("“ ")
        if not _KEEP_TIME.match(first) and not (frame.time and frame.time.role == "as_of"):
            frame = replace(frame, time=None)
        return frame

    def _left(self, sentence: Span) -> Frame:
        """What the sentence leaves behind for the next: its place, its plan's year, its promise."""
        text, frame = self.plain[sentence.start : sentence.end], self.frame
        for place in inside(self.marks.places, sentence.start, sentence.end):
            child = self.plain[max(0, place.start - 4) : place.start].endswith(("其中", "其中，"))
            if place.role in ("subject", "policy", "talk") and not child:
                code = frames.talk(place, frame, self.context) if place.role == "talk" else place.code
                frame = frames.moved(frame, code, "region_from_text")
        times = inside(self.marks.times, sentence.start, sentence.end)
        head = next((t for t in times if t.role not in OFF and self.attach.timing.leads(t, sentence)), None)
        if head and (head.role == "as_of" or len(times) == 1):
            frame = replace(frame, time=head if head.role in ("as_of", "at") else None)
        deadlines = [t.year for t in times if t.role == "deadline" and t.year]
        if status.PLAN_VERB.search(text) and (frame.plan or deadlines) and status.of(text) != "actual":
            return replace(frame, status="target", year=deadlines[-1] if deadlines and not frame.plan else None)
        return replace(frame, status=None, year=None) if status.ACTUAL.search(text) else frame

    # -- one candidate

    def _candidate(self, c: Candidate, first: int) -> None:
        self.candidates += 1
        if doubled := self._doubled(c, first):
            self._keep(*doubled)
            return
        flaw = refusals.flaw(c, self.plain) if self._ai else "no_ai_subject"
        found = flaw if flaw in refusals.CERTAIN else self._weighed(c, flaw, first)
        if isinstance(found, Found):
            self.attach.refused = None
            self._keep(*self._each(found))
            return
        if found in _OFF_TOPIC and not flaw:
            self.attach.refused = found
        self.refusals.append(refusal_of(self.text, c, found))

    def _weighed(self, c: Candidate, flaw: str | None, first: int) -> Found | str:
        """The claim of a figure that no certain refusal rules out, all its readings weighed; or why it is none."""
        rule = self.attach.choose(c, self.frame, first)
        doubt = flaw or (rule.doubt if isinstance(rule, Found) else None)
        return self.judge.decide(c, rule, doubt, self.frame, first)

    def _doubled(self, c: Candidate, first: int) -> list[Found]:
        """标准机架4万架、算力2.2万P，实现“双翻番”: a growth of 100 percent for each level of the sentence."""
        q, levels = c.quantity, [f for f in self.attach.found[first:] if f.measure == "level"]
        if q.kind != "fold" or not _TOGETHER.search(self.plain, max(0, q.start - 3), q.start):
            return []
        return [
            replace(level, candidate=c, measure="growth", value=q.value, high=None, unit="percent", head=None,
                    rule="doubled_together", parent=level)
            for level in levels
        ]  # fmt: skip

    def _each(self, found: Found) -> list[Found]:
        """红河、玉溪各3个: the claim of each place of the list."""
        c = found.candidate
        if not lists.EACH.search(self.plain, max(c.clause.start, c.quantity.start - 12), c.quantity.start):
            return [found]
        told = [p for p in inside(self.marks.places, c.sentence.start, c.quantity.start) if p.role == "member"]
        if len(told) < 2 or found.region not in {p.code for p in told}:
            return [found]
        return [replace(found, region=p.code, rule="each_of_list") for p in told]

    def _keep(self, *found: Found) -> None:
        """Keep the claims of one candidate that the text has not made yet."""
        told = self.attach.found
        new = [
            f
            for f in found
            if claims.same_key(f) not in self._keys and not claims.rounds(f, told) and not claims.passes(f, told)
        ]
        self.repeats += not new
        self.gave += bool(new)
        self._keys.update(map(claims.same_key, new))
        self.attach.found += new

    def reading(self) -> Reading:
        """The claims with spans in the body, and counts that add up."""
        made = tuple(claim_of(self.text, found) for found in self.attach.found)
        return Reading(made, tuple(self.refusals), self.candidates, self.gave, self.repeats, dict(self.others))


def _is_size(q: Quantity, plain: str) -> bool:
    """估值过百亿的企业: an amount that only tells which firms are meant."""
    return q.kind == "money" and re.match("级?(?:以上)?(?:的|企业|项目)", plain[q.end : q.end + 5]) is not None


def _topic(title: str, marks: Marks) -> str | None:
    """The sector of the title, else of the first AI word in the lead."""
    titled = sectors.narrowest(sectors.find(title))
    lead = [h for h in inside(marks.subjects, 0, 200) if h.tag != sectors.OTHER]
    return titled or sectors.narrowest(lead[:1])
