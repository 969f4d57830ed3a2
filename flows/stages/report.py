"""What a run tells people: its summary, the quality of its data, the headline table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from flows.stages.run import Run, Stage
from warehouse import publish, store
from warehouse.dashboards import figures

HEADLINE = """
    SELECT region, metric_zh, measure, item, scope, unit, target, target_comparator, year, outcome,
        outcome_comparator, outcome_year, outcome_state, state, coalesce(outcome_publisher, pledge_publisher) AS source
    FROM mart_pledge_outcome
    ORDER BY outcome IS NULL, year NULLS LAST, region_code, metric, series_id
"""


def query(database: Path, sql: str) -> list[dict[str, Any]]:
    """Rows of a query on a published database, as dictionaries."""
    with store.reading(database) as con:
        return store.rows(con, sql)


def headline(published: Path) -> list[dict[str, str]]:
    """A row a pledge: region, metric, pledge, deadline, outcome, state, source, as people write them."""
    return [
        {
            "region": row["region"],
            "metric": row["metric_zh"] + figures.MEASURES[row["measure"]] + _narrowed(row),
            "pledge": figures.figure(row["target"], row["unit"], row["target_comparator"]),
            "deadline": str(row["year"] or ""),
            "outcome": _outcome(row),
            "state": figures.STATES[row["state"]],
            "source": row["source"] or "",
        }
        for row in query(published / publish.DATABASE, HEADLINE)
    ]


def _narrowed(row: dict[str, Any]) -> str:
    parts = [part for part in (row["item"], row["scope"]) if part]
    return f"（{'，'.join(parts)}）" if parts else ""


def _outcome(row: dict[str, Any]) -> str:
    if row["outcome"] is None:
        return ""
    disputed = "，说法不一" if row["outcome_state"] == "conflict" else ""
    return f"{figures.figure(row['outcome'], row['unit'], row['outcome_comparator'])} ({row['outcome_year']}{disputed})"


def summary(stages: list[Stage]) -> list[dict[str, str]]:
    """A row a stage: what it counted and how long it took."""
    return [
        {
            "stage": s.name,
            "counts": ", ".join(f"{k} {v}" for k, v in s.counts.items()),
            "seconds": f"{s.seconds:.2f}",
        }
        for s in stages
    ]


def message(stages: list[Stage]) -> str:
    """The final state in words: '104 claims new, 0 closed, 7 rejected, 26 articles new'."""
    by_name = {stage.name: stage.counts for stage in stages}
    load, parse, read = by_name["load"], by_name["parse"], by_name["read"]
    refused = by_name.get("fetch", {}).get("failed", 0) + parse["rejected"]
    return (
        f"{load['inserted']} claims new, {load['closed']} closed, {load['current']} in force; "
        f"{parse['articles']} articles new; {refused} pages refused, {read['rejected']} candidates rejected"
    )


def refused_pages(since: datetime, warehouse: Path) -> list[dict[str, Any]]:
    """Name, reason and remedy of the pages that were refused since an instant, or met a defect of ours.

    Read from the warehouse: what is refused once more changes nothing that would be published.
    """
    sql = """
        SELECT r.* REPLACE (coalesce(r.name, a.title, r.article_id) AS name)
        FROM fct_reject r LEFT JOIN dim_article a USING (article_id)
        WHERE r.stage IN ('fetch', 'parse') OR r.code = 'defect'
        ORDER BY ALL
    """
    return [row for row in query(warehouse, sql) if row["refused_at"] >= since]


def refused_line(row: dict[str, Any]) -> str:
    """'甲.zip: A packed file (.zip). Unpack it into the inbox. [archive]'"""
    return f"{row['name']}: {row['evidence'].rstrip(' .。')}. {row['remedy']} [{row['code']}]"


def quality(run: Run, stages: list[Stage]) -> str:
    """The data-quality page in Markdown: refused pages with remedies, rejects by reason with examples, conflicts."""
    database = run.published / publish.DATABASE
    reasons = query(
        database,
        "SELECT stage, code, count(*) AS rows, (list(evidence ORDER BY reject_id))[:3] AS examples"
        " FROM fct_reject GROUP BY ALL ORDER BY rows DESC, stage, code",
    )
    conflicts = query(
        database,
        "SELECT region, metric_zh, year, state, low, high, unit, claims FROM mart_trend"
        " WHERE state IN ('conflict', 'mixed') ORDER BY region_code, metric, year",
    )
    lines = ["# Data quality", "", message(stages), "", "## Pages refused in this run", ""]
    lines += [f"- {refused_line(row)}" for row in refused_pages(run.started_at, run.warehouse)] or ["none"]
    lines += ["", "## Refused, by reason, in all runs", ""]
    for row in reasons:
        lines += [f"- **{row['stage']} / {row['code']}**: {row['rows']}"]
        lines += [f"    - {_cut(example)}" for example in row["examples"]]
    lines += ["", "## Figures in conflict, or told apart by something not read", ""]
    for row in conflicts:
        low, high = figures.figure(row["low"], row["unit"]), figures.figure(row["high"], row["unit"]) or "any more"
        lines.append(
            f"- {row['region']} {row['metric_zh']} {row['year']}: {row['state']}, "
            f"{low} to {high}, {row['claims']} claims"
        )
    return "\n".join(lines if conflicts else [*lines, "none"]) + "\n"


def _cut(text: str, at: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= at else flat[:at] + "…"
