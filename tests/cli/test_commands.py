"""The command line as its user meets it: output, errors as sentences, exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.stages.options import Options
from flows.stages.plain import daily

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "inbox"
FANGZHI = [sys.executable, "-m", "flows.cli.main"]
GUIDE = {
    "region",
    "metric",
    "measure",
    "value",
    "value_high",
    "unit",
    "comparator",
    "year",
    "status",
    "sector",
    "quote",
}


def fangzhi(*arguments, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*FANGZHI, *map(str, arguments)], capture_output=True, text=True, cwd=more.pop("cwd", ROOT), **more
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ledger")
    daily(Options(data=folder, inbox=SAMPLES), lambda stage: None)
    return folder


HOLD = """
import sys, time
from pathlib import Path
import duckdb
from warehouse import store
from warehouse.lock import writer
data = Path(sys.argv[1])
reader = duckdb.connect(str(data / 'published' / 'fangzhi.duckdb'), read_only=True)
reader.execute('FROM mart_trend LIMIT 1')
with writer(data, 'run'), store.opened(data / 'warehouse.duckdb') as con:
    con.execute('BEGIN')
    con.execute("UPDATE fct_claim SET rule = 'loading'")
    print('holding', flush=True)
    time.sleep(60)
"""


@pytest.fixture
def held(data):
    """Another process has the published database open, and a run is in the middle of loading."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout and process.stdout.readline().strip() == "holding"
    yield process
    process.kill()
    process.wait()


def test_sql_works_while_the_ledger_is_read_and_written(data, held):
    done = fangzhi("sql", "--data", data, "from mart_trend")
    assert done.returncode == 0 and "人工智能核心产业规模" in done.stdout


@pytest.mark.parametrize("how", [["--plain"], []], ids=["plain", "prefect"])
def test_a_run_says_who_is_writing(how, data, held):
    done = fangzhi("run", *how, "--data", data, "--inbox", SAMPLES)
    assert done.returncode == 75
    assert f"process {held.pid} (fangzhi run, since" in done.stderr and "Traceback" not in done.stderr


def test_sql_prints_csv_and_json(data):
    core = "metric = 'core_industry_scale' and region_code = '110000'"
    query = f"select region, value::bigint as value from mart_trend where {core} order by all"
    as_csv = fangzhi("sql", "--data", data, "--format", "csv", query)
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    as_json = fangzhi("sql", "--data", data, "--format", "json", query)
    assert [json.loads(line)["region"] for line in as_json.stdout.splitlines()] == [row["region"] for row in rows]
    assert rows[0]["region"] == "北京市"


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_every_mart_prints_in_every_form(form, data):
    done = fangzhi("sql", "--data", data, "--format", form, "from mart_claim")
    assert done.returncode == 0, done.stderr
    assert "subject_in_phrase" in done.stdout, "lists too"


def test_sql_writes_no_files(data, tmp_path):
    done = fangzhi("sql", "--data", data, f"copy (select 1) to '{tmp_path / 'a.csv'}'")
    assert done.returncode == 2 and not (tmp_path / "a.csv").exists()


def test_read_does_not_write_over_its_input(tmp_path):
    given = tmp_path / "in.jsonl"
    given.write_text('{"id": 1, "text": "甲"}\n', encoding="utf-8")
    done = fangzhi("read", "--jsonl", given, "--out", given)
    assert done.returncode == 2 and given.read_text(encoding="utf-8")


def test_a_wrong_query_is_a_sentence(data):
    done = fangzhi("sql", "--data", data, "from nowhere")
    assert done.returncode == 2 and "nowhere" in done.stderr and "Traceback" not in done.stderr


def test_sql_cannot_write(data):
    done = fangzhi("sql", "--data", data, "delete from fct_claim")
    assert done.returncode == 2 and "read-only" in done.stderr


def test_sql_without_a_ledger_says_what_to_do(tmp_path):
    done = fangzhi("sql", "--data", tmp_path, "from mart_trend")
    assert done.returncode == 2 and "fangzhi run" in done.stderr


def test_the_environment_names_the_ledger(data, monkeypatch):
    monkeypatch.setenv("FANGZHI_DATA", str(data))
    assert fangzhi("sql", "from meta_snapshot").returncode == 0


def test_read_prints_a_table_and_json(tmp_path):
    page = SAMPLES / "2023-09-hefei-plan.txt"
    table = fangzhi("read", page)
    assert table.returncode == 0 and "340100" in table.stdout
    facts = [json.loads(line) for line in fangzhi("read", page, "--json").stdout.splitlines()]
    assert set(facts[0]) == {*GUIDE, "char_start", "char_end", "sentence", "rule"}
    assert all(fact["quote"] in fact["sentence"] for fact in facts)


def test_read_refuses_what_is_no_page(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK")
    done = fangzhi("read", tmp_path / "a.zip")
    assert done.returncode == 3 and "Unpack it" in done.stderr


def test_read_says_that_there_is_no_such_file():
    done = fangzhi("read", "nowhere.txt")
    assert done.returncode == 2 and "nowhere.txt" in done.stderr and "not exist" in done.stderr


def test_read_jsonl_keeps_ids_spans_and_changed_bodies(tmp_path):
    clean = "2025年，合肥市人工智能核心产业规模达到800亿元。"
    copied = (ROOT / "tests" / "fixtures" / "select_all_twin.txt").read_text(encoding="utf-8")
    documents = [
        {"id": "clean", "title": None, "source": "", "published": "2026", "text": clean},
        {"id": "copied", "title": None, "source": "", "published": None, "text": copied},
    ]
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text("".join(json.dumps(d) + "\n" for d in documents) + "{broken\n", encoding="utf-8")
    done = fangzhi("read", "--jsonl", given, "--out", out)
    assert done.returncode == 3 and "in.jsonl, line 3" in done.stderr
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert first["id"] == "clean" and "body" not in first and len(first["facts"]) == 1
    assert set(first["facts"][0]) == {*GUIDE, "char_start", "char_end"}
    assert len(second["facts"]) == 8
    assert all(second["body"][f["char_start"] : f["char_end"]] == f["quote"] for f in second["facts"])


def test_parse_tells_the_role_of_each_line():
    done = fangzhi("parse", ROOT / "tests" / "fixtures" / "select_all_twin.txt")
    assert done.returncode == 0
    for role in ("navigation", "title", "byline", "caption", "body", "credit", "teaser"):
        assert role in done.stdout


def test_doctor_finds_a_healthy_ledger_well(data):
    done = fangzhi("doctor", "--data", data)
    assert done.returncode == 0 and "MEND" not in done.stdout


def test_publish_makes_a_lost_copy_again(data):
    (data / "published" / "fangzhi.duckdb").unlink()
    missing = fangzhi("doctor", "--data", data)
    assert missing.returncode == 1 and "fangzhi publish" in missing.stdout
    assert fangzhi("publish", "--data", data).returncode == 0
    assert fangzhi("sql", "--data", data, "from meta_snapshot").returncode == 0


def test_help_names_the_exit_codes_and_is_quick_to_import():
    done = fangzhi("--help")
    assert done.returncode == 0 and "75" in done.stdout and "rebuild" in done.stdout


def test_a_default_inbox_is_made_in_the_ledger(tmp_path):
    done = fangzhi("run", "--plain", cwd=tmp_path)
    assert done.returncode == 0 and (tmp_path / "data" / "inbox").is_dir()


def test_the_built_wheel_alone_runs_from_another_folder(tmp_path):
    """Built here, installed into a folder of its own beside the locked dependencies."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("fangzhi-*.whl")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            "--target",
            tmp_path / "alone",
            wheel,
        ],
        check=True,
        capture_output=True,
    )
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'alone')!r})\n"
        "import flows, warehouse\n"
        f"assert flows.__file__.startswith({str(tmp_path)!r}) and warehouse.__file__.startswith({str(tmp_path)!r})\n"
        "from flows.cli.main import main\n"
        "main()\n"
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", program, "run", "--plain", "--inbox", str(SAMPLES)],
        capture_output=True,
        text=True,
        cwd=elsewhere,
    )
    assert done.returncode == 0, done.stderr
    assert (elsewhere / "data" / "published" / "site" / "index.html").is_file()


def test_doctor_waits_for_no_run_and_hinders_none(data, held):
    done = fangzhi("doctor", "--data", data)
    assert done.returncode == 75 and f"process {held.pid}" in done.stderr and "Traceback" not in done.stderr


def test_a_tilde_means_home_in_every_command(data, monkeypatch):
    monkeypatch.setenv("HOME", str(data.parent))
    monkeypatch.setenv("FANGZHI_DATA", f"~/{data.name}")
    assert fangzhi("sql", "from meta_snapshot").returncode == 0
    assert fangzhi("doctor").returncode == 0
