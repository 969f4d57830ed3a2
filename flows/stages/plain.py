"""The stages in order, without Prefect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flows.fetching.archive import unreadable
from flows.stages.fetch import fetch
from flows.stages.load import load
from flows.stages.options import Options, data_folder
from flows.stages.parse import parse
from flows.stages.publish import publish
from flows.stages.read import read
from flows.stages.run import Stage, open_run
from flows.stages.validate import validate
from warehouse import store
from warehouse.lock import writer

Tell = Callable[[Stage], None]


def daily(options: Options, tell: Tell) -> list[Stage]:
    """Fetch, parse, read, validate, load, publish; `tell` hears of each stage as it ends."""
    with open_run(*options.folders(), "plain") as run:
        stages = [_told(verb(run), tell) for verb in (fetch, parse, read, validate)]
        stages.append(_told(load(run, stages), tell))
        return [*stages, _told(publish(run), tell)]


class NothingToRebuild(Exception):
    """Archive and journal hold nothing, or less than the ledger that they should make again."""


def rebuild(options: Options, tell: Tell, *, fewer: bool = False) -> list[Stage]:
    """Make the warehouse again from archive and journal. The old file is kept beside it, and put back on failure.

    Raises NothingToRebuild where the journal is empty, or where fewer articles came of it than the old ledger
    holds; the latter only unless `fewer` says that this is meant.
    """
    data = data_folder(options.data).resolve()
    if not any((data / "archive" / "journal").glob("*.jsonl")):
        raise NothingToRebuild(
            f"There is no journal in {data / 'archive'}: nothing to rebuild from. Nothing was changed."
        )
    with writer(data, "rebuild"):
        before = _articles(data / "warehouse.duckdb")
    with open_run(data, data / "inbox", "rebuild", fresh=True) as run:
        stages = [_told(verb(run), tell) for verb in (parse, read, validate)]
        stages.append(_told(load(run, stages), tell))
        after = _articles(run.warehouse)
        if after < before and not fewer:
            raise NothingToRebuild(
                f"Only {after} of {before} articles came out of the archive ({unreadable(data)} journal lines cannot "
                "be read). The old ledger is back. Restore data/archive from a backup, or give --fewer if meant."
            )
        return [*stages, _told(publish(run), tell)]


def _articles(warehouse: Path) -> int:
    """How many article versions a store holds, whatever contracts made it; 0 where there is none."""
    if not warehouse.exists():
        return 0
    with store.reading(warehouse) as con:
        tables = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'dim_article'").fetchall()
        return con.execute("SELECT count(*) FROM dim_article").fetchall()[0][0] if tables[0][0] else 0


def _told(stage: Stage, tell: Tell) -> Stage:
    tell(stage)
    return stage
