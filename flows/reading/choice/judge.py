"""The judge: what the rules make of a figure is one reading of it; here all readings are weighed."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import NamedTuple

from flows.reading.attach import Attach
from flows.reading.choice import place, scoring, sector, sight_marks, status, what, year
from flows.reading.choice.scene import Page, Scene
from flows.reading.choice.scoring import Verdict
from flows.reading.choice.sight import Sense, Sight
from flows.reading.claims import Candidate, Found
from flows.reading.frames import Frame

LEAST = 0.35  # raw confidence; below it about one claim in five is right, which costs F1 more than it gives
NO_CLAIM = 0.5  # from this probability on a figure is no claim


class Weighed(NamedTuple):
    """One figure with all that was weighed. `found` is what it would be where it was not kept."""

    candidate: Candidate
    found: Found | None
    verdicts: dict[str, Verdict]  # what, place, status, year
    kept: bool


class Judge:
    """Weighs the readings of the figures of one text, in the order of the text. `seen` keeps every verdict."""

    def __init__(self, page: Page, attach: Attach, thorough: bool) -> None:
        self.page, self.attach, self.thorough = page, attach, thorough
        self.seen: list[Weighed] = []

    def decide(self, c: Candidate, rule: Found | str, doubt: str | None, frame: Frame, first: int) -> Found | str:
        """The claim with the best metric, place, status and year, or why it is none."""
        told = self.attach.found
        before = self.seen[-1] if self.seen and self.seen[-1].candidate.sentence.start == c.sentence.start else None
        sight = Sight(
            self.page, c, rule, doubt, frame, told, first, self.attach.topic, bool(before and not before.kept)
        )
        verdicts = {"what": scoring.judge("what", what.options(sight), sight_marks.shared(sight))}
        found: Found | str
        if not scoring.weights():
            found = doubt or rule
        elif (sense := _sense(verdicts["what"])) is None:
            found = next(o.reason for o, _ in verdicts["what"].options if o.value is None)
        elif isinstance(rule, Found) and (rule.metric, rule.measure) == (sense.metric, sense.measure):
            found = rule
        else:
            found = self._made(c, frame, first, sense)
        draft = found if isinstance(found, Found) else rule
        sure = _sure(verdicts["what"])
        if isinstance(draft, str) and self.thorough:  # what it would be
            senses = [o.value for o, _ in verdicts["what"].options if o.value]
            draft = self._made(c, frame, first, senses[0]) if senses else draft
        if isinstance(draft, Found) and (self.thorough or isinstance(found, Found)):
            draft = self._placed(draft, frame, told, first, verdicts)
        if isinstance(draft, Found) and draft.confidence is not None:
            confidence = draft.confidence * sure
            draft = replace(draft, confidence=confidence)
            if isinstance(found, Found) and confidence < LEAST:
                found = found.doubt or "unlikely"
        self.seen.append(Weighed(c, draft if isinstance(draft, Found) else None, verdicts, isinstance(found, Found)))
        return draft if isinstance(found, Found) else found

    def _made(self, c: Candidate, frame: Frame, first: int, sense: Sense) -> Found | str:
        return self.attach.of_sense(c, frame, first, sense.metric, sense.measure, sense.head)

    def _placed(self, found: Found, frame: Frame, told: list[Found], first: int, verdicts: dict) -> Found:
        """The claim with its place, status and year weighed."""
        s = Scene(
            self.page, found.candidate, found, found.doubt, frame,
            told[-1] if told else None, told[-1] if len(told) > first else None, found.parent, told, self.attach.topic,
        )  # fmt: skip
        trained = bool(scoring.weights())
        verdicts["place"] = scoring.judge("place", place.options(s))
        verdicts["status"] = scoring.judge("status", status.options(s))
        state = verdicts["status"].best.value if trained else found.status
        verdicts["year"] = scoring.judge("year", year.options(s, state))
        verdicts["sector"] = scoring.judge("sector", sector.options(s))
        if not trained:
            return found
        return replace(
            found, region=verdicts["place"].best.value, status=state, year=verdicts["year"].best.value,
            sector=verdicts["sector"].best.value, reasons=_reasons(found, verdicts),
            confidence=prod(verdicts[field].probability for field in ("place", "status", "year")),
        )  # fmt: skip


def _reasons(found: Found, verdicts: dict[str, Verdict]) -> tuple[str, ...]:
    """Why place, status, year and sector: the rules' own reason where the choice is theirs."""
    chosen = {"place": found.region, "status": found.status, "year": found.year, "sector": found.sector}
    starts = {
        "place": ("region", "no_place"),
        "status": ("status",),
        "year": ("year", "no_year"),
        "sector": ("subject",),
    }
    out = []
    for field, value in chosen.items():
        best = verdicts[field].best
        stated = next((r for r in found.reasons if r.startswith(starts[field])), None)
        out.append(stated if stated and best.value == value else best.reason)
    return tuple(out)


def _sure(verdict: Verdict) -> float:
    """The probability of the best sense."""
    return next((p for o, p in verdict.options if o.value is not None), 0.0)


def _sense(verdict: Verdict) -> Sense | None:
    """The best sense, where all senses together outweigh that the figure is no claim."""
    none = next(p for o, p in verdict.options if o.value is None)
    best = next((o.value for o, _ in verdict.options if o.value is not None), None)
    return best if none < NO_CLAIM else None
