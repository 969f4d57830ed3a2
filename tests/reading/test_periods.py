"""Times against the day of publication, and the plans named in 《》."""

import pytest

from flows.reading.periods import Published, find, plan_year, policies

MARCH = Published(2026, 3, 20)


@pytest.mark.parametrize(
    ("text", "year", "role", "kind"),
    [
        ("到2027年", 2027, "deadline", "deadline"),
        ("2025年上半年", 2025, "at", "half"),
        ("今年一季度", 2026, "at", "quarter"),
        ("去年", 2025, "at", "year"),
        ("明年", 2027, "at", "year"),
        ("截至2025年6月底", 2025, "as_of", "as_of"),
        ("截至12月底", 2025, "as_of", "as_of"),
        ("去年1—10月", 2025, "at", "year_to_date"),
        ("今年前三季度", 2026, "at", "year_to_date"),
        ("十五五期间", 2030, "at", "span"),
        ("“十四五”末", 2025, "at", "span"),
        ("用三年时间", 2029, "deadline", "deadline"),
        ("未来五年", 2031, "at", "deadline"),
        ("较2023年", 2023, "comparison", "year"),
        ("自2022年以来", 2022, "since", "span"),
        ("目前", 2026, "now", "as_of"),
        ("二〇二五年", 2025, "at", "year"),
        ("2022年至2024年", 2024, "at", "span"),
        ("到2月底", 2026, "as_of", "as_of"),
    ],
)
def test_years_and_roles(text, year, role, kind):
    (time,) = find(text, MARCH, [])
    assert (time.year, time.role, time.period_type) == (year, role, kind)


def test_same_year_is_carried():
    times = find("2023年规模为80亿元，同年企业达到90家", MARCH, [])
    assert [t.year for t in times] == [2023, 2023]


def test_a_past_date_in_the_sentence_begins_the_span():
    times = find("2023年签约时约定，五年内投产", MARCH, [])
    assert times[-1].year == 2028


def test_plan_years_are_the_policy_s_own():
    (policy,) = policies("《滨江市算力发展行动计划（2024—2026年）》提出")
    assert (policy.year, policy.is_plan) == (2026, True)
    assert find("《滨江市算力发展行动计划（2024—2026年）》提出", MARCH, [(policy.start, policy.end)]) == []


def test_an_unmarked_plan_is_found():
    (policy,) = policies("印发机器人产业发展行动方案（2025—2027年）。")
    assert policy.year == 2027


@pytest.mark.parametrize(
    ("name", "year"), [("三年行动（2023-25年）", 2025), ("“十五五”规划", 2030), ("若干措施", None)]
)
def test_plan_year(name, year):
    assert plan_year(name) == year
