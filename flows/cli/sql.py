"""fangzhi sql."""

from __future__ import annotations

import json
import shutil
import sys
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli import telling

if TYPE_CHECKING:
    import duckdb


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel="Asking")(sql)


def sql(
    query: Annotated[str, typer.Argument(help='A query on the published ledger, e.g. "from mart_trend"')],
    data: telling.Data = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Ask the published ledger. Read-only; works while a run is loading.

    Examples: `fangzhi sql "from mart_pledge_outcome"` · `fangzhi sql "show tables"` ·
    `fangzhi sql --format csv "select region, year, value from mart_trend where metric = 'core_industry_scale'"`
    """
    import duckdb

    from warehouse import store

    with store.reading(telling.published(data)) as con:
        con.execute("SET enable_external_access = false")
        try:
            if (result := con.sql(query)) is not None:
                _print(result, form)
        except duckdb.Error as error:
            raise telling.NotReadable(f"{error}") from None


def _print(result: duckdb.DuckDBPyRelation, form: Format) -> None:
    if form is Format.csv:
        result.project("COLUMNS(*)::VARCHAR").pl().write_csv(sys.stdout)
    elif form is Format.json:
        for row in result.fetchall():
            telling.say(json.dumps(dict(zip(result.columns, row, strict=True)), ensure_ascii=False, default=_plain))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000  # a pipe gets every column
        result.show(max_width=width, max_rows=10_000, max_col_width=80)


def _plain(value: object) -> object:
    """Decimals as numbers, days and instants as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
