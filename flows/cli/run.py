"""fangzhi run, rebuild, publish."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli import telling

if TYPE_CHECKING:
    from flows.stages.options import Options
    from flows.stages.run import Stage

Inbox = Annotated[
    Path | None,
    typer.Option(
        "--inbox",
        help="Folder of pages: .txt .md .html .htm [default: inbox in the ledger's folder]",
        show_default=False,
    ),
]


# The terminal hears of each stage from us; Prefect's own lines still go to its server, warnings here too.
QUIET = "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel="The ledger")(run)
    app.command(rich_help_panel="The ledger")(rebuild)
    app.command(rich_help_panel="The ledger")(publish)


def run(
    data: telling.Data = None,
    inbox: Inbox = None,
    plain: Annotated[bool, typer.Option("--plain", help="Without Prefect: the same stages, the same ledger.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when files were refused.")] = False,
) -> None:
    """Bring what is new into the ledger and publish it.

    Examples: `fangzhi run` · `fangzhi run --inbox ~/articles --data ~/ledger` · `fangzhi run --plain`
    """
    from flows.stages.options import Options
    from flows.stages.run import require_ready

    started = datetime.now(UTC)
    options = Options(data=data, inbox=inbox)
    folder, source = options.folders()
    require_ready(folder, source)  # before Prefect is started for nothing
    telling.say(f"Reading {source} into {folder}")
    stages = _plain(options) if plain else _prefect(options, folder)
    refused = _tell(folder, stages, started)
    if refused and strict:
        sys.exit(telling.REFUSED)


def _plain(options: Options) -> list[Stage]:
    from flows.stages.plain import daily

    return daily(options, _say_stage)


def _say_stage(stage: Stage) -> None:
    telling.say(stage.told())


def _prefect(options: Options, folder: Path) -> list[Stage]:
    from flows.serving import recording

    where = recording.choose(folder, dict(os.environ))
    os.environ.clear()
    os.environ.update({QUIET: "WARNING"} | where.environment)
    telling.say(where.told)
    from flows.daily import daily  # only now: Prefect reads its settings when it is imported

    state = daily(options, return_state=True)
    return state.result(raise_on_failure=True)


def _tell(folder: Path, stages: list[Stage], started: datetime) -> int:
    """The run's outcome on the terminal; returns how many pages were refused."""
    from flows.stages import report

    published = folder / "published"
    refused = report.refused_pages(started, folder / "warehouse.duckdb")
    _say_refused(refused)
    telling.table(report.headline(published), title="Pledges and outcomes")
    telling.say(report.message(stages))
    for path in ("fangzhi.duckdb", "site/index.html", "current.json"):
        telling.say(f"  {published / path}")
    return len(refused)


def _say_refused(refused: list[dict[str, Any]]) -> None:
    from flows.stages.report import refused_line

    for row in refused:
        telling.say(f"  refused   {refused_line(row)}")


def rebuild(
    data: telling.Data = None,
    fewer: Annotated[
        bool, typer.Option("--fewer", help="Also where fewer articles come of it than there were.")
    ] = False,
) -> None:
    """Make the ledger again from archive and journal; the old file is kept beside it."""
    from flows.stages import report
    from flows.stages.options import Options, data_folder
    from flows.stages.plain import rebuild as rebuild_stages

    started = datetime.now(UTC)
    stages = rebuild_stages(Options(data=data), _say_stage, fewer=fewer)
    _say_refused(report.refused_pages(started, data_folder(data) / "warehouse.duckdb"))
    telling.say(report.message(stages))


def publish(data: telling.Data = None) -> None:
    """Publish what the warehouse holds, also where readers see it already."""
    from flows.stages.options import data_folder
    from warehouse import publish as publishing
    from warehouse.dashboards.site import page
    from warehouse.lock import writer

    folder = data_folder(data)
    if not (folder / "warehouse.duckdb").is_file():
        raise telling.NothingPublished(f"There is no ledger in {folder}. Run `fangzhi run` first, or give --data DIR.")
    with writer(folder, "publish"):
        done = publishing.publish(folder / "warehouse.duckdb", folder / "published", force=True)
        page.write(folder / "published" / publishing.DATABASE, folder / "published" / "site")
    telling.say(f"published snapshot {done.snapshot}: {folder / 'published' / publishing.DATABASE}")
