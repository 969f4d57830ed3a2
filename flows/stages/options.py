"""What one run may be told: the same model for the command line, the plain run and the Prefect form."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

DEFAULT_DATA = "data"


def data_folder(given: Path | None) -> Path:
    """The ledger's folder: what is given, else FANGZHI_DATA, else `data` in the present folder."""
    return (given or Path(os.environ.get("FANGZHI_DATA") or DEFAULT_DATA)).expanduser()


class Options(BaseModel):
    """What one run does."""

    model_config = ConfigDict(extra="forbid")

    data: Path | None = Field(
        None, description="Folder of the ledger. Empty: FANGZHI_DATA, else `data` where Fangzhi was started."
    )
    inbox: Path | None = Field(
        None,
        description="Folder of pages to fetch (.txt, .md, .html, .htm). Empty: `inbox` in the ledger's folder.",
    )

    def folders(self) -> tuple[Path, Path]:
        """(data, inbox), absolute, computed when the run starts; the ledger's own inbox is made where it is missing."""
        data = data_folder(self.data).resolve()
        if self.inbox:
            return data, self.inbox.expanduser().resolve()
        inbox = data / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        return data, inbox

    def title(self) -> str:
        """Name of the run, from what it was told: 'daily samples/inbox into data/demo'."""
        data = data_folder(self.data)
        inbox = self.inbox or data / "inbox"
        return f"daily {_short(inbox)} into {_short(data)}"


def _short(path: Path) -> str:
    return "/".join(path.parts[-2:]).lstrip("/")
