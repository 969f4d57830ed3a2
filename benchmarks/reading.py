"""Score the reader on the annotated texts: `make bench-reading` prints a table and rewrites benchmarks/reading.csv.

The guide's half A, on which rules were written and weights trained, is read as the project stands. Our own texts
are read out of fold (`--folds`, minutes; else their rows of the file stay). Half B is read only with `--half-b`,
when an issue is closed.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks import annotated, pages, scores
from flows.reading.read import read_article
from flows.stages.single import article_of, fact

CSV = Path(__file__).with_name("reading.csv")
HEAD = ("texts", "metric", "gold", "found", "right", "precision", "recall", "f1")
REGISTERS = {"news": ("dev", "dev2"), "official": ("dev_gov", "dev_gov2")}


def tally(documents: Iterable[dict]) -> tuple[scores.Tally, float]:
    """The score of some documents, and characters a CPU second."""
    score, found = scores.scorer(), scores.Tally()
    seconds = characters = 0.0
    for document in documents:
        article = article_of(document)
        start = time.process_time()
        claims = read_article(article).claims
        seconds += time.process_time() - start
        characters += len(article.body)
        found.add(document, [fact(claim, sentence=False) for claim in claims], score)
    return found, characters / max(seconds, 1e-9)


def rows(name: str, found: scores.Tally) -> list[tuple]:
    """A row a metric and one for all, as the file holds them."""
    out = [(name, "all", *_counts([sum(d[i] for d in found.documents) for i in range(3)]))]
    for metric, count in found.metrics.items():
        out.append((name, metric, *_counts([count["gold"], count["found"], count["right"]])))
    return out


def _counts(counts: list[int]) -> tuple:
    gold, found, right = counts
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return gold, found, right, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"


def tell(name: str, found: scores.Tally, rate: float | None) -> None:
    (p, r, f), (low, high) = found.f1(), found.interval()
    right = max(found.beside["right"], 1)
    beside = f"comparator {found.beside['comparator'] / right:.3f}  sector {found.beside['sector'] / right:.3f}"
    speed = f"  {rate:,.0f} characters/s" if rate else ""
    print(f"{name:<22} P {p:.3f}  R {r:.3f}  F1 {f:.3f} ({low:.3f}-{high:.3f})  number and unit {found.f1(True)[2]:.3f}"
          f"  {beside}{speed}")  # fmt: skip


def write(new: list[tuple]) -> None:
    """Replace the rows of the texts that were read; keep the others; sorted, so that a change is a diff."""
    named = {row[0] for row in new}
    old = list(csv.reader(CSV.open(encoding="utf-8")))[1:] if CSV.exists() else []
    kept = [tuple(row) for row in old if row[0] not in named]
    with CSV.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEAD, *sorted([*kept, *new], key=lambda r: (r[0], r[1]))])
    pages.write([*kept, *new])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half-b", action="store_true", help="read half B too; only when an issue is closed")
    parser.add_argument("--folds", type=int, help="read our own texts out of fold (needs `make train` once)")
    args = parser.parse_args()
    new: list[tuple] = []
    for half in "AB" if args.half_b else "A":
        for register, names in REGISTERS.items():
            found, rate = tally(d for name in names for d in annotated.gold(name, half))
            tell(f"{register}, half {half}", found, rate)
            new += rows(f"{register}, half {half}", found)
    if args.folds:
        from benchmarks import folds, learning  # they need numpy and scipy, which `make train` installs

        tallies, _ = folds.cross_validate(args.folds, learning.lessons())
        for register, found in tallies.items():
            tell(f"{register}, own texts", found, None)
            new += rows(f"{register}, own texts out of fold", found)
    write(new)


if __name__ == "__main__":
    main()
