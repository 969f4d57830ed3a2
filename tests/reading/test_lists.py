"""Lists and the sums over them."""

from flows.reading.blocks import Span
from flows.reading.lists import mixed, respective
from flows.reading.quantities import find
from flows.reading.sectors import find as subjects


def test_the_second_figure_has_the_second_item():
    plain = "甲市、乙市产业规模分别为20亿元、30亿元。"
    figures = find(plain)
    index, count, items = respective(plain, Span(0, len(plain)), figures[1], figures)
    assert (index, count, [plain[i.start : i.end] for i in items]) == (1, 2, ["甲市、", "乙市产业规模"])


def test_one_sum_over_several_fields_is_mixed():
    plain = "人工智能、生物医药等五大产业产值"
    assert mixed(plain, subjects(plain), len(plain), rate=False)
    each = "人工智能、生物医药等产业"
    assert not mixed(each, subjects(each), len(each), rate=True)
