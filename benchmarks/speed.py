"""How fast is the reader? `make bench-speed`: texts in, claims out, one processor, side by side in one run.

Against the text stage of *peer2* (JioNLP and cpca, see peers.py) and against one pass of an Aho-Corasick automaton
over the same text with all words of schemas/vocab. Contenders take turns in rotating order; each round has articles
nobody has seen yet (but the annotated texts are the same in each); ratios are of CPU time, one a round.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import news
from benchmarks.contenders import CONTENDERS, PASSES, Run, Timing, article_of, contenders, dictionary
from benchmarks.news import Sample
from flows.reading.read import read_article

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
KEY = ("region", "metric", "measure", "value", "value_high", "unit", "year", "status")
WARM = 40  # articles read by each before anything is timed


@dataclass(frozen=True, slots=True)
class Round:
    samples: list[Sample]
    timings: dict[str, Timing]  # by contender

    def ratio(self, slow: str, fast: str) -> float:
        return self.timings[slow].cpu / self.timings[fast].cpu


def compare(run: Run, rounds: Iterable[list[Sample]]) -> list[Round]:
    """Everyone on every round's articles, each round begun by another."""
    done = []
    for number, samples in enumerate(rounds):
        turn = number % len(CONTENDERS)
        order = CONTENDERS[turn:] + CONTENDERS[:turn]
        done.append(Round(samples, {name: run(name, samples) for name in order}))
    return done


def tell(title: str, rounds: list[Round]) -> None:
    """Rates (medians over the rounds) and ratios (medians, lowest and highest)."""
    characters = sum(len(s.body) for r in rounds for s in r.samples) / sum(len(r.samples) for r in rounds)
    print(f"\n{title}: {len(rounds)} rounds of {len(rounds[0].samples)}, {characters:,.0f} characters each")
    print(f"  {'':<16}{'articles/s':>12}{'articles/CPU-s':>16}{'characters/CPU-s':>18}")
    for name in CONTENDERS:
        wall = statistics.median(len(r.samples) / r.timings[name].wall for r in rounds)
        rate = statistics.median(len(r.samples) / r.timings[name].cpu for r in rounds)
        cpu = statistics.median(sum(len(s.body) for s in r.samples) / r.timings[name].cpu for r in rounds)
        print(f"  {name:<16}{wall:>12,.1f}{rate:>16,.1f}{cpu:>18,.0f}")
    base = min(PASSES, key=lambda name: statistics.median(r.timings[name].cpu for r in rounds))
    print(f"  ours is {_spread([r.ratio('peer2', 'ours') for r in rounds])} times as fast as peer2")
    for name in PASSES:
        mark = " (the base: the faster automaton)" if name == base else ""
        print(f"  ours takes {_spread([r.ratio('ours', name) for r in rounds])} times one pass of {name}{mark}")


def _spread(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


def tell_hits(rounds: list[Round]) -> None:
    """What was found of the generated claims: whole keys by ours; values and units alone by ours and by peer2."""
    counts: Counter[str] = Counter()
    for r in rounds:
        for sample, own, rows in zip(r.samples, r.timings["ours"].found, r.timings["peer2"].found, strict=True):
            gold = Counter(_key(claim.__getitem__) for claim in sample.claims)
            read = Counter(_key(claim.__getattribute__) for claim in own)
            theirs = Counter((value, unit) for _, _, value, unit, *_ in rows)
            counts["stated"] += gold.total()
            counts["read"] += read.total()
            counts["right"] += (read & gold).total()
            counts["ours"] += (_figures(read) & _figures(gold)).total()
            counts["peer2"] += (theirs & _figures(gold)).total()
    whole, own = counts["right"] / counts["stated"], counts["right"] / max(1, counts["read"])
    ours, peer2 = counts["ours"] / counts["stated"], counts["peer2"] / counts["stated"]
    print(f"  {counts['stated']:,} claims, whole keys: ours found {whole:.1%}; of what it read {own:.1%} are right")
    print(f"  value and unit alone: ours found {ours:.1%}, peer2 {peer2:.1%}")


def _key(get: Callable[[str], Any]) -> tuple[Any, ...]:
    return tuple(float(get(name)) if name == "value" else get(name) for name in KEY)


def _figures(keys: Counter[tuple[Any, ...]]) -> Counter[tuple[float, str]]:
    return Counter((key[KEY.index("value")], key[KEY.index("unit")]) for key in keys.elements())


def stream(count: int, seed: int) -> float:
    """Read that many articles, made one by one and thrown away; the peak of memory since the start, in MiB."""
    for sample in news.articles(seed, count):
        read_article(article_of(sample))
    return peak()


def peak() -> float:
    """This process's largest resident memory so far, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage's would hold that of the parent process too
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def tell_memory(seed: int, long: bool) -> None:
    base = stream(WARM, seed + 1)
    print(f"memory: peak {base:.1f} MiB after {WARM} articles", flush=True)
    for count in (2_000, 100_000) if long else (2_000,):
        start = time.process_time()
        grown = stream(count, seed + count) - base
        print(
            f"  +{grown:.1f} MiB after {count:,} more ({time.process_time() - start:,.0f} CPU-s, making them included)",
            flush=True,
        )


def annotated() -> list[Sample]:
    """The annotated texts beside the checkout, where there are any."""
    documents = (json.loads(line) for file in sorted(GOLD.glob("dev*.jsonl")) for line in file.open(encoding="utf-8"))
    return [
        Sample(d["title"], d["source"], date.fromisoformat(d["published"]), d["text"], ())
        for d in documents
        if len(d.get("published") or "") == 10
    ]


def pin() -> str:
    """Keep this process and its children on one processor, where the system lets us."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned: this system does not let us"
    processor = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {processor})
    return f"pinned to processor {processor}"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.split("\n\n")[0])
    parser.add_argument("--articles", type=_positive, default=200, metavar="N", help="generated articles a round (200)")
    parser.add_argument("--rounds", type=_positive, default=7, metavar="N", help="rounds (7)")
    parser.add_argument("--seed", type=int, default=7, help="of the generated articles (7)")
    parser.add_argument("--memory", action="store_true", help="also stream 100,000 articles for the peak of memory")
    return parser.parse_args()


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def main() -> None:
    given = options()
    print(f"one processor, {pin()}; Python {sys.version.split()[0]}; {len(dictionary()):,} words in the automata")
    with contenders() as run:
        tell_memory(given.seed, given.memory)
        for name in CONTENDERS:
            run(name, list(news.articles(given.seed + 1, WARM)))
        made = (list(news.articles(given.seed, given.articles, r * given.articles)) for r in range(given.rounds))
        rounds = compare(run, made)
        tell("generated news", rounds)
        tell_hits(rounds)
        if texts := annotated():
            tell("annotated texts (told, not judged)", compare(run, [texts] * given.rounds))


if __name__ == "__main__":
    main()
