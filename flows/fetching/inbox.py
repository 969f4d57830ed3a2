"""Fetch from a folder: every file under it is a page, or is refused by name with the reason and the remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.fetching.archive import Archive, Entry, meta_sha256
from flows.parsing.dates import parse_published
from schemas.records import Meta

TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html"}
META = ".meta.toml"
BATCH = 100  # journal lines written at once
LARGEST = 10_000_000  # bytes; the longest work report of the corpus is 100 kB
ARCHIVES = {".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"}
HIDDEN = {"Thumbs.db", "desktop.ini"}


class Refused(Exception):
    """A file of the inbox that cannot become a page."""

    def __init__(self, code: str, evidence: str, remedy: str) -> None:
        super().__init__(f"{evidence} {remedy}")
        self.code, self.evidence, self.remedy = code, evidence, remedy


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of looking at an inbox: counts that add up to the files looked at."""

    fetched: int
    new: int
    unchanged: int
    failed: int


class InboxMissing(Exception):
    """There is no such folder."""


def fetch(inbox: Path, archive: Archive, last: dict[str, tuple[str, str]]) -> Fetched:
    """Bring every file of the inbox into the archive and the journal.

    `last` holds name -> (page SHA-256, meta SHA-256) of what the ledger knows. A file is unchanged where it holds
    what it held last, or is new by name only. Hidden files, the ledger's own folder and the `NAME_files` folders
    that browsers save beside a page are not looked at.
    """
    require_folder(inbox)
    known = set(last.values())
    counts = {"new": 0, "unchanged": 0, "failed": 0}
    waiting: list[Entry] = []
    for path in _files(inbox, archive.root.parent):
        entry = _entry(path, inbox, archive)
        page = (entry.sha256 or "", meta_sha256(entry.meta))
        same = last[entry.name] == page if entry.name in last else page in known
        status = "unchanged" if entry.status == "new" and same else entry.status
        counts[status] += 1
        known.add(page)
        if status != "unchanged":
            waiting.append(entry)
        if len(waiting) == BATCH:
            archive.note(waiting)
            waiting = []
    archive.note(waiting)
    return Fetched(sum(counts.values()), **counts)


def require_folder(inbox: Path) -> None:
    """Raise InboxMissing where there is no such folder."""
    if not inbox.is_dir():
        raise InboxMissing(f"There is no folder {inbox}. Make it and put .txt, .md, .html or .htm files in it.")


def _files(folder: Path, own: Path) -> Iterator[Path]:
    """Files in order of their names, folders entered; a folder named like a page is itself handed out."""
    try:
        children = sorted(folder.iterdir())
    except OSError:
        yield folder  # read as a file it will say why it cannot be
        return
    for path in children:
        if path.name.startswith((".", "~$")) or path.name in HIDDEN or path == own or _beside_page(path):
            continue
        if path.is_dir() and not path.is_symlink() and path.suffix.lower() not in TYPES:
            yield from _files(path, own)
        elif path.name.endswith(META):
            if not any(path.with_name(path.name.removesuffix(META) + suffix).exists() for suffix in TYPES):
                yield path
        else:
            yield path


def _beside_page(path: Path) -> bool:
    """Is it the folder of pictures and scripts that a browser saves with a page?  甲.html, 甲_files/"""
    stem = path.name.removesuffix("_files")
    return stem != path.name and path.is_dir() and any(path.with_name(stem + s).exists() for s in (".html", ".htm"))


def _entry(path: Path, inbox: Path, archive: Archive) -> Entry:
    name = path.relative_to(inbox).as_posix().encode("utf-8", "replace").decode()
    try:
        content, content_type, meta = take(path)
    except Refused as refused:
        said = (refused.code, refused.evidence, refused.remedy)
        return Entry(name, "inbox", archive.now(), "failed", None, None, None, *said)
    sha256 = archive.keep(content)
    return Entry(name, "inbox", archive.now(), "new", sha256, content_type, meta=meta)


def take(path: Path) -> tuple[bytes, str, Meta]:
    """Bytes, content type and what a meta file beside it states; raises Refused with reason and remedy."""
    return _read(path), TYPES[path.suffix.lower()], _meta(path)


def _read(path: Path) -> bytes:
    suffix = path.suffix.lower()
    if path.name.endswith(META):
        raise Refused(
            "meta_alone",
            "A meta file without its page.",
            "Put the page beside it: NAME.txt, .md, .html or .htm.",
        )
    if suffix in ARCHIVES:
        raise Refused("archive", f"A packed file ({suffix}).", "Unpack it into the inbox.")
    if path.is_symlink() and not path.is_file():
        raise Refused("not_a_file", "A link that leads to no file.", "Put the file itself here.")
    if path.is_dir():
        if suffix in TYPES:
            raise Refused("folder", f"A folder named like a page ({suffix}).", "Rename it, or move its files up.")
        raise Refused("unreadable", "A folder that may not be listed.", "Give the user that runs fangzhi read access.")
    if suffix not in TYPES:
        shown = suffix or "no suffix"
        raise Refused("unknown_type", f"Not a page ({shown}).", "Save it as .txt, .md, .html or .htm.")
    return _bytes(path)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Refused(
                "not_a_file",
                "Not a plain file (a device, a pipe or a broken link).",
                "Put the file itself here.",
            )
        size = path.stat().st_size
        if size > LARGEST:
            evidence = f"{size:,} bytes; at most {LARGEST:,} are read."
            raise Refused("too_large", evidence, "Split it, or save the article alone.")
        return path.read_bytes()
    except OSError as error:
        remedy = "Give the user that runs fangzhi read access to it."
        raise Refused("unreadable", f"It cannot be read: {error.strerror}.", remedy) from None


def _meta(path: Path) -> Meta:
    """What `NAME.meta.toml` beside the page states; raises Refused where it is not as it should be."""
    beside = path.with_name(path.stem + META)
    if not beside.exists():
        return Meta()
    keys = tuple(Meta.__dataclass_fields__)
    try:
        stated = tomllib.loads(_bytes(beside).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("bad_meta", f"{beside.name}: {error}", "Mend it, or take it away.") from None
    if unknown := sorted(set(stated) - set(keys)):
        raise Refused("bad_meta", f"{beside.name}: unknown keys {unknown}.", f"It may hold {', '.join(keys)}.")
    if wrong := sorted(k for k, v in stated.items() if not isinstance(v, str | date) or not str(v).strip()):
        raise Refused("bad_meta", f"{beside.name}: {wrong} is no text and no date.", "Write it in quotes.")
    if "published" in stated and parse_published(str(stated["published"]))[2] is None:
        raise Refused("bad_meta", f"{beside.name}: published = {stated['published']} is no date.", "Write 2026-01-31.")
    return Meta(**{key: str(value) for key, value in stated.items()})
