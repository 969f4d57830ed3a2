"""Ladders: a text names several years as steps, and later speaks of the first step and the next."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter

from flows.reading.periods import Published, Time

_RUNGS = re.compile(r"(20[2-6]\d)[年”\"]")
_ANNOUNCED = re.compile("[两二三四]个?(?:台阶|阶段|步走|时间节点|节点|时点|步)")
_STOP = re.compile("[。\n]")
_STEP = re.compile(
    "(?P<first>前一|第一|头一|首)个?(?:台阶|阶段|步|节点|时点)|(?P<second>第二)个?(?:台阶|阶段|步|节点|时点)"
    "|(?P<third>第三)个?(?:台阶|阶段|步|节点|时点)|(?P<last>后一|最后一|末)个?(?:台阶|阶段|步|节点|时点)"
)
_WHICH = {"first": 0, "second": 1, "third": 2, "last": -1}


def with_steps(plain: str, times: list[Time], published: Published) -> list[Time]:
    """The times of a text and those of its steps.

    '分2027年、2030年两个台阶。前一个台阶：…' -> 前一个台阶 is a deadline of 2027
    """
    steps: list[Time] = []
    for told in _ANNOUNCED.finditer(plain):
        start = max(plain.rfind("。", 0, told.start()), plain.rfind("\n", 0, told.start())) + 1
        stop = _STOP.search(plain, told.end())
        sentence = plain[start : stop.start() if stop else len(plain)]
        years = sorted({int(y) for y in _RUNGS.findall(sentence) if int(y) >= (published.year or 0)})
        if len(years) > 1:
            steps = _steps(plain, start + len(sentence), years)
    if not steps:
        return times
    taken = {t.start for t in times}
    return sorted([*times, *(s for s in steps if s.start not in taken)], key=attrgetter("start"))


def _steps(plain: str, start: int, years: list[int]) -> list[Time]:
    """What each word for a step means, behind the sentence that announces them."""
    out = []
    for match in _STEP.finditer(plain, start):
        at = _WHICH[match.lastgroup or "first"]
        if at < len(years):
            base = Time(match.start(), match.end(), "deadline", "deadline", years[at])
            out.append(replace(base, reason="year_of_step"))
    return out
