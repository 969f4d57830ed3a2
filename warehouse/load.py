"""Load staged frames in one transaction: ids are content, so loading twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

import duckdb
import polars as pl

from schemas.contracts import contracts
from schemas.fct_claim import FctClaim

RESOLVE = (files("warehouse") / "resolve.sql").read_text(encoding="utf-8")


# Instants that follow the last time a known row came, or was refused, again.
LAST_SEEN = {"article_page": "fetched_at", "fct_reject": "refused_at"}


class NotUnique(Exception):
    """Two staged or stored rows have one key: a defect, nothing was loaded."""


class Unbalanced(Exception):
    """A stage gave out more or less than it took in: a defect, nothing was loaded."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the staged claims, and how many are in force now."""

    staged: int
    inserted: int
    unchanged: int
    closed: int
    current: int


def load(con: duckdb.DuckDBPyConnection, staged: Mapping[str, pl.DataFrame], run: dict, instant: datetime) -> Loaded:
    """Bring staged frames (table name -> rows without known_from, known_to) into the store.

    `staged` holds every dimension, `dim_article`, `article_page`, `stg_text`, `fct_claim` and `fct_reject`;
    `run` is the row of `fct_run` without the counts of this stage. All or nothing.
    """
    con.execute("BEGIN")
    try:
        for name, frame in staged.items():
            con.register(f"staged_{name}", frame.to_arrow())
            _require_unique(con, f"staged_{name}", _staged_key(name))
        for name in staged:
            if name.startswith("dim_") and name != "dim_article":
                _replace(con, name, f"SELECT * FROM staged_{name}")
        for name in ("dim_article", "article_page", "stg_text", "fct_reject"):
            _insert_new(con, name)
        _chain_versions(con)
        loaded = _merge_claims(con, instant)
        _replace(con, "fct_metric", RESOLVE)
        _insert_run(con, run, loaded)
        for name, model in contracts().items():
            _require_unique(con, name, model.key())
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise
    return loaded


def _staged_key(name: str) -> list[str]:
    return [k for k in contracts()[name].key() if k != "known_from"]


def _require_unique(con: duckdb.DuckDBPyConnection, relation: str, key: list[str]) -> None:
    columns = ", ".join(key)
    twice = con.execute(f"SELECT {columns}, count(*) FROM {relation} GROUP BY {columns} HAVING count(*) > 1 LIMIT 3")
    if rows := twice.fetchall():
        raise NotUnique(f"{relation}: {columns} stands more than once: {rows}. Please report this.")


def _replace(con: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    """Make `table` equal to the query's rows; touches nothing where it is already."""
    columns = ", ".join(contracts()[table].columns())
    con.execute(f"CREATE OR REPLACE TEMP TABLE wanted AS SELECT {columns} FROM ({query})")
    differs = con.execute(
        f"SELECT EXISTS (FROM wanted EXCEPT ALL SELECT {columns} FROM {table})"
        f" OR EXISTS (SELECT {columns} FROM {table} EXCEPT ALL FROM wanted)"
    ).fetchall()[0][0]
    if differs:
        con.execute(f"DELETE FROM {table}")
        con.execute(f"INSERT INTO {table} BY NAME FROM wanted")


def _insert_new(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Insert staged rows whose key is not there; how a known row was made is brought up to date."""
    model = contracts()[table]
    same = " AND ".join(f"t.{k} IS NOT DISTINCT FROM s.{k}" for k in model.key())
    if how := model.columns("how"):
        changed = " OR ".join(f"t.{c} IS DISTINCT FROM s.{c}" for c in how)
        values = ", ".join(f"{c} = s.{c}" for c in how)
        con.execute(f"UPDATE {table} t SET {values} FROM staged_{table} s WHERE {same} AND ({changed})")
    if last := LAST_SEEN.get(table):
        con.execute(f"UPDATE {table} t SET {last} = greatest(t.{last}, s.{last}) FROM staged_{table} s WHERE {same}")
    con.execute(f"INSERT INTO {table} BY NAME FROM staged_{table} s WHERE NOT EXISTS (FROM {table} t WHERE {same})")


def _chain_versions(con: duckdb.DuckDBPyConnection) -> None:
    """Tell each version of an article which came before and after; the last one is in force.

    Versions are those that share an article_key, or a page that a meta file labels otherwise now. One that some
    name still holds goes before one that none does; among those, the one that was seen first later.
    """
    con.execute("""
        CREATE OR REPLACE TEMP TABLE link AS
        WITH touched AS (
            SELECT a.article_id FROM dim_article a WHERE a.article_key IN (
                SELECT article_key FROM dim_article WHERE article_id IN (SELECT article_id FROM staged_article_page)
            )
            UNION
            SELECT article_id FROM article_page WHERE page_sha256 IN (SELECT page_sha256 FROM staged_article_page)
        ),
        held AS (SELECT DISTINCT arg_max(article_id, fetched_at) AS article_id FROM article_page GROUP BY name),
        version AS (
            SELECT a.article_id, a.article_key,
                epoch_us(a.fetched_at) + CASE WHEN h.article_id IS NULL THEN 0 ELSE 100000000000000000 END AS place
            FROM dim_article a LEFT JOIN held h USING (article_id)
        ),
        pair AS (
            SELECT a.article_id, b.article_id AS later_id, b.place, false AS same_page
            FROM version a JOIN version b USING (article_key)
            WHERE a.article_id IN (FROM touched) AND b.place > a.place
            UNION ALL
            SELECT a.article_id, b.article_id, b.place, true
            FROM version a
            JOIN (SELECT DISTINCT article_id, page_sha256 FROM article_page) p ON p.article_id = a.article_id
            JOIN (SELECT DISTINCT article_id, page_sha256 FROM article_page) q USING (page_sha256)
            JOIN version b ON b.article_id = q.article_id
            WHERE a.article_id IN (FROM touched) AND b.place > a.place
        )
        SELECT t.article_id, min_by(later_id, place) AS later_id, bool_or(same_page) AS same_page
        FROM touched t LEFT JOIN pair USING (article_id) GROUP BY ALL
    """)
    con.execute("""
        UPDATE dim_article a SET version_after = l.later_id FROM link l
        WHERE a.article_id = l.article_id AND a.version_after IS DISTINCT FROM l.later_id
    """)
    con.execute("""
        UPDATE dim_article a SET version_before = l.before, version_reason = l.reason
        FROM (
            SELECT now.article_id, max(old.article_id) AS before,
                CASE WHEN bool_or(old.same_page) THEN 'parser' WHEN before IS NOT NULL THEN 'publisher' END AS reason
            FROM link now LEFT JOIN link old ON old.later_id = now.article_id
            GROUP BY ALL
        ) l
        WHERE a.article_id = l.article_id AND (a.version_before, a.version_reason) IS DISTINCT FROM (l.before, l.reason)
    """)


def _merge_claims(con: duckdb.DuckDBPyConnection, instant: datetime) -> Loaded:
    """Update how, close what differs or is gone, insert what is new; asserts that nothing is lost."""
    content = [c for c in FctClaim.columns("content") if c != "claim_id"]
    how = FctClaim.columns("how")
    differs = " OR ".join(f"t.{c} IS DISTINCT FROM s.{c}" for c in content)
    how_differs = " OR ".join(f"t.{c} IS DISTINCT FROM s.{c}" for c in how)
    before = _current(con)
    con.execute(f"""
        UPDATE fct_claim t SET {", ".join(f"{c} = s.{c}" for c in how)} FROM staged_fct_claim s
        WHERE t.claim_id = s.claim_id AND t.known_to IS NULL AND ({how_differs})
    """)
    con.execute(
        f"""
        UPDATE fct_claim t SET known_to = $1 WHERE t.known_to IS NULL AND (
            EXISTS (FROM staged_fct_claim s WHERE s.claim_id = t.claim_id AND ({differs}))
            OR t.article_id IN (SELECT article_id FROM staged_dim_article)
                AND t.claim_id NOT IN (SELECT claim_id FROM staged_fct_claim)
        )""",
        [instant],
    )
    names = ", ".join([*FctClaim.columns("content", "how"), "known_from"])
    con.execute(
        f"""
        INSERT INTO fct_claim ({names})
        SELECT {", ".join(f"s.{c}" for c in FctClaim.columns("content", "how"))}, $1 FROM staged_fct_claim s
        WHERE NOT EXISTS (FROM fct_claim t WHERE t.claim_id = s.claim_id AND t.known_to IS NULL)""",
        [instant],
    )
    con.execute(
        """
        UPDATE fct_claim t SET known_to = $1 WHERE t.known_to IS NULL
            AND t.article_id IN (SELECT article_id FROM dim_article WHERE version_after IS NOT NULL)""",
        [instant],
    )
    return _balanced(con, instant, before)


def _current(con: duckdb.DuckDBPyConnection) -> int:
    return con.execute("SELECT count(*) FROM fct_claim WHERE known_to IS NULL").fetchall()[0][0]


def _balanced(con: duckdb.DuckDBPyConnection, instant: datetime, before: int) -> Loaded:
    staged = con.execute("SELECT count(*) FROM staged_fct_claim").fetchall()[0][0]
    inserted, closed = con.execute(
        "SELECT count(*) FILTER (known_from = $1), count(*) FILTER (known_to = $1) FROM fct_claim", [instant]
    ).fetchall()[0]
    unchanged = con.execute(
        "SELECT count(*) FROM staged_fct_claim s JOIN fct_claim t USING (claim_id) WHERE t.known_to IS NULL"
        " AND t.known_from < $1",
        [instant],
    ).fetchall()[0][0]
    loaded = Loaded(staged, inserted, unchanged, closed, _current(con))
    if staged != inserted + unchanged or loaded.current != before + inserted - closed:
        raise Unbalanced(f"claims: {loaded}, {before} in force before. Please report this.")
    twice = con.execute(
        "SELECT claim_id FROM fct_claim WHERE known_to IS NULL GROUP BY ALL HAVING count(*) > 1"
    ).fetchall()
    if twice:
        raise NotUnique(f"fct_claim: in force twice: {twice[:3]}. Please report this.")
    return loaded


def _insert_run(con: duckdb.DuckDBPyConnection, run: dict, loaded: Loaded) -> None:
    row = run | {
        "claims_inserted": loaded.inserted,
        "claims_unchanged": loaded.unchanged,
        "claims_closed": loaded.closed,
        "claims_current": loaded.current,
    }
    con.register("staged_fct_run", contracts()["fct_run"].frame([row]).to_arrow())
    con.execute("INSERT INTO fct_run BY NAME FROM staged_fct_run")
