"""Every line of a copied page has a role; a clean text comes back whole."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.copied import cut, split
from flows.parsing.furniture import look

ARTICLE = ["临江市昨日公布了算力清单，全市已建成智算中心6座。", "其中城东一座最大，机架装了九成。"]


def roles(*lines: str, title: str | None = None) -> list[str]:
    return [line.role for line in cut(split("\n".join(lines)), title).lines]


def body(*lines: str, title: str | None = None) -> list[str]:
    return [line.text for line in cut(split("\n".join(lines)), title).lines if line.role == "body"]


def test_a_page_from_top_to_bottom():
    page = [
        "首页 > 新闻 > 正文",
        "临江算力清单公布",
        "2024-03-05 08:30　来源：临江样报　字号：大 中 小",
        ARTICLE[0],
        "图为城东智算中心一角。本报记者 贺兰 摄",
        ARTICLE[1],
        "（责任编辑：苏木）",
        "相关阅读",
        "邻市人工智能企业突破900家。",
        "2024-03-04 11:20",
    ]
    wanted = ["navigation", "title", "byline", "body", "caption", "body", "credit", "navigation", "teaser", "counter"]
    assert roles(*page) == wanted
    assert all(line.reason for line in cut(split("\n".join(page))).lines)


CLEAN = [
    ["一、总体目标", "到2027年，全市算力翻一番。", "二、主要任务", "1. 建设算力中心", "2. 培育企业"],
    ["地区 | 企业数 | 算力", "北城 | 120 | 30", "南城 | 80 | 12", "注：南城为年中数。", "北城\t120"],
    ["问：今年建几座？", "答：两座，都在城北。", "记者：钱从哪里来？", "市数据局：市区各出一半。"],
    ["2024年", "● 企业120家", "2025年", "● 企业180家", "2026年", "● 企业260家"],
    ["时间：2024年3月5日 10:00　地点：市民中心", "主持人：请各位提问。", "【记者】券发了多少？", "【市数据局】1亿元。"],
    ["某市人民政府关于支持大模型的若干措施", "各区人民政府：", "现印发给你们。", "某市人民政府", "2024年3月5日"],
    ["大事记", "2024年3月5日", "智算中心开工。", "2024年6月1日", "智算中心封顶。"],
    ["编者按：口径不一，不宜加总。", "临江6座；", "临海4座；", "（责任单位：市数据局、市科技局）"],
    [
        "企业排行",
        "临江机器人公司售出机器人300台。",
        "数据来源：市统计局",
        "作者注：阅读量不计。",
        "说明：以上数据为初步数。",
    ],
    ["客户端", "开发者最常用的三类工具都已接入大模型。", "视频", "剪辑时间缩短一半。"],
    ["深圳: 880亿元\r", "", "　　", "广州: 620亿元\r", "东莞怎样拍摄一部AI短片"],
    ["转发本文到朋友圈集满20个赞，可领徽章一枚。", "风险提示：市场有风险，投资须谨慎。"],
]


@pytest.mark.parametrize("lines", CLEAN, ids=lambda lines: lines[0][:12])
def test_a_clean_text_comes_back_whole(lines):
    wanted = [line.strip(" 　\t\r") for line in lines]
    assert body(*lines) == [line for line in wanted if line]


@pytest.mark.parametrize(
    "credit",
    [
        "[ 责编:苏木 ]",
        "责任编辑：苏 木",
        "编辑:苏木 审核:贺兰",
        "【责任编辑：苏木】",
        "[编辑：苏木] [责编：贺兰]",
        "（编辑 / 苏木）",
    ],
)
def test_after_the_credit_nothing_is_body(credit):
    page = [*ARTICLE, credit, "国内某地人工智能核心产业规模达到七千亿元，企业增至三千家。", "一、附加一条"]
    assert body(*page) == ARTICLE
    assert roles(*page)[2] == "credit"


@pytest.mark.parametrize(
    "heading",
    [
        "相关阅读", "【相关新闻】", ">>推荐阅读", "上一篇：某桥通车", "您此时的心情", "网友评论（38条）", "大家都在看",
        "24小时热文", "猜你喜欢：某市", "免责声明：本文仅代表作者观点", "Copyright © 2024 样报 版权所有", "加载更多",
        "京ICP备00000000号", "相關閱讀",
    ],
)  # fmt: skip
def test_after_a_heading_of_the_tail_nothing_is_body(heading):
    assert body(*ARTICLE, heading, "某地大模型增至九十个。") == ARTICLE


def test_a_credit_in_the_head_is_no_end():
    page = ["首页 > 正文", "临江算力清单公布", "来源：临江样报 2024-03-05", "责任编辑：苏木", *ARTICLE]
    assert body(*page) == ARTICLE


def test_words_of_the_tail_above_the_article_do_not_end_it():
    assert body("图片新闻", "首页 | 要闻 | 科技 | 视频", "临江算力清单公布", "来源：临江样报", *ARTICLE) == ARTICLE


@pytest.mark.parametrize(
    "caption",
    [
        "这是3月5日拍摄的机房一角。某社记者 贺兰 摄", "[图] 工人在吊装机柜。通讯员供图", "图1：机房外景",
        "（图片说明：机房外景。资料图片）", "图为机房外景", "某社记者贺兰摄", "3月5日，孩子们围着机器人。贺兰 摄影报道",
    ],
)  # fmt: skip
def test_captions_go_wherever_they_stand(caption):
    assert body(ARTICLE[0], caption, ARTICLE[1]) == ARTICLE


def test_the_headline_again_is_a_caption():
    page = ["临江算力清单公布", "来源：临江样报 2024-03-05 08:30", ARTICLE[0], "临江算力清单公布", ARTICLE[1]]
    assert roles(*page) == ["title", "byline", "body", "caption", "body"]


def test_a_known_title_is_found_among_the_lines():
    assert roles("临江 算力清单公布", *ARTICLE, title="临江算力清单公布")[0] == "title"


def test_reporters_and_the_end_mark_are_credits_and_end_nothing():
    page = [ARTICLE[0], "（样报记者 贺兰）", ARTICLE[1], "（完）"]
    assert roles(*page) == ["body", "credit", "body", "credit"]


def test_teasers_with_times_end_a_page_without_a_credit():
    page = ["首页 > 正文", "临江算力清单公布", "来源：临江样报 2024-03-05", *ARTICLE]
    tail = ["邻市企业突破九百家", "2025-01-02 10:00", "高铁新线开工", "2025-01-02 09:00"]
    assert body(*page, *tail) == ARTICLE


def test_a_title_below_the_byline():
    page = [
        "样报网 > 科技 > 正文",
        "2024-03-05 08:30",
        "来源：临江样报",
        "临江算力清单公布",
        "字体：小 中 大",
        *ARTICLE,
    ]
    found = cut(split("\n".join(page)))
    assert found.title == "临江算力清单公布" and [x.text for x in found.lines if x.role == "body"] == ARTICLE


BYLINE = "发布日期： 2024-03-05 08:30 信息来源： 市数据局 浏览次数： 123 次 字号：[ 大 中 小 ]"
LAYOUTS = {
    "date over three lines": (
        [
            "样报网 > > 正文",
            "2024",
            "03/05",
            "08:30:15",
            "来源：样报网",
            "临江算力清单公布",
            "字体：",
            "小",
            "中",
            "大",
            "分享到：",
        ],
        ["【纠错】", "【责任编辑:苏木】", "阅读下一篇：", "某地大模型增至九十个。"],
    ),
    "place and channel below the byline": (
        [
            "临江算力清单公布",
            "样江新闻首席记者 贺兰",
            "2024-03-05 08:30",
            "来源：样江新闻",
            "∙",
            "浙江",
            "∙",
            "科技样 >",
            "字号",
        ],
        ["机房外景。 样江中国 图", "责任编辑：苏木", "图片编辑：贺兰", "样江新闻，未经授权不得转载", "+1", "收藏"],
    ),
    "messenger": (
        ["临江算力清单公布", "原创 贺兰 临江发布", "2024年03月05日 08:30 浙江", "点击上方蓝字关注我们"],
        ["▲机房外景", "来源：临江发布", "编辑：苏木", "阅读 1万+", "某地大模型增至九十个。"],
    ),
    "agency": (
        ["首页→国内新闻", "临江算力清单公布", "2024年03月05日 08:30　来源：样江网", "大字体", "小字体", "分享到："],
        ["【编辑:苏木】", "更多精彩内容请进入国内频道"],
    ),
    "government": (
        ["无障碍 | 关怀版", "临江市人民政府", "首页 政务公开", "当前位置： 首页 > 动态", "临江算力清单公布", BYLINE],
        ["打印 关闭", "扫一扫在手机打开当前页", "相关链接", "主办：临江市人民政府办公室", "政府网站标识码：3300000000"],
    ),
}


@pytest.mark.parametrize(("above", "below"), LAYOUTS.values(), ids=LAYOUTS)
def test_pages_of_several_sites(above, below):
    found = cut(split("\n".join([*above, *ARTICLE, *below])))
    assert [line.text for line in found.lines if line.role == "body"] == ARTICLE
    assert found.title == "临江算力清单公布"


def test_a_notice_on_the_first_line_does_not_hide_the_head():
    assert body("【说明】此页为存档。", "首页 > 正文", "临江算力清单公布", "来源：临江样报", *ARTICLE) == ARTICLE


def test_a_source_at_the_end_takes_no_text_with_it():
    assert body(*ARTICLE, "来源：临江样报") == ARTICLE
    assert body("智算中心6座", "机架9000个", "企业120家", "人才3万人", "来源：临江样报")[:4] == [
        "智算中心6座", "机架9000个", "企业120家", "人才3万人",
    ]  # fmt: skip


def test_marks_of_markdown_headings_go_and_offsets_stay():
    page = "## 目标有多高\n\n临江要建6座。"
    spans = split(page, markdown=True)
    assert [span.text for span in spans] == ["目标有多高", "临江要建6座。"]
    assert all(page[span.start : span.end] == span.text for span in spans)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [*ARTICLE, "责任编辑：苏木", "相关阅读", "首页 > 正文", "来源：样报 2024-03-05", "　　\u200b", "\r", "12"]
        ),
        st.text(max_size=60),
    ),
    max_size=30,
)


@given(LINES, st.booleans())
def test_offsets_are_exact_and_no_line_is_lost(lines, markdown):
    page = "\n".join(lines)
    found = cut(split(page, markdown)).lines
    assert all(page[line.start : line.end] == line.text and line.role and line.reason for line in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    if not markdown:
        kept = "".join(line.text for line in found)
        assert [c for c in page if c.isalnum()] == [c for c in kept if c.isalnum()]


HOSTILE = [
    "»",
    ">a",
    "首页",
    "（",
    "编辑：",
    "摄 ",
    "2025-01-01 ",
    "· ",
    "来源：",
    "甲 ",
    "记者 ",
    "票1",
    "　|",
    "责编:甲 ",
    "微信好友",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_line_makes_the_patterns_slow(piece):
    started = time.perf_counter()
    for size in (40, 120, 239, 4000):
        text = (piece * size)[:size]
        for line in (text, text + "x", text[:-3] + "。摄", "来源：" + text, "首页" + text):
            look.__wrapped__(line)
    assert time.perf_counter() - started < 0.5


def test_a_megabyte_takes_about_a_second():
    page = "\n".join(f"{i}号机房在临江的第{i % 97}条街上，今天通电。" for i in range(18_000))
    assert len(page.encode()) > 1_000_000
    started = time.perf_counter()
    assert len(cut(split(page)).lines) == 18_000
    assert time.perf_counter() - started < 3
