"""The inbox: whatever lies in it is a page, or is refused by name with reason and remedy; the good load."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from flows.fetching import inbox
from flows.fetching.archive import Archive
from flows.stages.options import Options
from flows.stages.plain import daily, rebuild
from warehouse import store

GOOD = (
    "合肥人工智能报道\n来源：示例社 2026-01-05 09:00\n2025年，合肥市人工智能核心产业规模达到800亿元，集聚了一批企业。\n"
)
ROOT = Path(__file__).resolve().parents[2]
# Root reads what nobody may read: the run that must fail to is started without that right.
UNPRIVILEGED = [
    "setpriv",
    "--bounding-set",
    "-dac_override,-dac_read_search",
    "--inh-caps",
    "-dac_override,-dac_read_search",
]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "inbox"
    made.mkdir()
    (made / "good.txt").write_text(GOOD, encoding="utf-8")
    return made


def run(folder: Path) -> dict[str, tuple[str, str, str]]:
    """Run on an inbox; gives name -> (code, evidence, remedy) of what was refused."""
    data = folder.parent / "data"
    daily(Options(data=data, inbox=folder), lambda stage: None)
    con = duckdb.connect(str(data / "published" / "fangzhi.duckdb"), read_only=True)
    assert con.execute("SELECT count(*) FROM mart_claim WHERE page_name = 'good.txt'").fetchall() == [(1,)]
    query = "SELECT name, code, evidence, remedy FROM fct_reject WHERE stage IN ('fetch', 'parse')"
    return {name: tuple(rest) for name, *rest in con.execute(query).fetchall()}


def sums(data: Path) -> dict[str, str]:
    with store.opened(data / "warehouse.duckdb", read_only=True) as con:
        return store.checksums(con)


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", GOOD)


BAD = {
    "empty.txt": (lambda p: p.write_bytes(b""), "empty"),
    "blank.txt": (lambda p: p.write_text(" \n\u3000\n"), "no_body"),
    "noise.txt": (lambda p: p.write_bytes(noise(50_000_000)), "too_large"),
    "picture.txt": (lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + noise(4000)), "binary"),
    "undecodable.txt": (lambda p: p.write_bytes("北京".encode("gb18030") * 9 + b"\xff\xff\xfe" * 40), "undecodable"),
    "folder.html": (lambda p: p.mkdir(), "folder"),
    "packed.zip": (zipped, "archive"),
    "packed.txt": (zipped, "binary"),
    "plan.pdf": (lambda p: p.write_bytes(b"%PDF-1.7"), "unknown_type"),
    "broken.txt": (lambda p: p.symlink_to("nowhere"), "not_a_file"),
    "lonely.meta.toml": (lambda p: p.write_text("title = '甲'"), "meta_alone"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_and_the_good_one_loads(name, folder):
    make, code = BAD[name]
    make(folder / name)
    refused = run(folder)
    assert list(refused) == [name]
    found, evidence, remedy = refused[name]
    assert found == code and evidence and remedy


def test_all_of_them_at_once(folder):
    for name, (make, _) in BAD.items():
        make(folder / name)
    assert {name: code for name, (code, _, _) in run(folder).items()} == {name: code for name, (_, code) in BAD.items()}


def test_bad_files_are_told_once_however_often_they_lie_there(folder):
    (folder / "empty.txt").write_bytes(b"")
    assert run(folder) == run(folder)


def test_an_unreadable_file_is_refused(folder):
    """As root under setpriv, which takes away the right to read everything; elsewhere as it is."""
    (folder / "secret.txt").write_text(GOOD, encoding="utf-8")
    (folder / "secret.txt").chmod(0)
    program = [
        sys.executable,
        "-m",
        "flows.cli.main",
        "run",
        "--plain",
        "--inbox",
        str(folder),
        "--data",
        str(folder.parent / "data"),
    ]
    prefix = UNPRIVILEGED if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *program], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "secret.txt: It cannot be read: Permission denied." in done.stdout and "[unreadable]" in done.stdout
    assert "1 claims new" in done.stdout


def test_strict_runs_say_by_their_exit_code_that_files_were_refused(folder):
    (folder / "empty.txt").write_bytes(b"")
    program = [sys.executable, "-m", "flows.cli.main", "run", "--plain", "--strict", "--inbox", str(folder)]
    done = subprocess.run([*program, "--data", str(folder.parent / "data")], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 3 and "empty.txt" in done.stdout


def test_what_is_still_refused_is_told_by_every_run(folder):
    (folder / "plan.pdf").write_bytes(b"%PDF-1.7")
    program = [sys.executable, "-m", "flows.cli.main", "run", "--plain", "--strict", "--inbox", str(folder)]
    for _ in range(2):
        done = subprocess.run(
            [*program, "--data", str(folder.parent / "data")], capture_output=True, text=True, cwd=ROOT
        )
        assert done.returncode == 3 and "refused   plan.pdf: Not a page (.pdf)." in done.stdout


def test_hidden_files_are_not_looked_at(folder, tmp_path):
    for name in (".DS_Store", "~$plan.txt", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    found = inbox.fetch(folder, Archive(tmp_path / "data"), {})
    assert (found.fetched, found.new, found.failed) == (1, 1, 0)


def test_what_a_browser_saves_beside_a_page_is_not_looked_at(folder, tmp_path):
    (folder / "甲.html").write_text("<p>一</p>", encoding="utf-8")
    (folder / "甲_files").mkdir()
    (folder / "甲_files" / "saved_resource.html").write_text("<p>二</p>", encoding="utf-8")
    (folder / "乙_files").mkdir()
    (folder / "乙_files" / "c.txt").write_text("三", encoding="utf-8")
    archive = Archive(tmp_path / "data")
    inbox.fetch(folder, archive, {})
    assert {e.name for e in archive.since("")[0]} == {"good.txt", "甲.html", "乙_files/c.txt"}


def test_the_ledger_does_not_read_itself(folder):
    for _ in range(2):
        daily(Options(data=folder / "data", inbox=folder), lambda stage: None)
    con = duckdb.connect(str(folder / "data" / "published" / "fangzhi.duckdb"), read_only=True)
    assert con.execute(
        "SELECT (SELECT count(*) FROM dim_article), (SELECT count(*) FROM fct_reject WHERE stage IN ('fetch', 'parse'))"
    ).fetchall() == [(1, 0)]


def test_trees_are_entered_and_names_are_relative(folder, tmp_path):
    (folder / "2026" / "01").mkdir(parents=True)
    shutil.copy(folder / "good.txt", folder / "2026" / "01" / "other.md")
    (folder / "2026" / "01" / "other.md").write_text("# 标题\n\n正文另有一段文字。", encoding="utf-8")
    archive = Archive(tmp_path / "data")
    inbox.fetch(folder, archive, {})
    entries, _ = archive.since("")
    assert [entry.name for entry in entries] == ["2026/01/other.md", "good.txt"]


def test_a_missing_inbox_is_said_plainly(tmp_path):
    with pytest.raises(inbox.InboxMissing, match="There is no folder"):
        inbox.fetch(tmp_path / "nowhere", Archive(tmp_path), {})


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        "title = ['甲']",
        "url = 5",
        "published = 'soon'",
        "publisher = ' '",
        "titel = '甲'",
        "title = '\ud800'".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_meta_file_that_is_wrong_refuses_its_page(text, folder, tmp_path):
    path = folder / "good.meta.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    archive = Archive(tmp_path / "data")
    found = inbox.fetch(folder, archive, {})
    (entry,), _ = archive.since("")
    assert (found.failed, entry.code) == (1, "bad_meta") and "good.meta.toml" in (entry.evidence or "")


def test_what_a_meta_file_states_wins(folder):
    stated = "title = '改过的标题'\npublisher = '改过的来源'\npublished = 2025-12-31\nurl = 'https://news.example/a'\n"
    (folder / "good.meta.toml").write_text(stated, encoding="utf-8")
    run(folder)
    con = duckdb.connect(str(folder.parent / "data" / "published" / "fangzhi.duckdb"), read_only=True)
    row = con.execute("SELECT title, publisher, published_on::VARCHAR, url, evidence FROM dim_article").fetchall()[0]
    assert row[:4] == ("改过的标题", "改过的来源", "2025-12-31", "https://news.example/a")
    assert "meta" in row[4]


@pytest.mark.parametrize("text", [GOOD, ""], ids=["article", "rejected"])
def test_a_meta_file_that_changes_nothing_is_parsed_once(text, folder, tmp_path):
    """The page is known with it and without it; rebuild meets both and gives the same ledger."""
    data = folder.parent / "data"
    (folder / "other.txt").write_text(text, encoding="utf-8")
    run(folder)
    (folder / "other.meta.toml").write_text("publisher = '示例社'\n", encoding="utf-8")
    run(folder)
    stages = {s.name: s.counts for s in daily(Options(data=data, inbox=folder), lambda stage: None)}
    assert stages["fetch"]["new"] == stages["parse"]["pages"] == 0
    before = sums(data)
    rebuild(Options(data=data), lambda stage: None)
    assert sums(data) == before


def test_an_article_that_comes_back_is_in_force_again(folder):
    data = folder.parent / "data"
    for stated in ("title = '甲'", "title = '乙'", "title = '甲'\npublisher = '示例社'"):
        (folder / "good.meta.toml").write_text(stated + "\n", encoding="utf-8")
        run(folder)
    con = duckdb.connect(str(data / "published" / "fangzhi.duckdb"), read_only=True)
    assert con.execute("SELECT title FROM mart_claim").fetchall() == [("甲",)]
    before = sums(data)
    rebuild(Options(data=data), lambda stage: None)
    assert sums(data) == before


def test_a_meta_file_that_comes_later_replaces_the_article(folder):
    run(folder)
    (folder / "good.meta.toml").write_text("title = '后来的标题'\n", encoding="utf-8")
    run(folder)
    con = duckdb.connect(str(folder.parent / "data" / "published" / "fangzhi.duckdb"), read_only=True)
    assert con.execute("SELECT title FROM mart_claim").fetchall() == [("后来的标题",)]
