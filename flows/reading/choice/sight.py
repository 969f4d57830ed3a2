"""A figure before anything is known of it, and what it may turn out to measure."""

from __future__ import annotations

from dataclasses import dataclass

from flows.reading.blocks import Span
from flows.reading.choice.scene import Page
from flows.reading.claims import Candidate, Found
from flows.reading.frames import Frame
from flows.reading.lexicon import Hit


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of what a figure is. `head` is the word that names the metric, where one does."""

    metric: str
    measure: str
    head: Hit | None


@dataclass(slots=True)
class Sight:
    """A figure before anything is known of it."""

    page: Page
    candidate: Candidate
    rule: Found | str  # what the rules make of it
    doubt: str | None
    frame: Frame
    told: list[Found]
    first: int  # where the claims of this sentence begin
    topic: str | None
    skipped: bool  # the figure before it in the sentence is no claim
    turn: tuple[int, int, list[Span]] | None = None  # which of how many figures behind 分别, and the items before it

    @property
    def item(self) -> Span | None:
        """What the figure is of, in 'A、B分别为x、y'."""
        return self.turn[2][self.turn[0]] if self.turn and self.turn[2] else None
