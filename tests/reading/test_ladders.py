"""Ladders: the first step and the next, of years that the text named before."""

import pytest

from flows.reading.ladders import with_steps
from flows.reading.periods import Published, find

DECEMBER = Published(2025, 12, 28)


def steps(text):
    times = with_steps(text, find(text, DECEMBER, []), DECEMBER)
    return [(text[t.start : t.end], t.year) for t in times if t.reason == "year_of_step"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("方案分“2027”“2030”两个台阶。前一个台阶1000亿元；后一个台阶1500亿元。",
         [("前一个台阶", 2027), ("后一个台阶", 2030)]),
        ("到2026年、2028年、2030年分三步走。第一步建2座，第二步建4座，第三步建9座。",
         [("第一步", 2026), ("第二步", 2028), ("第三步", 2030)]),
        ("目标定在2027年一个节点。前一个节点已过。", []),
        ("2019年和2020年两个阶段都已过去，第一阶段投了3亿元。", []),
        ("分两步走。第一步建2座。", []),
    ],
)  # fmt: skip
def test_a_step_takes_the_year_that_was_named_for_it(text, expected):
    assert steps(text) == expected


def test_a_text_without_steps_keeps_its_times():
    text = "到2027年，建成智算中心8个。"
    times = find(text, DECEMBER, [])
    assert with_steps(text, times, DECEMBER) is times
