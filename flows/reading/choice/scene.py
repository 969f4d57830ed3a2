"""What surrounds a figure, as the options of all its fields see it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from flows.reading.claims import Candidate, Found, Marks
from flows.reading.frames import Context, Frame
from flows.reading.quantities import Quantity

_STOP = re.compile("[。！？\n]")
_LINE = re.compile("\n")


@dataclass(slots=True)
class Page:
    """One text with its marks; shared by all its scenes."""

    plain: str
    title: str
    context: Context
    marks: Marks
    figures: list[Quantity]
    stops: list[int] = field(init=False)  # where sentences end
    lines: list[int] = field(init=False)  # where blocks end

    def __post_init__(self) -> None:
        self.stops = [m.start() for m in _STOP.finditer(self.plain)]
        self.lines = [m.start() for m in _LINE.finditer(self.plain)]

    def block_start(self, c: Candidate) -> int:
        """Where the block of a figure begins."""
        at = bisect_left(self.lines, c.sentence.start)
        return self.lines[at - 1] + 1 if at else 0

    def block_end(self, c: Candidate) -> int:
        """Where the block of a figure ends."""
        at = bisect_left(self.lines, c.sentence.start)
        return self.lines[at] if at < len(self.lines) else len(self.plain)

    def relation(self, start: int, end: int, c: Candidate) -> str:
        """Where a mention stands against a figure: phrase, clause, after, head, sentence, back1, back2, block, far."""
        q = c.quantity
        if start >= c.clause.start:
            if start >= q.start:
                return "tail" if end <= c.clause.end else "later"
            return "phrase" if start >= c.left else "clause"
        if start >= c.sentence.start:
            return "head" if start - c.sentence.start < 4 else "sentence"
        apart = bisect_left(self.lines, c.sentence.start) - bisect_left(self.lines, start)
        if apart:
            return "block1" if apart == 1 else "far"
        back = bisect_right(self.stops, c.sentence.start) - bisect_left(self.stops, end)
        return f"back{back}" if back < 3 else "block"


@dataclass(slots=True)
class Scene:
    """A figure with what the rules make of it."""

    page: Page
    candidate: Candidate
    found: Found  # what the rules chose
    doubt: str | None  # why the rules would drop it
    frame: Frame
    last: Found | None  # the claim before
    sentence_last: Found | None  # the claim before, where it stands in the same sentence
    parent: Found | None  # the level that a rate stands beside
    told: list[Found]  # all claims before
    topic: str | None  # the sector of the title or the lead

    def beside(self, other: Found) -> str:
        """How near another claim stands: C in the same clause, S sentence, P sentence before, K block, B elsewhere."""
        c, o = self.candidate, other.candidate
        if o.clause.start == c.clause.start:
            return "C"
        if o.sentence.start == c.sentence.start:
            return "S"
        if self.page.block_start(o) != self.page.block_start(c):
            return "B"
        return "P" if c.sentence.start - o.sentence.end < 2 else "K"

    @property
    def plain(self) -> str:
        return self.page.plain

    @property
    def before(self) -> str:
        """The clause up to the figure."""
        return self.page.plain[self.candidate.clause.start : self.candidate.quantity.start]

    @property
    def after(self) -> str:
        """The clause behind the figure."""
        return self.page.plain[self.candidate.quantity.end : self.candidate.clause.end]

    @property
    def lead(self) -> str:
        """The sentence up to the figure's clause."""
        return self.page.plain[self.candidate.sentence.start : self.candidate.clause.start]
