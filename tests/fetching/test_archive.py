"""The archive: bytes under their hash, a journal in order that survives torn lines."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from flows.fetching.archive import Archive, Entry, meta_sha256
from schemas.records import Meta


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path)


def entry(archive: Archive, name: str, **fields) -> Entry:
    return Entry(name, "inbox", archive.now(), "new", archive.keep(name.encode()), "text/plain", **fields)


def test_bytes_lie_under_their_hash_and_are_kept_once(archive):
    sha256 = archive.keep(b"abc")
    assert sha256 == hashlib.sha256(b"abc").hexdigest()
    path = archive.root / sha256[:2] / sha256[2:]
    assert path.read_bytes() == b"abc"
    before = path.stat().st_mtime_ns
    assert archive.keep(b"abc") == sha256 and path.stat().st_mtime_ns == before


def test_the_journal_gives_back_what_was_noted(archive):
    noted = [entry(archive, "甲.txt", meta=Meta(title="标题")), entry(archive, "b.txt", robots="allowed")]
    archive.note(noted)
    entries, mark = archive.since("")
    assert entries == noted
    assert archive.since(mark) == ([], mark)


def test_only_what_is_behind_the_mark_comes_next(archive):
    archive.note([entry(archive, "a.txt")])
    _, mark = archive.since("")
    archive.note([entry(archive, "b.txt")])
    assert [e.name for e in archive.since(mark)[0]] == ["b.txt"]


def test_a_torn_line_costs_only_itself(archive):
    archive.note([entry(archive, "a.txt")])
    (path,) = archive.journal.glob("*.jsonl")
    with path.open("a") as file:
        file.write('{"name": "torn')
    archive.note([entry(archive, "b.txt")])
    assert [e.name for e in archive.since("")[0]] == ["a.txt", "b.txt"]


def test_instants_never_repeat(archive):
    instants = [archive.now() for _ in range(2000)]
    assert sorted(set(instants)) == instants


def test_names_with_line_separators_stay_one_line(archive):
    archive.note([replace(entry(archive, "a"), name="甲\u2028乙.txt")])
    assert [e.name for e in archive.since("")[0]] == ["甲\u2028乙.txt"]


def test_the_meta_hash_tells_statements_apart():
    assert meta_sha256(Meta()) == ""
    assert meta_sha256(Meta(title="甲")) != meta_sha256(Meta(publisher="甲")) != ""
