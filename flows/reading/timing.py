"""Which time a figure takes: that of its clause, else one at the head of its segment or sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from flows.reading import claims, frames, status
from flows.reading.blocks import Span
from flows.reading.claims import Candidate, Marks, inside
from flows.reading.frames import Context, Frame
from flows.reading.periods import Time
from flows.reading.quantities import Quantity

BREAKS = "，；：。—\n"


class Timing:
    """The times of one text, as its figures take them."""

    def __init__(
        self, plain: str, context: Context, marks: Marks, figures_in: Callable[[int, int], list[Quantity]]
    ) -> None:
        self.plain, self.context, self.marks, self.figures_in = plain, context, marks, figures_in

    def of(self, c: Candidate) -> Time | None:
        """The time of a figure: of its clause, else at its segment's head, else at its sentence's."""
        own = self.own(c)
        if own:
            return own[-1]
        start = max(self.plain.rfind("；", c.sentence.start, c.quantity.start) + 1, c.sentence.start)
        times = self.within(c.sentence.start, c.clause.start)
        heads = [t for t in times if self.leads(t, c.sentence)]
        now = self.context.published.year or 9999
        ahead = [t for t in times if t.role == "deadline" or (t.role == "at" and (t.year or 0) > now)]
        deadlines = [t for t in ahead if t.start >= start]
        if deadlines and not status.ACTUAL.search(self.own_words(c)):
            return deadlines[-1]
        return next((t for t in reversed(heads) if t.start >= start), heads[-1] if heads else None)

    def within(self, start: int, end: int) -> list[Time]:
        return [t for t in inside(self.marks.times, start, end) if t.role not in claims.OFF]

    def own(self, c: Candidate) -> list[Time]:
        return self.within(c.clause.start, c.quantity.start)

    def leads(self, time: Time, sentence: Span) -> bool:
        """Does a time stand at the head of its sentence or segment, or alone between commas?"""
        start = max(sentence.start, *(self.plain.rfind(mark, sentence.start, time.start) + 1 for mark in BREAKS))
        lead = self.plain[start : time.start].strip("“ ")
        segment = max(self.plain.rfind("；", sentence.start, time.start) + 1, sentence.start)
        first = start <= segment or all(q.kind == "other" for q in self.figures_in(segment, time.start))
        alone = re.match("(?:期间|间|内)?，", self.plain[time.end : time.end + 3]) is not None
        return (len(lead) < 4 and (first or alone)) or (start <= segment and len(lead) < 14)

    def framed(self, c: Candidate, frame: Frame) -> Frame:
        """The frame with what the sentence's earlier clauses promise."""
        lead = self.plain[c.sentence.start : c.clause.start]
        for clause in reversed(re.split("[，；：—]", lead)):
            if state := frames.said(clause, frame, self.context):
                promised = state if state != "actual" else None
                return replace(frame, status=state, promised=promised)
        return frame

    def own_words(self, c: Candidate) -> str:
        return self.plain[c.clause.start : c.right]
