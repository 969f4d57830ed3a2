"""The reader beside a peer, JioNLP: money and times.

Where both read a text they must agree, or the text stands in a list here with the reason why the peer is wrong.
JioNLP is large: it is asked in `.venv-peers`, which `make test-full` makes.
"""

from __future__ import annotations

import json
import subprocess
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from flows.reading import characters, periods, quantities

PEERS = Path(__file__).resolve().parents[2] / ".venv-peers" / "bin" / "python"

ASK = """
import json, sys
from datetime import datetime
import jionlp

def asked(parse, text, **options):
    try:
        return parse(text, **options)
    except Exception:
        return None

texts = json.loads(sys.stdin.buffer.read())
answers = {
    "money": {t: asked(jionlp.parse_money, t) for t in texts["money"]},
    "time": {t: asked(jionlp.parse_time, t, time_base=datetime(2026, 8, 20)) for t in texts["time"]},
}
sys.stdout.buffer.write(("\\n" + json.dumps(answers)).encode())
"""

NUMBERS = ["3000亿", "1.2万亿", "三千亿", "一万二千亿", "3.6千亿", "2,400亿", "5000万", "两万亿", "１０００万", "0.5亿"]
FORMS = [
    "近{}",
    "约{}",
    "大约{}",
    "{}左右",
    "超过{}",
    "超{}",
    "逾{}",
    "至少{}",
    "{}以上",
    "不超过{}",
    "{}以下",
    "不足{}",
]
FLOORS = ["不低于{}", "不少于{}"]
SPANS = [
    "100亿至200亿元",
    "100-200亿元",
    "100亿元至200亿元",
    "3~5亿元",
    "30到50万元",
    "100亿—200亿元",
    "一百至两百亿元",
]
ABROAD = ["50亿美元", "50亿港元", "50亿欧元", "50亿日元", "50亿英镑", "50亿澳元", "50亿加元", "50亿韩元", "50亿卢布"]
MONEY = [*(f.format(n + "元") for f, n in product(["{}", *FORMS], NUMBERS)), *SPANS, *ABROAD, "25,000.00万元"]
CURRENCIES = quantities.CURRENCIES
BOUNDS = {"accurate": "eq", "blur": "approx", "blur+": "ge", "blur-": "le"}

# text -> (what is right, why JioNLP is not)
MONEY_THAT_JIONLP_MISREADS = {
    "12亿3000万元": (1_230_000_000, "takes the second part for thousands of the first, 1530030000"),
    "3000億元": (300_000_000_000, "knows no Traditional script"),
    "三点六亿元": (360_000_000, "knows no decimals in words"),
    "最高800亿元": (80_000_000_000, "knows no 最高"),
    "800亿元以内": (80_000_000_000, "knows no 以内"),
    "突破800亿元": (80_000_000_000, "knows no 突破"),
}
YEARS = ["2025年", "2025年度", "二〇二五年", "今年", "去年", "前年", "明年", "后年", "上年", "本年"]
PARTS = [
    *("2025年上半年", "2025年下半年", "今年上半年", "去年下半年", "下半年", "2025年一季度", "2025年第三季度"),
    *("2025年四季度", "去年三季度", "今年第二季度", "2025年前三季度", "前三季度", "前5个月", "今年前5个月"),
    *("今年7月", "去年12月", "2025年6月", "2025年6月30日", "6月30日", "2023-2025年", "2023年至2025年", "2024—2026年"),
]
ENDS = [
    *("到2027年", "到2027年底", "2027年底", "明年底", "今年年底", "年底前", "2022年末", "2030年前", "二〇二五年底"),
    *("三年内", "未来五年", "今后三年", "五年后", "截至2025年6月底", "截至6月底"),
]
# text -> (period or year that is right, why JioNLP is not)
TIMES_THAT_JIONLP_MISREADS = {
    "1-4月": (2026, "takes it for the fourth of January"),
    "今年1-7月": (2026, "takes it for the seventh of January"),
    "1—9月": (2026, "knows no long dash"),
    "去年1—10月": (2025, "knows no long dash"),
    "截至11月底": (2025, "of a text of August 2026, it looks back"),
    "截至目前": (2026, "knows no 目前"),
    "“十四五”末": (2025, "knows no five-year plans"),
    "“十五五”期间": (2030, "knows no five-year plans"),
    "用三年时间": (2029, "knows no 用…时间"),
}
AUGUST = periods.Published(2026, 8, 20)


@pytest.fixture(scope="module")
def jionlp():
    if not PEERS.exists():
        pytest.fail("There is no .venv-peers: run `make test-full`, which installs the peers there.", pytrace=False)
    texts = {
        "money": [*MONEY, *(f.format("800亿元") for f in FLOORS), *MONEY_THAT_JIONLP_MISREADS],
        "time": [*YEARS, *PARTS, *ENDS, *TIMES_THAT_JIONLP_MISREADS],
    }
    done = subprocess.run([PEERS, "-c", ASK], input=json.dumps(texts).encode(), capture_output=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def figure(text: str) -> tuple:
    (q,) = [q for q in quantities.find(characters.level(text).plain) if q.kind == "money"]
    return q.value, q.high, q.unit, q.comparator


def time_of(text: str) -> periods.Time:
    (time,) = periods.find(characters.level(text).plain, AUGUST, [])
    return time


def peer_figure(answer: dict) -> tuple:
    span = isinstance(answer["num"], list)
    low, high = map(Decimal, answer["num"]) if span else (Decimal(answer["num"]), None)
    return low, high, CURRENCIES[answer["case"]], "eq" if span else BOUNDS[answer["definition"]]


def peer_days(answer: dict) -> list[date]:
    return [date.fromisoformat(day[:10]) for day in answer["time"]]


@pytest.mark.parametrize("text", MONEY)
def test_money(text, jionlp):
    theirs = peer_figure(jionlp["money"][text])
    if text.startswith("近"):  # JioNLP: just below; the guide: approximately
        assert theirs[3] == "le"
        theirs = (*theirs[:3], "approx")
    assert figure(text) == theirs


@pytest.mark.parametrize("form", FLOORS)
def test_floors_that_jionlp_takes_for_ceilings(form, jionlp):
    text = form.format("800亿元")
    assert figure(text) == (80_000_000_000, None, "CNY", "ge")
    assert peer_figure(jionlp["money"][text])[3] == "le"


@pytest.mark.parametrize("text", MONEY_THAT_JIONLP_MISREADS)
def test_money_that_jionlp_misreads(text, jionlp):
    value, reason = MONEY_THAT_JIONLP_MISREADS[text]
    answer = jionlp["money"][text]
    assert figure(text)[0] == value, reason
    assert answer is None or peer_figure(answer)[0] != value, "JioNLP reads it now: move it to MONEY"


@pytest.mark.parametrize("text", [*YEARS, *PARTS])
def test_times(text, jionlp):
    time = time_of(text)
    assert [time.first, time.last] == peer_days(jionlp["time"][text])
    assert time.year == time.last.year


@pytest.mark.parametrize("text", ENDS)
def test_years_to_be_reached(text, jionlp):
    """JioNLP gives the span from today to the end; the guide takes the year of the end."""
    assert time_of(text).year == peer_days(jionlp["time"][text])[-1].year


@pytest.mark.parametrize("text", TIMES_THAT_JIONLP_MISREADS)
def test_times_that_jionlp_misreads(text, jionlp):
    year, reason = TIMES_THAT_JIONLP_MISREADS[text]
    answer, time = jionlp["time"][text], time_of(text)
    assert time.year == year, reason
    assert answer is None or peer_days(answer) != [time.first, time.last], "JioNLP reads it now: move it to PARTS"
