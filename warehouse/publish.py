"""Make the new state visible to readers, at once, without ever locking them out (DESIGN §5).

A snapshot is written beside the others under a hidden name, synced, verified and renamed; then the stable
database is replaced by one rename, then `current.json` names the snapshot. A reader has the old file or the
new one, never half of either.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from schemas import render
from schemas.contracts import published
from warehouse import marts, store

DATABASE = "fangzhi.duckdb"


class NotPublished(Exception):
    """A check failed or the copy did not verify; the last good state stays up."""


@dataclass(frozen=True, slots=True)
class Published:
    """What readers see now: the snapshot's id, its folder, and whether this call made it."""

    snapshot: str
    folder: Path
    fresh: bool


def publish(warehouse: Path, folder: Path, *, force: bool = False) -> Published:
    """Publish the warehouse file's present state under `folder`.

    Does nothing where the current snapshot shows it already (same ledger checksum, same schema). Raises
    NotPublished or marts.MartBroken, and leaves what readers see as it was.
    """
    with store.opened(warehouse, read_only=True) as con:
        sums = store.checksums(con)
        state = {"checksum": store.checksum(sums), "schema": _shape()}
        if not force and (same := _current(folder, state)):
            return same
        if failing := marts.failing_checks(con):
            raise NotPublished(f"checks that must return nothing returned rows: {failing}")
        instant = con.execute("SELECT max(committed_at) FROM fct_run").fetchall()[0][0]
        if instant is None:
            raise NotPublished("the warehouse holds no run yet: `fangzhi run` makes one")
        snapshot = f"{instant.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{_mark(state)}"
        target = folder / "snapshots" / snapshot
        if force:
            shutil.rmtree(target, ignore_errors=True)
        if not target.exists():
            _write_snapshot(con, target, {"snapshot": snapshot, **state, "tables": sums})
    _swap(folder, snapshot, state)
    return Published(snapshot, target, True)


def _shape() -> str:
    """Changes when a contract or a mart does."""
    text = render.fingerprint() + "".join(m.query for m in marts.marts().values())
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _mark(state: dict[str, str]) -> str:
    """Eight hex digits of what a snapshot shows: another schema or ledger of one instant is another snapshot."""
    return hashlib.sha256("".join(state.values()).encode()).hexdigest()[:8]


def _current(folder: Path, state: dict[str, str]) -> Published | None:
    try:
        said = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    there = folder / "snapshots" / str(said.get("snapshot"))
    if any(said.get(k) != v for k, v in state.items()) or not (there.is_dir() and (folder / DATABASE).is_file()):
        return None
    return Published(said["snapshot"], there, False)


def _write_snapshot(con: duckdb.DuckDBPyConnection, target: Path, manifest: dict) -> None:
    tmp = target.with_name(f".{target.name}.tmp")
    shutil.rmtree(tmp, ignore_errors=True)
    tmp.mkdir(parents=True)
    _write_database(con, tmp / DATABASE)
    rows = _export(con, tmp)
    names = sorted(p.name for p in tmp.iterdir())
    manifest |= {"rows": rows, "files": {n: _sha256(tmp / n) for n in names}}
    manifest["built_with"] = {"duckdb": duckdb.__version__, "storage": store.STORAGE}
    (tmp / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for path in tmp.iterdir():
        _sync(path)
    _sync(tmp)
    os.replace(tmp, target)
    _sync(target.parent)


def _write_database(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """The self-contained database: public tables and marts as real tables, with comments."""
    store.attach(con, path, "pub")
    con.execute("SET search_path = 'store.main,pub.main'")
    for name, model in published().items():
        con.execute(render.ddl(model).replace(f"CREATE TABLE {name}", f"CREATE TABLE pub.{name}", 1))
        con.execute(f"INSERT INTO pub.{name} SELECT * FROM store.{name} ORDER BY {', '.join(model.key())}")
    for mart in marts.marts().values():
        marts.materialise(con, mart, "pub")
    for model in published().values():
        for statement in render.comments(model):
            con.execute(statement.replace(f" {model.table()}", f" pub.{model.table()}", 1))
    con.execute("CHECKPOINT pub")


def _export(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Parquet of every public table and mart, CSV of every mart; returns rows by name, verified on re-reading."""
    rows = {}
    for name in [*published(), *marts.marts()]:
        parquet = render.quoted(str(folder / f"{name}.parquet"))
        con.execute(f"COPY (FROM pub.{name}) TO {parquet} (FORMAT parquet, COMPRESSION zstd)")
        counts = con.execute(f"SELECT (SELECT count(*) FROM pub.{name}), (SELECT count(*) FROM {parquet})").fetchall()
        rows[name], written = counts[0]
        if rows[name] != written:
            raise NotPublished(f"{name}: {rows[name]} rows, but its Parquet file holds {written}")
    for name in marts.marts():
        con.execute(f"COPY (FROM pub.{name}) TO {render.quoted(str(folder / f'{name}.csv'))} (HEADER)")
    con.execute("USE store; DETACH pub")
    _verify(folder / DATABASE, rows)
    return rows


def _verify(path: Path, rows: dict[str, int]) -> None:
    """Open the copy as a reader would: no write-ahead log beside it, every table with its rows."""
    if path.with_name(path.name + ".wal").exists():
        raise NotPublished(f"{path}: a write-ahead log was left beside it")
    with store.reading(path) as con:
        con.execute("SET enable_external_access = false")
        for name, expected in rows.items():
            found = con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            if found != expected:
                raise NotPublished(f"{path}: {name} has {found} rows, not {expected}")


def _swap(folder: Path, snapshot: str, state: dict[str, str]) -> None:
    """Replace the stable database by one rename, then name the snapshot in current.json."""
    for stale in folder.glob(".*.tmp"):
        stale.unlink(missing_ok=True)
    for stale in (folder / "snapshots").glob(".*.tmp"):
        shutil.rmtree(stale, ignore_errors=True)
    copy = folder / f".{DATABASE}.tmp"
    shutil.copyfile(folder / "snapshots" / snapshot / DATABASE, copy)
    replace(copy, folder / DATABASE)
    said = {"snapshot": snapshot, **state, "published_at": datetime.now(UTC).isoformat(timespec="seconds")}
    write(folder / "current.json", json.dumps(said, indent=1) + "\n")


def write(path: Path, text: str) -> None:
    """Write a text file so that readers see the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tmp = path.with_name(f".{path.name}.tmp")
    tmp.write_text(text, encoding="utf-8")
    replace(tmp, path)


def replace(tmp: Path, path: Path) -> None:
    """Sync `tmp`, rename it over `path`, sync the folder."""
    _sync(tmp)
    os.replace(tmp, path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
