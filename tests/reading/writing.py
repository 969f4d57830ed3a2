"""One number, one text, written in the many ways that people write them."""

from __future__ import annotations

import re
from collections import defaultdict
from random import Random

from schemas.vocabulary import traditional

WIDE = {code - 0xFEE0: chr(code) for code in range(0xFF01, 0xFF5F)}

# -- numbers


def group(n: int) -> str:
    """Four digits, zeros inside spoken.  3005 -> 三千零五"""
    out, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // scale % 10
        if digit:
            out += ("零" if gap and out else "") + "零一二三四五六七八九"[digit] + sign
        gap = not digit
    return out


def spoken(n: int) -> str:
    """Any number in full.  1_2000_0000_0000 -> 一万二千亿"""
    for scale, sign in ((10**8, "亿"), (10**4, "万")):
        head, rest = divmod(n, scale)
        if head:
            return spoken(head) + sign + ("" if not rest else ("零" if rest < scale // 10 else "") + spoken(rest))
    return group(n) or "零"


WORDS = {
    "full": spoken,
    "round zero": lambda n: spoken(n).replace("零", "〇"),
    "two as 两": lambda n: re.sub("二(?=[百千万亿])", "两", spoken(n)),
    "十五 for 一十五": lambda n: re.sub("^一十", "十", spoken(n)),
}
FIGURES = {
    "plain": str,
    "separated": "{:,}".format,
    "full width": lambda n: str(n).translate(WIDE),
    "separated full width": lambda n: f"{n:,}".translate(WIDE),
}

# -- texts

TRADITIONAL = defaultdict(list)  # Simplified character -> the Traditional ones that mean it
for _old, _new in traditional().items():
    TRADITIONAL[_new].append(_old)


def old_script(text: str, random: Random) -> str:
    """Any of the Traditional characters that mean a Simplified one, or that one."""
    return "".join(random.choice([c, *TRADITIONAL[c]]) if c in TRADITIONAL else c for c in text)


def blanks(text: str, random: Random) -> str:
    """Blanks between a number and its unit, of several kinds: 600 家."""
    kinds = ["", " ", "  ", "\u3000", "\xa0", "\u2009"]
    return re.sub(r"(?<=\d)(?=[万亿元家个款架项%P])", lambda _: random.choice(kinds), text)


def blanks_before(text: str, random: Random) -> str:
    """A blank between a word and its number: 达到 600家."""
    return re.sub("(?<=[\u4e00-\u9fff])(?=\\d)", lambda _: random.choice(["", " "]), text)


def wide(text: str, random: Random) -> str:
    return re.sub(r"[\d.]*\d|[%P]", lambda m: random.choice([m[0], m[0].translate(WIDE)]), text)


def commas(text: str, random: Random) -> str:
    """25,000架; a year has none."""
    return re.sub(r"\d{4,}(?=[万家架项])", lambda m: random.choice([m[0], f"{int(m[0]):,}"]), text)


def unseen(text: str, random: Random) -> str:
    return "".join(c + random.choice(["", "", "", "\u200b", "\ufeff", "\u00ad"]) for c in text)


def ascii_marks(text: str, random: Random) -> str:
    return "".join(random.choice([c, {"，": ",", "；": ";"}.get(c, c)]) for c in text)


WAYS = (old_script, blanks, blanks_before, wide, commas, unseen, ascii_marks)
