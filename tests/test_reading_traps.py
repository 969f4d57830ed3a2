"""Traps in how figures are written: each test is named after its trap and holds what the annotation guide decides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.reading.read import read_article
from schemas.records import Article

DAY = date(2026, 3, 20)


def facts(text, *fields, title=None, day=DAY):
    """The claims of a text, each as the tuple of these fields, in the order of the text."""
    claims = read_article(Article(body=text, title=title, published_on=day)).claims
    rows = [[getattr(claim, field) for field in fields] for claim in claims]
    return [tuple(float(v) if isinstance(v, Decimal) else v for v in row) for row in rows]


# -- money and other units


def test_38_ge_is_no_money():
    """§3.5, 38个."""
    assert facts("绍兴已上线行业大模型38个。", "metric", "value", "unit") == [("model_count", 38, "count")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("截至去年底，廣東機器人產業規模達到3000億元。", 3e11),
        ("截至去年底，廣東機器人產業規模達50億元(人民幣)。", 5e9),
        ("截至去年底，廣東機器人產業規模達兩百億元。", 2e10),
    ],
)
def test_traditional_amounts(text, value):
    """§3.5, 3000億元 and 50億元(人民幣)."""
    assert facts(text, "region", "value", "unit", "year") == [("440000", value, "CNY", 2025)]


def test_currency_carried_by_a_note():
    """§5.3, (人民幣,下同): the note says what 元 means anyway, and adds no figure."""
    text = "2025年，江苏人工智能核心产业规模为1850亿元（人民币，下同），机器人产业规模为1200亿元。"
    assert facts(text, "metric", "value", "unit") == [
        ("core_industry_scale", 1.85e11, "CNY"),
        ("industry_scale", 1.2e11, "CNY"),
    ]


@pytest.mark.parametrize(
    ("amount", "unit"), [("10億元", "CNY"), ("10億港元", "HKD"), ("10億美元", "USD"), ("10億澳門元", "MOP")]
)
def test_bare_yuan_in_a_text_of_hong_kong(amount, unit):
    """§5.3, 預留10億元: 元 means CNY wherever it stands, a named currency wins."""
    text = f"香港特區政府預留{amount}支持人工智能研發。"
    assert facts(text, "region", "metric", "value", "unit", "year", "status") == [
        ("810000", "public_funding", 1e9, unit, None, "target")
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("总部在深圳的一家机器人公司获得2亿美元融资（约14.2亿元人民币）。", 2e8, "USD"),
        ("位于深圳的一家机器人公司完成10亿元融资（约合1.4亿美元）。", 1e9, "CNY"),
        ("深圳机器人产业规模达到2500亿元（折合350亿美元）。", 2.5e11, "CNY"),
    ],
)
def test_bracketed_conversion(text, value, unit):
    """§5.3, 1000億元(約160億美元): only the currency named first."""
    assert facts(text, "region", "value", "unit") == [("440300", value, unit)]


@pytest.mark.parametrize(
    ("number", "value"),
    [("25,000.00万元", 2.5e8), ("5,080亿元", 5.08e11), ("３，０８０万元", 3.08e7), ("１２．５亿元", 1.25e9)],
)
def test_thousands_and_decimals(number, value):
    """§5.3, 25,000.00万元 and full-width digits: exact."""
    text = f"位于银川的智算中心昨日开工，总投资{number}。"
    assert facts(text, "metric", "value", "unit") == [("project_investment", value, "CNY")]


def test_ninety_yi_is_nine_billion():
    """§5.3, translation slips."""
    assert facts("2025年，大连机器人产业规模为90亿元。", "value") == [(9_000_000_000,)]


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("300P", 300),
        ("1000P", 1000),
        ("4万P", 40_000),
        ("150EFLOPS", 150_000),
        ("150Eflops", 150_000),
        ("1.5 EFlops", 1500),
        ("3500PFlops（FP16）", 3500),
    ],
)
def test_compute_in_its_many_spellings(amount, value):
    """§5.3, P / EFLOPS / PB: everything in PFLOPS."""
    text = f"目前，九江智能算力规模达到{amount}。"
    assert facts(text, "region", "metric", "value", "unit") == [("360400", "compute_capacity", value, "PFLOPS")]


def test_petabytes_are_no_compute():
    """§5.3, 56PB算力: a size of data never becomes computing power."""
    assert "compute_capacity" not in {m for (m,) in facts("目前，九江智算中心提供56PB算力。", "metric")}


# -- bounds


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        *((f"{word}600家", "ge") for word in ("超", "超过", "逾", "突破", "不低于", "不少于", "至少")),
        *((f"600{word}家", "ge") for word in ("多", "余")),
        ("600家以上", "ge"),
        *((f"{word}640家", "approx") for word in ("约", "近", "接近", "大约")),
        ("640家左右", "approx"),
        *((f"{word}640家", "le") for word in ("不超过", "不足")),
        *((f"640家{word}", "le") for word in ("以内", "以下")),
    ],
)
def test_floors_and_approximations(words, comparator):
    """§5.3, floors (突破 is at least, not more than) and approximations (近 is no bound of its own)."""
    text = f"目前，烟台人工智能企业{words}。"
    value = 640 if "640" in words else 600
    assert facts(text, "region", "value", "comparator") == [("370600", value, comparator)]


@pytest.mark.parametrize("grant", ["最高给予300万元补助", "给予不超过300万元补助", "给予300万元以内的补助"])
def test_caps(grant):
    """§5.3 and §3.5, 最高1000万元, 不超过, 以内: the most that one applicant gets."""
    text = f"第六条 对通过备案的大模型，{grant}。"
    assert facts(text, "metric", "value", "comparator", "status", title="威海市促进人工智能发展若干措施") == [
        ("subsidy_cap", 3_000_000, "le", "target")
    ]


def test_a_cap_told_by_its_ceiling():
    """§5.3, caps: 上限."""
    text = "第六条 对企业租用智能算力给予补贴，每家企业每年上限800万元。"
    assert facts(text, "metric", "value", "comparator", title="威海市促进人工智能发展若干措施") == [
        ("subsidy_cap", 8_000_000, "le")
    ]


def test_expected_is_a_status_not_a_bound():
    """§5.3, 预计 changes the status, not the value."""
    text = "烟台市工信局预计，今年全市人工智能核心产业规模为600亿元。"
    assert facts(text, "value", "comparator", "year", "status") == [(6e10, "eq", 2026, "forecast")]


def test_two_hedges_that_contradict_each_other():
    """§5.3, 近273.1万余家: the value counts, whichever hedge is kept."""
    text = "截至2025年底，全国存续的人工智能相关企业近273.1万余家。"
    ((region, metric, value, comparator),) = facts(text, "region", "metric", "value", "comparator")
    assert (region, metric, value) == ("100000", "company_count", 2_731_000)
    assert comparator in ("approx", "ge")


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
