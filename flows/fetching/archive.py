"""The archive: every page's bytes under their SHA-256, and a journal of how each came. Never changed.

`archive/ab/cd…` holds bytes; `archive/journal/2026-11-23.jsonl` holds a line an attempt, in order. A mark
such as '2026-11-23.jsonl:1834' (file and byte) says how far a run has read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas.records import Meta, Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal. `status`: new or failed (unchanged inbox files bring nothing in and have no line)."""

    name: str
    source: str
    fetched_at: datetime
    status: str
    sha256: str | None = None
    content_type: str | None = None
    robots: str | None = None  # the decision, where there was one
    code: str | None = None  # of a failure
    evidence: str | None = None
    remedy: str | None = None
    meta: Meta = field(default_factory=Meta)

    def line(self) -> str:
        """As JSON, without what is empty."""
        said = {k: v for k, v in asdict(self).items() if v is not None}
        said["fetched_at"] = self.fetched_at.isoformat(timespec="microseconds")
        said["meta"] = {k: v for k, v in asdict(self.meta).items() if v is not None}
        return json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n"

    @staticmethod
    def read(line: str) -> Entry:
        said = json.loads(line)
        said["fetched_at"] = datetime.fromisoformat(said["fetched_at"])
        return Entry(**{**said, "meta": Meta(**said["meta"])})


def meta_sha256(meta: Meta) -> str:
    """Hash of what a meta file stated; '' where it stated nothing."""
    stated = {k: v for k, v in asdict(meta).items() if v is not None}
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest() if stated else ""


class Damaged(Exception):
    """The archive's bytes are not those that came."""


class Archive:
    """The archive of one data folder. One writer at a time, as the lock on the folder sees to."""

    def __init__(self, data: Path) -> None:
        self.root = data / "archive"
        self.journal = self.root / "journal"
        self._last: datetime | None = None

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def keep(self, content: bytes) -> str:
        """Store the bytes, durably, unless they are there; returns their SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            tmp = path.with_name(f".{path.name}.tmp")
            with tmp.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(tmp, path)
        return sha256

    def now(self) -> datetime:
        """The clock, in microseconds, but never the same instant twice: it orders the versions of an article."""
        if self._last is None:
            self._last = self._last_noted()
        now = max(datetime.now(UTC), self._last + timedelta(microseconds=1))
        self._last = now
        return now

    def _last_noted(self) -> datetime:
        """The instant of the journal's last line: a clock that was set back must not reorder it."""
        paths = sorted(self.journal.glob("*.jsonl"))
        entries = list(_entries(paths[-1].read_text(encoding="utf-8", errors="replace"))) if paths else []
        return entries[-1].fetched_at if entries else datetime.min.replace(tzinfo=UTC)

    def note(self, entries: list[Entry]) -> None:
        """Append lines to the journal, durably. A line torn by a crash is ended first, so that none runs into it."""
        if not entries:
            return
        self.journal.mkdir(parents=True, exist_ok=True)
        day = entries[0].fetched_at.astimezone(UTC).date().isoformat()
        with (self.journal / f"{day}.jsonl").open("ab+") as file:
            if file.tell() and not _ends_line(file):
                file.write(b"\n")
            file.write("".join(entry.line() for entry in entries).encode())
            file.flush()
            os.fsync(file.fileno())

    def since(self, mark: str) -> tuple[list[Entry], str]:
        """Entries after `mark` ('' for all), in order, and the mark behind them. Torn lines are passed over."""
        name, _, offset = mark.partition(":")
        entries: list[Entry] = []
        for path in sorted(self.journal.glob("*.jsonl")):
            if path.name < name:
                continue
            start = int(offset) if path.name == name else 0
            content = path.read_bytes()[start:]
            entries += _entries(content.decode("utf-8", "replace"))
            mark = f"{path.name}:{start + len(content)}"
        return entries, mark

    def page(self, entry: Entry) -> Page:
        """The page that an entry tells of; raises FileNotFoundError where its bytes are gone, Damaged where changed."""
        assert entry.sha256 and entry.content_type
        content = self.path(entry.sha256).read_bytes()
        if (found := hashlib.sha256(content).hexdigest()) != entry.sha256:
            raise Damaged(f"The archive holds other bytes under its name: {found}.")
        return Page(entry.sha256, entry.name, content, entry.content_type, entry.source, entry.fetched_at, entry.meta)


def _ends_line(file) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _entries(text: str) -> Iterator[Entry]:
    for line in filter(None, text.split("\n")):
        try:
            yield Entry.read(line)
        except (ValueError, TypeError, KeyError):
            continue  # torn by a crash before the run committed; its file is fetched again


def unreadable(data: Path) -> int:
    """How many journal lines cannot be read. A crash leaves at most one behind; more mean damage."""
    texts = (
        path.read_text(encoding="utf-8", errors="replace") for path in (data / "archive" / "journal").glob("*.jsonl")
    )
    return sum(len(list(filter(None, text.split("\n")))) - len(list(_entries(text))) for text in texts)
