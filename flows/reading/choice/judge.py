"""The judge: what the rules make of a figure is one reading of it; here all readings are weighed."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import NamedTuple

from flows.reading import lists
from flows.reading.attach import Attach
from flows.reading.choice import place, scoring, sector, sight_marks, status, what, year
from flows.reading.choice.scene import Page, Scene, Tally
from flows.reading.choice.scoring import Verdict
from flows.reading.choice.sight import Sense, Sight
from flows.reading.claims import Candidate, Found
from flows.reading.frames import Frame

NO_CLAIM = 0.5  # from this probability on a figure is no claim
LEAST = 0.35  # of all fields together; below it about one claim in five is right, which costs F1 more than it gives


class Weighed(NamedTuple):
    """One figure with all that was weighed. `found` is what it would be where it was not kept."""

    candidate: Candidate
    found: Found | None
    verdicts: dict[str, Verdict]  # what, place, status, year, sector
    kept: bool


class Judge:
    """Weighs the readings of the figures of one text, in the order of the text. `seen` keeps every verdict.

    `thorough` weighs the fields of refused figures too. Without weights the rules decide alone.
    """

    def __init__(self, page: Page, attach: Attach, thorough: bool) -> None:
        self.page, self.attach, self.thorough = page, attach, thorough
        self.trained = bool(scoring.weights())
        self.seen: list[Weighed] = []
        self._tally = Tally(attach.found)

    def decide(self, c: Candidate, rule: Found | str, doubt: str | None, frame: Frame, first: int) -> Found | str:
        """The claim with the best metric, place, status and year, or why it is none."""
        before = self.seen[-1] if self.seen and self.seen[-1].candidate.sentence.start == c.sentence.start else None
        skipped = before is not None and not before.kept
        turn = lists.respective(
            self.page.plain, c.clause, c.quantity, self.page.figures_in(c.clause.start, c.clause.end)
        )
        s = Sight(self.page, c, rule, doubt, frame, self.attach.found, first, self.attach.topic, skipped, turn)
        verdicts = {"what": scoring.judge("what", what.options(s), sight_marks.shared(s))}
        outcome = self._sensed(s, verdicts["what"])
        draft = outcome if isinstance(outcome, Found) else self._refused(s, verdicts["what"]) if self.thorough else None
        if draft:
            draft = self._placed(s, draft, verdicts)
        if isinstance(outcome, Found) and draft:
            likely = draft.probability is None or draft.probability >= LEAST
            outcome = draft if likely else outcome.doubt or "unlikely"
        self.seen.append(Weighed(c, draft, verdicts, isinstance(outcome, Found)))
        return outcome

    def _sensed(self, s: Sight, verdict: Verdict) -> Found | str:
        """The claim of the best sense, its other fields as the rules have them; or why it is none."""
        if not self.trained:
            return s.doubt or s.rule
        none, odds = next((o, p) for o, p in verdict.options if o.value is None)
        best = _best(verdict)
        if best is None or odds >= NO_CLAIM:
            return none.reason
        if isinstance(s.rule, Found) and (s.rule.metric, s.rule.measure) == (best.metric, best.measure):
            return s.rule
        return self._made(s, best)

    def _refused(self, s: Sight, verdict: Verdict) -> Found | None:
        """What a refused figure would be."""
        best = _best(verdict)
        made = s.rule if isinstance(s.rule, Found) else self._made(s, best) if best else None
        return made if isinstance(made, Found) else None

    def _made(self, s: Sight, sense: Sense) -> Found | str:
        return self.attach.of_sense(s.candidate, s.frame, s.first, sense.metric, sense.measure, sense.head)

    def _placed(self, sight: Sight, found: Found, verdicts: dict[str, Verdict]) -> Found:
        """The claim with its place, status, year and sector weighed."""
        self._tally.count()
        s = Scene(self.page, found, sight.frame, self._tally, sight.first, sight.topic)
        verdicts["place"] = scoring.judge("place", place.options(s))
        verdicts["status"] = scoring.judge("status", status.options(s))
        state = verdicts["status"].best.value if self.trained else found.status
        verdicts["year"] = scoring.judge("year", year.options(s, state))
        verdicts["sector"] = scoring.judge("sector", sector.options(s))
        if not self.trained:
            return found
        sure = next((p for o, p in verdicts["what"].options if o.value is not None), 0.0)
        return replace(
            found, region=verdicts["place"].best.value, status=state, year=verdicts["year"].best.value,
            sector=verdicts["sector"].best.value, reasons=_reasons(found, verdicts),
            probability=prod(verdicts[field].probability for field in ("place", "status", "year")) * sure,
        )  # fmt: skip


def _best(verdict: Verdict) -> Sense | None:
    """The best sense that is a claim."""
    return next((o.value for o, _ in verdict.options if o.value is not None), None)


def _reasons(found: Found, verdicts: dict[str, Verdict]) -> tuple[str, ...]:
    """Why place, status, year and sector: the rules' own reason where the choice is theirs."""
    rules = (
        ("place", found.region, found.reason("region", "no_place")),
        ("status", found.status, found.reason("status")),
        ("year", found.year, found.reason("year", "no_year")),
        ("sector", found.sector, found.reason("subject")),
    )
    return tuple(
        stated if stated and verdicts[field].best.value == value else verdicts[field].best.reason
        for field, value, stated in rules
    )
