"""Times: which year, half or month a piece of text speaks of, against the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from flows.reading.numerals import number

PLANS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
RELATIVE = {
    "今年": 0,
    "本年": 0,
    "今春": 0,
    "年内": 0,
    "今年以来": 0,
    "去年": -1,
    "上年": -1,
    "前年": -2,
    "明年": 1,
    "后年": 2,
    "来年": 1,
    "年底": 0,
    "年末": 0,
    "年终": 0,
    "全年": 0,
    "年初": 0,
}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_YEAR = r"(?:20[0-6]\d|二[〇零○][一二三四][〇零○一二三四五六七八九])"
_PART = (
    r"(?:(?P<ytd>(?:1|一)(?:-+|—+|至|到)(?P<m2>\d{1,2}|[二三四五六七八九]|十[一二]?)月(?:份)?|[前头](?P<m3>\d{1,2}|[二三四五六七八九]|十[一二]?)个?月|前三季度)"
    r"|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度|首季"
    r"|(?P<month>\d{1,2}|十[一二]|[一二三四五六七八九])月(?:份|(?P<day>\d{1,2})日|(?P<edge>底|末|中旬|上旬|下旬|初))?)"
)
_TIME = re.compile(
    rf"(?P<lead>截至|截止|到|至|自|从|比|较|与|相比|不晚于)?"
    rf"(?:(?:(?P<from>{_YEAR})年?(?:-+|—+|至|到|~)(?P<year2>{_YEAR})年(?:期间)?)"
    rf"|(?:(?P<year>{_YEAR})(?:年|(?=全年))|(?P<relative>今年以来|[今去上前明后来]年|本年|年内|全年|年底|年末|年初)|(?P<same>当年|同年|同一年|次年|同期))"
    rf"(?:度|全年)?(?P<tail>年?[底末初](?:之?前)?|以来|之前|前(?!三季|[\d一二三四五六七八九十]+个?月)|起|开始|内)?{_PART}?"
    rf"|[“\"]?(?P<plan>十[二三四五]五)[”\"]?(?P<plantail>末|期末|收官|期间|时期|以来)?(?!规划》|》)"
    rf"|(?P<now>(?:截至)?目前|眼下|如今|现已|迄今|至今|当前|现有|现阶段|截至发稿)"
    rf"|(?P<span>(?:用|未来|今后|力争用?|再用|接下来|经过|通过)?(?P<n>[一二两三四五六七八九十]|\d{{1,2}})(?:(?:-|—|至|到)(?P<n2>[一二三四五六七八九十]|\d))?年(?:左右)?(?:的?时间|之?内|后|(?=安排|投入|总计安排)))"
    rf"|(?P<future>(?:未来|今后)(?P<n3>[一二两三四五六七八九十]|\d{{1,2}})年)"
    rf"|(?P<each>每年|年均|逐年|每月)"
    rf"|(?P<part>{_PART.replace('?P<', '?P<x')}))"
    rf"(?P<back>以来|之前|前|起|同期)?"
)


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of the day on which a text appeared."""

    year: int | None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of time that the text names. `role`: at, as_of, deadline, since, comparison, same, each or now."""

    start: int
    end: int
    role: str
    period_type: str
    year: int | None
    first: date | None = None
    last: date | None = None
    reason: str = "year_stated"
    plan: bool = False  # 十四五 and the like


@dataclass(frozen=True, slots=True)
class Policy:
    """A document named in 《》: its plan's last year where its name states one, and whether it is a draft."""

    start: int
    end: int
    name: str
    year: int | None
    span: int | None  # 三年行动计划 -> 3
    is_plan: bool


_BOOK = re.compile(r"《([^《》\n]{2,80})》(?:（(?P<after>[^（）]{4,24})）)?")
_BOOK_YEARS = re.compile(rf"({_YEAR})\s*年?(?:-+|—+|至|到|~)\s*({_YEAR}|\d\d)年?")
_UNMARKED = re.compile(
    rf"([\u4e00-\u9fff“”+]{{0,24}}(?:方案|计划|规划|意见|措施))（(?P<after>{_YEAR}年?(?:-+|—+|至|到|~)(?:{_YEAR}|\d\d)年?)）(?!》)"
)
_PLAN_NAME = re.compile("计划|方案|规划|意见|措施|政策|行动|纲要|办法|决定|指南|通知|条例|目标|细则|若干|清单")


def policies(plain: str) -> list[Policy]:
    """Documents named in 《》.  '《北京市…实施方案(2023-2025年)》' -> year 2025"""
    return sorted(
        [*map(_policy, _BOOK.finditer(plain)), *map(_policy, _UNMARKED.finditer(plain))], key=lambda p: p.start
    )


def _policy(match: re.Match[str]) -> Policy:
    name = match.group(1)
    year = plan_year(name + (match["after"] or ""))
    span = re.search("([二两三四五])年(?:行动|实施|发展|攻坚|倍增|工作)", name)
    return Policy(
        match.start(),
        match.end(),
        name,
        year,
        int(number(span[1]) or 0) if span else None,
        bool(_PLAN_NAME.search(name)),
    )


def plan_year(name: str) -> int | None:
    """The last year of the plan that a name states.  '行动计划（2024—2026年）' -> 2026"""
    years = _BOOK_YEARS.search(name)
    if years:
        last = years[2]
        return int(last) if len(last) == 4 else int(years[1][:2] + last)
    plan = re.search("十[二三四五]五", name)
    return PLANS[plan.group()][1] if plan else None


def find(plain: str, published: Published, masked: list[tuple[int, int]]) -> list[Time]:
    """All times outside `masked` in order.  '到2027年' -> deadline 2027; '去年' of 2026 -> 2025"""
    times: list[Time] = []
    spans = iter(masked)
    mask = next(spans, None)
    for match in _TIME.finditer(plain):
        while mask and mask[1] <= match.start():
            mask = next(spans, None)
        if (mask and mask[0] < match.end()) or _inside_number(match, plain):
            continue
        if time := _time(match, plain, published, times):
            times.append(_past(time, published))
    return times


def _past(time: Time, published: Published) -> Time:
    """到8月底 of a text that appeared in September looks back: as of, no deadline."""
    if time.role != "deadline" or time.last is None or published.year is None or time.period_type != "deadline":
        return time
    whole = time.first is not None and (time.last - time.first).days > 300
    today = date(published.year, published.month or 12, published.day or 28)
    if time.last <= today and (not whole or time.reason == "year_from_publication"):
        return replace(time, role="as_of", period_type="as_of")
    return time


def _inside_number(match: re.Match[str], plain: str) -> bool:
    start = match.start() + len(match["lead"] or "")
    first = plain[start]
    return (first.isdigit() or first in "一二三四五六七八九十") and plain[start - 1 : start].isdigit()


def _int(text: str | None) -> int | None:
    value = number(text) if text else None
    return int(value) if value is not None else None


def _time(match: re.Match[str], plain: str, published: Published, before: list[Time]) -> Time | None:
    g = match.groupdict()
    base = Time(match.start(), match.end(), "at", "year", None)
    if g["now"]:
        return replace(base, role="now", period_type="as_of", year=published.year, reason="year_from_publication")
    if g["each"]:
        return replace(base, role="each", period_type="each_year")
    if g["plan"]:
        return _plan(g, base, plain)
    if g["span"] or g["future"]:
        return _span(g, base, _base_year(plain, base, published, before))
    if g["year2"]:
        first, last = _int(g["from"]), _int(g["year2"])
        return _dated(replace(base, period_type="span", year=last), date(first or 1, 1, 1), date(last or 1, 12, 31), g)
    year, reason = _year(g, published, before)
    if year is None:
        return None
    return _parts(g, replace(base, year=year, reason=reason), plain)


def _year(g: dict, published: Published, before: list[Time]) -> tuple[int | None, str]:
    if g["year"]:
        return _int(g["year"]), "year_stated"
    if g["relative"]:
        past = g["relative"] == "年末" and False
        return (
            published.year + RELATIVE[g["relative"]] if published.year and not past else None
        ), "year_from_publication"
    known = next((t.year for t in reversed(before) if t.year and t.role not in ("comparison", "now", "each")), None)
    if g["same"]:
        return (known + 1 if known and g["same"] == "次年" else known), "year_carried"
    if published.year is None:
        return None, ""
    month = _int(g["xmonth"])
    late = published.month and month and month > published.month and g["lead"] in ("截至", "截止")
    return published.year - 1 if late else published.year, "year_from_publication"


def _plan(g: dict, base: Time, plain: str) -> Time | None:
    first, last = PLANS[g["plan"]]
    past = g["plantail"] == "以来"
    if g["plantail"] in ("末", "期末", "收官"):
        first = last
    role = "since" if past else "at"
    return replace(
        base,
        role=role,
        period_type="span",
        year=last,
        first=date(first, 1, 1),
        last=date(last, 12, 31),
        reason="year_from_plan",
        plan=True,
    )


def _span(g: dict, base: Time, base_year: int | None) -> Time | None:
    """用三年时间, 三年内, 未来五年: publication year + n, as DECISIONS say."""
    years = _int(g["n2"] or g["n"] or g["n3"])
    lead = (g["span"] or g["future"])[:2]
    if not years or not base_year or years > 30 or lead in ("经过", "通过"):
        return None
    role = "at" if lead in ("未来", "今后") else "deadline"
    return replace(
        base,
        role=role,
        period_type="deadline",
        year=base_year + years,
        last=date(base_year + years, 12, 31),
        reason="year_from_span",
    )


def _base_year(plain: str, base: Time, published: Published, before: list[Time]) -> int | None:
    """两年前签约时…五年之内: a past year in the same sentence is where the span begins."""
    last = before[-1] if before else None
    near = last is not None and "。" not in plain[last.end : base.start] and last.role != "comparison"
    past = (
        last.year if last is not None and near and last.year and published.year and last.year < published.year else None
    )
    return past or published.year


def _parts(g: dict, base: Time, plain: str) -> Time | None:
    """Half, quarter, month or day of the year."""
    get = {k: g[k] or g["x" + k] for k in ("ytd", "m2", "m3", "half", "quarter", "month", "day", "edge")}
    year = base.year or 1
    first, last, kind = date(year, 1, 1), date(year, 12, 31), "year"
    if get["ytd"]:
        month = _int(get["m2"] or get["m3"]) or 9
        kind, last = "year_to_date", _month_end(year, month)
    elif get["half"]:
        kind = "half"
        first, last = (first, date(year, 6, 30)) if get["half"][0] == "上" else (date(year, 7, 1), last)
    elif get["quarter"] or "首季" in plain[base.start : base.end]:
        quarter = _QUARTERS[get["quarter"] or "1"]
        kind, first, last = "quarter", date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3)
    elif get["month"]:
        named = _int(get["month"])
        if not named or named > 12:
            return None
        kind, first, last = "month", date(year, named, 1), _month_end(year, named)
        if get["day"] and 0 < int(get["day"]) <= last.day:
            first = last = date(year, named, int(get["day"]))
    return _dated(replace(base, period_type=kind), first, last, g, plain[base.end : base.end + 1])


def _month_end(year: int, month: int) -> date:
    month = min(max(month, 1), 12)
    return date(year, month, monthrange(year, month)[1])


def _dated(base: Time, first: date, last: date, g: dict, plain_after: str = "") -> Time:
    """Role by the words around: 截至… as of, 到…年 deadline, 自…以来 since, 比… comparison."""
    lead, tail = g["lead"] or "", (g["tail"] or "") + (g["back"] or "")
    base = replace(base, first=first, last=last)
    if lead in ("比", "较", "与", "相比", "是") or ("同期" in tail and g["same"] is None):
        return replace(base, role="comparison")
    if (lead in ("自", "从") and plain_after != "的") or "以来" in tail or "起" in tail:
        return replace(base, role="since", period_type="span", first=first, last=None)
    if lead in ("截至", "截止"):
        return replace(base, role="as_of", period_type="as_of")
    if lead in ("到", "至", "不晚于") or "前" in tail or (tail[:1] in ("底", "末") and not lead):
        return replace(
            base,
            role="deadline" if lead or "前" in tail else "at",
            period_type="deadline" if lead else base.period_type,
        )
    return base
