"""What holds for any number, however it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import characters, quantities
from flows.reading.numerals import number
from schemas.vocabulary import classifiers
from tests.reading.writing import FIGURES, WORDS

MOST = 10**16
SCALES = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12}  # powers of ten
sizes = st.one_of(st.integers(0, MOST), st.integers(0, 16).flatmap(lambda k: st.integers(0, 10**k)))


def only(text: str) -> quantities.Quantity:
    """The one quantity of a text, which must be the whole of it."""
    levelled = characters.level(text)
    (found,) = quantities.find(levelled.plain)
    assert levelled.span(found.start, found.end) == (0, len(text))
    return found


@pytest.mark.parametrize("write", WORDS.values(), ids=WORDS)
@given(n=sizes)
def test_words_come_back(write, n):
    assert number(write(n)) == n


@given(n=st.integers(10, MOST), zero=st.sampled_from("零〇○"))
def test_digits_in_a_row_come_back(n, zero):
    """二〇二五: each digit a character."""
    assert number("".join((zero + "一二三四五六七八九")[int(d)] for d in str(n))) == n


@pytest.mark.parametrize("write", FIGURES.values(), ids=FIGURES)
@given(n=sizes)
def test_figures_come_back_as_quantities(write, n):
    found = only(write(n) + "元")
    assert (found.kind, found.value, found.high, found.flaw) == ("money", n, None, None)


@pytest.mark.parametrize("write", WORDS.values(), ids=WORDS)
@given(n=sizes)
def test_words_come_back_as_quantities(write, n):
    found = only(write(n) + "元")
    assert (found.kind, found.value, found.high) == ("money", n, None)


@given(st.integers(1, 99_999_999), st.integers(0, 4), st.sampled_from(sorted(SCALES)))
def test_scaled_figures_come_back(digits, places, sign):
    """3.6千亿, 0.5亿, 1.2万亿."""
    coefficient = Decimal(digits).scaleb(-places)
    found = only(f"{coefficient:f}{sign}元")
    assert (found.kind, found.value, found.flaw) == ("money", coefficient.scaleb(SCALES[sign]), None)


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["{}亿{}万元", "{} 亿{} 万元"]))
def test_figures_of_two_parts_come_back(a, b, form):
    """12亿3000万."""
    assert only(form.format(a, b)).value == a * 10**8 + b * 10**4


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 9999))
def test_figures_of_three_parts_come_back(a, b, c):
    assert only(f"{a}亿{b}万{c}元").value == a * 10**8 + b * 10**4 + c


COUNTED = [word for word, metrics in classifiers().items() if metrics and word != "大"]


@pytest.mark.parametrize("word", [*COUNTED, "余家", "多家", "成", "位"])
def test_a_blank_before_any_unit(word):
    plain, spaced = f"共360{word}，", f"共360 {word}，"
    wanted = [(q.kind, q.value, q.unit, q.comparator, q.flaw) for q in quantities.find(plain)]
    found = quantities.find(characters.level(spaced).plain)
    assert [(q.kind, q.value, q.unit, q.comparator, q.flaw) for q in found] == wanted
