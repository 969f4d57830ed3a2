"""Places and the part that each plays."""

import pytest

from flows.reading.gazetteer import widen, within
from flows.reading.places import find


def codes(text, known=()):
    return [(p.code, p.role) for p in find(text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江苏省苏州市", [("320500", "subject")]),
        ("北京海淀", [("110108", "subject")]),
        ("上海徐汇区", [("310104", "subject")]),
        ("光谷建成算力中心", [("420100", "subject")]),
        ("贵阳贵安", [("520100", "subject")]),
        ("川渝两地共建", [("CYR", "subject")]),
        ("昌吉州投运", [("652300", "subject")]),
        ("占全国的15%", [("100000", "whole")]),
        ("在杭州举办的大会", [("330100", "venue")]),
        ("全市企业", [("city", "talk")]),
        ("吉林大学、上海证券报、北京时间", []),
        ("中国移动在宁夏", [("640000", "subject")]),
        ("北京、广东、江苏三地", [("OTHER", "subject")]),
        ("嘉善在运算力2600P", [("330421", "subject")]),
        ("南湖实验室、崇明岛", []),
        ("渝北区筹建的子基金", [("500112", "subject")]),
        ("首尔、迪拜", [("KOR", "member"), ("ARE", "member")]),
        ("印尼的语料", [("IDN", "subject")]),
        ("上海、浙江、安徽分别", [("310000", "member"), ("330000", "member"), ("340000", "member")]),
    ],
)
def test_roles(text, expected):
    assert codes(text) == expected


def test_an_ambiguous_county_needs_its_city():
    assert codes("朝阳区的企业") == []
    assert codes("朝阳区的企业", known=["110000"]) == [("110105", "subject")]


def test_a_policy_name_gives_its_place():
    text = "《厦门市促进算力发展方案》提出"
    assert [(p.code, p.role) for p in find(text, (), [(0, 14)])] == [("350200", "policy")]


def test_wider_places():
    assert widen("310104", "city") == "310000"
    assert widen("330110", "province") == "330000"
    assert within("440300", "440000")
    assert not within("440000", "440300")


def test_a_county_of_one_name_needs_no_city_but_a_word_does():
    assert codes("余杭、德清") == [("330110", "member"), ("330521", "member")]
    assert codes("新建8座智算中心，资源共享") == []
