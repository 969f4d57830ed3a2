"""The text's tree."""

import pytest

from flows.reading.blocks import clauses, split


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2026年", "heading"),
        ("● 规上企业130家", "item"),
        ("一、总体目标。今年建成3个中心。", "item"),
        ("第三条 对企业给予补贴。", "item"),
        ("记者：规模有多大？", "question"),
        ("北京 | 25 | 40", "row"),
        ("目前全市人工智能企业达到800家。", "paragraph"),
    ],
)
def test_kinds(line, kind):
    (block,) = split(line)
    assert block.kind == kind


def test_sentences_and_clauses_cover_the_text():
    plain = "甲达到5家，乙超过6家；丙有7家。丁呢？\n戊。"
    blocks = split(plain)
    sentences = [plain[s.start : s.end] for b in blocks for s in b.sentences]
    assert sentences == ["甲达到5家，乙超过6家；丙有7家。", "丁呢？", "戊。"]
    assert [plain[c.start : c.end] for c in clauses(plain, blocks[0].sentences[0])] == [
        "甲达到5家，",
        "乙超过6家；",
        "丙有7家。",
    ]
