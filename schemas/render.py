"""Contract -> DDL, COMMENT ON, docs/dictionary.md. DDL uses only what DuckLake takes too: NOT NULL and comments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import polars as pl

from schemas.contracts import contracts
from schemas.table import Table

SQL_TYPES = {
    pl.String: "VARCHAR",
    pl.Int64: "BIGINT",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    pl.Datetime: "TIMESTAMPTZ",
    pl.Float64: "DOUBLE",
}


def sql_type(dtype: pl.DataType) -> str:
    """Decimal(28, 6) -> 'DECIMAL(28,6)', List(String) -> 'VARCHAR[]'; KeyError for a type that no table uses."""
    if isinstance(dtype, pl.Decimal):
        return f"DECIMAL({dtype.precision},{dtype.scale})"
    if isinstance(dtype, pl.List):
        return sql_type(dtype.inner) + "[]"  # type: ignore[arg-type]
    return SQL_TYPES[dtype.base_type()]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def ddl(model: type[Table]) -> str:
    """CREATE TABLE of one contract."""
    columns = model.to_schema().columns
    lines = [
        f"    {name} {sql_type(col.dtype.type)}" + ("" if col.nullable else " NOT NULL")
        for name, col in columns.items()
    ]
    return f"CREATE TABLE {model.table()} (\n" + ",\n".join(lines) + "\n)"


def comments(model: type[Table]) -> list[str]:
    """COMMENT ON for the table and each column, 'Chinese | English'."""
    zh, en = model.comment()
    statements = [f"COMMENT ON TABLE {model.table()} IS {quoted(f'{zh} | {en}')}"]
    for name, col in model.to_schema().columns.items():
        text = f"{(col.metadata or {})['zh']} | {col.description}"
        statements.append(f"COMMENT ON COLUMN {model.table()}.{name} IS {quoted(text)}")
    return statements


def fingerprint() -> str:
    """Twelve hex digits of all DDL: a store with another one was made by another schema version."""
    text = "\n".join(ddl(model) for model in contracts().values())
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def table_section(model: type[Table]) -> str:
    """One table of the data dictionary, in Markdown."""
    zh, en = model.comment()
    kind = "ledger" if model.is_ledger() else "journal"
    private = ", private: never published" if model.is_private() else ""
    head = f"## {model.table()}\n\n{zh}\n\n{en}\n\nKey: {', '.join(f'`{k}`' for k in model.key())} ({kind}{private}).\n"
    rows = [
        (
            name,
            sql_type(col.dtype.type),
            "yes" if col.nullable else "",
            (col.metadata or {})["zh"],
            col.description or "",
        )
        for name, col in model.to_schema().columns.items()
    ]
    return head + "\n" + markdown(("column", "type", "null", "中文", "English"), rows)


def markdown(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(header)
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
