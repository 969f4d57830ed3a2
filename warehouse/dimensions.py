"""The dimensions as frames, from the vocabulary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from schemas import vocabulary
from schemas.contracts import contracts

FIRST_DAY, LAST_DAY = date(2010, 1, 1), date(2040, 12, 31)
PLANS = {2011: "十二五", 2016: "十三五", 2021: "十四五", 2026: "十五五", 2031: "十六五", 2036: "十七五"}


def frames() -> dict[str, pl.DataFrame]:
    """Table name -> rows, for every dimension but dim_article."""
    rows = {
        "dim_region": [_fields(region) for region in vocabulary.regions().values()],
        "dim_region_history": [_fields(former) for former in vocabulary.former_regions()],
        "dim_metric": [_metric(metric) for metric in vocabulary.metrics().values()],
        "dim_sector": [{"sector": key, "name_zh": zh, "name_en": en} for key, (zh, en) in vocabulary.sectors().items()],
        "dim_unit": list(vocabulary.units()),
        "dim_date": [_day(FIRST_DAY + timedelta(n)) for n in range((LAST_DAY - FIRST_DAY).days + 1)],
        "dim_source": [_outlet(outlet) for outlet in vocabulary.outlets()],
    }
    return {name: contracts()[name].frame([_nulls(row) for row in table]) for name, table in rows.items()}


def _fields(record: Any) -> dict:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _nulls(row: dict) -> dict:
    """Empty text means that the vocabulary says nothing."""
    return {key: None if value == "" else value for key, value in row.items()}


def _metric(metric: vocabulary.Metric) -> dict:
    names = ("metric", "name_zh", "name_en", "definition", "unit", "additive", "about")
    return {name: getattr(metric, name) for name in names} | {"metric_group": metric.group}


def _outlet(outlet: vocabulary.Outlet) -> dict:
    return {
        "source": outlet.name,
        "kind": outlet.kind,
        "region_code": outlet.region_code,
        "tier": outlet.tier,
    }


def _day(day: date) -> dict:
    plan = PLANS.get(day.year - (day.year - 1) % 5)
    month_quarter = {"quarter": (day.month + 2) // 3, "month": day.month}
    return {"day": day, "year": day.year, **month_quarter, "five_year_plan": plan}
