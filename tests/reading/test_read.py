"""Whole articles: what carries over, what is refused, and what must never happen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading.read import READER_VERSION, read_article
from schemas.records import Article
from schemas.vocabulary import metrics, sectors

DAY = date(2026, 3, 20)


def read(text, title=None, publisher=None, day=DAY):
    return read_article(Article(body=text, title=title, publisher=publisher, published_on=day))


def facts(text, *fields, **about):
    return [tuple(getattr(c, f) for f in fields) for c in read(text, **about).claims]


def test_version_is_text():
    assert READER_VERSION.isdigit()  # the vocabulary's fingerprint is joined to it with a +


# -- lists, carried heads, rates beside levels


def test_an_elliptic_list_takes_the_head_before_it():
    text = "截至2月底，我国已备案大模型260款，其中浙江41款、四川18款。"
    assert facts(text, "region", "metric", "value") == [
        ("100000", "registered_model_count", 260),
        ("330000", "registered_model_count", 41),
        ("510000", "registered_model_count", 18),
    ]


def test_respectively_deals_out_the_items():
    text = "2025年，福州、厦门人工智能产业规模分别达到310亿元、450亿元。"
    assert facts(text, "region", "value") == [("350100", Decimal("3.1e10")), ("350200", Decimal("4.5e10"))]


def test_respectively_leaves_other_fields_out():
    text = "力争生物医药、人工智能产业规模分别突破900亿元、600亿元。"
    assert facts(text, "metric", "value", title="滨海市2026年政府工作报告") == [("industry_scale", Decimal("6e10"))]


def test_a_rate_takes_metric_year_and_place_of_its_level():
    text = "2024年，济南人工智能核心产业规模达360亿元，同比增长21%，占全省的三成。"
    assert facts(text, "region", "metric", "measure", "value", "year") == [
        ("370100", "core_industry_scale", "level", Decimal("3.6e10"), 2024),
        ("370100", "core_industry_scale", "growth", 21, 2024),
        ("370100", "core_industry_scale", "share", 30, 2024),
    ]


def test_a_fall_is_negative_growth():
    assert facts("去年国内机器人领域融资事件210起，同比下降12%。", "measure", "value") == [
        ("level", 210),
        ("growth", -12),
    ]


# -- time, status


def test_a_deadline_holds_for_the_list_behind_it():
    text = "到2028年，武汉人工智能企业达到1500家，培育领军企业20家。"
    assert facts(text, "metric", "year", "status") == [
        ("company_count", 2028, "target"),
        ("key_company_count", 2028, "target"),
    ]


def test_a_date_inside_a_clause_holds_for_it_alone():
    text = "目前，沈阳人工智能企业有900家，2024年核心产业规模为210亿元。"
    assert facts(text, "metric", "year") == [("company_count", 2026), ("core_industry_scale", 2024)]


def test_the_plan_s_name_gives_the_year():
    text = "《泉州市机器人产业行动方案（2026—2028年）》提出，机器人产业规模突破500亿元。"
    (claim,) = read(text).claims
    assert (claim.year, claim.status, claim.policy) == (2028, "target", "泉州市机器人产业行动方案（2026—2028年）")
    assert "year_from_plan" in claim.reasons


def test_the_plan_of_another_place_gives_no_year():
    text = "《泉州市机器人产业行动方案（2026—2028年）》公布。厦门拟设立规模50亿元的人工智能基金。"
    assert ("350200", None) in facts(text, "region", "year")


def test_a_forecast():
    text = "机构预测，2030年全球人形机器人市场规模将达3000亿美元。"
    assert facts(text, "region", "status", "year", "unit") == [("WORLD", "forecast", 2030, "USD")]


def test_period_type_and_ends():
    (claim,) = read("2025年上半年，重庆智能机器人产业营收达180亿元。").claims
    assert (claim.period_type, claim.period_start, claim.period_end) == ("half", date(2025, 1, 1), date(2025, 6, 30))


# -- work reports and policies


def test_the_review_of_a_report_is_last_year():
    text = "一年来，我们加快创新。建成智算中心3个，算力规模达到8000P。"
    assert facts(text, "region", "year", "status", title="乐山市2026年政府工作报告") == [("511100", 2025, "actual")] * 2


def test_the_plan_of_a_report_is_this_year():
    text = "加快建设算力高地。推动智算中心扩容，力争算力规模突破9000P。打造人工智能应用场景50个。"
    assert facts(text, "year", "status", title="乐山市2026年政府工作报告") == [(2026, "target")] * 2


def test_a_policy_s_subsidies_take_its_last_year():
    text = "第三条 对通过备案的大模型，给予最高200万元奖励。\n第九条 本办法自发布之日起施行，有效期至2028年12月31日。"
    title = "江州市支持人工智能产业发展若干措施"
    assert facts(text, "metric", "value", "comparator", "year", "status", title=title) == [
        ("subsidy_cap", 2_000_000, "le", 2028, "target")
    ]


# -- places


def test_talk_words_are_resolved():
    text = "全市人工智能企业达到800家，全省超过3000家。"
    assert facts(text, "region", "value", title="常州：AI企业加快集聚") == [("320400", 800), ("320000", 3000)]


def test_the_publisher_helps_only_where_nothing_else_does():
    assert facts("全市人工智能企业达到800家。", "region", publisher="杭州日报") == [("330100",)]


def test_the_part_keeps_the_place_of_a_share():
    text = "浦东人工智能企业1200家，占上海全市的四成。"
    assert facts(text, "region", "measure") == [("310115", "level"), ("310115", "share")]


# -- refusals


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("成都形成百亿级人工智能产业集群。", "vague"),
        ("北京发布了10亿级参数的大模型。", "model_size"),
        ("杭州新能源汽车产业规模1200亿元，人工智能也在加快。", "other_industry"),
        ("成都人工智能大会吸引参展企业600家。", "attendance"),
        ("这座智算中心的算力是去年的6倍。", "comparison"),
        ("本市提出支持智算中心发展的12条措施。", "document_part"),
        ("深圳这家机器人公司获5亿美元融资（约合36亿元）。", "conversion"),
        ("本市智算中心利用率提高25个百分点。", "points"),
    ],
)
def test_refused(text, code):
    assert code in {r.code for r in read(text).refusals}


def test_refusals_show_their_evidence():
    text = "成都形成百亿级人工智能产业集群。"
    (refusal,) = read(text).refusals
    assert text[refusal.start : refusal.end] in refusal.evidence
    assert refusal.remedy


def test_other_numbers_are_counted_not_kept():
    reading = read("会议于9时30分开始，气温12度。\n\n晚饭吃了三碗面。")
    assert reading.claims == () and reading.refusals == () and sum(reading.not_candidates.values()) >= 2


def test_titles_carry_no_claims():
    assert read("会议昨日举行。", title="苏州人工智能企业突破3000家").claims == ()


def test_a_repeat_is_one_claim():
    text = "目前苏州人工智能企业达3000家。记者获悉，苏州人工智能企业达3000家。"
    reading = read(text)
    assert len(reading.claims) == 1 and reading.repeats == 1


# -- what holds for any text

WORDS = [
    "人工智能",
    "核心产业规模",
    "达到",
    "3000亿元",
    "，",
    "。",
    "到2027年",
    "北京",
    "企业",
    "200家",
    "增长",
    "10%",
    "以上",
    "《",
    "》",
    "分别",
    "和",
    "、",
    "全市",
    "力争",
    "\n",
    "（",
    "）",
    "最高",
    "第5000台",
    "大模型",
    "38个",
    "其中",
    "占全国",
    "P",
    "一",
    "亿",
]
soup = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


def holds(body):
    reading = read(body)
    for claim in reading.claims:
        assert body[claim.char_start : claim.char_end] == claim.quote
        assert body[claim.sentence_start : claim.sentence_start + len(claim.sentence)] == claim.sentence
        assert 0 < len(claim.quote) <= 40
        assert claim.metric in metrics() and claim.sector in sectors()
        assert claim.rule and claim.reasons
        assert claim.period_end is None or claim.year is None or claim.period_end.year == claim.year
    assert reading.candidates == reading.gave_claims + reading.repeats + len(reading.refusals)
    return reading


@settings(max_examples=300, deadline=None)
@given(soup)
def test_word_soup(body):
    assert holds(body) == read(body)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_junk_never_raises(body):
    holds(body)


SENTENCE = "到2027年，北京人工智能核心产业规模达到3600亿元，企业超过2500家。"


@given(st.data())
def test_full_width_and_spaces_change_nothing(data):
    """The same claims, and spans that still cut the article, under other ways of writing it."""
    wide = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789"}
    body = "".join(c.translate(wide) if data.draw(st.booleans()) else c for c in SENTENCE)
    if data.draw(st.booleans()):
        body = body.replace("亿元", " 亿元").replace("家", " 家")
    reading = holds(body)
    assert [(c.metric, c.value, c.year) for c in reading.claims] == [
        ("core_industry_scale", Decimal("3.6e11"), 2027),
        ("company_count", Decimal(2500), 2027),
    ]


def test_traditional_script():
    assert facts("截至目前，香港已有人工智能企業逾600家。", "region", "value", "comparator") == [("810000", 600, "ge")]


def test_long_texts_take_linear_time():
    from time import perf_counter

    def seconds(n):
        start = perf_counter()
        read(SENTENCE * n)
        return perf_counter() - start

    seconds(10)
    assert seconds(800) < 30 * max(seconds(100), 0.01)
