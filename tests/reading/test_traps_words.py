"""Traps in words for numbers, and numbers of other things. Named after their traps."""

from __future__ import annotations

import pytest

from tests.reading.facts import facts

# -- words for numbers


@pytest.mark.parametrize(
    "text",
    [
        "泉州着力打造千亿级人工智能产业集群。",
        "泉州设立百亿级人工智能产业基金群。",
        "泉州人工智能产业迈向万亿级。",
        "泉州人工智能产业规模已有数百亿元。",
        "泉州人工智能产业规模形成百亿规模。",
        "泉州引进了一批亿元级人工智能项目。",
        "泉州聚集了上千家人工智能企业。",
        "泉州聚集了数百家人工智能企业。",
        "泉州聚集了十余家人工智能企业。",
        "泉州聚集了1000余家人工智能企业。",
        "泉州聚集了一百多家人工智能企业。",
        "泉州聚集了多家人工智能企业。",
    ],
)
def test_orders_of_magnitude_are_no_figures(text):
    """§5.3 and §3.5, 百亿级, 千亿级基金群, 亿元级, 数百亿, 上千."""
    assert facts(text, "metric", "value") == []


@pytest.mark.parametrize(
    "text",
    [
        "目前，泉州大模型企业只有两三家。",
        "目前，泉州大模型企业不过三五家。",
        "目前，泉州人工智能企业690家，占全省的七八成。",
    ],
)
def test_two_or_three_is_no_twenty_three(text):
    """§5.3, orders of magnitude: vague."""
    assert {value for (value,) in facts(text, "value")} <= {690}


@pytest.mark.parametrize(
    ("words", "value", "comparator"),
    [
        ("突破千亿元", 1e11, "ge"),
        ("超百亿元", 1e10, "ge"),
        ("超万亿元", 1e12, "ge"),
        ("近万亿元", 1e12, "approx"),
        ("达到三千亿元", 3e11, "eq"),
        ("达700多亿元", 7e10, "ge"),
    ],
)
def test_round_sums_behind_a_bound_are_figures(words, value, comparator):
    """§5.3, 千亿元 without a digit: a bound makes it a figure, 级 would not."""
    text = f"2025年，浙江机器人产业规模{words}。"
    assert facts(text, "value", "comparator") == [(value, comparator)]


@pytest.mark.parametrize(
    ("words", "value", "comparator"),
    [
        ("占全省一半以上", 50, "ge"),
        ("占全省的四成", 40, "eq"),
        ("占全省的1/3", 33.33, "eq"),
        ("占全省的三分之一以上", 33.33, "ge"),
        ("占全省近一半", 50, "approx"),
        ("占全省的百分之十五", 15, "eq"),
    ],
)
def test_fractions_in_words(words, value, comparator):
    """§5.3 and §3.5, 一半以上, 四成, 占1/3."""
    text = f"目前，温州人工智能企业有820家，{words}。"
    assert facts(text, "region", "metric", "measure", "value", "comparator") == [
        ("330300", "company_count", "level", 820, "eq"),
        ("330300", "company_count", "share", value, comparator),
    ]


@pytest.mark.parametrize("rounded", ["约占全省的1/3", "相当于全省的三分之一"])
def test_a_rounding_beside_the_exact_share(rounded):
    """§5.3, 35% and 1/3 in one text: a repeat, only the exact one counts."""
    text = f"2025年，长沙生产工业机器人4万台，占全省产量的35%，{rounded}。"
    assert facts(text, "measure", "value") == [("level", 40_000), ("share", 35)]


@pytest.mark.parametrize(
    ("words", "value", "comparator"),
    [
        ("翻一番", 100, "eq"),
        ("翻番", 100, "eq"),
        ("翻两番", 300, "eq"),
        ("翻了一番还多", 100, "ge"),
        ("实现倍增", 100, "eq"),
        ("增长1.6倍", 160, "eq"),
        ("增长逾两倍", 200, "ge"),
        ("增长10%以上", 10, "ge"),
    ],
)
def test_doubling(words, value, comparator):
    """§5.3 and §3.5, 翻一番, 翻两番, 增长1.6倍: growth in percent, and no money."""
    text = f"到2028年，无锡人工智能产业规模{words}。"
    assert facts(text, "region", "metric", "measure", "value", "unit", "comparator", "year") == [
        ("320200", "industry_scale", "growth", value, "percent", comparator, 2028)
    ]


@pytest.mark.parametrize("words", ["是2020年的3倍", "相当于三年前的3倍", "成倍增长", "实现两位数增长"])
def test_multiples_and_vague_growth(words):
    """§5.3, 是…的3倍: a comparison, not growth."""
    assert facts(f"目前，无锡人工智能产业规模{words}。", "measure", "value") == []


# -- numbers of other things


@pytest.mark.parametrize(
    "text",
    [
        "这家机器人公司昨日在港交所挂牌，开盘价每股116.2港元，总市值约1067亿港元。",
        "完成本轮融资后，该大模型公司估值达到40亿美元。",
        "合肥的人工智能产业园占地175亩，建筑面积12万平方米。",
        "庆阳的智算中心装机容量300兆瓦，年用电量9亿千瓦时，PUE值为1.2。",
        "中关村人工智能企业去年缴纳税收86亿元。",
        "受关税影响，进口机器人零部件的税率提高到25%。",
        "人工智能峰会吸引观众3.2万人次。",
        "这款机器人售价9.98万元。",
        "咨询电话：0571-88726000，大模型服务专线12345。",
        "这款大模型的参数规模达6710亿。",
        "该智算中心服务客户320家，上架率达到85%。",
    ],
)
def test_numbers_of_other_dimensions(text):
    """§5.3, share price, market cap, tariff, area, MW, taxes and the like."""
    assert facts(text, "metric", "value", "unit") == []


def test_a_rate_per_ten_thousand_is_no_count():
    """§5.3, share price, market cap and the like: robot density is a rate."""
    assert facts("宁波每万名工人拥有机器人420台。", "metric", "value", "unit") == []


def test_a_fund_for_several_industries_is_not_that_of_ai():
    """§5.3, policy-wide funds that also cover other industries."""
    assert facts("杭州三大先导产业母基金总规模1000亿元，人工智能是其中之一。", "metric", "value") == []
