"""Quantities with their units, bounds and flaws."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.quantities import find, rounded


def only(text):
    found = [q for q in find(text) if q.kind != "other" or q.flaw == "vague"]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("超过3000亿元", 3e11, "CNY", "ge"),
        ("近50亿美元", 5e9, "USD", "approx"),
        ("约300亿", 3e10, "CNY", "approx"),
        ("不低于20家", 20, "count", "ge"),
        ("2300亿雷亚尔", 2.3e11, "BRL", "eq"),
        ("约9亿林吉特", 9e8, "MYR", "approx"),
        ("15兆元新台币", 1.5e13, "TWD", "eq"),
        ("六成半", 65, "percent", "eq"),
        ("翻了两番", 300, "percent", "eq"),
        ("24.6万标准机架", 246000, "count", "eq"),
        ("超200万片", 2e6, "count", "ge"),
        ("80家以上", 80, "count", "ge"),
        ("最高不超过500万元", 5e6, "CNY", "le"),
        ("上限300万元", 3e6, "CNY", "le"),
        ("40余个", 40, "count", "ge"),
        ("1600多家", 1600, "count", "ge"),
        ("700多亿元", 7e10, "CNY", "ge"),
        ("逾百家", 100, "count", "ge"),
        ("近百家", 100, "count", "approx"),
        ("35%左右", 35, "percent", "approx"),
        ("四成", 40, "percent", "eq"),
        ("四成三", 43, "percent", "eq"),
        ("一半以上", 50, "percent", "ge"),
        ("三分之一", 33.33, "percent", "eq"),
        ("百分之十二点五", 12.5, "percent", "eq"),
        ("1/4", 25, "percent", "eq"),
        ("300P", 300, "PFLOPS", "eq"),
        ("1.6万P", 16000, "PFLOPS", "eq"),
        ("16.5E", 16500, "PFLOPS", "eq"),
        ("12.5亿亿次/秒", 125, "PFLOPS", "eq"),
        ("1.2PB", 1200, "TB", "eq"),
        ("9200人", 9200, "person", "eq"),
        ("翻两番", 300, "percent", "eq"),
        ("翻了一番还多", 100, "percent", "ge"),
    ],
)
def test_values(text, value, unit, comparator):
    q = only(text)
    assert (float(q.value), q.unit, q.comparator, q.flaw) == (value, unit, comparator, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("100亿至200亿元", 1e10, 2e10),
        ("一百至两百亿元", 1e10, 2e10),
        ("3-5万家", 30000, 50000),
        ("20%—30%", 20, 30),
        ("3至5个", 3, 5),
    ],
)
def test_ranges(text, low, high):
    q = only(text)
    assert (q.value, q.high) == (Decimal(str(low)), Decimal(str(high)))


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("百亿级产业", "vague"),
        ("十余家", "vague"),
        ("1000余家", "vague"),
        ("数百家", "vague"),
        ("上千家", "vague"),
        ("提高25.2个百分点", "points"),
        ("第3个", "ordinal"),
        ("十大集群", "idiom"),
    ],
)
def test_flaws(text, flaw):
    assert flaw in {q.flaw for q in find(text)}


def test_dates_are_no_quantities():
    assert all(q.kind == "other" for q in find("2025年6月30日，电话0571-88728000"))


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_fractions_have_two_decimals(a, b):
    assert rounded(Decimal(a) / b) == round(Decimal(a) / b, 2) or abs(
        rounded(Decimal(a) / b) - Decimal(a) / b
    ) <= Decimal("0.005")


@given(
    st.text(alphabet="一二两三四五六七八九十百千万亿零〇0123456789.余多几成半分之番倍%元个家P第年-至（）", max_size=40)
)
def test_any_heap_of_numerals_is_read(text):
    last = 0
    for q in find(text):
        assert last <= q.start < q.end <= len(text)
        last = q.start


@pytest.mark.parametrize("text", ["规模达到123.45678912345亿元", "9" * 23 + "亿元", "规模0.123456789012亿元"])
def test_the_tail_of_a_number_is_no_number(text):
    """A number too long to be a figure gives nothing rather than its last digits."""
    assert [q for q in find(text) if q.kind == "money"] == []
