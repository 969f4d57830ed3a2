"""The way of an article, end to end and without Prefect, on the samples and on bad inboxes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.stages.options import Options
from flows.stages.plain import NothingToRebuild, daily, rebuild
from flows.stages.run import Unbalanced, balanced
from warehouse import store
from warehouse.lock import Locked, writer

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "inbox"
SEED = ROOT.parent / "shared" / "seed" / "gmw_2023-06-07_select_all.txt"
TWIN = ROOT / "tests" / "fixtures" / "select_all_twin.txt"


def run(data: Path, inbox: Path) -> dict[str, dict]:
    stages = daily(Options(data=data, inbox=inbox), lambda stage: None)
    return {stage.name: stage.counts for stage in stages}


def sums(data: Path) -> dict[str, str]:
    with store.opened(data / "warehouse.duckdb", read_only=True) as con:
        return store.checksums(con)


def ask(data: Path, query: str) -> list[tuple]:
    con = duckdb.connect(str(data / "published" / "fangzhi.duckdb"), read_only=True)
    try:
        return con.execute(query).fetchall()
    finally:
        con.close()


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    data = tmp_path_factory.mktemp("samples")
    return data, run(data, SAMPLES)


def test_every_sample_comes_through(samples):
    _, counts = samples
    pages = len([p for p in SAMPLES.iterdir() if not p.name.endswith(".meta.toml")])
    assert counts["fetch"] == {"fetched": pages, "new": pages, "unchanged": 0, "blocked": 0, "failed": 0}
    assert counts["parse"]["rejected"] == 0 and counts["validate"]["rejected"] == 0
    assert counts["parse"]["further"] == 1, "the syndicated copy is a further page of its article"
    assert counts["load"]["inserted"] == counts["read"]["claims"] > 80


def test_the_samples_pair_pledges_with_outcomes(samples):
    data, _ = samples
    states = dict(ask(data, "SELECT state, count(*) FROM mart_pledge_outcome GROUP BY ALL"))
    assert states["met"] >= 6 and states["missed"] >= 2 and states["open"] >= 4 and states["unknown"] >= 1
    beijing = "region_code = '110000' AND year = 2025 AND metric = 'core_industry_scale' AND measure = 'level'"
    query = f"SELECT state, outcome_state, outcome_year FROM mart_pledge_outcome WHERE {beijing}"
    assert ask(data, query) == [("met", "conflict", 2024)]


def test_a_second_run_adds_its_run_and_nothing_else(samples):
    data, first = samples
    before, runs = sums(data), ask(data, "SELECT count(*) FROM fct_run")
    again = run(data, SAMPLES)
    assert again["fetch"]["new"] == 0 and again["fetch"]["unchanged"] == first["fetch"]["new"]
    assert sums(data) == before
    with store.opened(data / "warehouse.duckdb", read_only=True) as con:
        assert con.execute("SELECT count(*) FROM fct_run").fetchall()[0][0] == runs[0][0] + 1


def test_rebuild_gives_the_same_ledger_and_keeps_the_old_file(tmp_path):
    run(tmp_path, SAMPLES)
    before = sums(tmp_path)
    rebuild(Options(data=tmp_path), lambda stage: None)
    assert sums(tmp_path) == before
    assert len(list(tmp_path.glob("warehouse-before-*.duckdb"))) == 1


def test_rebuild_mends_a_store_of_other_contracts(tmp_path):
    run(tmp_path, SAMPLES)
    before = sums(tmp_path)
    with store.opened(tmp_path / "warehouse.duckdb") as con:
        con.execute("UPDATE meta_store SET schema_fingerprint = 'older'")
    with pytest.raises(store.StoreVersion):
        run(tmp_path, SAMPLES)
    rebuild(Options(data=tmp_path), lambda stage: None)
    assert sums(tmp_path) == before


def test_a_rebuild_from_nothing_is_refused(tmp_path):
    with pytest.raises(NothingToRebuild, match="no journal"):
        rebuild(Options(data=tmp_path), lambda stage: None)
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_a_rebuild_that_would_lose_articles_puts_the_old_ledger_back(tmp_path):
    run(tmp_path, SAMPLES)
    before = sums(tmp_path)
    (journal,) = (tmp_path / "archive" / "journal").glob("*.jsonl")
    lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    journal.write_text("".join(["X" + lines[0], *lines[1:]]), encoding="utf-8")
    with pytest.raises(NothingToRebuild, match=r"24 of 25 articles.*1 journal lines"):
        rebuild(Options(data=tmp_path), lambda stage: None)
    assert sums(tmp_path) == before
    rebuild(Options(data=tmp_path), lambda stage: None, fewer=True)
    assert ask(tmp_path, "SELECT count(*) FROM dim_article") == [(24,)]


def test_bytes_that_changed_in_the_archive_are_not_read(tmp_path):
    run(tmp_path, SAMPLES)
    (sha256,) = ask(tmp_path, "SELECT page_sha256 FROM mart_claim WHERE page_name LIKE '2023-09-hefei%' LIMIT 1")[0]
    (tmp_path / "archive" / sha256[:2] / sha256[2:]).write_text("武汉市人工智能企业达到99999家。", encoding="utf-8")
    rebuild(Options(data=tmp_path), lambda stage: None, fewer=True)
    assert ask(tmp_path, "SELECT code FROM fct_reject WHERE stage = 'parse'") == [("page_damaged",)]
    assert ask(tmp_path, "SELECT count(*) FROM mart_claim WHERE value = 99999") == [(0,)]


@pytest.fixture
def edited(tmp_path):
    """Write a text under a name and run; gives the values in force."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    text = "合肥见闻\n来源：示例社 2026-01-05 09:00\n2025年，合肥市人工智能核心产业规模达到{}亿元，集聚了一批企业。\n"

    def edit(value: int, name: str = "a.txt") -> list[int]:
        (inbox / name).write_text(text.format(value), encoding="utf-8")
        run(tmp_path, inbox)
        return [v for (v,) in ask(tmp_path, "SELECT (value / 1e8)::BIGINT FROM mart_claim ORDER BY 1")]

    return edit


def test_a_text_put_back_to_its_earlier_form_is_in_force_again(edited, tmp_path):
    assert [edited(800), edited(820), edited(800)] == [[800], [820], [800]]
    before = sums(tmp_path)
    rebuild(Options(data=tmp_path), lambda stage: None)
    assert sums(tmp_path) == before


def test_an_old_copy_under_another_name_does_not_take_over(edited, tmp_path):
    assert [edited(800), edited(820), edited(800, "stale copy.txt"), edited(820)] == [[800], [820], [820], [820]]


def test_a_clock_that_is_set_back_loses_nothing(edited, tmp_path, monkeypatch):
    with monkeypatch.context() as ahead:
        ahead.setattr("flows.fetching.archive.datetime", Tomorrow)
        ahead.setattr("flows.stages.load.datetime", Tomorrow)
        assert edited(800) == [800]
    assert edited(820) == [820]
    assert ask(tmp_path, "SELECT built_at > now() FROM meta_snapshot") == [(True,)]


class Tomorrow(datetime):
    """A clock that is three days ahead."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(days=3)


def test_a_rebuild_that_fails_puts_the_old_file_back(tmp_path, monkeypatch):
    run(tmp_path, SAMPLES)
    before = sums(tmp_path)
    monkeypatch.setattr("flows.stages.load.load_frames", lambda *a: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        rebuild(Options(data=tmp_path), lambda stage: None)
    assert sums(tmp_path) == before


def test_what_was_fetched_before_a_crash_is_loaded_by_the_next_run(tmp_path, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("flows.stages.load.load_frames", lambda *a: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            run(tmp_path, SAMPLES)
    empty = tmp_path / "empty"
    empty.mkdir()
    counts = run(tmp_path, empty)
    assert counts["fetch"]["fetched"] == 0 and counts["parse"]["pages"] == len(list(SAMPLES.glob("*.*"))) - 2


def test_two_runs_cannot_write_at_once(tmp_path):
    with writer(tmp_path, "run"), pytest.raises(Locked, match=r"process \d+ \(fangzhi run, since"):
        run(tmp_path, SAMPLES)


KEY = ("region", "metric", "measure", "value", "value_high", "unit", "comparator", "year", "status")
COPIED = {SEED: ROOT / "tests" / "fixtures" / "seed.expected.json", TWIN: TWIN.with_suffix(".expected.json")}


def annotated_title(page: Path) -> str | None:
    """The seed's headline, as the annotated texts beside it give it."""
    gold = page.parents[1] / "gold" / "dev.jsonl"
    documents = map(json.loads, gold.read_text(encoding="utf-8").splitlines()) if gold.exists() else []
    return next((d["title"] for d in documents if d["id"] == "seed"), None)


@pytest.mark.parametrize("page", [p for p in COPIED if p.exists()], ids=lambda p: p.stem)
def test_a_copied_page_gives_its_eight_claims_and_no_ninth(page, tmp_path):
    """The seed lies beside the checkout, where there is one; its twin of our own lies here."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / page.name).write_bytes(page.read_bytes())
    run(tmp_path, inbox)
    expected = json.loads(COPIED[page].read_text(encoding="utf-8"))
    columns = "region_code, metric, measure, value::DOUBLE, value_high::DOUBLE, unit, comparator, year, status"
    found = ask(tmp_path, f"SELECT {columns} FROM fct_claim ORDER BY ALL")
    assert set(found) == {tuple(fact[name] for name in KEY) for fact in expected["facts"]} and len(found) == 8
    article = (
        "SELECT title, publisher, host, strftime(published_at AT TIME ZONE 'Asia/Shanghai', '%Y-%m-%dT%H:%M:%S+08:00')"
    )
    expected.setdefault("title", annotated_title(page))
    told = tuple(expected[name] for name in ("title", "publisher", "host", "published"))
    assert ask(tmp_path, f"{article} FROM dim_article") == [told]


@pytest.mark.parametrize("page", [p for p in COPIED if p.exists()], ids=lambda p: p.stem)
def test_every_span_is_exact(page, tmp_path):
    run(tmp_path, page.parent)
    with store.opened(tmp_path / "warehouse.duckdb", read_only=True) as con:
        query = "SELECT body, char_start, char_end, quote FROM fct_claim JOIN stg_text USING (article_id)"
        rows = con.execute(query).fetchall()
    assert len(rows) == 8 and all(body[start:end] == quote for body, start, end, quote in rows)


def test_an_edited_page_replaces_its_claims(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    text = "合肥见闻\n来源：示例社 2026-01-05 09:00\n2025年，合肥市人工智能核心产业规模达到{}亿元，集聚了一批企业。\n"
    (inbox / "a.txt").write_text(text.format(800), encoding="utf-8")
    run(tmp_path, inbox)
    (inbox / "a.txt").write_text(text.format(820), encoding="utf-8")
    counts = run(tmp_path, inbox)
    assert (counts["load"]["inserted"], counts["load"]["closed"], counts["load"]["current"]) == (1, 1, 1)
    assert ask(tmp_path, "SELECT (value / 1e8)::BIGINT FROM mart_claim") == [(820,)]
    after = sums(tmp_path)
    rebuild(Options(data=tmp_path), lambda stage: None)
    assert sums(tmp_path) == after


def test_a_stage_that_loses_something_stops_the_run():
    with pytest.raises(Unbalanced, match="took in 3"):
        balanced("parse", 3, articles=1, rejected=1)


def test_samples_read_as_their_author_says(samples):
    """The hand annotations beside the samples; the reader is thin yet, so most of them, not all."""
    data, _ = samples
    expected = [json.loads(line) for line in (ROOT / "samples" / "expected.jsonl").read_text("utf-8").splitlines()]
    names = ("region", "metric", "measure", "value", "unit", "year", "status")
    wanted = {(d["id"], *(f[n] if n != "value" else float(f[n]) for n in names)) for d in expected for f in d["facts"]}
    columns = "page_name, region_code, metric, measure, value::DOUBLE, unit, year, status"
    found = set(ask(data, f"SELECT {columns} FROM mart_claim"))
    copy = {row for row in wanted if row[0] == "2025-03-beijing-review-copy.txt"}
    assert len(found & wanted) >= 0.9 * len(wanted - copy), sorted(wanted - copy - found)
