"""Who wrote it, who carries it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.publisher import by_domain, clean, find_host, find_publisher, in_byline, in_dateline
from schemas.records import Line
from schemas.vocabulary import outlets, regions


def line(text: str, role: str = "navigation") -> Line:
    return Line(text, 0, len(text), role, "test")


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("来源:新华社2024-03-05 09:15", "新华社"),
        ("2024年03月05日08:30 | 来源：人民网－科技频道", "人民网"),
        ("来源：临江样报　作者：贺兰　阅读：512", "临江样报"),
        ("来源：临江样报 2024-03-05 编辑：苏木", "临江样报"),
        ("稿源： 北京日报客户端", "北京日报"),
        ("来源：《临江样报》", "临江样报"),
        ("來源：臨江樣報　２０２４年３月５日", "臨江樣報"),
        ("本文来源于：临江样报", "临江样报"),
        ("来源：临江在线综合", "临江在线"),
        ("来源：临江客户端", "临江客户端"),
        ("发布时间：2024-03-05 来源： 浏览次数：12", None),
        ("数据来源：市统计局", None),
        ("时间：2024-03-05", None),
    ],
)
def test_sources_in_bylines(stated, wanted):
    assert in_byline(stated) == wanted


@pytest.mark.parametrize(
    ("opening", "wanted"),
    [
        ("新华社临江3月5日电(记者贺兰)算力", "新华社"),
        ("样江社临江3月5日电（记者 贺兰）算力", "样江社"),
        ("临江样报讯（记者贺兰）算力", "临江样报"),
        ("本报临江3月5日讯 算力", None),
        ("临江市3月5日公布了算力清单。", None),
        ("报告说，3月5日来电", None),
    ],
)
def test_datelines(opening, wanted):
    assert in_dateline(opening) == wanted


def test_the_byline_wins_over_meta_tag_and_dateline():
    opening = "样江社临江3月5日电（记者贺兰）"
    meta = {"source": "来源：临海样报", "author": "贺兰"}
    assert find_publisher(["来源：临江样报"], meta, opening) == ("临江样报", "byline: 来源：临江样报")
    assert find_publisher([], meta, opening) == ("临海样报", "meta tag source: 来源：临海样报")
    assert find_publisher([], {"author": "贺兰"}, opening)[0] == "样江社"
    assert find_publisher([], {"author": "贺兰"}, "算力清单公布。") == (None, None)


def test_an_author_tag_counts_if_it_names_an_outlet():
    assert find_publisher([], {"author": "光明网"})[0] == "光明网"


def test_an_agency_wins_over_a_host_that_names_itself():
    opening = "新华社临江3月5日电（记者贺兰）"
    assert find_publisher(["来源：光明网"], {}, opening, host="光明网")[0] == "新华社"
    assert find_publisher(["来源：临江样报"], {}, opening, host="光明网")[0] == "临江样报"


def test_this_site_is_the_host():
    assert find_publisher(["来源：本站"], host="临江样报网")[0] == "临江样报网"
    assert find_publisher(["来源：本站"])[0] is None


def test_an_unlabelled_outlet_before_the_date():
    assert find_publisher(["临江样报　2024-03-05 10:26　记者 贺兰"])[0] == "临江样报"


def test_hosts_by_domain():
    assert find_host("https://tech.gmw.cn/2024-03/05/content_1.htm", "", []) == ("光明网", "domain: tech.gmw.cn")
    assert find_host(None, "http://www.people.com.cn/n1/1.html", [])[0] == "人民网"
    assert by_domain("epaper.gmw.cn").name == "光明日报"
    assert by_domain("www.gov.cn").name == "中国政府网"
    assert by_domain("notgmw.cn") is None and by_domain("kw.linjiang.gov.cn") is None


def test_hosts_by_mark_in_the_furniture_only():
    assert find_host(None, "a.txt", [line("光明云投")]) == ("光明网", "furniture: 光明云投")
    for role in ("body", "teaser", "byline", "caption", "title"):
        assert find_host(None, "a.txt", [line("光明云投", role)]) == (None, None)
    assert find_host(None, "a.txt", [line("how people share")]) == (None, None)


def test_hosts_by_whole_token_of_the_name():
    assert find_host(None, "2024/gmw_2024-03-05.txt", []) == ("光明网", "inbox name: gmw")
    assert find_host(None, "gmwx_2024.txt", []) == (None, None)
    assert find_host(None, "GMW2024.txt", [])[0] == "光明网"


@pytest.mark.parametrize(
    "text",
    ["临江样报网首页> 科技 > 正文", "当前位置:临江样报网 > 城市 > 正文", "Copyright © 2005-2025 临江样报网 版权所有"],
)
def test_a_site_that_is_not_listed_names_itself(text):
    assert find_host(None, "a.txt", [line(text)])[0] == "临江样报网"


def test_a_channel_is_no_site():
    assert find_host(
        None, "a.txt", [line("首页> 科技频道> 人工智能 > 正文"), line("您的位置：首页 > 临江 > 正文")]
    ) == (None, None)


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text):
    assert clean(text) is None or 0 < len(clean(text)) <= 30
    find_publisher([text, "来源：" + text], {"source": text, "author": text}, text, text)
    find_host("http://" + text, text, [line(text), line(text + "版权所有")], text)


def test_the_list_of_outlets_holds_together():
    listed = outlets()
    names = [outlet.name for outlet in listed]
    domains = [domain for outlet in listed for domain in outlet.domains]
    marks = [mark for outlet in listed for mark in outlet.marks]
    assert len(listed) >= 45
    for values in (names, domains, marks):
        assert len(values) == len(set(values))
    for outlet in listed:
        assert outlet.tier in (1, 2, 3, 4) and outlet.region_code in regions(), outlet
        assert (outlet.kind == "government") == (outlet.tier == 1), outlet
        assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for domain in outlet.domains), outlet
        assert all(mark == mark.lower() for mark in outlet.marks if mark.isascii()), outlet
