"""The headline: a pledge against the latest actual of its series, both sides quoted."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from tests.warehouse.making import claim, load_into, staged
from warehouse.publish import publish


@pytest.fixture
def pledges(tmp_path):
    def ask(*stories, columns: str = "state, (outcome / 1e8)::BIGINT"):
        load_into(tmp_path / "warehouse.duckdb", staged(*stories))
        publish(tmp_path / "warehouse.duckdb", tmp_path / "published")
        con = duckdb.connect(str(tmp_path / "published" / "fangzhi.duckdb"), read_only=True)
        return con.execute(f"SELECT {columns} FROM mart_pledge_outcome ORDER BY year").fetchall()

    return ask


def said(value: str, year: int, **fields) -> tuple[dict, list]:
    """A story of its own with one claim for a year."""
    end = {"period_end": date(year, 12, 31), "period_start": date(year, 1, 1)}
    made = claim(value, year=year, **end | fields)
    return {"title": f"{value} {year} {sorted(fields.items())}"}, [made]


def pledge(value: str, year: int, **fields) -> tuple[dict, list]:
    return said(value, year, status="target", period_type="deadline", **fields)


def test_an_actual_that_reaches_the_target_meets_it(pledges):
    assert pledges(pledge("3000", 2025), said("3100", 2024)) == [("met", 3100)]


def test_at_least_the_target_meets_it_too(pledges):
    assert pledges(pledge("3000", 2025), said("3000", 2024, comparator="ge")) == [("met", 3000)]


def test_the_deadlines_own_year_below_the_target_misses_it(pledges):
    assert pledges(pledge("3000", 2025), said("2900", 2025)) == [("missed", 2900)]


def test_an_earlier_year_below_the_target_decides_nothing(pledges):
    assert pledges(pledge("3000", 2030), said("2900", 2025)) == [("open", 2900)]


def test_a_passed_deadline_without_an_actual_is_unknown_not_missed(pledges):
    assert pledges(pledge("3000", 2025)) == [("unknown", None)]


def test_a_deadline_to_come_is_open(pledges):
    assert pledges(pledge("3000", 2027)) == [("open", None)]


def test_a_pledge_without_a_year_is_undated(pledges):
    undated = dict(year=None, period_type="none", period_start=None, period_end=None, status="target")
    assert pledges(({}, [claim("3000", **undated)])) == [("undated", None)]


def test_a_half_year_is_never_set_against_a_year(pledges):
    half = said("3100", 2025, period_type="half")
    assert pledges(pledge("3000", 2025), half) == [("unknown", None)]


def test_one_good_year_does_not_meet_a_pledge_of_growth_to_a_later_one(pledges):
    growth = dict(measure="growth", unit="percent")
    assert pledges(pledge("3000", 2027, **growth), said("3100", 2025, **growth))[0][0] == "open"


def test_a_pledge_on_a_thing_without_a_name_is_not_paired(pledges):
    fund = dict(metric="fund_size")
    assert pledges(pledge("100", 2025, **fund), said("100", 2025, **fund)) == [("unpaired", None)]


def test_pledges_that_end_together_and_begin_apart_are_two(pledges):
    spans = [dict(period_type="span", period_start=date(y, 1, 1), status="target") for y in (2025, 2026)]
    stories = [said(value, 2027, **span) for value, span in zip(("150", "120"), spans, strict=True)]
    assert pledges(*stories) == [("open", None)] * 2


def test_a_stock_of_midyear_misses_nothing_before_the_deadline(pledges):
    midyear = said("2900", 2025, period_type="as_of", period_end=date(2025, 6, 30))
    assert pledges(pledge("3000", 2025), midyear) == [("unknown", 2900)]


def test_what_was_added_in_another_year_does_not_meet_a_pledge_to_add(pledges):
    added = dict(measure="increase", metric="company_count", unit="count")
    assert pledges(pledge("200", 2026, **added), said("300", 2023, **added))[0][0] == "open"


def test_a_ceiling_is_never_met(pledges):
    assert pledges(pledge("3000", 2025, comparator="le"), said("3100", 2024)) == [("unknown", 3100)]


def test_another_scope_is_another_series(pledges):
    assert pledges(pledge("3000", 2025), said("3100", 2025, scope="规上")) == [("unknown", None)]


def test_an_actual_after_the_deadline_does_not_count_for_it(pledges):
    assert pledges(pledge("3000", 2024), said("3100", 2025)) == [("unknown", None)]


def test_both_sides_are_quoted(pledges):
    quotes = "pledge_quote, pledge_sentence, outcome_quote, outcome_sentence"
    rows = pledges(pledge("3000", 2025), said("3100", 2024), columns=quotes)
    assert rows == [("3000亿元", claim("3000").sentence, "3100亿元", claim("3100").sentence)]
