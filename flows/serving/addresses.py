"""What `fangzhi up` serves for a data folder: its addresses, as `data/prefect/up.json` names them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Served:
    """Addresses that a running `fangzhi up` answers on."""

    api: str  # Prefect's API
    ui: str
    site: str
    pid: int
    since: str
    children: tuple[int, ...] = ()  # process groups of server and schedule


def file(data: Path) -> Path:
    return data / "prefect" / "up.json"


def find(data: Path) -> Served | None:
    """What the folder's `up.json` says, if there is one that can be read."""
    try:
        return Served(**json.loads(file(data).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def note(data: Path, served: Served) -> None:
    file(data).parent.mkdir(parents=True, exist_ok=True)
    file(data).write_text(json.dumps(asdict(served), indent=1) + "\n", encoding="utf-8")


def site_address(data: Path) -> str:
    """Where the site is: served by `fangzhi up`, else the file itself."""
    served = find(data)
    return served.site if served else (data / "published" / "site" / "index.html").as_uri()
