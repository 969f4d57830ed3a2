"""Traps in how figures are written: each test is named after its trap and holds what the annotation guide decides."""

from __future__ import annotations

import pytest

from flows.reading import characters, quantities
from tests.reading.facts import facts

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
    ("amount", "value", "unit"), [("5亿元港币", 5e8, "HKD"), ("10億台幣", 1e9, "TWD"), ("50亿日圆", 5e9, "JPY")]
)
def test_currencies_by_other_names(amount, value, unit):
    """§5.3, bare 元: a named currency wins."""
    (found,) = quantities.find(characters.level(amount).plain)
    assert (found.kind, found.value, found.unit) == ("money", value, unit)


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


@pytest.mark.parametrize("gloss", ["即每秒2460万亿次浮点运算", "1EFLOPS等于每秒百亿亿次浮点运算"])
def test_a_unit_explained_is_no_figure(gloss):
    """§5.3, 246EFLOPS(2460万亿次…): the figure stands, its gloss is a wrong repeat or says what one EFLOPS is."""
    text = f"截至去年底，我国智能算力规模达246EFLOPS（{gloss}）。"
    assert facts(text, "region", "value", "unit", "year") == [("100000", 246_000, "PFLOPS", 2025)]


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("贵阳现场签约42个人工智能项目。", 42),
        ("贵阳已通过43款大模型备案。", 43),
        ("贵阳先后引进过20家机器人企业。", 20),
        ("最近30家机器人企业落户贵阳。", 30),
    ],
)
def test_the_end_of_a_word_is_no_bound(text, value):
    """§5.3, floors and approximations: a bound is a word of its own."""
    assert facts(text, "region", "value", "comparator") == [("520100", value, "eq")]


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
