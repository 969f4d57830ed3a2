"""Numbers as Chinese text writes them: 3.6千亿, 一万二千亿, 两, 〇, 百分之三点五."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
GREAT = {"万": 10**4, "亿": 10**8, "兆": 10**12}

_HAN = "零〇○一二两三四五六七八九"
# 30余万 and 700多亿 keep their 余 inside; a longer run than 24 characters is no number of this world
NUMBER = (
    rf"(?:\d{{1,18}}(?:\.\d{{1,8}})?(?:[余多几]?[十百千万亿]{{1,5}})?(?:\d{{1,4}}[百千万]{{1,2}})?(?:(?<=万)\d{{1,4}}(?=元))?"
    rf"|[{_HAN}十百千万亿]{{1,32}}(?:点[{_HAN}]{{1,6}}[百千万亿]{{0,3}})?(?:[余多几][万亿]{{1,2}})?)"
)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")


def number(text: str) -> Decimal | None:
    """The number that `text` writes, or None.  '一万二千亿' -> 1200000000000"""
    text = text.translate({ord(c): None for c in "余多几"})
    if "点" in text:
        return _with_point(text)
    if len(text) > 1 and all(c in DIGITS for c in text):  # 二〇二五
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _scaled(_TOKEN.findall(text))


def _with_point(text: str) -> Decimal | None:
    whole, _, rest = text.partition("点")
    digits = "".join(str(DIGITS[c]) for c in rest if c in DIGITS)
    scale = _scaled(_TOKEN.findall(rest.lstrip("".join(DIGITS)))) if rest[-1:] not in DIGITS else Decimal(1)
    head = number(whole)
    if head is None or scale is None or not digits:
        return None
    return (head + Decimal(f"0.{digits}")) * scale


def _scaled(tokens: list[str]) -> Decimal | None:
    """Arabic or Chinese digits with their scales, great scales multiplying what stands before them."""
    if not tokens:
        return None
    total, section, digit = Decimal(0), Decimal(0), None
    last = Decimal(1)  # the last scale, for 三万五 (35000)
    least = None  # the least great scale so far
    for token in tokens:
        if token in SMALL:
            section += (Decimal(1) if digit is None else digit) * SMALL[token]
            digit, last = None, Decimal(SMALL[token])
        elif token in GREAT:
            section += digit or 0
            scale, digit = Decimal(GREAT[token]), None
            if least is not None and scale >= least:
                total, section = (total + section) * scale, Decimal(0)
            else:
                total, section = total + (section or 1) * scale, Decimal(0)
            last = least = scale
        elif token in DIGITS or (token[0].isascii() and token[0].isdigit()):
            if digit is not None and digit != 0:
                return None
            digit = Decimal(DIGITS.get(token, token))
            last = Decimal(1) if digit == 0 else last
        else:
            return None
    if digit is not None:
        short = tokens[-1] in DIGITS or (len(tokens[-1]) == 1 and tokens[-1].isdigit())
        colloquial = last >= 100 and short and 1 < len(tokens) < 5
        section += digit * (last / 10 if colloquial else 1)
    return total + section
