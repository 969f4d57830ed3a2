"""The contracts refuse what breaks them, with the rule that was broken; DDL and comments come from them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import polars as pl
import pytest

from flows.stages.validate import split
from schemas import render
from schemas.contracts import contracts
from schemas.fct_claim import FctClaim
from tests.warehouse.making import claim, staged
from warehouse import store

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def frame(*claims) -> pl.DataFrame:
    rows = staged(({}, list(claims)))["fct_claim"]
    instants = {"known_from": pl.Datetime("us", "UTC"), "known_to": pl.Datetime("us", "UTC")}
    return rows.with_columns(known_from=pl.lit(NOW), known_to=pl.lit(None)).cast(instants)


def changed(**values) -> pl.DataFrame:
    good = frame(claim())
    return good.with_columns(**{k: pl.lit(v, dtype=good.schema[k]) for k, v in values.items()})


BROKEN = {
    "region that nobody knows": ({"region_code": "999999"}, "known_region"),
    "metric that nobody knows": ({"metric": "gdp"}, "known_metric"),
    "sector that nobody knows": ({"sector": "biotech"}, "known_sector"),
    "unit that nobody knows": ({"unit": "XXX"}, "known_unit"),
    "status of its own": ({"status": "hoped"}, "isin"),
    "range upside down": ({"value_high": Decimal(1)}, "range_has_order"),
    "span of another length": ({"char_end": 99}, "quote_is_span"),
    "quote that is not in the sentence": ({"sentence": "别的句子，没有数字。"}, "quote_in_sentence"),
    "share over 100": ({"measure": "share", "value": Decimal(101), "unit": "percent"}, "share_at_most_100"),
    "rate in yuan": ({"measure": "growth"}, "rate_in_percent"),
    "year out of time": ({"year": 20255}, "less_than_or_equal_to"),
    "no sentence": ({"sentence": None}, "not_nullable"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_claim_is_refused_with_its_rule(what):
    values, rule = BROKEN[what]
    good, broken = split(FctClaim, pl.concat([frame(claim(year=2024)), changed(**values)]))
    assert good.height == 1 and good["year"].to_list() == [2024]
    assert len(broken) == 1 and rule in broken[0][1]


def test_good_claims_all_hold():
    rows = frame(claim(), claim(year=2024), claim(comparator="ge"))
    assert split(FctClaim, rows)[0].height == 2, "the third has the same key as the first"


def test_a_second_row_with_one_key_is_a_duplicate():
    good, broken = split(FctClaim, frame(claim(), claim()))
    assert good.height == 1 and [rule for _, rule in broken] == ["duplicate"]


def test_a_wrong_column_blames_no_row():
    with pytest.raises(Exception, match=r"(?i)value"):
        split(FctClaim, frame(claim()).with_columns(pl.col("value").cast(pl.Float64)))


def test_a_lazy_frame_would_pass_unseen():
    """Why validation is eager: of a lazy frame pandera sees only names and types. If this fails, it has learnt to."""
    bad = changed(sector="biotech")
    assert FctClaim.validate(bad.lazy(), lazy=True).collect().height == 1
    assert split(FctClaim, bad)[0].height == 0


@pytest.mark.parametrize("model", contracts().values(), ids=lambda m: m.table())
def test_ddl_makes_a_table_that_takes_the_contracts_frames(model):
    con = store.connect()
    con.execute(render.ddl(model))
    for statement in render.comments(model):
        con.execute(statement)
    con.register("rows", model.frame([]).to_arrow())
    con.execute(f"INSERT INTO {model.table()} BY NAME FROM rows")
    query = "SELECT column_name FROM duckdb_columns() WHERE comment IS NULL AND table_name = ?"
    assert con.execute(query, [model.table()]).fetchall() == []


@pytest.mark.parametrize("word", ["PRIMARY KEY", "FOREIGN KEY", "CHECK", "ENUM", "DEFAULT"])
def test_ddl_uses_only_what_a_lake_takes_too(word):
    assert not [name for name, model in contracts().items() if word in render.ddl(model)]
