"""From records (what a text says) to rows of the contracts (what the ledger concludes), and batches on disk."""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from flows.fetching.archive import Entry, meta_sha256
from flows.parsing.article import PARSER_VERSION
from flows.stages.run import Run
from schemas import ids, vocabulary
from schemas.contracts import contracts
from schemas.records import Article, Claim, Page, Refusal

COMES_AGAIN = ("article_page", "fct_reject")


def write(run: Run, table: str, batch: str, rows: list[dict[str, Any]]) -> None:
    """One batch of a table's rows as `work/<table>/<batch>.parquet`; nothing where there are none.

    What comes again in one run (a page under its name, a refusal at its place) is one row, the last.
    """
    if table in COMES_AGAIN:
        rows = list({tuple(row[k] for k in contracts()[table].key()): row for row in rows}.values())
    if rows:
        path = run.work / table / f"{batch}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        contracts()[table].frame(rows).write_parquet(path)


def read(run: Run, table: str) -> pl.DataFrame:
    """All batches of a table, in order; an empty frame where there are none."""
    model = contracts()[table]
    frame = pl.concat([model.frame([]), *(pl.read_parquet(path) for path in run.batches(table))], how="diagonal")
    return frame.unique(model.key(), keep="last", maintain_order=True) if table in COMES_AGAIN else frame


def article_row(article: Article, page: Page) -> dict[str, Any]:
    key = ids.article_key(article, page)
    return {
        "article_id": ids.article_id(key, article.body),
        "article_key": key,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "host": article.host,
        "published_at": article.published_at,
        "published_on": article.published_on,
        "published_year": article.published_year,
        "evidence": json.dumps(article.evidence, ensure_ascii=False, sort_keys=True),
        "fetched_at": page.fetched_at,
        "language": article.language,
        "parser_version": PARSER_VERSION,
    }


def page_row(article_id: str, page: Page) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "page_sha256": page.sha256,
        "meta_sha256": meta_sha256(page.meta),
        "name": page.name,
        "source": page.source,
        "fetched_at": page.fetched_at,
    }


def text_row(article_id: str, article: Article) -> dict[str, Any]:
    return {"article_id": article_id, "body": article.body, "line_starts": list(article.line_starts)}


def claim_row(claim: Claim, article_id: str, reader_version: str) -> dict[str, Any]:
    """A claim as a row of fct_claim, but for the instants, which load sets."""
    metric = vocabulary.metrics().get(claim.metric)
    claim_id = ids.claim_id(article_id, claim)
    why_not = not_counted(claim, additive=bool(metric and metric.additive))
    same = [name for name in Claim.__dataclass_fields__ if name not in ("region", "reasons")]
    return {
        **{name: getattr(claim, name) for name in same},
        "claim_id": claim_id,
        "article_id": article_id,
        "region_code": claim.region or "unknown",
        "series_id": ids.series_id(claim, metric.about if metric else "thing", claim_id),
        "reasons": list(claim.reasons),
        "reader_version": reader_version,
        "counts_in_totals": why_not is None,
        "not_counted_why": why_not,
    }


def not_counted(claim: Claim, *, additive: bool) -> str | None:
    """Why a claim never enters a total, or None (DESIGN §4: a pledge is not money)."""
    if claim.status != "actual":
        return "status"
    if claim.measure in ("growth", "share"):
        return "rate"
    if claim.comparator == "le":
        return "cap"
    return None if additive else "not_additive"


def reject_row(
    stage: str,
    refusal: Refusal,
    run: Run,
    version: str,
    *,
    article_id: str | None = None,
    page: Page | None = None,
    entry: Entry | None = None,
) -> dict[str, Any]:
    """A refusal as a row of fct_reject; it is told apart by article, else page, else name (DESIGN §4)."""
    sha256, meta = (page.sha256, meta_sha256(page.meta)) if page else (None, None)
    name = page.name if page else entry.name if entry else None
    where = article_id or (f"{sha256} {meta}" if page else name) or ""
    return {
        "reject_id": ids.reject_id(stage, where, (refusal.start, refusal.end), refusal.code),
        "stage": stage,
        "code": refusal.code,
        "article_id": article_id,
        "page_sha256": sha256,
        "meta_sha256": meta,
        "name": name,
        "char_start": refusal.start,
        "char_end": refusal.end,
        "evidence": refusal.evidence,
        "remedy": refusal.remedy,
        "rule_version": version,
        "refused_at": run.started_at,
    }
