"""Make the new state visible: snapshot, published database, site."""

from __future__ import annotations

from flows.stages.run import Run, Stage, timed
from warehouse import publish as publishing
from warehouse.dashboards.site import page


def publish(run: Run) -> Stage:
    """Publish what the warehouse holds now; nothing is written where readers see it already."""

    def work() -> tuple[dict[str, int], dict[str, str]]:
        done = publishing.publish(run.warehouse, run.published)
        page.write(run.published / publishing.DATABASE, run.published / "site")
        return {"fresh": int(done.fresh)}, {"snapshot": done.snapshot}

    return timed("publish", work)
