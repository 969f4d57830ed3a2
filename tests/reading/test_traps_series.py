"""Traps of identity: what keeps two figures apart, and what is not a figure at all. Named after their traps."""

from __future__ import annotations

import pytest

from tests.reading.facts import facts

# -- scope


def test_core_related_and_whole_in_one_sentence():
    """§5.1, scope: 核心, 相关·带动·辐射 and the whole industry are three metrics."""
    text = "2025年，合肥人工智能产业规模达到1500亿元，其中核心产业规模420亿元，带动相关产业规模3800亿元。"
    assert facts(text, "region", "metric", "value", "year") == [
        ("340100", "industry_scale", 1.5e11, 2025),
        ("340100", "core_industry_scale", 4.2e10, 2025),
        ("340100", "related_industry_scale", 3.8e11, 2025),
    ]


@pytest.mark.parametrize("words", ["相关产业规模", "带动相关产业规模", "辐射产业规模", "关联产业规模", "带动相关产值"])
def test_words_for_the_related_industry(words):
    """§5.1, scope: related·driven·radiated."""
    text = f"到2028年，合肥人工智能{words}突破5000亿元。"
    assert facts(text, "metric", "value", "comparator") == [("related_industry_scale", 5e11, "ge")]


def test_the_manufacturing_part():
    """§5.1, scope: 制造业 keeps its own series."""
    text = "2025年，上海人工智能制造业产值达到330亿元，人工智能产业规模达到5200亿元。"
    assert facts(text, "metric", "value", "scope") == [
        ("industry_scale", 3.3e10, "制造业"),
        ("industry_scale", 5.2e11, None),
    ]


def test_firms_above_size():
    """§5.1, scope: 规上 firms are selected ones."""
    text = "2025年，上海人工智能规上企业有420家，全部人工智能企业超过4000家。"
    assert facts(text, "metric", "value", "scope") == [
        ("key_company_count", 420, "规上"),
        ("company_count", 4000, None),
    ]


def test_a_search_in_the_register():
    """§5.1, scope: names in a business register are counted as firms, and say so in their sentence."""
    text = "某企业查询平台的数据显示，截至2025年底，全国名称或经营范围含人工智能的企业有412.7万家。"
    assert facts(text, "region", "metric", "value", "year") == [("100000", "company_count", 4_127_000, 2025)]


@pytest.mark.parametrize(
    ("words", "metric"),
    [
        ("人工智能领军企业", "key_company_count"),
        ("人工智能上市公司", "key_company_count"),
        ("人工智能专精特新企业", "key_company_count"),
        ("人工智能独角兽企业", "unicorn_count"),
        ("人工智能企业", "company_count"),
        ("人工智能核心企业", "company_count"),
        ("大模型企业", "company_count"),
    ],
)
def test_which_firms_are_counted(words, metric):
    """§5.1, scope: the criterion decides for the metric."""
    assert facts(f"目前，南京拥有{words}43家。", "metric", "value") == [(metric, 43)]


@pytest.mark.parametrize(
    ("words", "metric"),
    [
        ("发布大模型", "model_count"),
        ("完成备案的大模型", "registered_model_count"),
        ("完成登记的大模型", "registered_model_count"),
        ("备案上线大模型", "registered_model_count"),
    ],
)
def test_released_and_registered_models(words, metric):
    """§5.1, scope: 发布, 备案 and 登记 differ several-fold."""
    assert facts(f"截至2月底，南京{words}43款。", "metric", "value") == [(metric, 43)]


# -- basis


@pytest.mark.parametrize(
    ("words", "scope"),
    [("产业规模", None), ("产业产值", "产值"), ("产业营收", "营收"), ("产业增加值", "增加值")],
)
def test_revenue_output_value_added_and_scale(words, scope):
    """§5.1, basis: one metric of the guide, scopes that are never merged."""
    text = f"2025年，佛山机器人{words}达到310亿元。"
    assert facts(text, "metric", "value", "scope") == [("industry_scale", 3.1e10, scope)]


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("新增", "increase"),
        ("净增", "increase"),
        ("新引育", "increase"),
        ("新引进", "increase"),
        ("新培育", "increase"),
        ("拥有", "level"),
        ("累计培育", "level"),
        ("集聚", "level"),
        ("建成后引进", "level"),
    ],
)
def test_stock_and_flow(words, measure):
    """§5.1, basis: stock vs. flow, cumulative vs. new."""
    assert facts(f"2025年，佛山{words}机器人企业130家。", "measure", "value") == [(measure, 130)]


def test_stock_and_flow_side_by_side():
    """§5.1, basis: 新增 governs the nearest item only."""
    text = "2025年，佛山新增机器人企业130家、机器人产业园3个，机器人企业累计达到1120家。"
    assert facts(text, "metric", "measure", "value") == [
        ("company_count", "increase", 130),
        ("park_count", "level", 3),
        ("company_count", "level", 1120),
    ]


# -- period


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2025年，佛山机器人产业营收310亿元。", "year"),
        ("2025年上半年，佛山机器人产业营收310亿元。", "half"),
        ("2025年三季度，佛山机器人产业营收310亿元。", "quarter"),
        ("2025年1—9月，佛山机器人产业营收310亿元。", "year_to_date"),
        ("截至2025年底，佛山机器人产业营收310亿元。", "as_of"),
        ("到2028年，佛山机器人产业营收将达310亿元。", "deadline"),
        ("“十四五”期间，佛山机器人产业营收310亿元。", "span"),
        ("佛山机器人产业营收310亿元。", "none"),
    ],
)
def test_period_types(text, kind):
    """§5.1, period_type: year, half, quarter, year to date, as of, deadline, span, undated."""
    assert facts(text, "value", "period_type") == [(3.1e10, kind)]


def test_a_half_year_and_a_year_of_one_series():
    """§5.3, partial year: both belong to the calendar year, the period tells them apart."""
    text = "2025年上半年，佛山机器人产业营收150亿元；2025年全年，佛山机器人产业营收310亿元。"
    assert facts(text, "value", "year", "period_type") == [(1.5e10, 2025, "half"), (3.1e10, 2025, "year")]


# -- growth beside its level


def test_two_growth_rates_of_two_scopes():
    """§5.1, scope: manufacturing grows by one rate, the industry by another."""
    text = "2025年，上海人工智能制造业产值增长12.8%，人工智能产业规模增长39.6%。"
    assert facts(text, "metric", "measure", "value", "scope") == [
        ("industry_scale", "growth", 12.8, "制造业"),
        ("industry_scale", "growth", 39.6, None),
    ]


# -- what is no figure


@pytest.mark.parametrize(
    "text",
    [
        "上海出台人工智能“十百千万”行动计划。",
        "成都构建人工智能“1+6”政策体系和“15+N”产业布局。",
        "宿迁形成“1+X+1”人工智能产业格局。",
        "上海发布支持人工智能发展的24条举措。",
        "武汉实施人工智能十大工程、五大行动。",
        "方案明确人工智能发展的6个方面22项任务。",
        "上海培育人工智能十大重点企业。",
    ],
)
def test_slogan_numbers(text):
    """§5.3, “十百千万”, “1+6”, “15+N”: symbols and parts of documents."""
    assert facts(text, "metric", "value") == []


def test_the_items_that_spell_a_slogan_out():
    """§5.3, slogan numbers: the items behind it are real."""
    text = "到2028年，烟台实施“十百千”计划：建成人工智能产业园10个，培育人工智能企业100家，打造应用场景1000个。"
    assert facts(text, "metric", "value", "year", "status") == [
        ("park_count", 10, 2028, "target"),
        ("company_count", 100, 2028, "target"),
        ("scenario_count", 1000, 2028, "target"),
    ]


def test_the_body_wins_over_a_rounded_headline():
    """§5.3, headline rounding and headline vs. body: one claim, as the body states it."""
    text = "到2028年，烟台人工智能核心产业规模达到1000亿元，相关产业规模达到6000亿元。"
    assert facts(text, "metric", "value", "comparator", title="超6000亿元！烟台人工智能核心产业再升级") == [
        ("core_industry_scale", 1e11, "eq"),
        ("related_industry_scale", 6e11, "eq"),
    ]


def test_one_figure_told_twice():
    """§5.3, repeated target: the same figure twice is one claim, the place with more detail is told first."""
    text = "到2028年，烟台人工智能企业达到500家。会上再次提到，2028年烟台人工智能企业要达到500家。"
    assert facts(text, "value", "year", "status") == [(500, 2028, "target")]


def test_a_pool_a_rate_and_a_cap_in_one_sentence():
    """§5.1, scope of support: the pool is public funding, rate and cap belong to one applicant."""
    text = "市财政每年发放算力券2.5亿元，对企业按算力合同费用的30%给予补贴，每家每年最高800万元。"
    title = "杭州市支持人工智能产业发展若干措施"
    assert facts(text, "metric", "measure", "value", "comparator", title=title) == [
        ("public_funding", "level", 2.5e8, "eq"),
        ("subsidy_cap", "share", 30, "eq"),
        ("subsidy_cap", "level", 8e6, "le"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "杭州人工智能、集成电路、生物医药三大产业规模达到1.2万亿元。",
    ],
)
def test_one_sum_over_ai_and_other_industries(text):
    """§5.3 and §5.1, ceremony totals and baskets of three industries are not AI."""
    assert facts(text, "metric", "value") == []


def test_ranks_are_no_figures():
    """§5.1, scope: a rank is an opinion."""
    text = "烟台人工智能发展指数位居全国第18位，算力指数排名第9，进入第二梯队。"
    assert facts(text, "metric", "value") == []


def test_points_are_not_percent():
    """§5.1, basis: 百分点."""
    assert facts("2025年，烟台人工智能产业增速比上年提高1.5个百分点。", "measure", "value") == []


def test_a_mark_that_an_exact_figure_has_passed_is_no_second_claim():
    """DECISIONS, 突破千亿、达到1200亿元: the exact value alone."""
    text = "2025年，成都人工智能产业规模1320亿元，提前跨过千亿。"
    assert facts(text, "value", "comparator") == [(1.32e11, "eq")]


def test_what_doubles_together_grows_each():
    """DECISIONS, “双翻番” of two things: growth 100, a claim for each."""
    text = "2025年，青海算力提速，建成标准机架4万架、智能算力规模2.2万P，实现“双翻番”。"
    assert facts(text, "metric", "measure", "value") == [
        ("rack_count", "level", 40000), ("compute_capacity", "level", 22000),
        ("rack_count", "growth", 100), ("compute_capacity", "growth", 100),
    ]  # fmt: skip
