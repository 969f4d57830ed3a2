"""Claims to metrics: one value by a visible rule, conflicts kept, nothing chosen where one article gives two."""

from __future__ import annotations

import pytest

from tests.warehouse.making import claim, load_into, staged
from warehouse import store


@pytest.fixture
def resolved(tmp_path):
    def resolve(*stories):
        path = tmp_path / "warehouse.duckdb"
        load_into(path, staged(*stories))
        with store.opened(path, read_only=True) as con:
            query = "SELECT state, (value / 1e8)::BIGINT, claims, independent_origins FROM fct_metric ORDER BY ALL"
            return con.execute(query).fetchall()

    return resolve


def test_one_claim_is_single(resolved):
    assert resolved(({}, [claim("3000")])) == [("single", 3000, 1, 1)]


def test_two_publishers_with_one_value_agree(resolved):
    stories = [({"publisher": p}, [claim("3000")]) for p in ("新华社", "人民日报")]
    assert resolved(*stories) == [("agreed", 3000, 2, 2)]


def test_the_same_publisher_twice_is_one_voice(resolved):
    stories = [({"publisher": "新华社", "title": t}, [claim("3000")]) for t in ("甲", "乙")]
    assert resolved(*stories) == [("single", 3000, 2, 1)]


def test_two_publishers_with_two_values_are_in_conflict(resolved):
    """The better tier is chosen: 新华社 stands above an outlet that nobody lists."""
    stories = [({"publisher": "新华社"}, [claim("3000")]), ({"publisher": "某自办网站"}, [claim("3500")])]
    assert resolved(*stories) == [("conflict", 3000, 2, 2)]


def test_one_article_with_two_values_is_mixed_and_none_is_chosen(resolved):
    both = [claim("3000"), claim("3500", char_start=13)]
    body = both[0].sentence
    assert resolved(({"body": body}, both)) == [("mixed", None, 2, 1)]


def test_a_thing_without_a_name_is_its_own_series(resolved):
    fund = dict(metric="fund_size", status="target", year=None, period_type="none", period_start=None, period_end=None)
    stories = [({"publisher": p}, [claim("100", **fund)]) for p in ("新华社", "人民日报")]
    assert resolved(*stories) == [("single", 100, 1, 1)] * 2


def test_a_named_thing_is_one_series(resolved):
    fund = dict(metric="fund_size", item="某人工智能基金")
    stories = [({"publisher": p}, [claim("100", **fund)]) for p in ("新华社", "人民日报")]
    assert resolved(*stories) == [("agreed", 100, 2, 2)]


def test_scope_keeps_series_apart(resolved):
    stories = [({"title": "甲"}, [claim("3000")]), ({"title": "乙"}, [claim("2000", scope="规上")])]
    assert resolved(*stories) == [("single", 2000, 1, 1), ("single", 3000, 1, 1)]
