"""Publishing: readers have the old state or the new one, whole; a failing check leaves the last good one up."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

import duckdb
import pytest

from tests.warehouse.making import claim, load_into, staged
from warehouse import marts, store
from warehouse.publish import NotPublished, publish

PRIVATE = {"article_page", "stg_text"}


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    load_into(path, staged(({}, [claim("3000")])), minute=1)
    return path


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "published"


def value_in(database) -> int:
    con = duckdb.connect(str(database), read_only=True)
    try:
        return con.execute("SELECT (value / 1e8)::BIGINT FROM mart_trend").fetchall()[0][0]
    finally:
        con.close()


def second_state(ledger):
    load_into(ledger, staged(({"number": 2, "body": claim("3100").sentence}, [claim("3100")])), minute=2)


def test_the_published_database_stands_alone(ledger, folder):
    publish(ledger, folder)
    con = duckdb.connect(str(folder / "fangzhi.duckdb"), read_only=True, config={"enable_external_access": "false"})
    kinds = dict(con.execute("SELECT table_name, table_type FROM information_schema.tables").fetchall())
    assert set(kinds.values()) == {"BASE TABLE"}
    assert set(marts.marts()) <= set(kinds) and not PRIVATE & set(kinds)
    without = "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    assert con.execute(without).fetchall() == []


def test_its_storage_is_what_old_clients_read(ledger, folder):
    publish(ledger, folder)
    con = store.connect()
    con.execute(f"ATTACH '{folder / 'fangzhi.duckdb'}' AS pub (READ_ONLY)")
    tags = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'pub'").fetchall()
    assert "v1.0.0" in str(tags)


def test_a_reader_keeps_its_state_and_the_next_one_sees_the_new(ledger, folder):
    publish(ledger, folder)
    holding = duckdb.connect(str(folder / "fangzhi.duckdb"), read_only=True)
    second_state(ledger)
    publish(ledger, folder)
    assert holding.execute("SELECT (value / 1e8)::BIGINT FROM mart_trend").fetchall() == [(3000,)]
    query = "SELECT (value / 1e8)::BIGINT FROM mart_trend"
    path = str(folder / "fangzhi.duckdb")
    program = f"import duckdb; print(duckdb.connect({path!r}, read_only=True).execute({query!r}).fetchall()[0][0])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "3100"


def test_current_names_a_snapshot_whose_files_are_as_the_manifest_says(ledger, folder):
    publish(ledger, folder)
    current = json.loads((folder / "current.json").read_text())
    snapshot = folder / "snapshots" / current["snapshot"]
    manifest = json.loads((snapshot / "manifest.json").read_text())
    assert manifest["checksum"] == current["checksum"]
    assert set(manifest["files"]) == {p.name for p in snapshot.iterdir()} - {"manifest.json"}
    for name, sha256 in manifest["files"].items():
        assert hashlib.sha256((snapshot / name).read_bytes()).hexdigest() == sha256
    rows = duckdb.sql(f"SELECT count(*) FROM '{snapshot / 'mart_claim.parquet'}'").fetchall()
    assert rows == [(manifest["rows"]["mart_claim"],)] == [(1,)]


def test_nothing_new_writes_nothing(ledger, folder):
    first = publish(ledger, folder)
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    again = publish(ledger, folder)
    assert (first.fresh, again.fresh) == (True, False)
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before


def test_a_failing_check_leaves_the_last_good_state_up(ledger, folder):
    publish(ledger, folder)
    second_state(ledger)
    with store.opened(ledger) as con:
        con.execute("UPDATE fct_claim SET article_id = 'nowhere' WHERE known_to IS NULL")
    with pytest.raises(NotPublished, match="claims_have_articles"):
        publish(ledger, folder)
    assert value_in(folder / "fangzhi.duckdb") == 3000
    assert len(list((folder / "snapshots").iterdir())) == 1


def test_a_mart_whose_assertion_fails_shows_the_rows(ledger):
    text = "-- zh: 甲\n-- en: A\n-- grain: a\n-- column: a | 甲 | A\n-- assert: a > 1\nselect 1 as a"
    con = store.connect()
    with pytest.raises(marts.MartBroken, match=r"a > 1.*\(1,\)"):
        marts.materialise(con, marts.parse("broken", text), "memory")


def test_a_mart_header_that_lacks_a_column_is_refused(ledger):
    text = "-- zh: 甲\n-- en: A\n-- grain: a\n-- column: a | 甲 | A\nselect 1 as a, 2 as b"
    con = store.connect()
    with pytest.raises(marts.MartBroken, match="header says"):
        marts.materialise(con, marts.parse("broken", text), "memory")
