"""Levelled text, and the way back to the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.characters import level


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        ("达到３６００億元", "达到3600亿元"),
        ("共1,250家", "共1250家"),
        ("達到 3000 亿元", "达到3000亿元"),
        ("总投资9.\n8亿元", "总投资9.8亿元"),
        ("规模为250\n亿元", "规模为250亿元"),
        ("算力1 9 6 0 0 P", "算力19600P"),
        ("占比３０％,企业２０家", "占比30%，企业20家"),
        ("大模\u200b型", "大模型"),
    ],
)
def test_one_spelling(body, plain):
    assert level(body).plain == plain


def test_separate_numbers_stay_separate():
    assert level("2024 2025 3100").plain == "2024 2025 3100"


@given(st.text(max_size=200))
def test_offsets_lead_back(body):
    text = level(body)
    assert text.offsets is None or len(text.offsets) == len(text.plain)
    for i in range(len(text.plain)):
        start, end = text.span(i, i + 1)
        assert 0 <= start < end <= len(body)


def test_a_span_covers_the_separator():
    text = level("新增1,000家企业")
    start = text.plain.index("1000")
    assert text.body[slice(*text.span(start, start + 5))] == "1,000家"


def test_pinyin_between_characters_is_taken_out():
    text = level("智(zhì)能(néng)算力达到3000P")
    assert text.plain == "智能算力达到3000P"
    assert text.body[slice(*text.span(0, 2))] == "智(zhì)能"
