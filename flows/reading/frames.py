"""The scope tracker: which year, status and place hold where a figure stands.

A text is walked once. Sentence heads, plans, as-of dates and sections push a frame; the end of a
paragraph, a word such as 目前 or another date pops it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flows.reading import periods, places, sections, status
from flows.reading.gazetteer import level, widen, within
from flows.reading.periods import Policy, Published, Time
from flows.reading.places import Place
from schemas.records import Article
from schemas.vocabulary import outlets

_OF_REGIONS = frozenset(("全区", "我区", "本区", "该区"))
_AUTONOMOUS = frozenset(("15", "45", "54", "64", "65"))
_REPORT = re.compile(r"(20\d\d)年.{0,12}(?:政府工作报告)|政府工作报告")
_POLICY_TITLE = re.compile("措施|办法|政策|行动计划|实施方案|实施意见|行动方案|规划|条例|的通知|细则|若干|征求意见")
_NEWS_TITLE = re.compile("发布|出台|印发(?!.{0,20}的通知)|记者|解读|来了|？|！|：|亮出|公布")
_MARKET = re.compile(
    "IDC|Gartner|Canalys|赛迪|信通院|信息通信研究院|咨询公司|研究机构|市场研究|券商|分析师|投行|"
    "花旗|高盛|机构预测|白皮书预测"
)
_VALID = re.compile(r"有效期[^。；\n]{0,16}?(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for a whole text. `profile`: news, report (政府工作报告) or policy."""

    profile: str
    published: Published
    base_year: int | None  # report: the year of the report; else the publication year
    title_place: str | None
    title_policy_year: int | None
    valid_until: int | None
    publisher_place: str | None
    title_year: int | None  # a past or present year that the title states
    market: bool  # a text of market research, where 将达 is a forecast
    said: tuple[str, ...] = ()  # the places of the text, in order


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds at a point of the text; immutable, replaced as the text goes on."""

    place: str | None = None
    place_reason: str = "no_place"
    year: int | None = None
    status: str | None = None
    time: Time | None = None
    plan: Policy | None = None
    promised: str | None = None  # what an earlier clause of the sentence promises
    section: str | None = None  # review or plan, in reports


def context(article: Article, title: str, plain: str, titled: list[Place], told: list[Place]) -> Context:
    """Title, publisher and day of a text as a frame for all of it; `title` is levelled as `plain` is."""
    day = article.published_on or (article.published_at.date() if article.published_at else None)
    year = day.year if day else article.published_year
    published = Published(year, day.month if day else None, day.day if day else None)
    report = _REPORT.search(title)
    official = report or (not title and sections.untitled_report(plain))
    profile = "report" if official else "policy" if _is_policy(title, plain) else "news"
    valid = _VALID.search(plain)
    return Context(
        profile=profile,
        published=published,
        base_year=int(report[1]) if report and report[1] else year,
        title_place=_title_place(titled),
        title_policy_year=periods.plan_year(title),
        valid_until=int(valid[1]) if valid else None,
        publisher_place=_publisher_place(article.publisher or ""),
        title_year=_title_year(title, year),
        market=bool(_MARKET.search(plain)),
        said=tuple(p.code for p in told if p.role != "talk" and p.code[:1].isdigit() and p.code != "100000"),
    )


def _title_year(title: str, published: int | None) -> int | None:
    years = [int(y) for y in re.findall("(20[012]\\d)年", title)]
    return years[-1] if years and published and years[-1] <= published else None


def _is_policy(title: str, plain: str) -> bool:
    if re.search(
        "(?:措施|办法|计划|方案|意见|规划|条例|政策|细则|通知)(?:（[^（）]{2,14}）)?$", title
    ) and not _NEWS_TITLE.search(title):
        return True
    formal = bool(
        re.search(r"(?m)^[^\S\n]{0,8}(?:第[一二三四五六七八九十]+条|[一二三四]、|（[一二三]）|各[区县镇街市])", plain)
    )
    return bool(_POLICY_TITLE.search(title)) and (formal or not _NEWS_TITLE.search(title)) and formal


def _title_place(titled: list[Place]) -> str | None:
    found = [p for p in titled if p.role != "talk"]
    own = [p for p in found if p.role in ("subject", "policy", "member")]
    narrow = [p for p in own if p.code not in ("100000", "WORLD", "OTHER")] or own
    codes = {p.code for p in narrow}
    if not narrow:
        return None
    widest = [c for c in codes if all(within(other, c) for other in codes)]
    if len(codes) == 1:
        return narrow[0].code
    return min(sorted(codes), key=lambda c: sum(within(c, other) for other in codes) * -1) if widest else None


def _publisher_place(publisher: str) -> str | None:
    for outlet in outlets():
        if outlet.name == publisher and outlet.region_code:
            return outlet.region_code
    found = [
        p.code for p in places.find(re.sub("日报|晚报|商报|晨报|发布|新闻|都市报", "", publisher)) if p.role != "talk"
    ]
    return found[0] if found and found[0] not in ("100000", "WORLD") else None


def talk(place: Place, frame: Frame, ctx: Context, near: str | None = None) -> str | None:
    """The code that 全市, 全省, 该区 mean here: of the place in talk, else of the first that the text will name."""
    for known in (near, frame.place, ctx.title_place):
        if known and place.code == "same":
            return known
        if known and place.name in _OF_REGIONS and known[:2] in _AUTONOMOUS and level(known) != "county":
            return known[:2] + "0000"  # 全区 of 广西, also after a city of it
        if found := widen(known, place.code):
            return found if place.code != "county" or known == found else known
        if place.code == "county" and known and known[:1].isdigit():
            return known  # 全区 of 内蒙古 or of an area that takes its city's code
        if place.code == "city" and known and known in ("420100", "340100"):
            return known
    if frame.place and frame.place not in ("100000", "WORLD"):
        return None
    later = (widen(code, place.code) for code in ctx.said)
    return next((code for code in later if code), None) or widen(ctx.publisher_place, place.code)


def said(clause: str, frame: Frame, ctx: Context) -> str | None:
    """The status that a clause's words give here: 将达 is a forecast in a market report."""
    state = status.of(clause, ctx.profile == "policy" or frame.section == "plan")
    return (
        "forecast"
        if state == "target" and ctx.market and status.EXPECTED.search(clause) and not status.CAPACITY.search(clause)
        else state
    )


def at(
    time: Time | None, clause: str, frame: Frame, ctx: Context, own_time: bool = True, metric: str = ""
) -> tuple[int | None, str, tuple[str, ...]]:
    """Year, status and reasons for a figure, by its time, its clause and the frame around it."""
    own = said(clause, frame, ctx)
    if time is not None and time.role == "now":
        own = own if own == "forecast" else "actual"
    if own == "target" and frame.promised == "forecast" and status.EXPECTED.search(clause):
        own = "forecast"
    state, reasons = _status(own, time, frame, ctx, own_time)
    if metric in ("subsidy_cap", "public_funding") and state == "actual" and not status.SPENT.search(clause):
        state, reasons = (
            ("target", ("status_from_grant",))
            if metric == "subsidy_cap" or status.GRANT.search(clause)
            else (state, reasons)
        )
    if metric == "subsidy_cap" and not own_time:
        time = None
    if time is not None and time.year is not None and not _stale(time, state, ctx, own_time):
        return time.year, state, (*reasons, time.reason)
    if state in ("target", "forecast"):
        thing = ctx.profile == "news" and status.CAPACITY.search(clause)
        year = None if thing else _plan_year(frame, ctx)
        return year, state, (*reasons, "year_from_plan" if year else "no_year")
    if frame.time is not None and frame.time.year and frame.time.role in ("as_of", "at", "same"):
        return frame.time.year, state, (*reasons, "year_carried")
    return _now(frame, ctx), state, (*reasons, "year_from_publication")


def _stale(time: Time, state: str, ctx: Context, own: bool) -> bool:
    """A past date at the head of a clause that promises is not the promise's year."""
    if state == "target" and time.first is not None and time.first == time.last:
        return True  # the day of an announcement
    if (
        state == "target"
        and not own
        and time.role in ("at", "as_of")
        and time.period_type not in ("year", "deadline", "span")
    ):
        return (time.year or 0) <= (ctx.published.year or 0)
    past = ctx.published.year is not None and (time.year or 0) < ctx.published.year
    return (time.role == "now" and state == "target") or (
        state == "target" and past and time.role not in ("deadline",) and not time.plan
    )


def _now(frame: Frame, ctx: Context) -> int | None:
    if ctx.profile == "report" and frame.section == "review" and ctx.base_year:
        return ctx.base_year - 1
    return ctx.base_year


def _status(
    own: str | None, time: Time | None, frame: Frame, ctx: Context, own_time: bool
) -> tuple[str, tuple[str, ...]]:
    if ctx.profile == "report" and frame.section == "review" and own != "forecast":
        future = (
            time is not None and time.year and ctx.base_year and time.year >= ctx.base_year and time.role == "deadline"
        )
        return ("target", ("status_from_deadline",)) if future else ("actual", ("status_from_review",))
    if own:
        return own, (f"status_from_{own}_word",)
    if frame.promised and not own_time:
        return frame.promised, ("status_carried",)
    if frame.status == "target" and time is not None and time.first is not None and time.first == time.last:
        return "target", ("status_carried",)
    year = ctx.published.year
    if time is not None and time.year and year:
        if time.year > year or (time.role == "deadline" and time.year >= year) or (time.plan and time.year >= year):
            return ("forecast" if frame.status == "forecast" else "target"), ("status_from_deadline",)
        if frame.status in ("target", "forecast") and time.role in ("deadline", "at") and time.year >= year:
            return frame.status, ("status_carried",)
        if time.year < year and time.role != "deadline":
            return "actual", ("status_from_past_date",)
    if frame.status:
        return frame.status, ("status_carried",)
    if ctx.profile == "policy" or (ctx.profile == "report" and frame.section == "plan"):
        return "target", ("status_from_plan",)
    return "actual", ("status_plain",)


def _plan_year(frame: Frame, ctx: Context) -> int | None:
    if frame.year:
        return frame.year
    if frame.plan and frame.plan.year:
        return frame.plan.year
    if ctx.profile == "report":
        return ctx.base_year
    return ctx.title_policy_year or (ctx.valid_until if ctx.profile == "policy" else None)


def moved(frame: Frame, place: str | None, reason: str) -> Frame:
    return replace(frame, place=place, place_reason=reason) if place else frame
