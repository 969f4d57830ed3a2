"""The sectors of AI that a figure may be about: the narrowest that the text says, AI in general when in doubt."""

from __future__ import annotations

from flows.reading import sectors
from flows.reading.choice.scene import Scene
from flows.reading.choice.scoring import Option
from flows.reading.claims import inside

SECTORS = ("ai", "llm", "compute", "data", "robotics", "chips", "autonomous_driving", "terminals")


def options(s: Scene) -> list[Option]:
    """All eight.  '人形机器人产业规模' -> robotics before ai"""
    shared = _marks(s)
    near = _near(s)
    out = []
    for sector in SECTORS:
        marks = [f"{sector}~{mark}" for mark in shared]
        marks += [f"{name}|{tag == sector}" for name, tag in near]
        marks += [f"{name}|{tag == sector}|{sector == 'ai'}" for name, tag in near]
        if sector == s.found.sector:
            why = next((r for r in s.found.reasons if r.startswith("subject")), "")
            marks += ["rule", f"rule|{sector}", f"rule|{why}"]
        for name, other in (("last", s.last), ("lastsame", s.sentence_last), ("parent", s.parent)):
            if other and other.sector == sector:
                marks += [name, f"{name}|{other.metric == s.found.metric}"]
        out.append(Option(sector, f"sector_{sector}", tuple(marks)))
    return out


def _marks(s: Scene) -> list[str]:
    c, head = s.candidate, s.found.head
    marks = [f"metric:{s.found.metric}", f"profile:{s.page.context.profile}", f"topic:{s.topic}"]
    marks.append(f"topic:{s.topic}|{s.found.metric}")
    if head:
        marks.append(f"head:{s.plain[head.start : head.end]}")
    for name, start, end in (
        ("in", c.left, c.right),
        ("clause", c.clause.start, c.left),
        ("lead", c.sentence.start, c.clause.start),
    ):
        hits = [h for h in inside(s.page.marks.subjects, start, end) if h.tag != sectors.OTHER]
        marks += [f"{name}:{h.word}" for h in hits[-2:]]
        marks.append(f"{name}:{len(set(h.tag for h in hits))}")
    return marks


def _near(s: Scene) -> list[tuple[str, str]]:
    """The sectors said in and before the phrase, nearest last."""
    c = s.candidate
    out = []
    spans = {"in": (c.left, c.right), "clause": (c.clause.start, c.left), "lead": (c.sentence.start, c.clause.start),
             "back": (max(0, c.sentence.start - 150), c.sentence.start)}  # fmt: skip
    for name, (start, end) in spans.items():
        hits = [h for h in inside(s.page.marks.subjects, start, end) if h.tag != sectors.OTHER]
        out += [(f"{name}last", hits[-1].tag), (f"{name}first", hits[0].tag)] if hits else []
        tags = {h.tag for h in hits} - {sectors.GENERAL}
        out += [(f"{name}only", min(tags))] if len(tags) == 1 else []
    if s.topic:
        out.append(("topic", s.topic))
    return out
