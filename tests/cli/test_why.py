"""`fangzhi read --why`: every figure with its fate and reasons, on the terminal, as a page, as JSON."""

from __future__ import annotations

import json
import os
import re
from collections import Counter

import pytest
from rich.cells import cell_len

from flows.cli import why as cli
from flows.cli import why_words as words
from flows.parsing.article import parse_text
from flows.reading import why
from flows.reading.read import walked
from flows.stages import single
from tests.cli.test_commands import SAMPLES, fangzhi

TEXT = (
    "2025年，合肥市人工智能核心产业规模突破８００亿元。参数规模达到千亿级。\n"
    "2025年，合肥市人工智能核心产业规模超过800亿元，新能源汽车产值420亿元<script>alert(1)</script>。"
)
TOLD = ("--title", "合肥人工智能账本", "--published", "2026-01-02", "--publisher", "合肥日报")
WIDE = os.environ | {"COLUMNS": "300", "NO_COLOR": "1"}
PAGES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".toml")


def opened(text: str = TEXT) -> tuple:
    article = parse_text(text, title="合肥人工智能账本", published="2026-01-02")
    return article, why.of(walked(article))


@pytest.fixture(scope="module")
def shown() -> str:
    done = fangzhi("read", "--why", TEXT, *TOLD, env=WIDE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def block(shown: str, sign: str) -> str:
    """The lines of one figure."""
    return next(part for part in shown.split("\n\n") if part.lstrip().startswith(sign))


def test_a_kept_figure_tells_claim_rule_layers_and_what_was_weighed(shown):
    kept = block(shown, "✓1")
    assert "340100 合肥市 · core_industry_scale 人工智能核心产业规模 · level · ≥800亿元" in kept
    assert re.search(r"^rule +head_before_figure: .*region_from", kept, re.M)
    assert "８００亿元 → 800亿元" in kept and "80000000000 CNY, ge, money" in kept
    for label, said in {"times": "2025年 (2025,", "places": "合肥市 (340100", "heads": "核心产业规模 (core"}.items():
        assert re.search(f"^{label} .*{re.escape(said)}", kept, re.M)
    for field in ("what", "place", "status", "year"):
        assert re.search(rf"^{field} +\d[\d.]*% .*\n.*(?:for it|against the next): .*\+\d", kept, re.M), field


def test_a_refused_figure_tells_code_remedy_and_what_it_would_be(shown):
    by_form, weighed = block(shown, "✗2"), block(shown, "✗4")
    assert "vague: a vague magnitude is no figure" in by_form and "would be" not in by_form
    assert "other_industry: add the word to subjects.csv" in weighed
    assert re.search("^would be .*420亿元", weighed, re.M) and "no claim (other_industry)" in weighed


def test_a_repeat_names_the_figure_that_said_it_first(shown):
    assert "says again what figure 1 said" in block(shown, "=3")


def test_the_text_carries_the_signs_and_the_sum_stands_below(shown):
    assert "突破８００亿元[✓1]。参数规模达到千亿级[✗2]。" in shown and "超过800亿元[=3]" in shown
    assert shown.splitlines()[-1].startswith("1 kept, 1 repeat, 2 refused; ")


def test_typed_text_and_file_tell_the_same(tmp_path, shown):
    page = tmp_path / "账本.txt"
    page.write_text(TEXT, encoding="utf-8")
    beside = 'title = "合肥人工智能账本"\npublished = "2026-01-02"\npublisher = "合肥日报"\n'
    (tmp_path / "账本.meta.toml").write_text(beside, encoding="utf-8")
    assert fangzhi("read", "--why", page, env=WIDE).stdout == shown


def test_a_typed_text_is_read_without_why_too():
    done = fangzhi("read", TEXT, *TOLD, "--json")
    assert [json.loads(line)["value"] for line in done.stdout.splitlines()] == [80_000_000_000]


def test_a_narrow_terminal_without_colour_gets_plain_short_lines():
    asked = {"COLUMNS": "40", "NO_COLOR": "1", "TERM": "dumb"}
    done = fangzhi("read", "--why", TEXT, env=os.environ | asked)
    assert done.returncode == 0 and "\x1b" not in done.stdout and "340100 合肥市" in done.stdout
    assert max(map(cell_len, done.stdout.splitlines())) <= 40


def test_colour_comes_where_it_is_asked_for():
    done = fangzhi(
        "read",
        "--why",
        TEXT,
        *TOLD,
        env={k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"FORCE_COLOR": "1"},
    )
    assert "\x1b[1;7;32m８００亿元" in done.stdout


def test_a_text_cannot_steer_the_terminal():
    done = fangzhi("read", "--why", TEXT.replace("参数", "\x1b[2J参数"))
    assert "\x1b" not in done.stdout and "␛[2J参数" in done.stdout


def test_the_page_holds_every_figure_once_and_escapes_markup(tmp_path):
    out = tmp_path / "why.html"
    done = fangzhi("read", "--why", TEXT, *TOLD, "--html", out)
    assert done.returncode == 0 and str(out) in done.stdout
    html = out.read_text(encoding="utf-8")
    for number in range(1, 5):
        assert html.count(f'<details id="f{number}"') == 1 and html.count(f'id="t{number}"') == 1
    assert (
        "alert(" in html and "<script>alert" not in html and "&lt;script&gt;alert(" in re.sub("</?span[^>]*>", "", html)
    )
    assert not re.search(r"https?://|\bsrc=|@import|url\(", html), "the page asks the network for something"


def test_a_page_without_figures_is_a_page():
    article, record = opened("合肥市正在发展人工智能产业，前景十分广阔。")
    assert "没有候选数字" in cli.page(article, record)


def test_the_record_as_json():
    done = fangzhi("read", "--why", TEXT, *TOLD, "--json")
    record = json.loads(done.stdout)
    assert record["publisher"] == "合肥日报" and record["published"] == "2026-01-02"
    assert [figure["fate"] for figure in record["figures"]] == ["kept", "refused", "repeat", "refused"]
    first, vague, again, other = record["figures"]
    assert first["claims"][0]["value"] == 80_000_000_000 and record["names"]["340100"] == "合肥市"
    assert again["repeats"] == first["number"] and again["refusal"] is None
    assert vague["refusal"]["code"] == "vague" and vague["claims"] == [] and vague["weighed"] == []
    assert other["refusal"]["remedy"] and other["claims"][0]["metric"] == "industry_scale"
    for weighing in first["weighed"]:
        assert set(weighing) == {"field", "options", "marks"} and sum(o["chosen"] for o in weighing["options"]) == 1
    for item in (*record["figures"], *record["passed"], *record["mentions"]):
        assert record["body"][item["start"] : item["end"]] == item["text"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_record_agrees_with_the_reading(page):
    """No figure is lost or told twice: the counts are those of the reading, the pieces make up the body."""
    walk = walked(single.parse_file(page))
    record, reading = why.of(walk), walk.reading()
    fates = Counter(figure.fate for figure in record.figures)
    assert fates == Counter(kept=reading.gave_claims, repeat=reading.repeats, refused=len(reading.refusals))
    assert sum(len(figure.claims) for figure in record.figures if figure.fate == "kept") == len(reading.claims)
    assert Counter(m.says for m in record.passed if m.says != "in_table") == Counter(reading.not_candidates)
    assert "".join(text for text, _, _ in words.pieces(record)) == record.body


def test_cells_of_a_table_are_figures_and_repeat_each_other():
    rows = "地区 | 人工智能企业数（家） | 算力（P）\n合肥 | 1200 | 800\n芜湖 | 260 | 120\n合肥 | 1200 | 800\n"
    _, record = opened(f"2025年各市人工智能发展情况如下。\n{rows}")
    cells = [(figure.text, figure.fate, figure.repeats) for figure in record.figures]
    assert cells[0] == ("1200", "kept", None) and cells[-2] == ("1200", "repeat", 1)


BAD = {
    "no such file": (("nowhere.txt",), "'nowhere.txt' does not exist", 2),
    "neither file nor Chinese": (("hello there",), "is no Chinese text", 2),
    "blank": ((" ",), "is blank", 2),
    "no date": ((TEXT, "--published", "gestern"), "--published gestern is no date. Write 2026-01-31", 2),
    "told of a file": ((PAGES[0], "--title", "甲"), f"write it into {PAGES[0].with_suffix('.meta.toml')}", 2),
    "nowhere to write": ((TEXT, "--html", "/nowhere/why.html"), "/nowhere/why.html cannot be written: No such", 2),
    "no article": (("人工智能",), "the typed text: ", 3),
}


@pytest.mark.parametrize(("arguments", "said", "code"), BAD.values(), ids=BAD)
def test_bad_input_names_itself_the_reason_and_the_remedy(arguments, said, code):
    done = fangzhi("read", "--why", *arguments)
    assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr
    assert re.search("Give|Write|write|Save", done.stderr), "the remedy"


def test_options_that_do_not_go_together_say_so(tmp_path):
    alone = fangzhi("read", TEXT, "--html", tmp_path / "why.html")
    assert alone.returncode == 2 and "--why" in alone.stderr and not (tmp_path / "why.html").exists()
    many = fangzhi("read", "--why", "--jsonl", PAGES[0], "--out", tmp_path / "out.jsonl")
    assert many.returncode == 2 and "--jsonl" in many.stderr and not (tmp_path / "out.jsonl").exists()


def test_the_page_is_not_written_over_its_input(tmp_path):
    given = tmp_path / "a.html"
    given.write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    before = given.read_bytes()
    done = fangzhi("read", "--why", given, "--html", given)
    assert done.returncode == 2 and "Nothing was written" in done.stderr and given.read_bytes() == before
