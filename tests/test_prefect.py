"""Prefect for real: the server that `fangzhi up` runs, a recorded run with its artifacts, a schedule that fires."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import httpx
import pytest

from flows.serving import addresses, recording

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples" / "inbox"
FANGZHI = [sys.executable, "-m", "flows.cli.main"]
PATIENCE = 120  # seconds; a loaded machine takes its time


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "FANGZHI_"))}
    return kept | more


def fangzhi(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*FANGZHI, *arguments], capture_output=True, text=True, env=environment(**env), cwd=ROOT)


def until(question, what: str):
    """Ask until the answer is true; fails after PATIENCE with what was waited for."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.5)
    pytest.fail(f"waited {PATIENCE} s for {what}")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return tmp_path_factory.mktemp("up")


@pytest.fixture(scope="module")
def up(ledger):
    """`fangzhi up` as its user starts it; gives (addresses, process)."""
    process = subprocess.Popen(
        [*FANGZHI, "up", "--data", str(ledger)], env=environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield until(lambda: addresses.find(ledger), "up.json"), process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


@pytest.fixture(scope="module")
def recorded(ledger, up):
    return fangzhi("run", "--data", str(ledger), "--inbox", str(SAMPLES))


def api(up, path: str, **body):
    return httpx.post(f"{up[0].api}/{path}", json=body, timeout=30).raise_for_status().json()


def test_a_run_is_recorded_where_up_serves(ledger, up, recorded):
    assert recorded.returncode == 0, recorded.stderr
    assert f"Recorded in Prefect at {up[0].ui} (fangzhi up)" in recorded.stdout
    (run,) = [r for r in api(up, "flow_runs/filter") if r["state_type"] == "COMPLETED"]
    assert run["name"].startswith("daily samples/inbox into ")
    assert re.match(r"\d+ claims new, 0 closed, \d+ in force", run["state"]["message"])
    tasks = {t["name"] for t in api(up, "task_runs/filter")}
    assert tasks == {"fetch", "parse", "read", "validate", "load", "publish", "report"}


def test_its_artifacts_stand_under_stable_keys(up, recorded):
    artifacts = {a["key"]: a for a in api(up, "artifacts/filter")}
    assert {k: a["type"] for k, a in artifacts.items()} == {
        "run-summary": "table",
        "data-quality": "markdown",
        "dashboard": "markdown",
    }
    assert up[0].site in artifacts["dashboard"]["data"]
    assert "## Refused, by reason, in all runs" in artifacts["data-quality"]["data"]


def test_the_schedule_makes_a_scheduled_run(up):
    """With SQLAlchemy 2.1 everything looks well and none is ever made."""
    waiting = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    runs = until(lambda: api(up, "flow_runs/filter", **waiting), "a SCHEDULED run")
    assert runs[0]["expected_start_time"][11:16] == "22:30", "06:30 in Shanghai"


def test_a_run_started_by_hand_in_the_ui_completes(up, recorded):
    """With no parameters: the ledger and its inbox are those of `fangzhi up`, found when the run starts."""
    (deployment,) = api(up, "deployments/filter")
    made = api(up, f"deployments/{deployment['id']}/create_flow_run")
    ended = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}

    def state():
        run = httpx.get(f"{up[0].api}/flow_runs/{made['id']}", timeout=30).json()
        return run["state"] if run["state_type"] in ended else None

    ended_as = until(state, "the end of the run")
    assert ended_as["type"] == "COMPLETED" and ended_as["message"].startswith("0 claims new"), ended_as


def test_the_site_is_served_where_it_says(up, recorded):
    page = httpx.get(up[0].site).raise_for_status().text
    assert "承诺与结果" in page


def test_the_same_ledger_without_prefect(ledger, recorded, tmp_path):
    plain = fangzhi("run", "--plain", "--data", str(tmp_path), "--inbox", str(SAMPLES))
    assert plain.returncode == 0, plain.stderr
    sums = [fangzhi("doctor", "--checksum", "--data", str(folder)).stdout for folder in (ledger, tmp_path)]
    assert sums[0] == sums[1] and "ledger" in sums[0]


def test_a_second_up_on_the_same_ledger_is_refused(ledger, up):
    second = fangzhi("up", "--data", str(ledger))
    assert second.returncode == 1 and "serves" in second.stderr and up[0].ui in second.stderr


def test_the_users_own_server_is_taken_only_when_it_answers(ledger, up, tmp_path):
    there = recording.choose(tmp_path, {"PREFECT_API_URL": up[0].api})
    assert there.environment["PREFECT_API_URL"] == up[0].api and "PREFECT_API_URL" in there.told
    nobody = recording.choose(tmp_path, {"PREFECT_API_URL": "http://127.0.0.1:9/api"})
    assert "PREFECT_API_URL" not in nobody.environment and "does not answer" in nobody.told


def test_a_temporary_server_records_for_a_later_up(tmp_path):
    done = fangzhi("run", "--data", str(tmp_path), "--inbox", str(SAMPLES))
    assert done.returncode == 0, done.stderr
    assert "temporary Prefect server" in done.stdout
    assert duckdb.connect(str(tmp_path / "published" / "fangzhi.duckdb"), read_only=True).sql("FROM meta_snapshot")
    import sqlite3

    rows = sqlite3.connect(tmp_path / "prefect" / "prefect.db").execute("SELECT state_type FROM flow_run").fetchall()
    assert rows == [("COMPLETED",)]


def test_up_stops_cleanly(ledger, up):
    """Last in this file: it ends what the others use."""
    served, process = up
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert addresses.find(ledger) is None
    with pytest.raises(httpx.ConnectError):
        httpx.get(served.api)
