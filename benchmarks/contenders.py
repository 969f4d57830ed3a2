"""Who is timed in speed.py: the reader in this process, the others in one of their own environment."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.news import Sample
from flows.reading.read import read_article
from schemas import vocabulary
from schemas.records import Article

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".venv-peers" / "bin" / "python"
PASSES = {"pyahocorasick": 3, "ahocorasick_rs": 20}  # too quick to be timed once
CONTENDERS = ("ours", "peer2", *PASSES)


@dataclass(frozen=True, slots=True)
class Timing:
    """One pass over the texts: seconds of CPU (user and system) and of the clock, and what each text gave."""

    cpu: float
    wall: float
    found: list[Any]


Run = Callable[[str, list[Sample]], Timing]


def ours(samples: list[Sample]) -> Timing:
    articles = [article_of(sample) for sample in samples]
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    found = [read_article(article).claims for article in articles]
    return Timing(time.process_time() - cpu, time.perf_counter() - wall, found)


def article_of(sample: Sample) -> Article:
    return Article(sample.body, title=sample.title, publisher=sample.publisher, published_on=sample.date)


@contextmanager
def contenders() -> Iterator[Run]:
    """Times any contender on given articles; the others live in a process of their own environment."""
    if not PEERS.exists():
        sys.exit(f"There is no {PEERS.relative_to(ROOT)}: run `make bench-speed`, which installs the peers there.")
    command = [str(PEERS), "-W", "ignore", str(Path(__file__).with_name("peers.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as child:
        _say(child, {"words": dictionary()})
        yield lambda name, samples: ours(samples) if name == "ours" else _theirs(child, name, samples)


def _theirs(child: subprocess.Popen[str], name: str, samples: list[Sample]) -> Timing:
    texts = [(sample.date.year, sample.body) for sample in samples]
    _say(child, {"task": name, "texts": texts, "passes": PASSES.get(name, 1)})
    assert child.stdout
    answer = child.stdout.readline()
    if not answer:
        sys.exit(f"The peers' process ended while it ran {name}; its last words stand above.")
    return Timing(**json.loads(answer))


def _say(child: subprocess.Popen[str], message: dict[str, Any]) -> None:
    assert child.stdin
    try:
        child.stdin.write(json.dumps(message) + "\n")
        child.stdin.flush()
    except BrokenPipeError:
        sys.exit("The peers' process ended; its last words stand above.")


def dictionary() -> list[str]:
    """All words of schemas/vocab of two characters or more; the table of Traditional characters is none."""
    words = {name for place in vocabulary.regions().values() for name in (place.name_zh, place.short_name)}
    words |= {name for place in vocabulary.former_regions() for name in (place.name_zh, place.short_name)}
    words |= {alias.alias for alias in vocabulary.aliases()}
    for metric in vocabulary.metrics().values():
        words |= {*metric.heads, *metric.cues, *metric.marks}
    for outlet in vocabulary.outlets():
        words |= {outlet.name, *outlet.marks}
    for table in (vocabulary.subjects(), vocabulary.masks(), vocabulary.scopes(), vocabulary.classifiers()):
        words |= set(table)
    return sorted(word for word in words | vocabulary.wide_heads() if len(word) > 1)
