"""Many words in one pass."""

from flows.reading.lexicon import Lexicon


def test_the_longest_word_wins():
    words = Lexicon([("智能企业", 1), ("人工智能企业", 2), ("企业", 3)])
    assert [(h.word, h.tag) for h in words.find("人工智能企业和企业")] == [("人工智能企业", 2), ("企业", 3)]


def test_a_word_that_overlaps_its_neighbour_is_not_read():
    words = Lexicon([("济南", 1), ("南通", 2)])
    assert [h.word for h in words.find("济南通过备案")] == ["济南"]
