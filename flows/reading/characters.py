"""One spelling for every character, and the way back: normalised text with an offset map.

Full-width forms, ASCII punctuation between Chinese words, Traditional script, thousands separators and
breaks inside numbers are levelled here, so that no later layer meets them.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache

from schemas.vocabulary import traditional

UNITS_AFTER_BREAK = "万亿元%个家款项台套户名人起只支架PETk倍座件所类处辆间例条种宗笔部位成余多片盏"

_TONES = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
# What is taken out. Each alternative matches only what may go.
_OUT = re.compile(
    "|".join(
        (
            r"(?<=\d),(?=\d{3}(?!\d))(?<!\d{4},)",  # 25,000
            rf"(?<=[\u4e00-\u9fff])\((?=[^)]*[{_TONES}])[a-z{_TONES}]{{1,7}}\)",  # 字(zì)
            r"(?<=\d\.)\s+(?=\d)",  # 9.⏎8亿
            rf"(?<=\d)[^\S\n]+(?=[千百{UNITS_AFTER_BREAK}])",
            r"(?<=\d)\s*\n\s*(?=[万亿元%个家]|PB|P\b)",
            r"(?<=[万亿千百])[^\S\n]+(?=[元美港欧人个家台套P])",
            r"(?<=[\u4e00-\u9fff]) (?=\d)(?!\d+(?:\.\d+)? +[\d—-])",  # not in a row of a table
            r"(?<=\d) (?=\d(?: \d){0,15} ?[P万亿元%个家])(?<=(?<!\d)\d )",  # 1 9 6 0 0 P
        )
    )
)
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")  # zero-width characters
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


@dataclass(frozen=True, slots=True)
class Text:
    """A body and its levelled form; `offsets[i]` is where `plain[i]` stands in `body` (None: at i)."""

    body: str
    plain: str
    offsets: array | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The body's [start, end) of a piece of `plain`.  '1,000家' of plain '1000家': (0, 5) -> (0, 6)"""
        if self.offsets is None or start >= end:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(old): new for old, new in traditional().items()}
    table |= {ord(old): new for old, new in zip("\u3000\xa0〜∼﹣−‐‑", "\t ~~----", strict=True)}
    return table


PUNCTUATION = str.maketrans(",;:?!()", "，；：？！（）")


def level(body: str) -> Text:
    """`body` in one spelling, with the way back.  '３,６００億元' -> '3600亿元'"""
    same_length = _WIDE_COMMA.sub(",", body).translate(_table())
    seen, first = _without(same_length, _UNSEEN)
    plain, second = _without(seen, _OUT)
    offsets = array("I", (first[i] for i in second)) if first and second else second or first
    return Text(body, plain.translate(PUNCTUATION), offsets)


def _without(text: str, pattern: re.Pattern[str]) -> tuple[str, array | None]:
    """`text` without what `pattern` matches, and where each kept character stood."""
    pieces, offsets, last = [], array("I"), 0
    for match in pattern.finditer(text):
        pieces.append(text[last : match.start()])
        offsets.extend(range(last, match.start()))
        last = match.end()
    if not last:
        return text, None
    offsets.extend(range(last, len(text)))
    return "".join([*pieces, text[last:]]), offsets
