"""Publication times, and the piece of the page that gives them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.dates import NEVER, SHANGHAI, find_published, in_byline, in_name, parse_published


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("2024", (None, None, 2024)),
        ("2024年", (None, None, 2024)),
        ("2024-03-05", (None, date(2024, 3, 5), 2024)),
        ("20240305", (None, date(2024, 3, 5), 2024)),
        ("2024/3/5", (None, date(2024, 3, 5), 2024)),
        ("2024年3月5日", (None, date(2024, 3, 5), 2024)),
        ("2024-03-05 08:30", (at(2024, 3, 5, 8, 30), date(2024, 3, 5), 2024)),
        ("2024-03-05T08:30:07", (at(2024, 3, 5, 8, 30, 7), date(2024, 3, 5), 2024)),
        ("2024-03-05T08:30:00+08:00", (at(2024, 3, 5, 8, 30), date(2024, 3, 5), 2024)),
        ("2024-12-31T17:00:00Z", (at(2025, 1, 1, 1, 0), date(2025, 1, 1), 2025)),
        ("Tue, 05 Mar 2024 00:30:00 GMT", (at(2024, 3, 5, 8, 30), date(2024, 3, 5), 2024)),
        ("２０２４年３月５日　０８：３０", (at(2024, 3, 5, 8, 30), date(2024, 3, 5), 2024)),
        ("2024-03-05 25:10", (None, date(2024, 3, 5), 2024)),
        ("2023-02-30", NEVER),
        ("2024-13-01 08:00", NEVER),
        ("0001-01-01T00:00:00+08:00", NEVER),
        ("0001-01-01T00:00:00+14:00", NEVER),
        ("即日", NEVER),
        ("", NEVER),
        (None, NEVER),
    ],
)
def test_stated_dates(stated, wanted):
    assert parse_published(stated) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("来源:临江样报2024-03-05 08:30", at(2024, 3, 5, 8, 30)),
        ("发布时间：2024年3月5日 08:30", at(2024, 3, 5, 8, 30)),
        ("2024年03月05日08:30 | 来源：临江样报", at(2024, 3, 5, 8, 30)),
        ("时间：2024/03/05 08:30:07 浏览量：77", at(2024, 3, 5, 8, 30, 7)),
        ("更新时间：2024-03-09 10:00 发布时间：2024-03-05 08:30", at(2024, 3, 5, 8, 30)),
        ("成文日期：2024-02-28　发布日期：2024-03-05 08:30", at(2024, 3, 5, 8, 30)),
        ("更新于 2024-03-09 10:00", at(2024, 3, 9, 10, 0)),
    ],
)
def test_bylines(line, wanted):
    assert in_byline(line).at == wanted


def test_a_byline_without_a_time_gives_the_day():
    assert in_byline("来源：临江样报 2024-03-05") == (None, date(2024, 3, 5), 2024)
    assert in_byline("来源：临江样报 2024-02-30") is None


@pytest.mark.parametrize(
    "name",
    [
        "gmw_2024-03-05_select_all.txt", "https://a.example/2024-03/05/content_17.htm", "https://a.example/n1/2024/0305/c9-8.html",
        "https://a.example/202403/t20240305_1234567.html", "2024/03/05/甲.txt", "20240305.txt",
    ],
)  # fmt: skip
def test_names_and_addresses(name):
    assert in_name(name).on == date(2024, 3, 5)


@pytest.mark.parametrize("name", ["content_202403051234.htm", "2024-02-30.txt", "page.html", "2024.txt"])
def test_names_without_a_day(name):
    assert in_name(name) is None


def test_the_strongest_evidence_wins():
    meta = {"pubdate": "2024-03-06 09:00"}
    name = "样报_2024-03-07.txt"
    when, evidence = find_published(["来源：样报 2024-03-05 08:30"], meta, name, "样报讯")
    assert when.on == date(2024, 3, 5) and evidence.startswith("byline: 来源：样报")
    assert find_published(["来源：样报"], meta, name)[1] == "meta tag pubdate: 2024-03-06 09:00"
    assert find_published(["来源：样报"], {}, name)[1] == f"inbox name: {name}"
    assert find_published([], {}, "https://a.example/2024-03/07/c.htm")[1].startswith("url: ")
    assert find_published() == (NEVER, None)


def test_a_day_takes_its_time_from_the_meta_tag():
    when, evidence = find_published(["来源：样报 2024-03-05"], {"pubdate": "2024-03-05 08:30:00"})
    assert when.at == at(2024, 3, 5, 8, 30) and "byline" in evidence and "pubdate" in evidence
    assert find_published(["来源：样报 2024-03-05"], {"pubdate": "2024-03-06 08:30:00"})[0].at is None


def test_a_dateline_takes_its_year_from_the_name():
    opening = "某通讯社临江3月5日电(记者贺兰)算力清单公布。"
    assert find_published(opening=opening) == (NEVER, None)
    assert find_published(opening=opening, name="样报2024.txt")[0].on == date(2024, 3, 5)
    assert find_published(opening="算力清单公布。", name="样报2024.txt")[0] == (None, None, 2024)


def test_a_date_over_three_lines():
    assert find_published(["2024", "03/05", "08:30:15", "来源：样报"])[0].at == at(2024, 3, 5, 8, 30, 15)


@given(st.text(max_size=60) | st.from_regex(r"\A(19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}[日 T]?\d{0,2}:?\d{0,2}\Z"))
def test_any_text_gives_a_date_or_none(text):
    when = parse_published(text)
    assert when.at is None or (when.at.tzinfo is not None and when.at.astimezone(SHANGHAI).date() == when.on)
    assert when.on is None or when.on.year == when.year
    assert in_byline(text) is None or in_byline(text).on


@given(st.datetimes(datetime(1990, 1, 2), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_an_instant_comes_back(instant):
    assert parse_published(instant.isoformat()).at == instant
