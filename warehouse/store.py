"""Open the warehouse file: made by today's contracts, or refused with the remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from schemas import render
from schemas.contracts import contracts, ledger

STORAGE = "v1.0.0"  # what DuckDB 1.0 and everything since can read


class StoreVersion(Exception):
    """The file was made by other contracts."""


def connect() -> duckdb.DuckDBPyConnection:
    """An in-memory connection in UTC that never looks for extensions."""
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'; SET autoinstall_known_extensions = false")
    return con


def attach(con: duckdb.DuckDBPyConnection, path: Path, name: str, *, read_only: bool = False) -> None:
    """ATTACH a file under `name`; a new one is written in the storage version that all clients read."""
    option = "READ_ONLY" if read_only else f"STORAGE_VERSION '{STORAGE}'"
    con.execute(f"ATTACH {render.quoted(str(path))} AS {name} ({option})")


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A published database, read-only and in UTC."""
    con = duckdb.connect(str(path), read_only=True)
    try:
        con.execute("SET TimeZone = 'UTC'; SET autoinstall_known_extensions = false")
        yield con
    finally:
        con.close()


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The rows of a query, by column name."""
    result = con.execute(query)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse file, made if it is new; raises StoreVersion when other contracts made it."""
    con = connect()
    try:
        attach(con, path, "store", read_only=read_only)
        con.execute("USE store")
        if not read_only and not _tables(con):
            _create(con)
        _require_version(con, path)
        yield con
    finally:
        con.close()


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    rows = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'").fetchall()
    return {name for (name,) in rows}


def _create(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("BEGIN")
    for model in contracts().values():
        con.execute(render.ddl(model))
        for statement in render.comments(model):
            con.execute(statement)
    con.execute("CREATE TABLE meta_store (schema_fingerprint VARCHAR NOT NULL)")
    con.execute("INSERT INTO meta_store VALUES (?)", [render.fingerprint()])
    con.execute("COMMIT")


def _require_version(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    row = con.execute("SELECT schema_fingerprint FROM meta_store").fetchone() if "meta_store" in _tables(con) else None
    found = row[0] if row else "none"
    if found != render.fingerprint():
        raise StoreVersion(
            f"{path} was made by another schema version ({found}; this is {render.fingerprint()}). "
            "Run `fangzhi rebuild`: it makes the ledger again from archive and journal and keeps the old file."
        )


def checksums(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Ledger table -> SHA-256 over its current rows in key order, without instants and run ids (DESIGN §4)."""
    sums = {}
    for name, model in ledger().items():
        columns = model.columns("content", "how")
        current = "WHERE known_to IS NULL" if "known_to" in model.columns() else ""
        key = ", ".join(k for k in model.key() if k in columns)
        row = f"to_json(struct_pack({', '.join(f'{c} := {c}' for c in columns)}))::VARCHAR"
        query = f"SELECT sha256(coalesce(string_agg(sha256({row}), '' ORDER BY {key}), '')) FROM {name} {current}"
        sums[name] = con.execute(query).fetchall()[0][0]
    return sums


def checksum(sums: dict[str, str]) -> str:
    """One hash of all tables' hashes."""
    return hashlib.sha256("\n".join(f"{k} {v}" for k, v in sorted(sums.items())).encode()).hexdigest()


def after_last_commit(con: duckdb.DuckDBPyConnection) -> datetime:
    """The earliest instant that a next run may bear: a clock that was set back must not reorder the history."""
    last = con.execute("SELECT max(committed_at) FROM fct_run").fetchall()[0][0]
    return last + timedelta(microseconds=1) if last else datetime.min.replace(tzinfo=UTC)


def last_pages(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    """Name -> (page SHA-256, meta SHA-256) of what it held when it was parsed last, rejected or not.

    What a defect of ours or a lost file kept from being parsed is not among them: it is tried again.
    """
    query = """
        SELECT name, arg_max((page_sha256, meta_sha256), seen) FROM (
            SELECT name, page_sha256, meta_sha256, fetched_at AS seen FROM article_page
            UNION ALL
            SELECT name, page_sha256, meta_sha256, refused_at FROM fct_reject
            WHERE stage = 'parse' AND code NOT IN ('defect', 'page_gone', 'page_damaged')
        ) GROUP BY name
    """
    return {name: tuple(page) for name, page in con.execute(query).fetchall()}
