"""One writer at a time: an operating-system lock on `data/lock`, which dies with its process."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path


class Locked(Exception):
    """Another run has the ledger; the message says who and since when."""


@contextmanager
def writer(data: Path, what: str) -> Iterator[None]:
    """Hold the data folder for `what` ('run', 'rebuild'); raises Locked at once if somebody else does."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Locked(f"{data} is being written by {holder(data)}. Wait for it to end, then run again.") from None
        file.truncate(0)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        json.dump({"pid": os.getpid(), "what": what, "since": since}, file)
        file.flush()
        yield
        file.truncate(0)


def holder(data: Path) -> str:
    """Who holds the lock, as its file says.  -> 'process 4711 (fangzhi run, since 2026-11-23T07:00:00+00:00)'"""
    try:
        said = json.loads((data / "lock").read_text(encoding="utf-8"))
        return f"process {said['pid']} (fangzhi {said['what']}, since {said['since']})"
    except (OSError, ValueError, KeyError):
        return "another process"
