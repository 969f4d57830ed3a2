"""fangzhi up."""

from __future__ import annotations

import os
import signal
import time

import typer

from flows.cli import telling


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel="Watching")(up)


def up(data: telling.Data = None) -> None:
    """Serve Prefect with its UI, the daily schedule and the published site, until Ctrl-C.

    Runs of `fangzhi run` on the same ledger are recorded here while it is up, and shown here later if not.
    """
    from flows.serving import up as serving
    from flows.stages.options import data_folder

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    telling.say("Starting Prefect's server (10 to 60 seconds the first time) ...")
    try:
        with serving.up(data_folder(data), os.environ) as (addresses, processes):
            telling.say(f"  Prefect UI   {addresses.ui}")
            telling.say(f"  Prefect API  {addresses.api}")
            telling.say(f"  site         {addresses.site}")
            telling.say("  schedule     daily at 06:30 in Shanghai\nCtrl-C stops all of it.")
            while all(process.poll() is None for process in processes):
                time.sleep(0.5)
            raise serving.NotServed(
                "A process of `fangzhi up` ended by itself; see prefect/up.log in the ledger's folder."
            )
    except KeyboardInterrupt:
        telling.say("Stopped.")


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
