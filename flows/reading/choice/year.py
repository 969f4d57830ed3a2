"""The years that a figure may be for, each with what speaks for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from flows.reading.choice.scene import Scene
from flows.reading.choice.scoring import Option
from flows.reading.claims import OFF, inside
from flows.reading.periods import Time
from flows.reading.status import CAPACITY

Said = tuple[int | None, list[str], str]  # a year, what speaks for it, where it comes from
REACH = 500  # characters back
_START = attrgetter("start")
_DIGIT = re.compile("\\d")
_NOTE = re.compile("(?:的|为止的)?(?:普查|统计|数据|数字|口径|数(?![百千万\\d])|报表|年报)")
_BARE = re.compile("全年|年末|年底|年终|上半年|下半年")  # of the running year, or of the one that a text looks back on
_NOW = re.compile("目前|如今|眼下|现有|现已|已(?!有望)|截至|至今|当前|实际")
_ONE = frozenset(("subsidy_cap", "public_funding", "fund_size", "project_investment", "compute_capacity", "rack_count"))


def options(s: Scene, status: str) -> list[Option]:
    """Years of the times and plans around, of publication, of the claim before, and none."""
    found: dict[int | None, list[str]] = {}
    reasons: dict[int | None, str] = {}
    for year, marks, reason in [*_nearest_first(_times(s, status)), *_plans(s, status), *_standing(s, status)]:
        kept = found.setdefault(year, [])
        kept += [m for m in marks if m not in kept]
        reasons.setdefault(year, reason)
    if status == "actual" and s.page.context.base_year:
        found = {y: marks for y, marks in found.items() if y is None or y <= s.page.context.base_year}
    stand = _stand(s)
    return [Option(y, reasons[y], tuple(_all(s, y, marks, status, stand))) for y, marks in found.items()]


def _noted(s: Scene, t: Time) -> Said:
    """…1403家；这是2023年的普查数: a note behind dates what stands before it."""
    return t.year, ["noted", f"noted|{s.plain[t.start - 1 : t.start]}"], "year_stated"


def _nearest_first(said: list[Said]) -> list[Said]:
    """Each year by the marks of its nearest mention alone: how often it is said elsewhere tells little."""
    return list({year: (year, marks, reason) for year, marks, reason in reversed(said)}.values())


def _stand(s: Scene) -> str:
    """Where the last time before the figure stands that may be its own."""
    c, times = s.candidate, s.page.marks.times
    own = [t for t in inside(times, s.page.block_start(c), c.quantity.start) if t.year and t.role not in OFF]
    return f"{s.page.relation(own[-1].start, own[-1].end, c)}|{own[-1].role}" if own else "none"


def _times(s: Scene, status: str) -> list[Said]:
    c, times, plain = s.candidate, s.page.marks.times, s.plain
    first = bisect_left(times, c.sentence.start - REACH, key=_START)
    last = bisect_left(times, c.clause.end, key=_START)
    near = sorted(
        times[first:last], key=lambda t: abs(t.start - c.quantity.start) + (30 if t.start > c.quantity.start else 0)
    )
    out: list[Said] = [
        _noted(s, t) for t in inside(times, c.clause.end, c.sentence.end) if t.year and _NOTE.match(plain, t.end)
    ]
    for rank, t in enumerate(t for t in near[:8] if t.year):
        rel = s.page.relation(t.start, t.end, c)
        marks = [
            rel,
            f"{rel}|{t.role}",
            f"{rel}|{t.role}|{status}",
            f"{rel}|{t.period_type}",
            f"rank{min(rank, 3)}",
            f"rank{min(rank, 3)}|{status}",
            f"a:{plain[t.end : t.end + 1]}",
            f"t:{_DIGIT.sub('0', plain[t.start : t.end])[-2:]}",
            f"t:{_DIGIT.sub('0', plain[t.start : t.start + 1])}",
            f"{rel}|{s.found.measure}|{t.role}",
            f"{rel}|{s.page.context.profile}",
            f"{rel}|{t.reason}|{status}",
        ]
        if t.end >= c.quantity.start - 2 and t.end <= c.quantity.start:
            marks += ["touching", f"touching|{s.found.measure}", f"touching|{t.role}"]
        if rel in ("head", "segment") and not plain[t.end : c.clause.start].strip("，、 "):
            marks += ["adverb", f"adverb|{t.role}|{status}"]
        if t.role == "now":
            marks.append(f"{rel}|now|{status}")
        out.append((t.year, marks, t.reason))
    return out


def _plans(s: Scene, status: str) -> list[Said]:
    ctx, c = s.page.context, s.candidate
    out: list[Said] = []
    for p in [p for p in s.page.policies_before(c) if p.year][-2:]:
        rel = s.page.relation(p.start, p.end, c)
        marks = ["plan", f"plan|{rel}", f"plan|{status}", f"plan|{rel}|{status}", f"plan|{_group(s, '')}"]
        out.append((p.year, marks, "year_from_plan"))
    for name, year in (("title_plan", ctx.title_policy_year), ("valid", ctx.valid_until), ("frame_year", s.frame.year)):
        if year:
            marks = [name, f"{name}|{status}", f"{name}|{ctx.profile}", f"{name}|{_group(s, '')}|{status}"]
            out.append((year, marks, "year_from_plan"))
    if s.frame.time and s.frame.time.year:
        marks = ["frame_time", f"frame_time|{s.frame.time.role}", f"frame_time|{status}"]
        out.append((s.frame.time.year, marks, "year_carried"))
    return out


def _standing(s: Scene, status: str) -> list[Said]:
    ctx = s.page.context
    out: list[Said] = [(None, ["none"], "no_year")]
    if ctx.base_year and not _undated(s, status):
        out.append((ctx.base_year, ["published"], "year_from_publication"))
    if ctx.base_year and status != "target":
        out.append((ctx.base_year - 1, ["year_before", *_looked_back(s)], "year_from_publication"))
    if s.found.year:
        out.append((s.found.year, [], "year_stated"))
    if ctx.title_year:
        out.append((ctx.title_year, ["titled", f"titled|{s.found.status}"], "year_from_title"))
    if s.last and s.last.year:
        out.append((s.last.year, ["last_year"], "year_carried"))
    return out


def _undated(s: Scene, status: str) -> bool:
    """A target of a news text that has named no year so far, in its sentence neither: null, says the guide."""
    if status != "target" or s.page.context.profile != "news":
        return False
    times = s.page.marks.times
    return not any(t.year for t in times[: bisect_left(times, s.candidate.sentence.end, key=_START)])


def _looked_back(s: Scene) -> list[str]:
    """Early in a year, 全年 and 年底 may be those of the year before."""
    c, early = s.candidate, (s.page.context.published.month or 12) < 4
    bare = _BARE.findall(s.plain[c.sentence.start : c.quantity.start])
    return [f"bare|{early}", f"bare:{bare[-1]}|{early}"] if bare else [f"early{early}"]


def _group(s: Scene, other: str) -> str:
    """The metric, where it has habits of its own as to years."""
    return s.found.metric if s.found.metric in _ONE else other


def _all(s: Scene, year: int | None, marks: list[str], status: str, stand: str) -> list[str]:
    ctx, out = s.page.context, list(marks)
    gap = "none" if year is None or not ctx.base_year else str(max(-3, min(4, year - ctx.base_year)))
    group = _group(s, "other")
    ends = f"plan{ctx.title_policy_year is not None}valid{ctx.valid_until is not None}"
    said = f"now{bool(_NOW.search(s.before))}|thing{bool(CAPACITY.search(s.before))}"
    out += [
        f"gap:{gap}|{status}",
        f"gap:{gap}|{status}|{ctx.profile}",
        f"gap:{gap}|{s.frame.section}|{status}",
        f"gap:{gap}|{group}|{status}",
        f"gap:{gap}|{s.found.measure}",
        f"gap:{gap}|{group}|{ends}|{status}",
        f"gap:{gap}|{said}|{status}",
        f"gap:{gap}|{said}|{group}",
        f"gap:{gap}|{stand}|{status}",
        f"gap:{gap}|{stand}",
    ]
    out.append(f"{marks[0] if marks else 'unsaid'}>{stand}")
    out += _nearest(s, year, gap, status) + _told(s, year, status, marks)
    if year == s.found.year:
        why = s.found.reason("year", "no_year")
        out += [
            "rule",
            f"rule|{why}",
            f"rule|{ctx.profile}",
            f"rule|{why}|{status}",
            f"rule|{status == s.found.status}",
        ]
    return out


def _nearest(s: Scene, year: int | None, gap: str, status: str) -> list[str]:
    """What the last time before the figure says for and against a year."""
    c, times = s.candidate, s.page.marks.times
    at = bisect_left(times, c.quantity.start, key=_START)
    if not at or c.sentence.start - times[at - 1].start > REACH:
        return [f"n1:none|{gap}|{status}"]
    t = times[at - 1]
    near = f"n1:{s.page.relation(t.start, t.end, c)}|{t.role}|{year == t.year}"
    return [near, f"{near}|{status}"]


def _told(s: Scene, year: int | None, status: str, marks: list[str]) -> list[str]:
    """How the claims before were dated."""
    out: list[str] = []
    times = inside(s.page.marks.times, s.candidate.sentence.start, s.candidate.quantity.start)
    dated = any(t.role not in OFF for t in times)
    for name, other in s.others():
        alike_status = status == other.status
        near = f"{name}:{s.beside(other)}|{other.year == year}"
        out += [
            near,
            f"{near}|{alike_status}|{status}",
            f"{near}|{dated}|{alike_status}",
            f"{near}|{s.found.measure}",
            f"{near}|{other.metric == s.found.metric}|{other.region == s.found.region}",
            f"{near}|{other.reason('year', 'no_year')}|{dated}",
            f"{name}|{other.year == year}|{marks[0] if marks else ''}",
        ]
    years = s.tally.years[status]
    if alike := years.total():
        part = round(years[year] / alike * 3)
        out += [f"told{part}|{min(alike, 4)}", f"told{part}|{status}"]
        if block := [f for f in s.block_told if f.status == status]:
            out.append(f"block{any(f.year == year for f in block)}|{status}")
    return out
