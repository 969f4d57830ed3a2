"""Texts that no newspaper prints: the work grows with the text, not with its square."""

from __future__ import annotations

import pytest

from flows.reading import blocks
from flows.reading.read import read_article
from schemas.records import Article


@pytest.mark.parametrize("piece", ["人工智能企业300家，", "10%", "3000亿元", "没有标点的长文"])
def test_no_sentence_is_longer_than_one_can_be(piece):
    text = piece * 400
    spans = [s for block in blocks.split(text) for s in block.sentences]
    assert max(s.end - s.start for s in spans) <= blocks.LONGEST
    assert "".join(text[s.start : s.end] for s in spans) == text


def test_a_sentence_of_usual_length_stays_whole():
    text = "合肥市人工智能企业达到300家，" * 20 + "完。"
    assert [len(block.sentences) for block in blocks.split(text)] == [1]


def test_a_list_that_is_too_long_for_one_sentence_is_still_read():
    places = "北京12个、上海13个、深圳14个、杭州15个、"
    reading = read_article(Article(body="各地大模型数量为：" + places * 60 + "。", published_year=2025))
    assert {(c.region, int(c.value)) for c in reading.claims} >= {("110000", 12), ("440300", 14)}
