"""The words that tell a promise from a fact."""

import pytest

from flows.reading.status import of


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("力争突破100亿元", "target"),
        ("拟设立基金", "target"),
        ("方案提出培育20家", "target"),
        ("预计超过600亿元", "forecast"),
        ("有望达到1000亿元", "forecast"),
        ("已建成3个", "actual"),
        ("比上年增长9%", "actual"),
        ("规模为80亿元", None),
    ],
)
def test_clauses(clause, expected):
    assert of(clause) == expected


def test_in_a_plan_only_firm_words_are_actual():
    assert of("签约项目20个") == "actual"
    assert of("签约项目20个", planned=True) is None
    assert of("目前有20个", planned=True) == "actual"
