"""The stages in order, without Prefect."""

from __future__ import annotations

from collections.abc import Callable

from flows.stages.fetch import fetch
from flows.stages.load import load
from flows.stages.options import Options
from flows.stages.parse import parse
from flows.stages.publish import publish
from flows.stages.read import read
from flows.stages.run import Run, Stage, open_run
from flows.stages.validate import validate

Tell = Callable[[Stage], None]


def daily(options: Options, tell: Tell) -> list[Stage]:
    """Fetch, parse, read, validate, load, publish; `tell` hears of each stage as it ends."""
    with open_run(*options.folders(), "plain") as run:
        return _after_fetch(run, [_told(fetch(run), tell)], tell)


def rebuild(options: Options, tell: Tell) -> list[Stage]:
    """Make the warehouse again from archive and journal. The old file is kept beside it, and put back on failure."""
    data, inbox = options.folders()
    with open_run(data, inbox, "rebuild", fresh=True) as run:
        return _after_fetch(run, [], tell)


def _after_fetch(run: Run, stages: list[Stage], tell: Tell) -> list[Stage]:
    for verb in (parse, read, validate):
        stages.append(_told(verb(run), tell))
    stages.append(_told(load(run, stages), tell))
    stages.append(_told(publish(run), tell))
    return stages


def _told(stage: Stage, tell: Tell) -> Stage:
    tell(stage)
    return stage
