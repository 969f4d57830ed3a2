"""Ids: what content decides, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import ids
from schemas.records import Article, Page
from tests.warehouse.making import claim

PAGE = Page("a" * 64, "a.txt", b"", "text/plain", "inbox", datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTPS://News.Example:443/a?b=1#top", "https://news.example/a?b=1"),
        ("http://news.example", "http://news.example/"),
    ],
)
def test_one_address_in_two_spellings_is_one(one, other):
    assert ids.canonical(one) == ids.canonical(other)


@given(st.text())
def test_any_address_has_a_canonical_form(url):
    assert isinstance(ids.canonical(url), str)


@given(st.text(), st.text())
def test_parts_are_kept_apart(one, other):
    assert ids.digest(one, other) != ids.digest(one + other)


def test_nothing_and_empty_differ():
    assert ids.digest(None) != ids.digest("")


def test_an_article_is_known_by_its_address_else_by_publisher_title_and_day():
    told = Article(body="甲", title="标题", publisher="新华社", published_on=date(2026, 1, 1))
    assert ids.article_key(told, PAGE) != ids.article_key(Article(body="甲", title="标题", publisher="新华社"), PAGE)
    addressed = Article(body="甲", url="https://news.example/a#1")
    assert ids.article_key(addressed, PAGE) == ids.article_key(Article(body="乙", url="https://news.example/a"), PAGE)


@pytest.mark.parametrize("front", ["https://news.example", "https://news.example/", "https://news.example/index.html"])
def test_a_front_page_is_no_articles_address(front):
    """Careless pages name it as their own; two of them are not versions of one text."""
    one, other = (Article(body=b, title=b, published_on=date(2026, 1, 1), url=front) for b in ("甲", "乙"))
    assert ids.article_key(one, PAGE) != ids.article_key(other, PAGE)


def test_two_texts_that_say_nothing_of_themselves_stay_two():
    other = Page("b" * 64, "b.txt", b"", "text/plain", "inbox", PAGE.fetched_at)
    assert ids.article_key(Article(body="甲"), PAGE) != ids.article_key(Article(body="甲"), other)


def test_reflowed_text_is_the_same_version():
    assert ids.article_id("k", "甲市３００亿元。\n 乙市") == ids.article_id("k", "甲市300亿元。乙市")


def test_a_claim_is_its_span_and_the_guides_key():
    same = ids.claim_id("a", claim(value_high=None, sector="llm", rule="other", comparator="ge"))
    assert ids.claim_id("a", claim()) == same
    assert ids.claim_id("a", claim(year=2024)) != same and ids.claim_id("b", claim()) != same


def test_equal_decimals_are_one():
    assert ids.plain(Decimal("3E+11")) == ids.plain(Decimal("300000000000.000")) == "300000000000"
