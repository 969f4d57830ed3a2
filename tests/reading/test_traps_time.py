"""Traps of time and promise: each test is named after its trap and holds what the annotation guide decides."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from flows.reading.read import read_article
from schemas.records import Article
from tests.reading import facts as plain

facts = partial(plain.facts, day=date(2026, 8, 20))


@pytest.mark.parametrize(
    ("months", "end"),
    [
        ("1-4月", date(2026, 4, 30)),
        ("前5个月", date(2026, 5, 31)),
        ("一至七月", date(2026, 7, 31)),
        ("头7个月", date(2026, 7, 31)),
    ],
)
def test_january_to_april_is_no_day(months, end):
    """§3.5, "1-4月" is not the 4th of January."""
    text = f"今年{months}，重庆机器人产业营收达到186亿元。"
    assert facts(text, "value", "year", "period_type", "period_start", "period_end") == [
        (1.86e10, 2026, "year_to_date", date(2026, 1, 1), end)
    ]


@pytest.mark.parametrize(
    ("words", "year", "kind"),
    [
        ("2025年", 2025, "year"),
        ("2025全年", 2025, "year"),
        ("2025年上半年", 2025, "half"),
        ("去年下半年", 2025, "half"),
        ("今年二季度", 2026, "quarter"),
        ("去年前三季度", 2025, "year_to_date"),
        ("今年7月", 2026, "month"),
    ],
)
def test_partial_years_keep_their_kind(words, year, kind):
    """§5.3 and §5.1, partial year: the calendar year, and the kind of period that keeps it out of yearly series."""
    text = f"{words}，重庆机器人产业营收达到186亿元，同比增长21%。"
    assert facts(text, "measure", "value", "year", "status", "period_type") == [
        ("level", 1.86e10, year, "actual", kind),
        ("growth", 21, year, "actual", kind),
    ]


@pytest.mark.parametrize(
    ("words", "year", "as_of"),
    [
        ("截至2025年6月底", 2025, date(2025, 6, 30)),
        ("截至今年6月底", 2026, date(2026, 6, 30)),
        ("截至去年末", 2025, date(2025, 12, 31)),
        ("截至7月底", 2026, date(2026, 7, 31)),
        ("截至11月底", 2025, date(2025, 11, 30)),
        ("截至目前", 2026, None),
        ("目前", 2026, None),
    ],
)
def test_as_of(words, year, as_of):
    """§5.3 and §3.5, 截至目前, 截至2025年6月底: the stated day, else the year of publication."""
    text = f"{words}，郑州人工智能企业达到690家。"
    assert facts(text, "value", "year", "status", "as_of") == [(690, year, "actual", as_of)]


def test_recently_is_the_year_of_publication():
    """§3.5, 近日."""
    assert facts("近日，郑州一座智算中心投用，算力规模1200P。", "value", "year", "status") == [(1200, 2026, "actual")]


@pytest.mark.parametrize(
    ("words", "year"),
    [("到2027年", 2027), ("到2027年底", 2027), ("2027年底前", 2027), ("2028年", 2028), ("至2030年", 2030)],
)
@pytest.mark.parametrize("day", [date(2024, 1, 5), date(2026, 8, 20)])
def test_deadlines_are_years_not_spans_from_today(words, year, day):
    """§5.3 and §3.5, 到2025年, 2027年底, 力争."""
    text = f"郑州提出，{words}，力争全市人工智能企业达到1500家。"
    assert facts(text, "value", "year", "status", day=day) == [(1500, year, "target")]


@pytest.mark.parametrize(
    ("words", "year", "status"),
    [
        ("“十四五”末，郑州人工智能企业达到690家。", 2025, "actual"),
        ("“十四五”期间，郑州建成智算中心6个。", 2025, "actual"),
        ("到“十五五”末，郑州人工智能企业要达到2000家。", 2030, "target"),
        ("“十五五”期间，郑州将建成智算中心12个。", 2030, "target"),
    ],
)
def test_five_year_plans(words, year, status):
    """§5.3 and §3.5, 十四五末 is 2025, 十五五末 is 2030."""
    assert facts(words, "year", "status") == [(year, status)]


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("三年内", 2029),
        ("用三年时间", 2029),
        ("未来五年", 2031),
        ("今年年底前", 2026),
        ("今年", 2026),
        ("明年底前", 2027),
        ("年内", 2026),
    ],
)
def test_rolling_spans_count_from_publication(words, year):
    """§5.3, 三年内, 未来五年, 年底前."""
    text = f"贵阳市提出，{words}，力争建成智算中心8个。"
    assert facts(text, "value", "year", "status") == [(8, year, "target")]
    assert facts(text, "year", day=date(2024, 3, 1)) == [(year - 2,)]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("《贵阳市智算产业行动计划（2026—2028年）》", 2028),
        ("《贵阳市智算产业三年行动计划（2025-2027年）》", 2027),
        ("《贵阳市“十五五”智算产业发展规划》", 2030),
        ("《贵阳市智算产业若干措施》", None),
    ],
)
def test_plan_names_with_years(title, year):
    """§5.3 and §3.5, plan names: no figure comes from the name, undated targets take its last year."""
    text = f"{title}日前印发，提出建成智算中心8个。"
    assert facts(text, "value", "year", "status") == [(8, year, "target")]


def test_the_years_of_a_plan_are_not_those_of_an_actual():
    """§5.3, plan names are masked before times are read."""
    text = "自《贵阳市智算产业行动计划（2022—2024年）》实施以来，全市已建成智算中心8个。"
    assert facts(text, "value", "year", "status", title="贵阳算力产业提速") == [(8, 2026, "actual")]


def test_ladder_targets():
    """§5.3 and §5.1, a yearly ladder: one claim a year."""
    text = "按照规划，到2026年，全市算力规模达到3000P；到2027年，达到8000P；到2028年，达到1.5万P。"
    assert facts(text, "region", "value", "year", "status", title="九江公布算力发展规划") == [
        ("360400", 3000, 2026, "target"),
        ("360400", 8000, 2027, "target"),
        ("360400", 15_000, 2028, "target"),
    ]


def test_a_target_for_each_year():
    """§5.1, per-year ladder: 每年不少于N个 is the level of the plan's last year."""
    text = "《温州市人工智能行动方案（2026—2028年）》提出，每年开放应用场景不少于30个。"
    assert facts(text, "measure", "value", "comparator", "year", "status") == [("level", 30, "ge", 2028, "target")]


@pytest.mark.parametrize(
    "text",
    [
        "洛阳市就人工智能产业发展若干措施公开征求意见，征求意见稿提出，到2028年，人工智能企业达到260家。",
        "洛阳市拟出台的方案提出，到2028年人工智能企业达到260家。",
    ],
)
def test_drafts_are_targets(text):
    """§5.3, 征求意见稿."""
    assert facts(text, "region", "value", "year", "status") == [("410300", 260, 2028, "target")]


@pytest.mark.parametrize(
    ("words", "status", "year"),
    [
        ("拟设立", "target", None),
        ("筹建", "target", None),
        ("计划设立", "target", None),
        ("设立", "actual", 2026),
        ("已设立", "actual", 2026),
    ],
)
def test_a_fund_that_is_only_planned(words, status, year):
    """§5.3, 拟: planned and undated, against done."""
    text = f"洛阳市{words}总规模20亿元的人工智能产业基金。"
    assert facts(text, "metric", "value", "status", "year") == [("fund_size", 2e9, status, year)]


def test_a_target_that_a_later_one_replaces():
    """§5.3, revised target: both stay."""
    text = "征求意见稿写的是，到2028年，洛阳人工智能核心产业规模达到300亿元；正式印发的文件将这一数字改为400亿元。"
    assert facts(text, "value", "year", "status") == [(3e10, 2028, "target"), (4e10, 2028, "target")]


def test_a_target_whose_year_is_past():
    """§5.3, repeated target of an older plan."""
    text = "2021年发布的规划提出，到2025年，洛阳人工智能核心产业规模达到100亿元。"
    assert facts(text, "value", "year", "status") == [(1e10, 2025, "target")]


def test_output_promised_by_a_project():
    """§5.3, 投产后年产值60亿元: a forecast of output, not part of the investment."""
    text = "总投资35亿元的机器人产业园项目在芜湖开工，投产后预计年产值60亿元。"
    assert facts(text, "metric", "value", "status") == [
        ("project_investment", 3.5e9, "actual"),
        ("industry_scale", 6e9, "forecast"),
    ]


def test_phase_and_total():
    """§5.3, 首期20亿, 总规模50亿: two claims."""
    text = "7月，昆明设立人工智能产业基金，总规模50亿元，首期20亿元。"
    assert facts(text, "region", "metric", "value", "scope", "status") == [
        ("530100", "fund_size", 5e9, None, "actual"),
        ("530100", "fund_size", 2e9, "首期", "actual"),
    ]


def test_phase_and_total_of_an_investment():
    """§5.3, 一期 against the whole."""
    text = "昆明的智算中心项目总投资38亿元，其中一期投资11.6亿元。"
    (whole, phase) = facts(text, "metric", "value", "scope")
    assert (whole[:2], phase) == (("project_investment", 3.8e9), ("project_investment", 1.16e9, "一期"))
    assert whole[2] != "一期"


def test_the_year_counts_from_publication_not_from_the_copy():
    """§5.3, rolling spans: the same words in an older text mean an older year."""
    text = "去年，重庆机器人产业营收达到186亿元；今年力争突破220亿元。"
    assert facts(text, "year", "status", day=date(2023, 5, 4)) == [(2022, "actual"), (2023, "target")]


def test_nothing_is_known_of_the_day():
    """§5.3, as-of without any date: no year is guessed."""
    reading = read_article(Article(body="目前，郑州人工智能企业达到690家。"))
    assert [(c.value, c.year) for c in reading.claims] == [(690, None)]
