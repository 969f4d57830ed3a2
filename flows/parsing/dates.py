"""When an article was published, and which piece of the page says so.

A page carries many dates: those of teasers, of the day it was saved, of the events told. Only what stands
in a byline, a meta tag, the file name, the address or the dateline counts; never the newest date, never the
most frequent one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple

SHANGHAI = timezone(timedelta(hours=8))

_YMD = r"(?P<y>(?:19|20)\d\d)\s?(?P<sep>[-/.年])\s?(?P<m>\d{1,2})\s?(?:(?P=sep)|月)\s?(?P<d>\d{1,2})(?!\d)日?"
_TIME = r"(?:[\sT,，]{0,3}(?P<H>\d{1,2})[:：时時](?P<M>\d{2})(?:[:：分](?P<S>\d{2}))?)?"
DAY = re.compile(r"(?<!\d)" + _YMD + _TIME)
# Xinhua's pages break the date over three lines: 2024 / 03/05 / 08:30:15
BROKEN = re.compile(r"(?<!\d)(?P<y>20\d\d)\s+(?P<m>\d\d)/(?P<d>\d\d)\s+(?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d))?")
LABELLED = re.compile(r"(?:发布|发表|发稿|刊发)(?:时间|日期)?\s{0,3}[:：]?\s{0,3}" + _YMD + _TIME)
UPDATED = re.compile(r"(?:更新|修改|成文|印发|生成)(?:时间|日期|于)?\s{0,3}[:：]?\s{0,3}" + _YMD + _TIME)
IN_NAME = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_./]?(?P<m>\d\d)[-_./]?(?P<d>\d\d)(?!\d)")
YEAR_IN_NAME = re.compile(r"(?<!\d)(?P<y>20\d\d)(?!\d)")
DATELINE = re.compile(r"^.{0,40}?(?P<m>\d{1,2})月(?P<d>\d{1,2})日\s{0,2}(?:电|讯|消息)")
META = (
    "pubdate",
    "publishdate",
    "firstpublishedtime",
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publish-date",
    "publish_time",
    "pubtime",
    "weibo: article:create_at",
    "og:release_date",
    "date",
)
WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class Published(NamedTuple):
    """An instant where one is known, its day in Shanghai, its year; (None, None, None) where nothing is."""

    at: datetime | None = None
    on: date | None = None
    year: int | None = None


NEVER = Published()


def parse_published(text: str | None) -> Published:
    """What a stated publication date says; a time without a zone is Shanghai's.

    '2023' -> year only; '2023-06-07' -> day; '2023-06-07T01:15:00Z' -> 09:15+08:00. '2023-02-30' is no date.
    """
    text = (text or "").strip().translate(WIDE_DIGITS)
    if re.fullmatch(r"(?:19|20)\d\d年?", text):
        return Published(year=int(text[:4]))
    if zoned := _zoned(text):
        return _instant(zoned)
    if compact := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        text = "-".join(compact.groups())
    return _of(DAY.match(text)) or NEVER


def find_published(
    bylines: Iterable[str] = (),
    meta: dict[str, str] | None = None,
    name: str = "",
    opening: str = "",
) -> tuple[Published, str | None]:
    """Publication time and the evidence for it, from what a page carries, the strongest first.

    `bylines` are the lines above (or right below) the text, `meta` the meta tags by lower-case name, `name` the inbox
    name or address, `opening` the first line of the body.
    ['来源:新华社2023-06-07 09:15'] -> (2023-06-07 09:15+08:00, 'byline: 来源:新华社2023-06-07 09:15')
    """
    lines = list(bylines)
    for line in lines:
        if found := in_byline(line):
            return _timed(found, f"byline: {line.strip()[:120]}", meta or {})
    if found := _of(BROKEN.search(" ".join(lines)[:2000])):
        return found, f"byline: {' '.join(lines)[:120]}"
    for key in META:
        if (found := parse_published((meta or {}).get(key))).on:
            return found, f"meta tag {key}: {(meta or {})[key][:60]}"
    if found := in_name(name):
        return found, f"{'url' if '://' in name else 'inbox name'}: {name}"
    return _from_dateline(opening, name)


def _timed(found: Published, evidence: str, meta: dict[str, str]) -> tuple[Published, str]:
    """A byline with a day only takes the time from a meta tag of the same day."""
    stated = ((key, parse_published(meta.get(key))) for key in META)
    for key, timed in stated:
        if found.at is None and timed.at and timed.on == found.on:
            return timed, f"{evidence}; time: meta tag {key}"
    return found, evidence


def in_byline(line: str) -> Published | None:
    """'发布时间：2024年3月5日 08:30' -> that instant; the time of an update counts only where it stands alone."""
    line = line[:300].translate(WIDE_DIGITS)
    if labelled := _of(LABELLED.search(line)):
        return labelled
    return _first(DAY, UPDATED.sub(" ", line)) or _first(DAY, line)


def in_name(name: str) -> Published | None:
    """'gmw_2023-06-07_select_all.txt', 'https://a.cn/2024-03/05/c_1.htm' -> that day."""
    return _first(IN_NAME, name[-300:])


def _from_dateline(opening: str, name: str) -> tuple[Published, str | None]:
    """'新华社北京6月6日电' has no year: it is taken from the name, where that states one."""
    found, year = DATELINE.match(opening[:60].translate(WIDE_DIGITS)), YEAR_IN_NAME.search(name)
    if year is None:
        return NEVER, None
    if found and (day := _day(year["y"], found["m"], found["d"])):
        return Published(None, day, day.year), f"dateline: {found[0]}, year from the name: {name}"
    return Published(year=int(year["y"])), f"name: {name}"


def _first(pattern: re.Pattern[str], text: str) -> Published | None:
    return next((found for match in pattern.finditer(text) if (found := _of(match))), None)


def _of(match: re.Match[str] | None) -> Published | None:
    """What a match with groups y, m, d and perhaps H, M, S says; None for a day that does not exist."""
    if match is None or (day := _day(match["y"], match["m"], match["d"])) is None:
        return None
    parts = match.groupdict()
    if parts.get("H") is None:
        return Published(None, day, day.year)
    try:
        at = datetime(day.year, day.month, day.day, int(parts["H"]), int(parts["M"]), int(parts["S"] or 0))
    except ValueError:
        return Published(None, day, day.year)
    return Published(at.replace(tzinfo=SHANGHAI), day, day.year)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _zoned(text: str) -> datetime | None:
    """ISO 8601 or RFC 5322 with a zone."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            stated = read(text)
        except (ValueError, TypeError, IndexError):
            continue
        if stated.tzinfo is not None:
            return stated
    return None


def _instant(stated: datetime) -> Published:
    try:
        at = stated.astimezone(SHANGHAI)
    except (OverflowError, ValueError):
        return NEVER
    return Published(at, at.date(), at.year) if 1900 <= at.year < 2100 else NEVER
