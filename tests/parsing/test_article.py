"""From bytes to an article: the seed, its twin, what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.article import PARSER_VERSION, language, parse_page, parse_text
from flows.parsing.errors import Unparsable
from schemas.records import Article, Meta, Page

ROOT = Path(__file__).resolve().parents[2]
TWIN = ROOT / "tests" / "fixtures" / "select_all_twin.txt"
EXPECTED = json.loads(TWIN.with_suffix(".expected.json").read_text(encoding="utf-8"))
SEEDS = sorted((ROOT.parent / "shared" / "seed").glob("gmw_2023-06-07_select_all.txt"))
GOLD = ROOT.parent / "shared" / "gold"
GOLDS = sorted(GOLD.glob("dev*.jsonl"))
SENTENCE = "临江市昨日公布了算力清单，全市已建成智算中心6座，另有两座将在年内通电。"


def page(content: str | bytes, name: str = "a.txt", kind: str = "text/plain", **meta: str) -> Page:
    raw = content.encode() if isinstance(content, str) else content
    return Page("0" * 64, name, raw, kind, "inbox", datetime(2026, 1, 1, tzinfo=UTC), Meta(**meta))


def squeezed(text: str) -> str:
    return "".join(text.split())


def holds(article: Article, text: str) -> bool:
    starts = zip(article.body.split("\n"), article.line_starts, strict=True)
    return all(text[start : start + len(line)] == line for line, start in starts)


def twin() -> Article:
    return parse_page(page(TWIN.read_bytes(), EXPECTED["name"]))


def test_the_twin_of_the_seed():
    article = twin()
    assert article.body.split("\n") == EXPECTED["body"]
    assert article.published_at == datetime.fromisoformat(EXPECTED["published"])
    for field in ("title", "publisher", "host"):
        assert getattr(article, field) == EXPECTED[field]
    assert all(squeezed(fact["quote"]) in squeezed(article.body) for fact in EXPECTED["facts"])
    assert len(EXPECTED["facts"]) == 8
    assert holds(article, TWIN.read_text(encoding="utf-8"))


def test_all_that_was_decided_names_its_evidence():
    evidence = twin().evidence
    assert evidence["published"] == evidence["publisher"] == "byline: 来源:远山通讯社2024-05-16 10:40"
    assert evidence["host"] == "furniture: 光明云投"
    assert evidence["title"].startswith("line: 正在阅读:") and evidence["charset"] == "utf-8"


def test_the_twin_as_html_gives_the_same_body():
    lines = "".join(f"<p>{line}</p>" for line in TWIN.read_text(encoding="utf-8").split("\n"))
    article = parse_page(page(f"<html><body><div>{lines}</div>", EXPECTED["name"], "text/html"))
    assert article.body.split("\n") == EXPECTED["body"] and article.line_starts == ()
    assert (article.title, article.publisher) == (EXPECTED["title"], EXPECTED["publisher"])


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_the_seed(path):
    article = parse_page(page(path.read_bytes(), path.name))
    gold = json.loads((GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert [squeezed(line) for line in article.body.split("\n")] == [
        squeezed(line) for line in gold["text"].split("\n")
    ]
    assert (article.title, article.publisher, article.host) == (gold["title"], "新华社", "光明网")
    assert article.published_at == datetime.fromisoformat("2023-06-07T09:15:00+08:00")
    assert holds(article, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name)
def test_no_annotated_figure_is_cut_away(path):
    for row in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(row)
        article = parse_text(document["text"], document["title"], document["source"], document["published"])
        lost = [fact["quote"] for fact in document["facts"] if squeezed(fact["quote"]) not in squeezed(article.body)]
        assert not lost, f"{document['id']}: {lost}"


def test_what_a_person_states_wins_and_is_named():
    told = {"title": "甲", "publisher": "乙报", "published": "2020", "url": "https://tech.gmw.cn/2021-01/02/c_1.htm"}
    article = parse_page(page(TWIN.read_bytes(), EXPECTED["name"], **told))
    assert (article.title, article.publisher, article.url) == ("甲", "乙报", told["url"])
    assert (article.published_at, article.published_on, article.published_year) == (None, None, 2020)
    assert article.evidence["title"] == "meta: 甲" and article.evidence["published"] == "meta: 2020"


def test_a_stated_date_that_is_none_is_reported():
    article = parse_page(page(TWIN.read_bytes(), EXPECTED["name"], published="2023-02-30"))
    assert article.published_year == 2024 and "is no date: 2023-02-30" in article.evidence["published"]


def test_text_that_is_given():
    article = parse_text(SENTENCE, "临江算力清单", "临江样报", "2024-03-05")
    assert (article.body, article.title, article.publisher) == (SENTENCE, "临江算力清单", "临江样报")
    assert article.published_on.isoformat() == "2024-03-05" and article.published_at is None
    assert article.evidence["publisher"] == "given: 临江样报" and article.line_starts == (0,)


def test_a_headline_above_plain_text_is_the_title_and_stays():
    article = parse_text(f"临江算力清单公布\n\n{SENTENCE}")
    assert article.title == "临江算力清单公布" and article.body.startswith("临江算力清单公布\n")
    assert parse_text(f"一、总体目标和任务\n{SENTENCE}").title is None


def test_markdown():
    text = f"---\nsource: https://www.zj.gov.cn/1\ntitle: '临江算力清单'\n---\n\n# 临江算力清单\n\n## 家底\n{SENTENCE}"
    article = parse_page(page(text, "a.md", "text/markdown"))
    assert article.title == "临江算力清单" and article.body == f"家底\n{SENTENCE}"
    assert (article.publisher, article.host, article.url) == (None, "浙江省人民政府", "https://www.zj.gov.cn/1")
    assert holds(article, text)


def test_a_page_that_is_html_whatever_its_label():
    article = parse_page(page(f"<!DOCTYPE html><title>临江算力_样报网</title><p>{SENTENCE * 2}</p>"))
    assert article.body == SENTENCE * 2 and article.host == "样报网"


def test_gbk_html_under_a_gb2312_label():
    html = f'<meta charset="gb2312"><title>镕市算力清单</title><div id="zoom"><p>{SENTENCE * 2}</p></div>'
    article = parse_page(page(html.encode("gb18030"), "a.html", "text/html"))
    assert article.title == "镕市算力清单" and article.evidence["charset"] == "gb18030"


def test_the_address_of_the_page_is_its_name_or_what_is_stated():
    url = "https://news.example/2024-03/05/c_1.htm"
    article = parse_page(page(SENTENCE, url))
    assert article.url == url and article.published_on.isoformat() == "2024-03-05"
    assert article.evidence["published"] == f"url: {url}"


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b" \n ", "text/plain", "empty"),
        (b"%PDF-1.4 ...", "text/plain", "binary"),
        (b"\xff\xfe\xfa" * 30 + b"a", "text/plain", "undecodable"),
        (b"<html><body><div id='app'></div><script>load()</script>", "text/html", "no_body"),
        ("责任编辑：苏木\n".encode(), "text/plain", "no_body"),
        ("算力6座。".encode(), "text/plain", "too_little_text"),
    ],
)
def test_refusals_name_reason_and_remedy(content, kind, code):
    with pytest.raises(Unparsable) as caught:
        parse_page(page(content, "a", kind))
    error = caught.value
    assert error.code == code and error.evidence and error.remedy
    assert code in str(error) and error.remedy in str(error)


def test_blank_text_is_refused():
    with pytest.raises(Unparsable, match="empty"):
        parse_text(" \u3000\n")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (SENTENCE, "zh"),
        ("The plan names six centres.", "en"),
        ("人工知能のけいかくです", "other"),
        ("План утверждён", "other"),
        ("大模型LLaMA与DeepSeek发布了", "zh"),
        ("123", "other"),
        ("臨江市公布算力清單", "zh"),
    ],
)
def test_languages(text, wanted):
    assert language(text) == wanted


def test_the_parser_has_a_version():
    assert PARSER_VERSION == "1"


JUNK = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["首页 > 正文", SENTENCE, "来源：样报 2024-03-05", "责任编辑：苏木", "<p>", "<td>", "---", "# 甲", "\ud7ff"]
        ),
        max_size=12,
    ).map("\n".join),
)


@given(JUNK, st.sampled_from(["text/plain", "text/html", "text/markdown"]), st.text(max_size=30))
def test_any_junk_gives_an_article_or_a_reason(text, kind, name):
    try:
        article = parse_page(page(text, name, kind))
    except Unparsable as error:
        assert error.code in ("empty", "binary", "undecodable", "no_body", "too_little_text")
        return
    decoded = text.removeprefix("\ufeff")
    assert article.body and article.evidence["charset"]
    assert all(decoded[x.start : x.end] == x.text or x.start == x.end for x in article.lines)
    assert not article.line_starts or holds(article, decoded)
    assert parse_page(page(text, name, kind)) == article


@given(st.binary(max_size=200), st.sampled_from(["text/plain", "text/html; charset=gbk"]))
def test_any_bytes_give_an_article_or_a_reason(content, kind):
    try:
        parse_page(page(content, "a", kind))
    except Unparsable as error:
        assert error.remedy
