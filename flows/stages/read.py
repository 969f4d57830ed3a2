"""Article -> claims: every new article, batch by batch; what was considered and refused is kept."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from flows.reading.read import READER_VERSION, read_article
from flows.stages import rows
from flows.stages.run import BATCH, Run, Stage, balanced, progress, timed
from schemas import vocabulary
from schemas.records import Article, Reading, Refusal

LARGEST = Decimal(10) ** 21  # DECIMAL(28,6) holds 22 digits before the point


def version() -> str:
    """Version of the reader and of the vocabulary that it reads with."""
    return f"{READER_VERSION}+{vocabulary.fingerprint()}"


def read(run: Run) -> Stage:
    """Read the articles that parse wrote. Writes batches of fct_claim and fct_reject."""

    def work() -> tuple[dict[str, int], dict[str, str]]:
        counts = Counter(articles=0, candidates=0, claimed=0, repeats=0, rejected=0, claims=0)
        others: Counter[str] = Counter()
        batches = run.batches("dim_article")
        for done, path in enumerate(batches):
            progress("read", done * BATCH, len(batches) * BATCH)
            _read_batch(run, path, counts, others)
        progress("read", 1, 1)
        balanced("read", counts["candidates"], **{k: counts[k] for k in ("claimed", "repeats", "rejected")})
        return dict(counts), {"other_numbers": json.dumps(dict(sorted(others.items())), ensure_ascii=False)}

    return timed("read", work)


def _read_batch(run: Run, path: Path, counts: Counter[str], others: Counter[str]) -> None:
    bodies = pl.read_parquet(run.work / "stg_text" / path.name)
    claims, rejects = [], []
    for row in pl.read_parquet(path).join(bodies, on="article_id", maintain_order="left").iter_rows(named=True):
        reading = _read_one(row)
        claims += [rows.claim_row(claim, row["article_id"], version()) for claim in reading.claims]
        rejects += [
            rows.reject_row("read", refusal, run, version(), article_id=row["article_id"])
            for refusal in reading.refusals
        ]
        counts.update(articles=1, candidates=reading.candidates, claimed=reading.gave_claims)
        counts.update(repeats=reading.repeats, rejected=len(reading.refusals), claims=len(reading.claims))
        others.update(reading.not_candidates)
    rows.write(run, "fct_claim", path.stem, claims)
    rows.write(run, "fct_reject", f"read-{path.stem}", rejects)


def bounded(reading: Reading) -> Reading:
    """The reading without figures that no column of the ledger holds; those are refused."""
    huge = [c for c in reading.claims if abs(c.value) >= LARGEST or (c.value_high or 0) >= LARGEST]
    if not huge:
        return reading
    remedy = "No figure is this large: look whether the text is damaged."
    refused = [Refusal("too_large", claim.sentence, remedy, claim.char_start, claim.char_end) for claim in huge]
    claims = tuple(c for c in reading.claims if c not in huge)
    gave = reading.candidates - reading.repeats - len(reading.refusals) - len(huge)
    return replace(reading, claims=claims, refusals=(*reading.refusals, *refused), gave_claims=gave)


def _read_one(row: dict) -> Reading:
    fields = ("body", "title", "publisher", "host", "url", "published_at", "published_on", "published_year")
    article = Article(**{name: row[name] for name in fields}, language=row["language"])
    try:
        return bounded(read_article(article))
    except Exception as error:  # a defect of ours must not cost the rest of the batch
        refusal = Refusal("defect", f"{type(error).__name__}: {error}", "Please report it with the page.")
        return Reading((), (refusal,), candidates=1, gave_claims=0, repeats=0)
