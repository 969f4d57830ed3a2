"""The static site: one page for now, self-contained, made from the published database alone."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import jinja2
from markupsafe import Markup, escape

from warehouse import publish, store
from warehouse.dashboards import figures

TEMPLATE = files("warehouse") / "dashboards" / "site" / "index.html.j2"


def write(database: Path, folder: Path) -> Path:
    """Write `folder/index.html` from a published database; returns its path. An equal page is left alone."""
    with store.reading(database) as con:
        html = render(con)
    page = folder / "index.html"
    if not page.exists() or page.read_text(encoding="utf-8") != html:
        publish.write(page, html)
    return page


def render(con: duckdb.DuckDBPyConnection) -> str:
    """The page as text."""
    trend = store.rows(
        con, "FROM mart_trend ORDER BY measure <> 'level', measure, item, year DESC NULLS LAST, status, series_id"
    )
    claims = {row["claim_id"]: row for row in store.rows(con, "FROM mart_claim")}
    env = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.globals.update(
        figure=figures.figure, states=figures.STATES, parts=figures.PARTS, measures=figures.MEASURES, marked=marked
    )
    template = env.from_string(TEMPLATE.read_text(encoding="utf-8"))
    pledges = store.rows(con, "FROM mart_pledge_outcome ORDER BY outcome IS NULL, year, region_code, metric, series_id")
    meta = store.rows(con, "FROM meta_snapshot")[0]
    return template.render(meta=meta, pledges=pledges, claims=claims, table=_table(trend))


def _table(trend: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Metrics as columns, regions as rows, each cell the figures of that region and metric, latest first."""
    cells: dict[tuple[str, str], list[dict]] = {}
    metrics: dict[str, str] = {}
    regions: dict[str, str] = {}
    for row in trend:
        cells.setdefault((row["region_code"], row["metric"]), []).append(row)
        metrics[row["metric"]] = row["metric_zh"]
        regions[row["region_code"]] = row["region"]
    count = {m: sum(1 for _, metric in cells if metric == m) for m in metrics}
    ordered = sorted(metrics, key=lambda m: (-count[m], m))
    return {"cells": cells, "metrics": [(m, metrics[m]) for m in ordered], "regions": sorted(regions.items())}


def marked(claim: dict[str, Any]) -> Markup:
    """The sentence with its figure in <mark>, escaped."""
    sentence, start = claim["sentence"], claim["quote_start"]
    end = start + len(claim["quote"])
    return Markup("{}<mark>{}</mark>{}").format(
        escape(sentence[:start]), escape(sentence[start:end]), escape(sentence[end:])
    )
