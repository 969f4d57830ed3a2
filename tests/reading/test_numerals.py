"""Numbers as Chinese text writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.numerals import number

HAN = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.6千亿", 360_000_000_000),
        ("一万二千亿", 1_200_000_000_000),
        ("1.2万亿", 1_200_000_000_000),
        ("两千", 2000),
        ("二〇二五", 2025),
        ("十五", 15),
        ("百", 100),
        ("千亿", 100_000_000_000),
        ("三万五", 35_000),
        ("三千零五", 3005),
        ("3亿5000万", 350_000_000),
        ("四点五万", 45_000),
        ("12.5亿亿", 125_000_000_000_000_000),
        ("40余", 40),
    ],
)
def test_values(text, value):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "个", "三五八十a"])
def test_what_is_no_number(text):
    assert number(text) is None


def _group(n: int) -> str:
    """Four digits in Chinese, zeros inside spoken: 3005 -> 三千零五."""
    out, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // scale % 10
        if digit:
            out += ("零" if gap and out else "") + HAN[digit] + sign
            gap = False
        else:
            gap = True
    return out


def _spoken(n: int) -> str:
    """A number up to 10^12 in full Chinese notation."""
    out = ""
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = n // scale % 10**4
        if part:
            out += ("零" if out and part < 1000 else "") + _group(part) + sign
    return out or "零"


@given(st.integers(0, 10**12 - 1))
def test_spoken_round_trip(n):
    assert number(_spoken(n)) == n


@given(
    st.integers(1, 10**4),
    st.sampled_from([("万", 10**4), ("亿", 10**8), ("千万", 10**7), ("千亿", 10**11), ("万亿", 10**12)]),
)
def test_mixed_round_trip(n, scale):
    assert number(f"{n}{scale[0]}") == n * scale[1]
    assert number(f"{n / 4:.2f}{scale[0]}") == Decimal(f"{n / 4:.2f}") * scale[1]


@given(st.integers(0, 10**16))
def test_arabic_round_trip(n):
    assert number(str(n)) == n
