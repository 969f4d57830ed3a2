"""Where a run is recorded: which Prefect server, and in which environment Prefect is imported.

In this order, each only if its health answers and its version fits: the server that PREFECT_API_URL names,
the one that `fangzhi up` runs for this ledger, else Prefect's temporary one. The last two keep everything in
`data/prefect`, so that the user's own Prefect is untouched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import httpx

from flows.serving import addresses

STARTUP_SECONDS = "120"  # Prefect's own limit of 20 s is too short on two loaded cores
KEPT = ("PREFECT_LOGGING_",)  # what of the user's Prefect settings still holds on a server of ours


@dataclass(frozen=True, slots=True)
class Recording:
    """The environment to run in, and the line to tell."""

    environment: dict[str, str]
    told: str


def choose(data: Path, environment: Mapping[str, str]) -> Recording:
    """Pick the server for a run on the ledger in `data`."""
    why_not = []
    if url := environment.get("PREFECT_API_URL"):
        if not (problem := unfit(url)):
            return Recording(dict(environment), f"Recorded in Prefect at {url} (PREFECT_API_URL)")
        why_not.append(f"PREFECT_API_URL {url} {problem}")
    if up := addresses.find(data):
        if not (problem := unfit(up.api)):
            own = own_environment(data, environment) | {"PREFECT_API_URL": up.api}
            return Recording(own, f"Recorded in Prefect at {up.ui} (fangzhi up)")
        why_not.append(f"fangzhi up at {up.api} {problem}")
    own = own_environment(data, environment) | {
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": STARTUP_SECONDS,
    }
    reason = "; ".join(why_not) or "no server is running"
    return Recording(
        own, f"Recorded in a temporary Prefect server, starting ({reason}); `fangzhi up` shows this run later"
    )


def own_environment(data: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without the user's Prefect settings, with Prefect at home in the ledger's folder."""
    home = data / "prefect"
    home.mkdir(parents=True, exist_ok=True)  # without it the temporary server restarts for ever, in silence
    kept = {k: v for k, v in environment.items() if not k.startswith("PREFECT_") or k.startswith(KEPT)}
    return kept | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }


def unfit(api: str) -> str | None:
    """Why a server cannot take our runs, or None: its health must answer, its version be ours up to the patch."""
    try:
        httpx.get(f"{api.rstrip('/')}/health", timeout=5).raise_for_status()
        theirs = str(httpx.get(f"{api.rstrip('/')}/admin/version", timeout=5).raise_for_status().json())
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return f"does not answer ({type(error).__name__})"
    ours = version("prefect")
    same = theirs.split(".")[:2] == ours.split(".")[:2]
    return None if same else f"runs Prefect {theirs}, this is {ours}"
