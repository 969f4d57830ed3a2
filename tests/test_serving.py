"""What a killed `fangzhi up` leaves behind, and which ports are free."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from flows.serving import addresses, recording, up

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def served(pid: int, *children: int) -> addresses.Served:
    return addresses.Served(
        "http://127.0.0.1:9/api", "http://127.0.0.1:9", "http://127.0.0.1:9/s", pid, "now", children
    )


@pytest.fixture
def child():
    process = subprocess.Popen(SLEEPER, start_new_session=True)
    yield process
    process.kill()
    process.wait()


def test_what_a_killed_one_left_running_is_stopped(child, tmp_path, monkeypatch):
    dead = subprocess.Popen(SLEEPER)
    dead.kill()
    os.waitid(os.P_PID, dead.pid, os.WEXITED | os.WNOWAIT)  # not reaped yet: a zombie is not running either
    monkeypatch.setattr(recording, "unfit", lambda api: None if child.poll() is None else "does not answer")
    addresses.note(tmp_path, served(dead.pid, child.pid))
    up._leave_or_clear(tmp_path, addresses.find(tmp_path))
    assert child.wait(10) == -signal.SIGKILL and addresses.find(tmp_path) is None
    dead.wait()


def test_one_that_runs_is_left_alone(child, tmp_path):
    with pytest.raises(up.NotServed, match=f"process {os.getpid()}"):
        up._leave_or_clear(tmp_path, served(os.getpid(), child.pid))
    assert child.poll() is None


def test_a_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind((up.HOST, 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        assert up.free_port(wanted) != wanted
    assert up.free_port(wanted) == wanted


def test_the_users_prefect_settings_stay_outside(tmp_path):
    theirs = {
        "PREFECT_API_DATABASE_CONNECTION_URL": "sqlite:///theirs.db",
        "PREFECT_LOGGING_LEVEL": "DEBUG",
        "HOME": "/h",
    }
    own = recording.own_environment(tmp_path, theirs)
    assert "PREFECT_API_DATABASE_CONNECTION_URL" not in own
    assert own["PREFECT_LOGGING_LEVEL"] == "DEBUG" and own["HOME"] == "/h"
    assert own["PREFECT_HOME"] == str(tmp_path / "prefect") and own["DO_NOT_TRACK"] == "1"
    assert (tmp_path / "prefect").is_dir(), "Prefect's temporary server does not make it"
