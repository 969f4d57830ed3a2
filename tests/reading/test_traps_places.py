"""Traps of place: each test is named after its trap and holds what the annotation guide decides."""

from __future__ import annotations

import pytest

from tests.reading.facts import facts


@pytest.mark.parametrize(
    "text",
    [
        "吉林大学的报告显示，目前人工智能企业达到690家。",
        "据《上海证券报》报道，目前人工智能企业达到690家。",
        "上海证券报记者获悉，目前人工智能企业达到690家。",
        "浙江日报记者获悉，目前人工智能企业达到690家。",
        "北京时间3月19日，有机构说，目前人工智能企业达到690家。",
        "北京银行的一份研报称，目前人工智能企业达到690家。",
        "海南大学与浙江大学的学者统计，目前人工智能企业达到690家。",
        "南京证券的研报称，目前人工智能企业达到690家。",
        "中山大学的学者统计，目前人工智能企业达到690家。",
    ],
)
def test_an_organisation_that_carries_a_place(text):
    """§3.5 and §5.3, 吉林大学, 上海证券报, 北京银行, 浙江日报, 北京时间: no place of the figure."""
    assert facts(text, "region", "value") == [(None, 690)]


def test_the_place_beside_an_organisation_is_kept():
    """§5.3, 吉林大学 in a text on another place."""
    text = "吉林大学与沈阳签约共建实验室，沈阳目前有人工智能企业690家。"
    assert facts(text, "region", "value") == [("210100", 690)]


@pytest.mark.parametrize(
    ("text", "title", "region"),
    [
        ("目前，朝阳区人工智能企业达到690家。", "北京CBD的新产业", "110105"),
        ("目前，北京朝阳区人工智能企业达到690家。", None, "110105"),
        ("目前，长春市朝阳区人工智能企业达到690家。", None, "220104"),
        ("目前，朝阳区人工智能企业达到690家。", None, None),
        ("目前，鼓楼区人工智能企业达到690家。", None, None),
        ("目前，南京鼓楼区人工智能企业达到690家。", None, "320106"),
        ("福州各区竞相布局。目前，鼓楼区人工智能企业达到690家。", None, "350102"),
        ("目前，北京通州人工智能企业达到690家。", None, "110112"),
        ("目前，南通市通州区人工智能企业达到690家。", None, "320612"),
        ("目前，吉林人工智能企业达到690家。", None, "220000"),
        ("目前，吉林省人工智能企业达到690家。", None, "220000"),
        ("目前，吉林市人工智能企业达到690家。", None, "220200"),
        ("目前，吉林省吉林市人工智能企业达到690家。", None, "220200"),
        ("目前，海南人工智能企业达到690家。", None, "460000"),
        ("目前，海南藏族自治州人工智能企业达到690家。", None, "632500"),
        ("目前，青海省海南州人工智能企业达到690家。", None, "632500"),
    ],
)
def test_places_of_the_same_name(text, title, region):
    """§3.5 and §5.3, 朝阳区, 鼓楼区, 通州, 吉林, 海南: an ancestor decides, without one there is no place."""
    assert facts(text, "region", "value", title=title) == [(region, 690)]


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("中关村", "110000"),
        ("雄安新区", "133100"),
        ("南京江北新区", "320100"),
        ("长三角", "YRD"),
        ("粤港澳大湾区", "GBA"),
        ("京津冀", "JJJ"),
        ("成渝地区", "CYR"),
        ("珠三角", "PRD"),
        ("北上深", "OTHER"),
        ("全国", "100000"),
        ("我国", "100000"),
        ("全球", "WORLD"),
        ("美国", "USA"),
        ("苏州工业园区", "320500"),
        ("成都高新区", "510100"),
        ("重庆两江新区", "500157"),
        ("和林格尔集群", "150100"),
    ],
)
def test_areas_and_blocs(name, region):
    """§3.5 and §5.3, 中关村, 雄安新区, 江北新区, 长三角, 北上深, 全国: a code each."""
    title = "呼和浩特算力提速" if name == "和林格尔集群" else None
    assert facts(f"目前，{name}算力规模达到6900P。", "region", "value", title=title) == [(region, 6900)]


def test_a_bloc_and_its_members():
    """§5.3, blocs and hierarchy sums: each place keeps its own figure, nothing is added up."""
    text = "目前，粤港澳大湾区机器人企业有4200家，其中深圳1600家、香港90家。广东全省有机器人企业5100家。"
    assert facts(text, "region", "value") == [("GBA", 4200), ("440300", 1600), ("810000", 90), ("440000", 5100)]


def test_district_city_and_province_in_one_text():
    """§5.3, hierarchy sums: 区 in 市 in 省."""
    text = "2025年，浙江人工智能企业有3800家，其中杭州市1500家，杭州市余杭区620家。"
    assert facts(text, "region", "value") == [("330000", 3800), ("330100", 1500), ("330110", 620)]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("浙江已备案大模型41款，全国有612款。", ["330000", "100000"]),
        ("我国已备案大模型612款，杭州的大模型企业有75家。", ["100000", "330100"]),
        ("中国人工智能企业超过6200家，杭州有1500家。", ["100000", "330100"]),
    ],
)
def test_national_totals_in_a_regional_article(text, regions):
    """§5.3, 全国, 我国, 中国 under the headline of a city."""
    assert facts(text, "region", title="杭州加快布局大模型") == [(r,) for r in regions]


@pytest.mark.parametrize(
    ("word", "title", "region"),
    [
        ("全市", "襄阳：AI企业加快集聚", "420600"),
        ("我市", "襄阳：AI企业加快集聚", "420600"),
        ("全省", "湖北AI企业加快集聚", "420000"),
        ("全省", "襄阳：AI企业加快集聚", "420000"),
        ("该区", "武汉市洪山区：AI企业加快集聚", "420111"),
        ("该市", "襄阳：AI企业加快集聚", "420600"),
        ("全市", None, None),
    ],
)
def test_a_region_that_only_the_title_names(word, title, region):
    """§5.3, 全省, 我市, 全市, 该区."""
    assert facts(f"{word}人工智能企业达到690家。", "region", "value", title=title) == [(region, 690)]


def test_two_candidates_for_a_talk_word():
    """§5.3, two candidates in the title: the nearest city in talk decides."""
    text = "襄阳与宜昌日前签约。宜昌算力建设提速，全市算力规模达到6900P。"
    assert facts(text, "region", "value", title="襄阳宜昌携手发展人工智能") == [("420500", 6900)]


@pytest.mark.parametrize(
    ("text", "publisher", "host", "region"),
    [
        ("2025年，浙江机器人产业规模达到1200亿元。", "天山网", "天山网", "330000"),
        ("2025年，机器人产业规模达到1200亿元。", "杭州日报", None, None),
        ("2025年，机器人产业规模达到1200亿元。", None, "天山网", None),
        ("2025年，全省机器人产业规模达到1200亿元。", None, "天山网", None),
        ("2025年，全市机器人产业规模达到1200亿元。", "新华社", "杭州网", None),
    ],
)
def test_the_host_is_not_the_subject(text, publisher, host, region):
    """§5.3, host region: who carries a text gives no place, its publisher only one for 全市."""
    assert facts(text, "region", "value", publisher=publisher, host=host) == [(region, 1.2e11)]


def test_two_regions_in_one_deal():
    """§5.3, two regions, one deal: the place of the firm that gets the money."""
    text = "总部在北京的一家机器人公司完成5亿元B轮融资，由珠海的一家国资集团领投。"
    assert facts(text, "region", "metric", "value") == [("110000", "financing", 5e8)]


def test_an_investor_from_elsewhere_comes_first():
    """§5.3, two regions, one deal: the investor named before the firm."""
    text = "珠海一家国资集团领投后，总部位于北京的一家机器人公司完成5亿元B轮融资。"
    assert facts(text, "region", "metric", "value") == [("110000", "financing", 5e8)]


@pytest.mark.parametrize("words", ["而北京为", "远超北京的", "高于北京的", "超过北京的"])
def test_the_place_one_is_compared_with(words):
    """§5.3, comparator region: the figure belongs to the place that it names."""
    text = f"2025年，上海机器人产业规模达到800亿元，{words}600亿元。"
    assert facts(text, "region", "value") == [("310000", 8e10), ("110000", 6e10)]


def test_a_comparison_without_a_figure():
    """§5.3, comparator region: a rank behind another place moves nothing."""
    text = "2025年，上海机器人产业规模达到800亿元，超过北京、深圳，居全国第一。"
    assert facts(text, "region", "value") == [("310000", 8e10)]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("2025年，武汉、长沙两市合计有人工智能企业2100家。", "OTHER"),
        ("2025年，北京、上海、广东三地共有人工智能企业2100家。", "OTHER"),
        ("2025年，川渝两地共有人工智能企业2100家。", "CYR"),
    ],
)
def test_sums_over_several_places(text, region):
    """§5.3, lists: A、B合计."""
    assert facts(text, "region", "value") == [(region, 2100)]


def test_parts_need_not_add_up():
    """§5.3, 其中北京38个、广东20个: parts as they are stated."""
    text = "目前，全国已发布行业大模型120个，主要在华东，其中江苏34个、山东21个，安徽也有9个。"
    assert facts(text, "region", "metric", "value", "year") == [
        ("100000", "model_count", 120, 2026),
        ("320000", "model_count", 34, 2026),
        ("370000", "model_count", 21, 2026),
        ("340000", "model_count", 9, 2026),
    ]


def test_a_list_dealt_out_twice():
    """§5.3, 分别为…: the second row of figures belongs to the same places."""
    text = "截至去年底，成都、绵阳、宜宾的智算中心分别为6个、3个和2个，算力规模分别为9000P、2500P和800P。"
    assert facts(text, "region", "metric", "value", "year") == [
        ("510100", "compute_centre_count", 6, 2025),
        ("510700", "compute_centre_count", 3, 2025),
        ("511500", "compute_centre_count", 2, 2025),
        ("510100", "compute_capacity", 9000, 2025),
        ("510700", "compute_capacity", 2500, 2025),
        ("511500", "compute_capacity", 800, 2025),
    ]


def test_the_dateline_is_no_place():
    """§3.5, 新华社北京6月6日电 深圳市."""
    text = "新华社北京3月19日电 深圳市目前有机器人企业690家。"
    assert facts(text, "region", "value") == [("440300", 690)]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("南宁人工智能企业集聚。全区人工智能企业达到690家。", "450000"),
        ("全省人工智能企业达到690家，其中宜昌较多。", "420000"),
        ("首尔今年投用自动驾驶巴士69辆。", "KOR"),
    ],
)
def test_whom_a_talk_word_means(text, region):
    """全区 of an autonomous region after a city of it; 全省 of a place that the text names later; cities abroad."""
    assert [r for r, *_ in facts(text, "region", "value")][:1] == [region]
