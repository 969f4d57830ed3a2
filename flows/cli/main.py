"""The command `fangzhi`. Each file of this folder adds a group of commands; heavy imports stay inside them."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import typer

import flows.cli
from flows.cli import telling

SILENCED = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}

app = typer.Typer(
    name="fangzhi",
    help="A ledger of what China's regions pledge and achieve in artificial intelligence.\n\n"
    "Start with `fangzhi run`: it reads the pages in `data/inbox` into the ledger and publishes it.",
    epilog="Exit codes: 0 done; 1 failed, nothing was loaded; 2 wrong usage; 3 done, but input was refused (`read`; "
    "`run` with --strict); 4 the ledger needs `fangzhi rebuild`; 5 loaded, but not published: readers keep the last "
    "good state; 75 somebody else is writing the ledger; "
    "130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def add_commands() -> None:
    for module in pkgutil.iter_modules(flows.cli.__path__):
        loaded = importlib.import_module(f"flows.cli.{module.name}")
        if hasattr(loaded, "add_to"):
            loaded.add_to(app)


def main() -> None:
    """Entry point: no telemetry of anybody's, errors as sentences, exit codes as the help says."""
    os.environ.update(SILENCED)
    add_commands()
    try:
        app(standalone_mode=True)
    except Exception as error:
        sys.exit(telling.explain(error))


if __name__ == "__main__":
    main()
