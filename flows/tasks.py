"""The verbs as Prefect tasks, and the artifacts of a run. No logic: that lives in `flows/stages/`.

Nothing is cached by Prefect: what is done stands in archive and warehouse.
"""

from __future__ import annotations

from collections.abc import Callable

from prefect import Task, get_run_logger, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.stages import fetch as fetching
from flows.stages import load as loading
from flows.stages import parse as parsing
from flows.stages import publish as publishing
from flows.stages import read as reading
from flows.stages import report
from flows.stages import validate as validating
from flows.stages.run import Run, Stage


def stage_task(verb: Callable[..., Stage]) -> Task[..., Stage]:
    """A stage as a task of its own name, which logs its one line of key=value and tells it to whoever watches."""

    def run_stage(*args: object) -> Stage:
        stage = verb(*args)
        get_run_logger().info(stage.line())
        print(stage.told(), flush=True)
        return stage

    described = (verb.__doc__ or "").strip().partition("\n")[0]
    return task(
        run_stage,
        name=verb.__name__,
        task_run_name=verb.__name__,
        description=described,
        cache_policy=NO_CACHE,
    )


fetch = stage_task(fetching.fetch)
parse = stage_task(parsing.parse)
read = stage_task(reading.read)
validate = stage_task(validating.validate)
load = stage_task(loading.load)
publish = stage_task(publishing.publish)


@task(cache_policy=NO_CACHE, task_run_name="report")
def tell(run: Run, stages: list[Stage], site: str) -> None:
    """Artifacts under stable keys, so that their history can be paged through."""
    create_table_artifact(report.summary(stages), key="run-summary", description=report.message(stages))
    create_markdown_artifact(report.quality(run, stages), key="data-quality", description="What was refused, and why")
    create_link_artifact(site, link_text="Region by metric, pledges and outcomes", key="dashboard")
