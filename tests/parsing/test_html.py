"""Body, title and meta data of HTML pages as Chinese sites write them."""

from __future__ import annotations

import pytest

from flows.parsing.html import cut_site, read_html

P1 = "临江市昨日公布了算力清单，全市已建成智算中心6座，另有两座将在年内通电。"
P2 = "城东那一座最大，机架装了九成，剩下的一成留给高校和刚起步的小公司。"
BODY = [P1, P2]
TEASER = "邻市人工智能企业突破900家，算力规模达到七千P，增幅居全省第一位。"


def body(page: str) -> list[str]:
    return [line.text for line in read_html(page).lines if line.role == "body"]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>　　{text}</p>\n" for text in texts)


SIDE = f'<div class="right"><h3>推荐阅读</h3><ul><li><a href="/1">{TEASER}</a></li></ul><p>{TEASER}</p></div>'

LAYOUTS = {
    "named": f'<div id="ContentPh">{paragraphs(*BODY)}</div>{SIDE}',
    "people": f'<div class="rm_txt_con cf">{paragraphs(*BODY)}<div class="edit">(责编：苏木、贺兰)</div></div>{SIDE}',
    "government": f'<table><tr><td><div class="TRS_Editor">{paragraphs(*BODY)}</div></td></tr></table>{SIDE}',
    "breaks": f"<div id=x>　　{P1}<br><br>　　{P2}<br>（责编：苏木）</div>{SIDE}",
    "divs and spans": f"<div class=w><div><span lang=zh>{P1}</span></div><div><span>{P2}</span></div></div>{SIDE}",
    "nested": f"<div><div><div><p>{P1}</p></div></div><div><p>{P2}</p></div></div>{SIDE}",
    "one form": f'<form id="form1"><input><div class="c">{paragraphs(*BODY)}</div>'
    + "<a href=/1>栏目</a> " * 250
    + "</form>",
    "article": f"<article><header><h1>临江算力</h1></header>{paragraphs(*BODY)}</article><aside>{TEASER}</aside>",
    "no container": f"{paragraphs(*BODY)}<p>责任编辑：苏木</p>{SIDE}",
    "furniture by name only": f'<div class="side">{paragraphs(*BODY)}</div>',
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_body_is_found(layout):
    nav = '<div class="nav"><a href="/">首页</a> <a href="/k">科技</a></div>'
    assert body(f"<title>临江算力清单公布_临江样报网</title><body>{nav}{layout}<footer>临江样报网</footer>") == BODY


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<div style="display:none"><p>{}</p></div>',
        "<script>var a='{}'</script>",
        "<noscript>{}</noscript>",
        "<template><p>{}</p></template>",
        "<!-- {} -->",
        "<nav><p>{}</p></nav>",
        "<aside><p>{}</p></aside>",
        "<form><p>{}</p></form>",
        '<div class="m-related"><p>{}</p></div>',
        "<figure><figcaption>{}</figcaption></figure>",
    ],
)
def test_what_readers_do_not_read_is_left_out(hidden):
    assert body(f'<div id="zoom"><p>{P1}</p>{hidden.format(TEASER)}<p>{P2}</p></div>') == BODY


def test_a_table_row_is_one_line():
    table = "<table><tr><th>地区</th><th>企业</th></tr><tr><td><p>北城</p></td><td><p>120</p></td></tr></table>"
    assert body(f'<div id="zoom"><p>{P1}</p>{table}<p>{P2}</p></div>') == [P1, "地区 | 企业", "北城 | 120", P2]


def test_blanks_are_those_of_a_browser():
    page = f'<div id="zoom"><p>\n 临江市昨日公布了\n算力清单，<b>全市</b>已建成&nbsp;6 座。{P1}</p></div>'
    assert body(page) == [f"临江市昨日公布了算力清单，全市已建成 6 座。{P1}"]


def test_the_tail_inside_the_container_goes():
    page = f'<div id="zoom">{paragraphs(*BODY)}<p>（责任编辑：苏木）</p><p>相关阅读</p><p>{TEASER}</p></div>'
    assert body(page) == BODY


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        ("<title>临江算力清单公布_临江样报网</title>", "title tag"),
        ("<title>临江算力清单公布--科技--临江样报网</title>", "title tag"),
        ('<meta property="og:title" content="临江算力清单公布 - 临江在线"><title>样报</title>', "meta tag og:title"),
        ('<meta name="ArticleTitle" content="临江算力清单公布"><title>临江市政府</title>', "meta tag articletitle"),
        ("<title>临江算力清单公布-样报</title><h1>临江算力清单公布</h1><h1>临江样报</h1>", "h1"),
    ],
)  # fmt: skip
def test_titles(head, evidence):
    page = read_html(f"<head>{head}</head><div id=zoom>{paragraphs(*BODY)}</div>")
    assert (page.title, page.evidence) == ("临江算力清单公布", evidence)


@pytest.mark.parametrize(
    "title", ["DeepSeek-R1一周年", "算力怎么用——来自临江的调查", "临江-临海高铁开工", "一座城 | 六座智算中心"]
)
def test_a_dash_in_a_title_stays(title):
    assert cut_site(title) == (title, "")


def test_date_and_source_come_from_near_the_title():
    page = f"""<ul><li>旧闻一则</li><li>2021-01-01 08:00</li></ul>{"<p>栏目</p>" * 20}
    <h1>临江算力清单公布</h1><div><span>2024-03-05 08:30</span> <span>来源：<a>临江样报</a></span></div>
    <div id="zoom">{paragraphs(*BODY)}</div><div>2025-11-12 07:24</div>"""
    assert [line.text for line in read_html(page).lines if line.role == "byline"] == ["2024-03-05 08:30 来源：临江样报"]


def test_meta_tags_and_the_canonical_address():
    page = read_html(
        '<meta name="PubDate" content="2024-03-05 08:30"><meta property="og:site_name" content="临江样报网">'
        '<link rel="canonical" href="https://a.example/1.html">'
        '<script type="application/ld+json">{"datePublished": "2024-03-05T08:30:00+08:00"}</script><p>'
    )
    assert page.meta["pubdate"] == "2024-03-05 08:30" and page.meta["datepublished"] == "2024-03-05T08:30:00+08:00"
    assert page.site == "临江样报网" and page.url == "https://a.example/1.html"


def test_every_line_says_where_it_stands_or_that_it_does_not():
    page = f"<h1>临江算力清单公布</h1><div id=zoom><p>{P1}</p><p>一<b>二三</b>四五六七。</p></div>"
    lines = read_html(page).lines
    assert all(page[line.start : line.end] == line.text or line.start == line.end for line in lines)
    assert [line.start == line.end for line in lines] == [False, False, True]


@pytest.mark.parametrize(
    "junk", ["", "<", "<div>" * 3000, "<table><tr><td>" * 300 + "甲", "<p>" + "甲<a>乙" * 5000, "&#xD800;&#0;"]
)
def test_junk_is_survived(junk):
    assert all(line.text.strip() and line.role for line in read_html(junk).lines)
