"""Numerals beside a peer, cn2an: where both read one they must agree, or it is listed here with the reason why not.

Its other peer, JioNLP, is large: `tests/full/test_peers_jionlp.py` asks it.
"""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.numerals import number

han = dict(enumerate("零一二三四五六七八九"))
SCALES = {"百": 100, "千": 1000, "万": 10**4}


@given(st.integers(0, 10**16 - 1))
def test_we_read_what_cn2an_writes(n):
    assert number(cn2an.an2cn(n)) == n


@given(st.integers(0, 10**8), st.integers(1, 9999))
def test_we_read_the_decimals_that_cn2an_writes(whole, rest):
    text = f"{whole}.{rest:04d}"
    assert number(cn2an.an2cn(text)) == Decimal(text)


@pytest.mark.parametrize("scale", SCALES)
@given(a=st.integers(1, 9), b=st.integers(1, 9))
def test_both_read_short_forms_alike(scale, a, b):
    """一百二, 三万五, 2万4."""
    for text in (f"{han[a]}{scale}{han[b]}", f"{a}{scale}{b}"):
        assert number(text) == cn2an.cn2an(text, "smart") == a * SCALES[scale] + b * SCALES[scale] // 10


@given(st.integers(1, 9999), st.integers(1, 9999).filter(lambda b: not 10 <= b < 20), st.integers(0, 99))
def test_both_read_figures_with_scales_alike(a, b, cents):
    for text in (f"{a}亿{b}万", f"{a}万", f"{a}.{cents:02d}亿", f"{a % 10 or 1}千{b % 10 or 1}百万"):
        assert number(text) == Decimal(str(cn2an.cn2an(text, "smart")))


@pytest.mark.parametrize(
    "text", ["两千", "两百五十", "二〇二五", "〇", "十五", "一十五", "一万亿零一", "一百点五", "1.60万"]
)
def test_both_read_these_alike(text):
    assert number(text) == Decimal(str(cn2an.cn2an(text, "smart")))


@pytest.mark.parametrize(
    ("text", "value", "theirs"),
    [("1亿15万", 100_150_000, 100_050_000), ("1亿10万", 100_100_000, 10**8), ("一亿十万", 100_100_000, 10**8)],
)
def test_where_cn2an_loses_the_ten(text, value, theirs):
    assert number(text) == value
    assert cn2an.cn2an(text, "smart") == theirs


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("一亿一", 110_000_000, "short forms of a hundred million"),
        ("3.6千亿", 36 * 10**10, "a figure before two scales"),
        ("1.2万亿", 12 * 10**11, "a figure before two scales"),
        ("百", 100, "a scale without a digit, as in 逾百家"),
        ("千亿", 10**11, "a scale without a digit, as in 突破千亿元"),
        ("四点五万", 45_000, "decimals in words before a scale"),
        ("三点六千亿", 36 * 10**10, "decimals in words before a scale"),
        ("一亿亿", 10**16, "more than sixteen digits"),
        ("40余", 40, "余 says how exact a number is, not how large"),
    ],
)
def test_where_cn2an_reads_nothing(text, value, reason):
    with pytest.raises((ValueError, KeyError)):
        cn2an.cn2an(text, "smart")
    assert number(text) == value, reason
