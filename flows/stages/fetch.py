"""Bring bytes in: inbox -> archive and journal."""

from __future__ import annotations

from flows.fetching import inbox
from flows.fetching.archive import Archive
from flows.stages.run import Run, Stage, balanced, timed
from warehouse import store


def fetch(run: Run) -> Stage:
    """Look at every file of the inbox; what the ledger does not know goes to archive and journal."""

    def work() -> tuple[dict[str, int], dict[str, str]]:
        with store.opened(run.warehouse, read_only=True) as con:
            last = store.last_pages(con)
        found = inbox.fetch(run.inbox, Archive(run.data), last)
        given = dict(new=found.new, unchanged=found.unchanged, blocked=0, failed=found.failed)
        return {"fetched": found.fetched, **balanced("fetch", found.fetched, **given)}, {}

    return timed("fetch", work)
