"""Hold every batch to its contract: good rows go on, refused ones are rejects with their reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandera.errors
import polars as pl

from flows.stages import rows
from flows.stages.run import Run, Stage, balanced, timed
from schemas import ids, render
from schemas.contracts import contracts
from schemas.table import Table

REMEDY = (
    "A defect of reader or parser: please report it with the sentence; `fangzhi rebuild` reads it again after a fix."
)


def validate(run: Run) -> Stage:
    """Check the batches of every table, eagerly and lazily in pandera's sense: all failures of a batch at once.

    Good rows are written back over their batch; the rows of fct_claim that break a rule become rejects. A
    broken row of any other table is a defect of the program and stops the run.
    """

    def work() -> tuple[dict[str, int], dict[str, str]]:
        counts = {"claims": 0, "good": 0, "rejected": 0}
        for path in run.batches("fct_claim"):
            taken, good = _validate_claims(run, path)
            counts["claims"] += taken
            counts["good"] += good
            counts["rejected"] += taken - good
        for table in ("dim_article", "article_page", "stg_text", "fct_reject"):
            for path in run.batches(table):
                contracts()[table].validate(pl.read_parquet(path), lazy=True)
        balanced("validate", counts["claims"], good=counts["good"], rejected=counts["rejected"])
        return counts, {}

    return timed("validate", work)


def _validate_claims(run: Run, path: Path) -> tuple[int, int]:
    frame = pl.read_parquet(path)
    staged = frame.with_columns(known_from=pl.lit(run.started_at), known_to=pl.lit(None))
    staged = staged.cast({"known_from": pl.Datetime("us", "UTC"), "known_to": pl.Datetime("us", "UTC")})
    good, broken = split(contracts()["fct_claim"], staged)
    if broken:
        good.select(frame.columns).write_parquet(path)
        rows.write(run, "fct_reject", f"validate-{path.stem}", [_reject(run, row, rule) for row, rule in broken])
    return frame.height, good.height


def split(model: type[Table], frame: pl.DataFrame) -> tuple[pl.DataFrame, list[tuple[dict[str, Any], str]]]:
    """Rows that hold, and those that do not with the first rule that each breaks. Of rows with one key the first holds.

    Raises pandera's SchemaErrors where the frame's shape is wrong (columns, types): no row can be blamed for that.
    """
    twice = frame.select(~pl.struct(model.key()).is_first_distinct()).to_series()
    rules = {i: "duplicate" for i, again in enumerate(twice) if again}
    once = frame.with_row_index("row_number").filter(~twice)
    try:
        model.validate(once.drop("row_number"), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        if cases.filter(pl.col("index").is_null()).height:
            raise
        numbers = once["row_number"].to_list()
        for case in cases.sort("index", "check").iter_rows(named=True):
            rules.setdefault(numbers[case["index"]], _rule(case))
    good = frame.with_row_index("row_number").filter(~pl.col("row_number").is_in(list(rules))).drop("row_number")
    return good, [(frame.row(i, named=True), rule) for i, rule in sorted(rules.items())]


def _rule(case: dict[str, Any]) -> str:
    column = case["column"] if case["schema_context"] == "Column" else None
    return f"{column}: {case['check']}" if column else str(case["check"])


def _reject(run: Run, row: dict[str, Any], rule: str) -> dict[str, Any]:
    code = rule.partition(":")[2].strip().partition("(")[0] or rule
    return {
        "reject_id": ids.reject_id("validate", row["article_id"], (row["char_start"], row["char_end"]), rule),
        "stage": "validate",
        "code": code,
        "article_id": row["article_id"],
        "char_start": row["char_start"],
        "char_end": row["char_end"],
        "evidence": f"{rule}; {row['metric']} {row['measure']} {row['value']} {row['unit']}: {row['sentence']}",
        "remedy": REMEDY,
        "rule_version": render.fingerprint(),
        "refused_at": run.started_at,
    }
