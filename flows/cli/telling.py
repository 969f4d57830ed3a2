"""How commands speak: tables, one line a stage, errors as sentences with a remedy and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

FAILED, REFUSED, REBUILD, UNPUBLISHED, BUSY = 1, 3, 4, 5, 75

# Exceptions that a user can do something about, by name, so that `--help` imports none of their modules.
CODES = {
    "Locked": BUSY,
    "StoreVersion": REBUILD,
    "InboxMissing": 2,
    "NothingPublished": 2,
    "NotReadable": 2,
    "NotPublished": UNPUBLISHED,
    "MartBroken": UNPUBLISHED,
    "NothingToRebuild": FAILED,
    "Unparsable": FAILED,
    "NotServed": FAILED,
}

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of the ledger [default: FANGZHI_DATA, else ./data]", show_default=False),
]


class NothingPublished(Exception):
    """The folder holds no published ledger."""


class NotReadable(Exception):
    """An input of the command line cannot be used."""


def explain(error: Exception) -> int:
    """Print what went wrong and return the exit code. Defects print their trace as well."""
    code = CODES.get(type(error).__name__)
    if code is None:
        if os.environ.get("FANGZHI_DEBUG") or not isinstance(error, OSError):
            traceback.print_exception(error)
        print(f"fangzhi: failed: {error or type(error).__name__}. Nothing was loaded.", file=sys.stderr)
        return FAILED
    print(f"fangzhi: {error}", file=sys.stderr)
    return code


def say(text: str) -> None:
    print(text, flush=True)


def warn(text: str) -> None:
    print(f"fangzhi: {text}", file=sys.stderr, flush=True)


def table(rows: Iterable[Mapping[str, object]], title: str | None = None) -> None:
    """Rows as a table on the terminal; nothing where there are none."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    rows = list(rows)
    if not rows:
        return
    shown = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        shown.add_column(name, overflow="fold")
    for row in rows:
        shown.add_row(*("" if v is None else str(v) for v in row.values()))
    # a pipe has no width: give it room, so that nothing is folded away
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200)
    console.print(shown)


def published(data: Path | None) -> Path:
    """The published database of a ledger; raises NothingPublished with the remedy."""
    from flows.stages.options import data_folder

    path = data_folder(data) / "published" / "fangzhi.duckdb"
    if not path.is_file():
        raise NothingPublished(f"There is no published ledger at {path}. Run `fangzhi run` first, or give --data DIR.")
    return path
