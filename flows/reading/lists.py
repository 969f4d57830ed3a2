"""Lists: which item a figure belongs to in 'A、B分别为x和y', and lists that mix AI with other fields."""

from __future__ import annotations

import re
from itertools import pairwise

from flows.reading.blocks import Span
from flows.reading.lexicon import Hit
from flows.reading.quantities import Quantity

# 低空与空天 is one item where 、 alone gives as many items as there are figures
_JOINTS = tuple(map(re.compile, ("、", "、|和", "、|和|与|及|以及")))
_LISTED = re.compile("[、，和与及]|以及")
_RESPECTIVELY = re.compile("分别|依次")
EACH = re.compile(
    "(?:各|都|均)(?:自|为|是|有|在|达到?|超过?|新增|放行|建成|拿下|占|入选|上榜)*$|各[\u4e00-\u9fff]{0,6}$"
)  # 红河、玉溪各3个


def respective(
    plain: str, clause: Span, quantity: Quantity, figures: list[Quantity]
) -> tuple[int, int, list[Span]] | None:
    """(index, count, items) of a figure behind 分别; items are the list before it, [] where none fits.

    '甲、乙产业规模分别突破2000亿元、1000亿元', second figure -> (1, 2, [甲, 乙产业规模])
    """
    marks = [m.start() for m in _RESPECTIVELY.finditer(plain, clause.start, quantity.start)]
    if not marks:
        return None
    same = [q for q in figures if q.start > marks[-1] and q.unit == quantity.unit]
    if len(same) < 2:
        return None
    count = len(same)
    items = next((i for joint in _JOINTS if len(i := _items(plain, clause.start, marks[-1], joint)) == count), [])
    items = items or _items(plain, clause.start, marks[-1], _JOINTS[-1])
    index = next((i for i, q in enumerate(same) if q.start == quantity.start), 0)
    return index, count, items[-count:] if len(items) >= count else []


def run(q: Quantity, figures: list[Quantity], plain: str) -> list[Quantity]:
    """The figures of one unit that stand in one list with q.  '30家、20家和10家' -> three"""
    same = [f for f in figures if f.unit == q.unit and f.kind == q.kind]
    if q not in same:
        return []
    first = last = same.index(q)
    while first and _LISTED.fullmatch(plain[same[first - 1].end : same[first].start]):
        first -= 1
    while last + 1 < len(same) and _LISTED.fullmatch(plain[same[last].end : same[last + 1].start]):
        last += 1
    return same[first : last + 1]


def _items(plain: str, start: int, end: int, joint: re.Pattern[str]) -> list[Span]:
    edges = [start, *(m.end() for m in joint.finditer(plain, start, end)), end]
    return [Span(a, b) for a, b in pairwise(edges) if b > a]


def mixed(plain: str, hits: list[Hit[str]], end: int, rate: bool) -> bool:
    """Does one sum or rate stand for a list of AI and other fields?

    '人工智能、生物医药等五大产业产值' -> True; a rate that holds for each (等, 均) is not mixed.
    """
    others = [hit for hit in hits if hit.tag == "other"]
    own = [hit for hit in hits if hit.tag != "other"]
    if not others or not own:
        return False
    near = [o for o in others if any(_listed(plain, o, h) for h in own)]
    if not near:
        return False
    summed = bool(re.search("[两三四五六七八九十]大|[三四五六七八九]个", plain[min(h.start for h in hits) : end]))
    return summed or not rate


def _listed(plain: str, a: Hit[str], b: Hit[str]) -> bool:
    """Are two words members of one list, joined by 、 or 和?"""
    first, second = (a, b) if a.start < b.start else (b, a)
    gap = plain[first.end : second.start]
    return len(gap) < 30 and bool(re.search("、|和|与|及", gap)) and not re.search("[，。；：\\d]", gap)
