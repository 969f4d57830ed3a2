"""What holds for any spelling of a text and any order of reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading import characters, periods, quantities
from flows.reading.read import read_article
from schemas.records import Article, Claim, Reading
from tests.reading.facts import DAY
from tests.reading.writing import (
    FIGURES,
    WAYS,
    WORDS,
    ascii_marks,
    blanks,
    blanks_before,
    commas,
    old_script,
    unseen,
    wide,
)

KEY = ("region", "metric", "measure", "value", "value_high", "unit", "year", "status")
TEXTS = (
    ("襄阳发布人工智能方案", "到2028年，全市人工智能核心产业规模达到12500万元以上，企业超过2600家，算力达1.5万P。"),
    (None, "截至去年底，四川、重庆的智算中心分别为12个和9个，川渝两地算力规模合计3.6万P，占全国的8%。"),
    (None, "总部在无锡的一家机器人公司完成3亿美元融资，2025年营业收入12亿3000万元，同比增长45.5%。"),
    ("黄石市支持人工智能若干措施", "第四条 对备案的大模型给予最高200万元奖励；按算力合同金额的30%给予补贴。"),
    ("潍坊市2026年政府工作报告", "过去一年，新增人工智能企业130家。今年，建成数据集60个，投用标准机架25000架。"),
    (None, "我国已备案大模型640款，其中浙江52款、湖北31款；人工智能专利达到38000项，四成来自企业。"),
    (None, "芜湖设立总规模50亿元的机器人产业基金，首期20亿元，拟投资30至50个项目。"),
)
texts = st.sampled_from(TEXTS)


def read(body: str, title: str | None = None, day: date | None = DAY, publisher: str | None = None) -> Reading:
    return read_article(Article(body=body, title=title, publisher=publisher, published_on=day))


def keys(reading: Reading) -> list[tuple]:
    return [tuple(getattr(claim, field) for field in KEY) for claim in reading.claims]


def exact(reading: Reading, body: str) -> Reading:
    """Spans point at what they quote, claims lie in their sentence, refusals in the text, and the counts add up."""
    for claim in reading.claims:
        assert body[claim.char_start : claim.char_end] == claim.quote != ""
        assert body[claim.sentence_start :].startswith(claim.sentence)
        assert claim.sentence_start <= claim.char_start < claim.char_end <= claim.sentence_start + len(claim.sentence)
    for refusal in reading.refusals:
        assert 0 <= refusal.start < refusal.end <= len(body) and refusal.evidence in body
    assert reading.candidates == reading.gave_claims + reading.repeats + len(reading.refusals)
    return reading


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=100, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_another_spelling_gives_the_same_claims(way, text, random):
    body, wanted = way(text[1], random), keys(read(text[1], text[0]))
    assert keys(exact(read(body, text[0]), body)) == wanted and len(wanted) > 1


@settings(max_examples=200, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_several_spellings_at_once_give_the_same_claims(text, random):
    body = text[1]
    for way in (commas, blanks, blanks_before, ascii_marks, wide, old_script):
        body = way(body, random) if random.random() < 0.5 else body
    assert keys(exact(read(body, text[0]), body)) == keys(read(text[1], text[0]))


@settings(max_examples=100, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_unseen_characters_beside_blanks(text, random):
    body = unseen(blanks(text[1], random), random)
    assert keys(read(body, text[0])) == keys(read(text[1], text[0]))


@settings(max_examples=50, deadline=None)
@given(texts.filter(lambda t: t[0]), st.randoms(use_true_random=False))
def test_a_title_in_traditional_script(text, random):
    assert keys(read(text[1], old_script(text[0], random))) == keys(read(text[1], text[0]))


# -- no claim from nowhere


def derivable(claim: Claim) -> bool:
    """Does the quote alone hold the number?"""
    held = quantities.find(characters.level(claim.quote).plain)
    return any(q.value == abs(claim.value) and q.high == claim.value_high for q in held)


PLACES = ("长沙", "广西", "全市", "我国", "京津冀", "")
HEADS = ("人工智能核心产业规模", "机器人企业", "智能算力", "大模型", "人工智能基金", "占全省", "同比增长", "最高奖励")
UNITS = ("亿元", "万元", "家", "个", "P", "%", "款", "亿美元", "倍", "成", "万P")
pieces = st.tuples(
    st.sampled_from(["，", "；", "。", "、", "，其中", "。到2028年，", "，比上年", "\n"]),
    st.sampled_from(PLACES),
    st.sampled_from(HEADS),
    st.sampled_from(["", "达到", "超过", "不超过", "分别为", "近", "新增"]),
    st.sampled_from([*FIGURES.values(), *WORDS.values()]),
    st.one_of(st.integers(1, 99), st.integers(1, 20_000)),
    st.sampled_from(UNITS),
)


def told(parts: tuple) -> str:
    return "".join(parts[:4]) + parts[4](parts[5]) + parts[6]


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=8))
def test_every_number_stands_in_its_quote(parts):
    body = "2025年" + "".join(map(told, parts)) + "。"
    assert all(derivable(claim) for claim in exact(read(body), body).claims)


# -- order, batch and process


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(texts, st.lists(pieces, max_size=4).map(lambda p: (None, "".join(map(told, p)))))), st.data())
def test_neither_order_nor_company_matter(articles, data):
    alone = {article: read(article[1], article[0]) for article in articles}
    order = data.draw(st.permutations(articles))
    assert [read(body, title) for title, body in order] == [alone[article] for article in order]


READ = """
import json, sys
from datetime import date
from flows.reading.read import read_article
from schemas.records import Article
for title, body in json.load(sys.stdin):
    print(ascii(read_article(Article(body=body, title=title, published_on=date(2026, 3, 20)))))
"""


def elsewhere(articles: list, seed: str) -> bytes:
    """What a process of its own reads, with this seed of its hashes."""
    told, env = json.dumps(articles).encode(), {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", READ], input=told, env=env, capture_output=True, check=True).stdout


def test_every_process_reads_alike():
    rivals = ("浙江：杭州宁波温州竞逐人工智能", "目前，人工智能企业达到690家，大模型43款。")
    assert len({elsewhere([*TEXTS, rivals], str(seed)) for seed in range(8)}) == 1


# -- anything at all
CLOCK = "0123456789年月日底末前到至截从二〇零十一三四五上下半季度个内未来用-—~“”去今明同 "
DUST = st.characters(codec=None)  # lone surrogates too
ODD_DIGITS = "٣३௩３³Ⅲ㊂½"


@settings(max_examples=200, deadline=None)
@given(st.text(DUST, max_size=80), st.text(DUST, max_size=20), st.sampled_from([None, DAY]), texts)
def test_junk_around_a_text_never_raises(junk, name, day, text):
    body = junk + text[1] + junk[::-1]
    exact(read(body, name, day, name), body)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(pieces.map(told), st.sampled_from(ODD_DIGITS), st.text(CLOCK, max_size=8)), max_size=12))
def test_odd_digits_and_dates_never_raise(parts):
    body = "".join(parts)
    assert exact(read(body), body) == read(body)


@settings(max_examples=300, deadline=None)
@given(st.text(CLOCK, max_size=30))
def test_any_heap_of_dates_is_read(text):
    end = 0
    for time in periods.find(text, periods.Published(2026, 8, 20), []):
        assert end <= time.start < time.end <= len(text)
        assert time.first is None or time.last is None or time.first <= time.last
        end = time.end
