"""What `fangzhi up` runs for one ledger: Prefect's server and UI, the schedule, the published site.

Ports are asked for before they are used and the server must answer with our version, so that nobody
else's server on the same port is taken for ours.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.serving import addresses, recording

HOST = "127.0.0.1"
PREFECT_PORT, SITE_PORT = 4200, 8420
START_SECONDS = 120
# A shell that starts us in the background has SIGINT ignored, by our children too.
STOPPING = ((signal.SIGINT, 5), (signal.SIGTERM, 15), (signal.SIGKILL, 5))


class NotServed(Exception):
    """Something that should be served is not."""


@contextmanager
def up(data: Path, environment: Mapping[str, str]) -> Iterator[tuple[addresses.Served, list[subprocess.Popen]]]:
    """Serve until the caller leaves; gives the addresses really served and the processes behind them."""
    data = data.resolve()
    if other := addresses.find(data):
        _leave_or_clear(data, other)
    port = free_port(PREFECT_PORT)
    own = recording.own_environment(data, environment) | {"FANGZHI_DATA": str(data)}
    own["PREFECT_API_URL"] = f"http://{HOST}:{port}/api"
    log = data / "prefect" / "up.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        site = stack.enter_context(_site(data / "published"))
        output = stack.enter_context(log.open("a", encoding="utf-8"))
        start = partial(_process, stack, env=own, cwd=data, output=output)
        server = start("-m", "prefect", "server", "start", "--host", HOST, "--port", str(port))
        _wait_for(server, own["PREFECT_API_URL"], log)
        schedule = start("-m", "flows.daily")
        served = addresses.Served(
            own["PREFECT_API_URL"],
            f"http://{HOST}:{port}",
            site,
            os.getpid(),
            datetime.now(UTC).isoformat(timespec="seconds"),
            (server.pid, schedule.pid),
        )
        addresses.note(data, served)
        stack.callback(addresses.file(data).unlink, missing_ok=True)
        yield served, [server, schedule]


def _leave_or_clear(data: Path, other: addresses.Served) -> None:
    """Refuse where another `fangzhi up` serves the folder; stop what a killed one left running."""
    if _runs(other.pid):
        raise NotServed(f"`fangzhi up` serves {data} already: process {other.pid}, {other.ui}. Stop that one first.")
    if not recording.unfit(other.api):
        for group in other.children:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
        for _ in range(50):  # until its ports are free again
            if recording.unfit(other.api):
                break
            time.sleep(0.1)
    addresses.file(data).unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    """Is the process alive? One that was killed and not yet reaped is not: its command line is gone."""
    command = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        return command.exists() and bool(command.read_bytes())
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def free_port(wanted: int) -> int:
    """`wanted` if nobody listens there, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise NotServed("No free port on 127.0.0.1.")


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    """The published folder on a free port; gives the address of its page."""
    folder.mkdir(parents=True, exist_ok=True)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Requests are not logged."""

    httpd = ThreadingHTTPServer((HOST, free_port(SITE_PORT)), partial(Quiet, directory=str(folder)))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{httpd.server_address[1]}/site/index.html"
    finally:
        httpd.shutdown()
        httpd.server_close()


def _process(stack: ExitStack, *arguments: str, env: dict[str, str], cwd: Path, output) -> subprocess.Popen:
    """A child of ours in a group of its own, stopped with its children when the stack unwinds."""
    process = subprocess.Popen(
        [sys.executable, *arguments], env=env, cwd=cwd, stdout=output, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    stack.callback(_stop, process)
    return process


def _stop(process: subprocess.Popen) -> None:
    for how, seconds in STOPPING:
        if process.poll() is None:
            os.killpg(process.pid, how)
            with suppress(subprocess.TimeoutExpired):
                process.wait(seconds)


def _wait_for(server: subprocess.Popen, api: str, log: Path) -> None:
    """Until the server answers with our version; raises NotServed where it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    problem: str | None = "was not asked"
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise NotServed(f"Prefect's server ended with exit code {server.returncode}; its log is {log}.")
        if not (problem := recording.unfit(api)):
            return
        time.sleep(0.5)
    raise NotServed(f"Prefect's server {problem} after {START_SECONDS} s; its log is {log}.")
