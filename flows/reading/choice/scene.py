"""What surrounds a figure, as the options of all its fields see it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from flows.reading import metrics
from flows.reading.claims import Candidate, Found, Marks
from flows.reading.frames import Context, Frame
from flows.reading.lexicon import Hit
from flows.reading.periods import Policy
from flows.reading.places import NATION, WORLD
from flows.reading.quantities import Quantity

_STOP = re.compile("[。！？\n]")
_LINE = re.compile("\n")
_START = attrgetter("start")


@dataclass
class Page:
    """One text with its marks; what all its scenes share is worked out once."""

    plain: str
    title: str
    context: Context
    marks: Marks
    figures_in: Callable[[int, int], list[Quantity]]

    @cached_property
    def stops(self) -> list[int]:
        """Where sentences end."""
        return [m.start() for m in _STOP.finditer(self.plain)]

    @cached_property
    def lines(self) -> list[int]:
        """Where blocks end."""
        return [m.start() for m in _LINE.finditer(self.plain)]

    @cached_property
    def nation(self) -> bool:
        """Does the text or its title speak of the country?"""
        return bool(NATION.search(self.title) or NATION.search(self.plain))

    @cached_property
    def world(self) -> bool:
        return bool(WORLD.search(self.title) or WORLD.search(self.plain))

    @cached_property
    def titled(self) -> list[Hit[tuple[str, ...]]]:
        """The metric heads of the title."""
        return metrics.lexicon().find(self.title)

    def block_start(self, c: Candidate) -> int:
        """Where the block of a figure begins."""
        at = bisect_left(self.lines, c.sentence.start)
        return self.lines[at - 1] + 1 if at else 0

    def block_end(self, c: Candidate) -> int:
        """Where the block of a figure ends."""
        at = bisect_left(self.lines, c.sentence.start)
        return self.lines[at] if at < len(self.lines) else len(self.plain)

    def above(self, c: Candidate, reach: int) -> str:
        """The end of the block before a figure's own, at most `reach` characters."""
        block = self.block_start(c)
        return self.plain[max(0, self.plain.rfind("\n", 0, max(0, block - 1)) + 1, block - reach) : block]

    def policies_before(self, c: Candidate) -> list[Policy]:
        """The documents named before a figure, in order."""
        policies = self.marks.policies
        return policies[: bisect_left(policies, c.quantity.start, key=_START)]

    def relation(self, start: int, end: int, c: Candidate) -> str:
        """Where a mention stands against a figure.

        tail or later: behind it; phrase, clause, segment (since the last semicolon), head or else of the sentence;
        back1, back2, block: in the sentences before; block1, far: in earlier blocks.
        """
        q = c.quantity
        if start >= c.clause.start:
            if start >= q.start:
                return "tail" if end <= c.clause.end else "later"
            return "phrase" if start >= c.left else "clause"
        if start >= c.sentence.start:
            if start - c.sentence.start < 4:
                return "head"
            return "sentence" if "；" in self.plain[end : c.clause.start] else "segment"
        apart = bisect_left(self.lines, c.sentence.start) - bisect_left(self.lines, start)
        if apart:
            return "block1" if apart == 1 else "far"
        back = bisect_right(self.stops, c.sentence.start) - bisect_left(self.stops, end)
        return f"back{back}" if back < 3 else "block"


def edges(plain: str, c: Candidate) -> list[str]:
    """The characters right before and behind a figure, as marks."""
    phrase, end = plain[c.left : c.quantity.start], c.quantity.end
    before = [f"b{n}:{phrase[-n:]}" for n in (1, 2, 3)]
    return before + [f"a{n}:{plain[end : end + n]}" for n in (1, 2)]


class Tally:
    """How often the claims so far were about each place, and for each year by status; counted as they come."""

    def __init__(self, told: list[Found]) -> None:
        self.told, self._counted = told, 0
        self.regions: Counter[str | None] = Counter()
        self.years: defaultdict[str, Counter[int | None]] = defaultdict(Counter)

    def count(self) -> None:
        for found in self.told[self._counted :]:
            self.regions[found.region] += 1
            self.years[found.status][found.year] += 1
        self._counted = len(self.told)


@dataclass
class Scene:
    """A figure with what the rules make of it, and the claims before it."""

    page: Page
    found: Found  # what the rules chose
    frame: Frame
    tally: Tally  # of all claims before
    first: int  # where those of the figure's sentence begin
    topic: str | None  # the sector of the title or the lead

    @property
    def plain(self) -> str:
        return self.page.plain

    @property
    def told(self) -> list[Found]:
        """All claims before."""
        return self.tally.told

    @property
    def candidate(self) -> Candidate:
        return self.found.candidate

    @property
    def last(self) -> Found | None:
        """The claim before."""
        return self.told[-1] if self.told else None

    @property
    def sentence_last(self) -> Found | None:
        """The claim before, where it stands in the same sentence."""
        return self.told[-1] if len(self.told) > self.first else None

    def others(self) -> list[tuple[str, Found]]:
        """The claim before, and the level that a rate stands beside."""
        return [(name, f) for name, f in (("last", self.last), ("parent", self.found.parent)) if f]

    @cached_property
    def block_told(self) -> list[Found]:
        """The claims before in the same block."""
        block = self.page.block_start(self.candidate)
        return self.told[bisect_left(self.told, block, key=lambda f: f.candidate.sentence.start) :]

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
    def before(self) -> str:
        """The clause up to the figure."""
        return self.plain[self.candidate.clause.start : self.candidate.quantity.start]

    @property
    def lead(self) -> str:
        """The sentence up to the figure's clause."""
        return self.plain[self.candidate.sentence.start : self.candidate.clause.start]
