"""Bring the validated batches into the warehouse, in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.parsing.article import PARSER_VERSION
from flows.stages import read, rows
from flows.stages.run import Run, Stage, Unbalanced, timed
from warehouse import dimensions, store
from warehouse.load import load as load_frames

TABLES = ("dim_article", "article_page", "stg_text", "fct_claim", "fct_reject")


def load(run: Run, stages: list[Stage]) -> Stage:
    """Load; `stages` are those that ran before, for the row of fct_run."""

    def work() -> tuple[dict[str, int], dict[str, str]]:
        staged = {**dimensions.frames(), **{table: rows.read(run, table) for table in TABLES}}
        staged["fct_claim"] = staged["fct_claim"].drop("known_from", "known_to", strict=False)
        with store.opened(run.warehouse) as con:
            instant = max(datetime.now(UTC), store.after_last_commit(con))
            loaded = load_frames(con, staged, _run_row(run, stages, instant), instant)
        names = ("staged", "inserted", "unchanged", "closed", "current")
        return {name: getattr(loaded, name) for name in names}, {"known_from": instant.isoformat()}

    return timed("load", work)


def _run_row(run: Run, stages: list[Stage], instant: datetime) -> dict:
    """The row of fct_run, but for the counts that load itself adds."""
    by_name = {stage.name: stage for stage in stages}
    empty = Stage("", 0.0)
    fetch, parse, reading, checked = (by_name.get(n, empty) for n in ("fetch", "parse", "read", "validate"))
    if (new := fetch.counts.get("new", 0)) > parse.counts["pages"]:
        raise Unbalanced(
            f"{new} pages are new, but {parse.counts['pages']} came out of the journal. Please report this."
        )
    return {
        "run_id": run.run_id,
        "mode": run.mode,
        "started_at": run.started_at,
        "committed_at": instant,
        "journal_mark": parse.notes.get("mark", ""),
        "fetched": fetch.counts.get("fetched", 0),
        **{f"fetched_{k}": fetch.counts.get(k, 0) for k in ("new", "unchanged", "blocked", "failed")},
        "pages": parse.counts["pages"],
        "articles_new": parse.counts["articles"],
        "pages_further": parse.counts["further"],
        "pages_rejected": parse.counts["rejected"],
        "candidates": reading.counts["candidates"],
        "candidates_claimed": reading.counts["claimed"],
        "candidates_repeated": reading.counts["repeats"],
        "candidates_rejected": reading.counts["rejected"],
        "other_numbers": reading.notes["other_numbers"],
        "claims_staged": checked.counts["claims"],
        "claims_rejected": checked.counts["rejected"],
        "parser_version": PARSER_VERSION,
        "reader_version": read.version(),
        "seconds": (instant - run.started_at).total_seconds(),
    }
