"""Forty-eight tricky strings, as the layer of quantities and the layer of times read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.reading import characters, periods, quantities
from flows.reading.read import read_article
from schemas.records import Article

JUNE = periods.Published(2024, 6, 7)


def figure(text: str) -> quantities.Quantity:
    """The one quantity with a unit that a text holds."""
    found = [q for q in quantities.find(characters.level(text).plain) if q.flaw != "no_unit"]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("达到3000亿元", 3e11, "CNY", "eq"),
        ("达1万亿元", 1e12, "CNY", "eq"),
        ("1.2万亿元", 1.2e12, "CNY", "eq"),
        ("三千亿元", 3e11, "CNY", "eq"),
        ("一万二千亿元", 1.2e12, "CNY", "eq"),
        ("近3600亿元", 3.6e11, "CNY", "approx"),  # no bound of its own: the guide knows three
        ("超过2万亿", 2e12, "CNY", "ge"),
        ("突破两万亿元", 2e12, "CNY", "ge"),
        ("3.6千亿元", 3.6e11, "CNY", "eq"),
        ("50亿美元", 5e9, "USD", "eq"),
        ("2,400亿元", 2.4e11, "CNY", "eq"),
        ("1500亿元以上", 1.5e11, "CNY", "ge"),
        ("不低于800亿元", 8e10, "CNY", "ge"),
        ("5000万元", 5e7, "CNY", "eq"),
        ("5000 PFLOPS", 5000, "PFLOPS", "eq"),
        ("150Eflops", 150_000, "PFLOPS", "eq"),
        ("30000P", 30_000, "PFLOPS", "eq"),
        ("同比增长35%", 35, "percent", "eq"),
        ("占比三成", 30, "percent", "eq"),
        ("占一半以上", 50, "percent", "ge"),
        ("占比百分之十五", 15, "percent", "eq"),
        ("增长10%以上", 10, "percent", "ge"),
        ("翻一番", 100, "percent", "eq"),  # a growth in percent, not a factor
        ("增长1.5倍", 150, "percent", "eq"),
        ("2,400家", 2400, "count", "eq"),
        ("38个", 38, "count", "eq"),
        ("超3000家", 3000, "count", "ge"),
        ("三十家", 30, "count", "eq"),
    ],
)
def test_quantities(text, value, unit, comparator):
    found = figure(text)
    assert (found.value, found.high, found.unit, found.comparator, found.flaw) == (
        Decimal(str(value)),
        None,
        unit,
        comparator,
        None,
    )


@pytest.mark.parametrize("text", ["在100亿至200亿元之间", "100-200亿元"])
def test_ranges(text):
    found = figure(text)
    assert (found.value, found.high, found.unit) == (10**10, 2 * 10**10, "CNY")


@pytest.mark.parametrize(
    ("text", "flaw"),
    [("千亿级", "vague"), ("百亿元级", "vague"), ("十余个", "vague"), ("提高1.5个百分点", "points")],
)
def test_what_is_no_figure(text, flaw):
    assert figure(text).flaw == flaw


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-2025年", 2023, 2025),
        ("2023年至2025年", 2023, 2025),
        ("到2025年", 2025, 2025),
        ("到2027年底", 2027, 2027),
        ("“十四五”末", 2025, 2025),
        ("“十五五”时期", 2026, 2030),
        ("今年上半年", 2024, 2024),
        ("去年", 2023, 2023),
        ("2024年一季度", 2024, 2024),
        ("前三季度", 2024, 2024),
        ("明年底前", 2025, 2025),
        ("二〇二五年", 2025, 2025),
    ],
)
def test_times(text, first, last):
    (time,) = periods.find(characters.level(text).plain, JUNE, [])
    assert (time.first.year, time.last.year, time.year) == (first, last, last)


def test_up_to_now():
    (time,) = periods.find(characters.level("截至目前").plain, JUNE, [])
    assert time.year == 2024


def test_a_look_back_leaves_the_year_of_publication():
    """近三年 is no date: the guide gives an undated actual the year of publication."""
    body = "近三年，昆山的基金累计投出人工智能项目27个。"
    reading = read_article(Article(body=body, published_on=date(2024, 6, 7)))
    assert [(c.region, c.value, c.year, c.status) for c in reading.claims] == [("320583", 27, 2024, "actual")]
