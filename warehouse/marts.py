"""Marts: read the header of each SQL file, which is its contract, and materialise it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files

import duckdb

from schemas.render import quoted

WORD = re.compile(r"\w+")
LINE = re.compile(r"^-- (zh|en|grain|column|assert): (.+)$")


class MartBroken(Exception):
    """A mart's columns or assertions do not hold; the message shows the rows."""


@dataclass(frozen=True, slots=True)
class Mart:
    """One file of `marts/`: name, comments, grain, columns (name -> (Chinese, English)), assertions, query."""

    name: str
    zh: str
    en: str
    grain: tuple[str, ...]
    columns: dict[str, tuple[str, str]]
    assertions: tuple[str, ...]
    query: str


def parse(name: str, text: str) -> Mart:
    """Read `-- zh: …`, `-- en: …`, `-- grain: a, b`, `-- column: name | 中文 | English`, `-- assert: …` lines."""
    found: dict[str, list[str]] = {"zh": [], "en": [], "grain": [], "column": [], "assert": []}
    for line in text.splitlines():
        if match := LINE.match(line):
            found[match[1]].append(match[2].strip())
    if not (found["zh"] and found["en"] and found["grain"] and found["column"]):
        raise MartBroken(f"{name}.sql: its header needs zh, en, grain and column lines")
    columns = {}
    for entry in found["column"]:
        column, zh, en = (part.strip() for part in entry.split("|"))
        columns[column] = (zh, en)
    grain = tuple(part.strip() for part in found["grain"][0].split(","))
    return Mart(name, " ".join(found["zh"]), " ".join(found["en"]), grain, columns, tuple(found["assert"]), text)


def _sql_files(folder: str) -> dict[str, str]:
    found = (f for f in (files("warehouse") / folder).iterdir() if f.name.endswith(".sql"))
    return {f.name[:-4]: f.read_text(encoding="utf-8") for f in sorted(found, key=lambda f: f.name)}


@cache
def marts() -> dict[str, Mart]:
    """Every file of `marts/`, by name; a mart comes after those that its query names."""
    parsed = {name: parse(name, text) for name, text in _sql_files("marts").items()}
    needs = {name: {n for n in parsed if n != name and n in WORD.findall(m.query)} for name, m in parsed.items()}
    return {name: parsed[name] for name in TopologicalSorter(needs).static_order()}


@cache
def checks() -> dict[str, str]:
    """Every file of `checks/`, by name: queries that must return nothing."""
    return _sql_files("checks")


def materialise(con: duckdb.DuckDBPyConnection, mart: Mart, database: str) -> None:
    """CREATE TABLE of the mart's rows in `database`, ordered by its columns, with its comments; verified."""
    table = f"{database}.{mart.name}"
    con.execute(f"CREATE TABLE {table} AS SELECT * FROM (\n{mart.query}\n) ORDER BY ALL")
    verify(con, mart, table)
    con.execute(f"COMMENT ON TABLE {table} IS {quoted(f'{mart.zh} | {mart.en}')}")
    for column, (zh, en) in mart.columns.items():
        con.execute(f"COMMENT ON COLUMN {table}.{column} IS {quoted(f'{zh} | {en}')}")


def verify(con: duckdb.DuckDBPyConnection, mart: Mart, table: str) -> None:
    """Columns as the header says, grain unique, assertions true; raises MartBroken with the rows."""
    actual = [row[0] for row in con.execute(f"DESCRIBE {table}").fetchall()]
    if actual != list(mart.columns):
        raise MartBroken(f"{mart.name}: header says {list(mart.columns)}, the query gives {actual}")
    grain = ", ".join(mart.grain)
    questions = {f"grain {grain}": f"SELECT {grain} FROM {table} GROUP BY ALL HAVING count(*) > 1"}
    questions |= {a: f"FROM {table} WHERE NOT coalesce(({a}), false)" for a in mart.assertions}
    for what, query in questions.items():
        if rows := con.execute(f"SELECT * FROM ({query}) LIMIT 3").fetchall():
            raise MartBroken(f"{mart.name}: {what} does not hold, e.g. {rows}")


def failing_checks(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple]]:
    """Check name -> its first rows, of those that returned any."""
    results = {name: con.execute(f"SELECT * FROM ({query}) LIMIT 5").fetchall() for name, query in checks().items()}
    return {name: rows for name, rows in results.items() if rows}
