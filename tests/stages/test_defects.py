"""A defect of ours costs the text that it meets, not the batch, and is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest

from flows.stages import parse, read, report
from flows.stages.options import Options
from flows.stages.plain import daily
from schemas.records import Reading
from tests.warehouse.making import START, claim

TEXT = (
    "{0}人工智能报道\n来源：示例社 2026-01-05 09:00\n2025年，{0}市人工智能核心产业规模达到{1}亿元，集聚了一批企业。\n"
)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for city, value in (("合肥", 800), ("成都", 900)):
        (folder / f"{city}.txt").write_text(TEXT.format(city, value), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("module", "name", "stage"), [(read, "read_article", "read"), (parse, "parse_page", "parse")])
def test_the_other_texts_are_loaded_and_the_defect_is_told(module, name, stage, inbox, tmp_path, monkeypatch):
    good = getattr(module, name)

    def broken(given):
        if "合肥" in str(getattr(given, "name", "")) + str(getattr(given, "body", "")):
            raise RuntimeError("some defect")
        return good(given)

    monkeypatch.setattr(module, name, broken)
    daily(Options(data=tmp_path / "data", inbox=inbox), lambda stage: None)
    published = tmp_path / "data" / "published"
    con = duckdb.connect(str(published / "fangzhi.duckdb"), read_only=True)
    assert con.execute("SELECT region_code FROM fct_claim").fetchall() == [("510100",)]
    told = report.refused_pages(START, tmp_path / "data" / "warehouse.duckdb")
    assert [(row["stage"], row["code"]) for row in told] == [(stage, "defect")]
    assert "some defect" in told[0]["evidence"] and "合肥" in told[0]["name"]


def test_a_figure_that_no_column_holds_is_refused_and_the_sums_hold():
    huge = replace(claim(), value=Decimal(10) ** 24)
    reading = read.bounded(Reading((huge, claim()), (), candidates=2, gave_claims=2, repeats=0))
    assert reading.claims == (claim(),) and [r.code for r in reading.refusals] == ["too_large"]
    assert reading.candidates == reading.gave_claims + reading.repeats + len(reading.refusals)


def test_a_ceiling_is_no_money():
    """What may enter a total, and why not (DESIGN §4)."""
    from flows.stages.rows import not_counted

    reasons = {
        "status": claim(status="target"),
        "rate": claim(measure="growth"),
        "cap": claim(comparator="le"),
        None: claim(comparator="ge"),
    }
    assert {not_counted(c, additive=True): c for c in reasons.values()} == reasons
    assert not_counted(claim(), additive=False) == "not_additive"
