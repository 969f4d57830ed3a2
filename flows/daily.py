"""The daily run, as Prefect shows it: fetch, parse, read, validate, load, publish.

`python -m flows.daily` serves it on its schedule; `fangzhi up` does that beside server and UI.
"""

from __future__ import annotations

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.schedules import Cron
from prefect.states import Completed

from flows import tasks
from flows.serving import addresses
from flows.stages import report
from flows.stages.options import Options
from flows.stages.run import open_run


def run_name() -> str:
    return Options.model_validate(runtime.flow_run.parameters.get("options") or {}).title()


@flow(
    name="daily",
    flow_run_name=run_name,
    description="News and official texts into the ledger of regional AI pledges",
)
def daily(options: Options = Options()) -> State:  # noqa: B008 - Prefect's form shows the model's fields
    """Bring what is new in the inbox into the ledger and publish it."""
    with open_run(*options.folders(), "prefect") as run:
        stages = [tasks.fetch(run)]
        stages.append(tasks.parse(run))
        stages.append(tasks.read(run))
        stages.append(tasks.validate(run))
        stages.append(tasks.load(run, stages))
        stages.append(tasks.publish(run))
        tasks.tell(run, stages, addresses.site_address(run.data))
    return Completed(message=report.message(stages), data=stages)


if __name__ == "__main__":
    daily.serve(
        name="daily",
        schedule=Cron("30 6 * * *", timezone="Asia/Shanghai"),
        description="Every morning at 06:30 in Shanghai: what is new in the inbox, into the ledger, published.",
        tags=["fangzhi"],
        limit=1,
    )
