"""The others' side of speed.py: run by it under .venv-peers, JSON lines in and out, timing only its own work.

First comes {"words": [str]}, the dictionary; then any number of {"task", "texts": [[year of publication, text]],
"passes": n}. Each is answered by {"cpu", "wall": seconds of one pass, "found": [what an article gave]}.

*peer2* is what a competent user would write today after one look at a profile: JioNLP for money and time in the
sentences that have a metric word, a figure and AI in them; cpca for their places, once an article; a regex for the
counts and percentages that JioNLP does not know.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import ahocorasick  # type: ignore[import-not-found]
import ahocorasick_rs  # type: ignore[import-not-found]

answers, sys.stdout = sys.stdout, open(os.devnull, "w")  # noqa: SIM115  JioNLP greets on standard output
import cpca  # type: ignore[import-not-found]  # noqa: E402
import jionlp  # type: ignore[import-not-found]  # noqa: E402

Row = tuple[str, str, float, str, int, str]  # place, metric, value in the base unit, unit, year, status

METRICS = {
    "核心产业规模": "core_industry_scale",
    "核心产业产值": "core_industry_scale",
    "辐射产业规模": "related_industry_scale",
    "相关产业规模": "related_industry_scale",
    "基金": "fund_size",
    "投资": "project_investment",
    "算力": "compute_capacity",
    "智算": "compute_capacity",
    "企业": "company_count",
    "大模型": "model_count",
    "增长": "growth",
    "增速": "growth",
}
MONEY = ("core_industry_scale", "related_industry_scale", "fund_size", "project_investment")
COUNTED = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(家|个|%|[EP]FLOPS|P(?![A-Za-z]))", re.IGNORECASE)
UNITS = {
    "家": ("company_count", "count", 1),
    "个": ("model_count", "count", 1),
    "%": ("growth", "percent", 1),
    "EFLOPS": ("compute_capacity", "PFLOPS", 1000),
    "PFLOPS": ("compute_capacity", "PFLOPS", 1),
    "P": ("compute_capacity", "PFLOPS", 1),
}
FIGURE = re.compile(r"\d|[一二三四五六七八九十][十百千万亿]")
ABOUT_AI = ("人工智能", "大模型", "AI", "算")


def peer2(year: int, text: str) -> list[Row]:
    """What peer2 reads out of one article published in `year`."""
    if "人工智能" not in text and "大模型" not in text:
        return []
    sentences = [s for s in re.split(r"[。\n]", text) if candidate(s)]
    rows: list[Row] = []
    place = ""
    for sentence, own in zip(sentences, places(sentences), strict=True):
        place = own or place
        if place:
            last = last_year(sentence, year)
            status = "target" if last > year else "actual"
            rows += [(place, *figure, last, status) for figure in figures(sentence)]
    return rows


def candidate(sentence: str) -> bool:
    return (
        any(word in sentence for word in METRICS)
        and FIGURE.search(sentence) is not None
        and any(word in sentence for word in ABOUT_AI)
    )


def places(sentences: list[str]) -> list[str]:
    """The narrowest place cpca finds in each sentence, '' for none; one call for all of them."""
    if not sentences:
        return []
    table = cpca.transform(sentences).iloc[:, :3].values.tolist()
    return [next((x for x in reversed(row) if isinstance(x, str) and x not in ("", "市辖区")), "") for row in table]


def last_year(sentence: str, year: int) -> int:
    """The latest year that JioNLP reads in the sentence, else the year of publication."""
    base = time.mktime((year, 6, 1, 0, 0, 0, 0, 0, 0))
    times = jionlp.ner.extract_time(sentence, time_base=base, with_parsing=True)
    ends = [t["detail"]["time"][1] for t in times if isinstance(t["detail"].get("time"), list)]
    return max((int(end[:4]) for end in ends if end.startswith("20")), default=year)


def figures(sentence: str) -> Iterator[tuple[str, float, str]]:
    """Metric, value and unit of the money and the counts in a sentence; money takes the nearest metric word."""
    heads = [(sentence.find(word), metric) for word, metric in METRICS.items() if metric in MONEY and word in sentence]
    for money in jionlp.ner.extract_money(sentence, with_parsing=True):
        amount, start = money["detail"]["num"], money["offset"][0]
        amount = amount[0] if isinstance(amount, list) else amount
        if heads:
            yield min((abs(start - at), metric) for at, metric in heads)[1], float(amount), "CNY"
    for match in COUNTED.finditer(sentence):
        metric, unit, factor = UNITS[match[2].upper()]
        yield metric, float(match[1].replace(",", "")) * factor, unit


def tasks(words: list[str]) -> dict[str, Callable[[int, str], Any]]:
    """What can be asked for: each takes year and text and gives what it found there."""
    plain = ahocorasick.Automaton()
    for number, word in enumerate(words):
        plain.add_word(word, number)
    plain.make_automaton()
    longest = ahocorasick_rs.AhoCorasick(
        words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=ahocorasick_rs.Implementation.DFA
    )
    return {
        "peer2": peer2,
        "pyahocorasick": lambda _, text: len(list(plain.iter(text))),
        "ahocorasick_rs": lambda _, text: len(longest.find_matches_as_indexes(text)),
    }


def timed(task: Callable[[int, str], Any], texts: list[tuple[int, str]], passes: int) -> dict[str, Any]:
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(passes):
        found = [task(year, text) for year, text in texts]
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {"cpu": cpu / passes, "wall": wall / passes, "found": found}


def main() -> None:
    logging.disable(logging.CRITICAL)  # JioNLP logs each figure that it takes for a time and cannot parse
    known = tasks(json.loads(sys.stdin.readline())["words"])
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(timed(known[asked["task"]], asked["texts"], asked["passes"])), file=answers, flush=True)


if __name__ == "__main__":
    main()
