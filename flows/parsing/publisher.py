"""Who wrote an article (its publisher) and who carries it (its host): 新华社 on 光明网."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import urlsplit

from schemas.records import Line
from schemas.vocabulary import Outlet, outlets

SOURCE = re.compile(
    r"(?<![据料片频])(?:[来來]\s?源|稿\s?源|来源于|转载自|转自|摘自)\s{0,3}(?:[:：]|(?<=于)|(?<=自))\s{0,3}"
    r"(?P<who>[^\s　|｜丨\d][^|｜丨\n]{0,60})"
)
UNLABELLED = re.compile(
    r"^(?P<who>[\u4e00-\u9fffA-Za-z]{1,12}(?:[网報報报社台]|網|新闻|在线|周刊|发布|观察|财经|客户端))"
    r"[\s　|｜]{1,4}(?:19|20)\d\d\s?[-/.年]"
)
# How sites call themselves in a breadcrumb or an imprint.
OUTLET = r"[\u4e00-\u9fffA-Za-z]{1,14}?(?:[网網报報社台云]|新闻|在线|门户|政府|融媒|观察)"
OWN_NAME = (
    re.compile(
        rf"^(?:[您你]?(?:当前|现在|所在|当前所在)?的?(?:所在)?位置\s?[:：]\s?)?(?P<who>{OUTLET})(?:首页)?\s?[>＞»›]"
    ),
    re.compile(rf"(?:^|[\s　©\d|])(?P<who>{OUTLET})(?:股份有限公司|有限公司)?\s?(?:版权所有|\d{{3,4}}-\d{{8}}$)"),
)
# Where the name ends: the date, the next label, a reporter.
ENDS = re.compile(
    r"\s{2,}|　|(?:19|20)\d\d[-/.年]|\s(?=\d)|[,，;；]"
    r"|[\s(（\[【]+(?:作者|记者|通讯员|编辑|责编|责任编辑|时间|日期|发布|发表|浏览|阅读|点击|字号|字体|评论|分享|已有)"
    r"|(?:作者|记者|通讯员|编辑|责编|发布时间|发布日期|时间|日期|浏览次数|浏览量|阅读量|点击数|点击|字号)\s?[:：]"
)
TRIMMINGS = re.compile(r"(?:客户端|微信公众号|公众号|官方微博|官微|官网|综合|App|APP)+$")
CHANNEL = re.compile(r"\s*(?:[-－—–·>]{1,2})\s*\S{1,16}$")
SELF = {"本站", "本网", "本报", "本台", "本网站", "本站原创", "原创", "本网综合", "互联网", "网络", "未知", "综合"}
DATELINE = re.compile(
    r"^[【(（]?(?P<who>[\u4e00-\u9fff]{1,9}?(?:社|网|报|台|客户端|[新快]闻))"
    r"(?=[\u4e00-\u9fff、]{0,14}(?:\d{1,2}月\d{1,2}日|\d{1,2}日)?\s{0,2}(?:电|讯|消息)(?:[\s　(（】)）:：]|$))"
)
META = ("contentsource", "source", "article:source", "mediaid", "copyright-source")
META_NAMES = ("author", "article:author", "og:site_name")


def find_publisher(
    bylines: Iterable[str] = (),
    meta: Mapping[str, str] | None = None,
    opening: str = "",
    host: str | None = None,
) -> tuple[str | None, str | None]:
    """Publisher and the evidence for it: byline, meta tag, dateline; the host where a page names itself.

    An agency's dateline wins over a host that names itself as the source.
    ['来源:新华社2023-06-07 09:15'] -> ('新华社', 'byline: 来源:新华社2023-06-07 09:15')
    """
    said, evidence = _stated(bylines, meta or {}, host)
    wrote = in_dateline(opening)
    if wrote and (said is None or (said == host and _kind(wrote) == "agency")):
        return wrote, f"dateline: {opening[:30]}"
    return said, evidence


def find_host(url: str | None, name: str, lines: Iterable[Line], site: str = "") -> tuple[str | None, str | None]:
    """The outlet that carries the page, and the evidence: domain of its address, a mark in its furniture, its name.

    ..., 'gmw_2023-06-07.txt' -> ('光明网', 'inbox name: gmw')
    """
    domain = (_hostname(url) or _hostname(name) or "").lower()
    if outlet := by_domain(domain):
        return outlet.name, f"domain: {domain}"
    if site.strip() in _names():
        return site.strip(), f"site name: {site.strip()}"
    furniture = [line.text for line in lines if line.role in ("navigation", "counter", "credit")]
    for outlet, mark in _marks():
        is_word = mark.isascii() and mark.isalpha()  # 'people' in furniture may be any English word
        if not is_word and any(mark in text for text in furniture):
            return outlet.name, f"furniture: {mark}"
    if own := _own_name(site, furniture):
        return own
    tokens = set(re.split(r"[^a-z]+", name.lower()))
    for outlet, mark in _marks():
        if mark in tokens:
            return outlet.name, f"inbox name: {mark}"
    return None, None


def in_byline(line: str) -> str | None:
    """'2024年03月05日08:30 | 来源：人民网－科技频道 字号' -> '人民网'"""
    found = SOURCE.search(line[:300])
    return clean(found["who"]) if found else None


def in_dateline(opening: str) -> str | None:
    """'新华社北京6月6日电(记者…)' -> '新华社'; 本报 and 本网 name nobody."""
    found = DATELINE.match(opening[:60])
    return None if found is None or found["who"] in SELF else _canonical(found["who"])


def clean(stated: str) -> str | None:
    """A publisher's bare name: '《人民日报》 2024年…' -> '人民日报', '北京日报客户端' -> '北京日报'"""
    name = ENDS.split(stated.strip(), maxsplit=1)[0].strip(' 　:：|[]【】《》()（）"“”')
    if not re.search(r"[A-Za-z\u4e00-\u9fff]", name) or len(name) > 30:
        return None
    return _canonical(name)


def by_domain(domain: str) -> Outlet | None:
    """The outlet with the longest domain that `domain` is or lies under: 'tech.gmw.cn' -> 光明网."""
    parts = domain.split(".")
    endings = (".".join(parts[i:]) for i in range(len(parts)))
    return next((_domains()[ending] for ending in endings if ending in _domains()), None)


def _stated(bylines: Iterable[str], meta: Mapping[str, str], host: str | None) -> tuple[str | None, str | None]:
    said = [(line, SOURCE.search(line[:300]) or UNLABELLED.match(line[:60])) for line in bylines]
    claims = [(found["who"], f"byline: {line.strip()[:120]}") for line, found in said if found]
    claims += [(meta[key], f"meta tag {key}: {meta[key][:60]}") for key in META if meta.get(key)]
    claims += [(meta[k], f"meta tag {k}: {meta[k][:60]}") for k in META_NAMES if clean(meta.get(k, "")) in _names()]
    for who, evidence in claims:
        name = clean(re.sub(r"^\s*(?:来源|稿源)\s*[:：]", "", who))
        if name in SELF and host:
            return host, f"{evidence} (the host itself)"
        if name and name not in SELF:
            return name, evidence
    return None, None


def _own_name(site: str, furniture: Iterable[str]) -> tuple[str, str] | None:
    """An outlet that is not listed, as the page names its own site."""
    if re.fullmatch(OUTLET, site.strip()):
        return _canonical(site.strip()), f"site name: {site.strip()}"
    for text in furniture:
        for pattern in OWN_NAME:
            if found := pattern.search(text[:120]):
                return _canonical(found["who"]), f"furniture: {text[:60]}"
    return None


def _canonical(name: str) -> str:
    """An outlet's listed name where `name` is one with a channel, an app or the like attached."""
    bare = TRIMMINGS.sub("", CHANNEL.sub("", name)).strip()
    for candidate in (name, bare, TRIMMINGS.sub("", name).strip()):
        if candidate in _names():
            return candidate
    is_name = re.search(r"(?:[网網报報社台]|新闻|在线)$", bare)  # 样报客户端 is 样报, but 山城客户端 has no other name
    return bare if is_name else CHANNEL.sub("", name) or name


def _hostname(url: str | None) -> str | None:
    if not url or "://" not in url:
        return None
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


@cache
def _names() -> dict[str, str]:
    return {outlet.name: outlet.kind for outlet in outlets()}


def _kind(name: str) -> str | None:
    return _names().get(name)


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


@cache
def _marks() -> tuple[tuple[Outlet, str], ...]:
    return tuple((outlet, mark) for outlet in outlets() for mark in outlet.marks)
