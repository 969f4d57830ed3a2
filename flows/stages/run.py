"""One run: which ledger, which inbox, where its work lies, and the lock that keeps a second one out."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.fetching.inbox import require_folder
from warehouse import store
from warehouse.lock import writer

BATCH = 500  # pages a batch: parsed, read and validated together


@dataclass(frozen=True, slots=True)
class Run:
    """What the stages pass on: names and paths, never frames or connections."""

    run_id: str
    mode: str  # plain, prefect or rebuild
    started_at: datetime
    data: Path
    inbox: Path

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        return self.data / "published"

    @property
    def work(self) -> Path:
        """A folder of this run's own, removed at its end."""
        return self.data / "work" / self.run_id

    def batches(self, kind: str) -> list[Path]:
        """The batches of one kind (articles, claims, rejects ...) that earlier stages wrote, in order."""
        return sorted((self.work / kind).glob("*.parquet"))


@dataclass(frozen=True, slots=True)
class Stage:
    """What one stage did: counts that add up, and the seconds it took."""

    name: str
    seconds: float
    counts: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def told(self) -> str:
        """For people: 'parse    0.12 s   pages 26, articles 25, further 1, rejected 0'"""
        counts = ", ".join(f"{k} {v:,}" for k, v in self.counts.items())
        return f"  {self.name:<9} {self.seconds:6.2f} s   {counts}"

    def line(self) -> str:
        """One log line in key=value."""
        said = [f"{k}={v}" for k, v in (self.counts | self.notes).items()]
        return " ".join([f"stage={self.name}", *said, f"seconds={self.seconds:.2f}"])


class Unbalanced(Exception):
    """A stage gave out more or less than it took in: a defect; nothing is loaded."""


def balanced(stage: str, taken: int, **given: int) -> dict[str, int]:
    """Assert that what a stage took in equals what it gave out (DESIGN §3); returns the counts."""
    if taken != sum(given.values()):
        raise Unbalanced(f"{stage}: took in {taken}, gave out {given}. Please report this.")
    return given


def progress(stage: str, done: int, total: int) -> None:
    """Where a long stage stands, on one line of a terminal; nothing in a pipe or a log."""
    if sys.stderr.isatty():
        end = "\r" if done < total else "\r\x1b[K"
        print(f"  {stage:<9} {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)


def timed(name: str, work: Callable[[], tuple[dict[str, int], dict[str, str]]]) -> Stage:
    """Run a stage's work and time it."""
    start = time.perf_counter()
    counts, notes = work()
    return Stage(name, time.perf_counter() - start, counts, notes)


def require_ready(data: Path, inbox: Path) -> None:
    """Say at once what would stop a run: somebody else's lock, a store of other contracts, no inbox.

    Raises warehouse.lock.Locked, warehouse.store.StoreVersion or flows.fetching.inbox.InboxMissing.
    """
    require_folder(inbox)
    with writer(data, "run"):
        if (data / "warehouse.duckdb").exists():
            with store.opened(data / "warehouse.duckdb", read_only=True):
                pass


@contextmanager
def open_run(data: Path, inbox: Path, mode: str, *, fresh: bool = False) -> Iterator[Run]:
    """Take the lock, refuse a store of another schema version, clear what dead runs left, give a Run.

    `fresh` puts the store aside first, beside itself under the run's name, and back if the run fails. Raises
    warehouse.lock.Locked or warehouse.store.StoreVersion before anything is touched.
    """
    started = datetime.now(UTC)
    run = Run(started.strftime("%Y%m%dT%H%M%S.%fZ"), mode, started, data.resolve(), inbox.resolve())
    with writer(run.data, "rebuild" if fresh else "run"):
        shutil.rmtree(run.data / "work", ignore_errors=True)
        try:
            with _put_aside(run) if fresh else nullcontext():
                with store.opened(run.warehouse):
                    run.work.mkdir(parents=True)
                yield run
        finally:
            shutil.rmtree(run.data / "work", ignore_errors=True)


@contextmanager
def _put_aside(run: Run) -> Iterator[None]:
    files = [path for path in (run.warehouse, run.warehouse.with_suffix(".duckdb.wal")) if path.exists()]
    moved = [(path, path.with_name(path.name.replace("warehouse", f"warehouse-before-{run.run_id}"))) for path in files]
    for path, aside in moved:
        path.rename(aside)
    try:
        yield
    except BaseException:
        run.warehouse.unlink(missing_ok=True)
        for path, aside in moved:
            aside.rename(path)
        raise
