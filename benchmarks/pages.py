"""The measured tables of docs/reading.md, from benchmarks/reading.csv and the reader's calibration."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from flows.reading.choice import scoring
from schemas.vocabulary import metrics

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reading.md"
SETS = ("news, own texts out of fold", "official, own texts out of fold")


def write(rows: list[tuple]) -> None:
    """Put both tables between their marks."""
    page = PAGE.read_text(encoding="utf-8")
    for name, table in (("measured", measured(rows)), ("confidence", confidence())):
        page = re.sub(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", lambda m, t=table: m[1] + t + m[2], page, flags=re.S)
    PAGE.write_text(page, encoding="utf-8")


def measured(rows: list[tuple]) -> str:
    """A row a metric: facts, precision and recall in news and in official texts."""
    found = {(row[0], row[1]): row for row in rows}
    lines = ["| metric | what | news: facts | precision | recall | official: facts | precision | recall |"]
    lines.append("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for key in ["all", *metrics()]:
        name = metrics()[key].name_zh if key in metrics() else "all together"
        cells = [cell for texts in SETS for cell in _cells(found.get((texts, key)))]
        lines.append(f"| `{key}` | {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cells(row: tuple | None) -> list[str]:
    return [str(row[2]), f"{float(row[5]):.2f}", f"{float(row[6]):.2f}"] if row else ["0", "", ""]


def confidence() -> str:
    """The steps of the calibration."""
    steps = sorted((float(low), share) for low, share in scoring.weights().get("calibration", {}).items())
    lines = [
        "| product of the fields' probabilities, from | confidence: share of right claims out of fold |",
        "| --- | --- |",
    ]
    return "\n".join([*lines, *(f"| {low:.2f} | {share:.2f} |" for low, share in steps)]) + "\n"


if __name__ == "__main__":
    with Path(__file__).with_name("reading.csv").open(encoding="utf-8") as file:
        write([tuple(row) for row in csv.reader(file)][1:])
