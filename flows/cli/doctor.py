"""fangzhi doctor."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli import telling


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel="The ledger")(doctor)


def doctor(
    data: telling.Data = None,
    checksum: Annotated[bool, typer.Option("--checksum", help="Print the ledger's checksum and its tables'.")] = False,
) -> None:
    """Look whether the ledger, its published copy and the installed versions are as they should be."""
    from flows.stages.options import data_folder
    from warehouse.lock import writer

    folder = data_folder(data)
    if not (folder / "warehouse.duckdb").is_file():
        raise telling.NothingPublished(f"There is no ledger in {folder}. Run `fangzhi run` first, or give --data DIR.")
    with writer(folder, "doctor"):  # a run in between would meet DuckDB's own lock
        if checksum:
            return _checksums(folder)
        findings = [*_versions(), *_ledger(folder)]
    telling.table([{"what": what, "found": found, "": "ok" if ok else "MEND"} for what, found, ok in findings])
    if not all(ok for _, _, ok in findings):
        sys.exit(telling.FAILED)


def _checksums(folder: Path) -> None:
    from warehouse import store

    with store.opened(folder / "warehouse.duckdb", read_only=True) as con:
        sums = store.checksums(con)
    for name, value in sums.items():
        telling.say(f"{value}  {name}")
    telling.say(f"{store.checksum(sums)}  ledger")


def _versions() -> list[tuple[str, str, bool]]:
    """What is known to break: newer FastAPI stops the server, SQLAlchemy 2.1 stops schedules."""
    from importlib.metadata import version

    below = {"fastapi": (0, 151), "sqlalchemy": (2, 1)}
    rows = []
    for name in ("prefect", "polars", "pandera", "duckdb", "fastapi", "sqlalchemy"):
        found = version(name)
        numbers = tuple(int(part) for part in found.split(".")[:2])
        limit = below.get(name)
        told = f"{found} (must be below {'.'.join(map(str, limit))})" if limit and numbers >= limit else found
        rows.append((name, told, not limit or numbers < limit))
    return rows


def _ledger(folder: Path) -> list[tuple[str, str, bool]]:
    from warehouse import marts, store

    warehouse = folder / "warehouse.duckdb"
    with store.opened(warehouse, read_only=True) as con:
        articles, claims = con.execute(
            "SELECT (SELECT count(*) FROM dim_article), (SELECT count(*) FROM fct_claim WHERE known_to IS NULL)"
        ).fetchall()[0]
        failing = marts.failing_checks(con)
        sums = store.checksums(con)
    rows = [("ledger", f"{warehouse}: {articles} articles, {claims} claims in force", True)]
    rows += [("check", f"{name}: {rows_}", False) for name, rows_ in failing.items()]
    rows.append(("published", *_published(folder, store.checksum(sums))))
    return rows


def _published(folder: Path, ledger: str) -> tuple[str, bool]:
    """Whether readers see what the ledger holds."""
    try:
        shown = json.loads((folder / "published" / "current.json").read_text(encoding="utf-8"))["checksum"]
    except (OSError, ValueError, KeyError):
        shown = None
    if shown is None or not (folder / "published" / "fangzhi.duckdb").is_file():
        return "missing: `fangzhi publish`", False
    return ("as the ledger", True) if shown == ledger else ("behind the ledger: `fangzhi publish`", False)
