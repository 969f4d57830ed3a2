"""The sectors of AI that a figure may be about: the narrowest that the text says, AI in general when in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from flows.reading import sectors
from flows.reading.choice.scene import Scene
from flows.reading.choice.scoring import Option
from flows.reading.claims import inside
from flows.reading.lexicon import Hit

SECTORS = ("ai", "llm", "compute", "data", "robotics", "chips", "autonomous_driving", "terminals")


def options(s: Scene) -> list[Option]:
    """All eight.  '人形机器人产业规模' -> robotics before ai"""
    shared, near = _marks(s), _near(s)
    return [Option(sector, f"sector_{sector}", tuple(_own(s, sector, shared, near))) for sector in SECTORS]


def _own(s: Scene, sector: str, shared: list[str], near: list[tuple[str, str]]) -> list[str]:
    marks = [f"{sector}~{mark}" for mark in shared]
    for name, tag in near:
        marks += [f"{name}|{tag == sector}", f"{name}|{tag == sector}|{sector == 'ai'}"]
    if sector == s.found.sector:
        marks += ["rule", f"rule|{sector}", f"rule|{s.found.reason('subject')}"]
    for name, other in (("last", s.last), ("lastsame", s.sentence_last), ("parent", s.found.parent)):
        if other and other.sector == sector:
            marks += [name, f"{name}|{other.metric == s.found.metric}"]
    return marks


def _marks(s: Scene) -> list[str]:
    head = s.found.head
    marks = [f"metric:{s.found.metric}", f"profile:{s.page.context.profile}", f"topic:{s.topic}"]
    marks.append(f"topic:{s.topic}|{s.found.metric}")
    if head:
        marks.append(f"head:{s.plain[head.start : head.end]}")
    for name, hits in list(_said(s))[:3]:
        marks += [f"{name}:{h.word}" for h in hits[-2:]]
        marks.append(f"{name}:{len({h.tag for h in hits})}")
    return marks


def _near(s: Scene) -> list[tuple[str, str]]:
    """The sectors said in and before the phrase, nearest last."""
    out = []
    for name, hits in _said(s):
        out += [(f"{name}last", hits[-1].tag), (f"{name}first", hits[0].tag)] if hits else []
        tags = {h.tag for h in hits} - {sectors.GENERAL}
        out += [(f"{name}only", min(tags))] if len(tags) == 1 else []
    if s.topic:
        out.append(("topic", s.topic))
    return out


def _said(s: Scene) -> Iterator[tuple[str, list[Hit[str]]]]:
    """The AI words in the figure's phrase, in its clause before, in the sentence before, and before that."""
    c = s.candidate
    spans = (
        ("in", c.left, c.right),
        ("clause", c.clause.start, c.left),
        ("lead", c.sentence.start, c.clause.start),
        ("back", max(0, c.sentence.start - 150), c.sentence.start),
    )
    for name, start, end in spans:
        yield name, [h for h in inside(s.page.marks.subjects, start, end) if h.tag != sectors.OTHER]
