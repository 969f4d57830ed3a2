"""Score the reader on annotated texts: `make bench`. Texts and scorer lie beside the checkout, in shared/gold.

Prints whole-key precision, recall and F1 a file, and characters read a second of CPU, parsing included.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flows.stages.single import BadLine, read_lines

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def score(gold: Path, folder: Path) -> dict:
    """The scorer's JSON for one annotated file, with `rate` in characters a CPU second."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    list(read_lines(lines[:1], gold.name))  # vocabulary and patterns are loaded once, not timed
    start = time.process_time()
    documents = list(read_lines(lines, gold.name))
    seconds = time.process_time() - start
    out = folder / gold.name
    good = [d for d in documents if not isinstance(d, BadLine)]
    out.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in good), encoding="utf-8")
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(out), "--json"]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return said | {"rate": sum(len(json.loads(line)["text"]) for line in lines) / seconds}


def main() -> None:
    files = sorted(GOLD.glob("dev*.jsonl"))
    if not files:
        sys.exit(
            f"No annotated texts in {GOLD}: put *.jsonl as {{id, title, source, published, text, facts}} lines there."
        )
    print(
        f"{'file':<14}{'documents':>10}{'gold':>6}{'found':>7}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}{'characters/s':>14}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for gold in files:
            s = score(gold, Path(folder))
            counts = f"{s['documents']:>10}{s['gold']:>6}{s['predicted']:>7}{s['right']:>7}"
            print(f"{gold.stem:<14}{counts}{s['precision']:>8.3f}{s['recall']:>8.3f}{s['f1']:>8.3f}{s['rate']:>14,.0f}")


if __name__ == "__main__":
    main()
