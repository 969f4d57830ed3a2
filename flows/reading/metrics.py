"""Which metric a figure measures: heads after it (79个大模型), before it (大模型79个) or carried on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from flows.reading.lexicon import Hit, Lexicon
from flows.reading.quantities import Quantity
from flows.reading.status import SUPPORT
from schemas.vocabulary import classifiers, metrics, wide_heads

# Heads so wide that they decide only when they stand directly before the figure, or when nothing else does.
WIDE = wide_heads()
_KINDS = {"money": "money", "count": "count", "person": "person", "PFLOPS": "PFLOPS", "TB": "TB"}
_AFTER_MONEY = frozenset(("fund_size", "financing", "public_funding", "subsidy_cap"))
_STOP = re.compile(
    "[，。；、：！？（）\n“”]|已|正在|出台|开展|制定|明确|提出|(?<!要)要(?=建|在|达)|重点谈|在(?![线研产售岗校职])|分布|落户|落地|建成|来自|入选|获(?!批)|投[入运产]|参与|通过|实现|达到|用于|推动|带动|助力|覆盖|以及|并|及其|和(?=[\\d一二三])|提供|形成"
)
_NAMED_FIRM = re.compile("(?:[\u4e00-\u9fffA-Za-z]{2,12}?(?:公司|集团|股份)|该公司|这家(?:企业|公司)|公司)(?!们)")
_SALES = re.compile("[产销]量|出货|保有")
_USERS = re.compile(
    "[%成半一数]的?[^，。]{0,8}(?:企业|公司|门店|用户|居民|受访|工厂|机构|医院|学校|人|商家)[^，。]{0,12}(?:用|应用|使用|部署|采用|接入|引入)"
    "|(?:企业|公司|门店|用户|居民|受访者?|工厂|机构|医院|学校|人|商家)(?:里|中|当中)?(?:有|已有|约有)?[^，。]{0,6}[%成半一数](?:都|已经?|在|把|开始)*[^，。]{0,8}(?:用|应用|使用|部署|采用|接入|引入)"
)
_FUND = re.compile("基金")
_REVENUE = frozenset(("营收", "营业收入", "主营业务收入", "收入"))
_COLLECTIVE = re.compile("产业|企业|行业|全[市省区国县]|园区|集群|核心|基地|板块|领域|市场|赛道|机器人")
_FIRM_TALK = re.compile("公司|招股|上市|集团|股份|财报|创始人|科创板|年报")
_CAP = re.compile("最高|上限|不超过|每家|单个|单家|一次性|封顶|给予|按[^，。]{0,14}比例|按[^，。]{0,30}%")
_BUDGET = re.compile("每年(?!最高.{0,8}万元)|专项资金|算力券|总额|财政|统筹|资助计划|总共")


@dataclass(frozen=True, slots=True)
class Choice:
    """A metric for a figure, where its head stands and by which rule it was found."""

    metric: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Near:
    """The heads around a figure, and the words of its clause and of its sentence (with what precedes it)."""

    before: list[Hit]
    after: list[Hit]
    earlier: list[Hit]
    clause: str
    context: str


@cache
def lexicon() -> Lexicon[tuple[str, ...]]:
    """Heads of all metrics; a word of several metrics keeps them all, the narrower first."""
    words: dict[str, list[str]] = {}
    for key, metric in metrics().items():
        for word in metric.heads:
            words.setdefault(word, []).append(key)
    return Lexicon((word, tuple(keys)) for word, keys in words.items())


@cache
def cues() -> Lexicon[str]:
    return Lexicon(
        (cue, key) for key, metric in metrics().items() for cue in metric.cues + metric.heads if cue not in WIDE
    )


@cache
def fitting(kind: str, word: str) -> frozenset[str]:
    """The metrics that a unit may measure.  ('count', '台') -> product_count"""
    unit = _KINDS.get(kind)
    keys = frozenset(key for key, metric in metrics().items() if metric.unit == unit)
    if kind == "count":
        keys = classifiers().get(word, keys)
        if word in ("个", "架"):
            keys |= {"rack_count"}
        if word == "名":
            keys |= {"talent_count"}
    return keys


@cache
def countable() -> frozenset[str]:
    """The metrics that count things, whatever the classifier."""
    return frozenset(key for key, metric in metrics().items() if metric.unit == "count")


def of_users(clause: str) -> bool:
    """78%的企业使用AI: is a share that of firms or people who use something?"""
    return bool(_USERS.search(clause))


def choose(q: Quantity, near: Near, plain: str) -> Choice | None:
    """The metric of a figure from the heads in its own phrase, else from earlier clauses (nearest last)."""
    keys = fitting(q.kind, q.word)
    if q.kind == "money":
        return _money(q, near, plain)
    if q.word in ("起", "笔") and "融资" in near.context:
        return Choice("financing_deal_count", q.start, q.start, "unit_decides")
    choice = _last(near.after, keys, "figure_before_head") or _last(near.before, keys, "head_before_figure")
    if choice is None and q.kind == "PFLOPS":
        return Choice("compute_capacity", q.start, q.start, "unit_decides")
    return choice or _last([h for h in near.earlier if h.word not in WIDE], keys, "head_in_earlier_clause")


def _last(hits: list[Hit], keys: frozenset[str], rule: str) -> Choice | None:
    for hit in reversed(hits):
        for key in hit.tag:
            if key in keys:
                return Choice(key, hit.start, hit.end, rule)
    return None


def noun_phrase(plain: str, start: int, end: int) -> int:
    """Where the noun phrase behind a figure ends; a note in brackets is passed over.  '38个大模型已发布' from 3 -> 6"""
    note = re.compile("（[^（）]{1,30}）(?=[\u4e00-\u9fff])").match(plain, start)
    start = note.end() if note else start
    match = _STOP.search(plain, start, min(end, start + 32))
    if match and match.group() in "“”" and match.start() <= start + 14:  # “人工智能+”应用场景
        match = re.compile("[，。；、：！？（）\n]").search(plain, start, min(end, start + 36))
    return match.start() if match else min(end, start + 32)


def refined(metric: str, phrase: str) -> str:
    """The narrower metric that a mark in the phrase calls for.  ('company_count', '规上企业') -> key_company_count"""
    for key in (
        "unicorn_count",
        "key_company_count",
        "registered_model_count",
        "core_industry_scale",
        "related_industry_scale",
    ):
        entry = metrics()[key]
        if entry.refines == metric and any(mark in phrase for mark in entry.marks):
            return key
    return metric


def _money(q: Quantity, near: Near, plain: str) -> Choice | None:
    keys = fitting("money", q.word)
    if _CAP.search(near.clause) and q.value < 10**9 and (support := _support(near)):
        return support
    behind = [h for h in near.after if h.word not in ("最高", "支持", "统筹")]
    own = _last(behind, _AFTER_MONEY, "figure_before_head") or _last(near.before, keys, "head_before_figure")
    if own is None:
        return _last([h for h in near.earlier if h.word not in WIDE], keys, "head_in_earlier_clause")
    if plain[own.start : own.end] in ("规模", "总规模") and _FUND.search(near.context):
        return Choice("fund_size", own.start, own.end, own.rule)
    return own


def _support(near: Near) -> Choice | None:
    if _BUDGET.search(near.clause) and not re.search("每家|单个|单家|每个|企业每年", near.clause):
        return _last(near.before + near.after, frozenset(("public_funding",)), "head_before_figure")
    own = frozenset(("subsidy_cap",))
    return (
        _last(near.after, own, "figure_before_head")
        or _last(near.before, own, "head_before_figure")
        or _last(near.earlier, own, "head_in_earlier_clause")
    )


def of_rate(q: Quantity, kind: str, near: Near, about_ai: bool) -> Choice | None:
    """The metric of a percentage with a head of its own.  '产业规模同比增长12%' -> industry_scale"""
    before, after, clause, sentence = near.before, near.after, near.clause, near.context
    if kind == "share" and _CAP.search(clause) and SUPPORT.search(sentence):
        return Choice("subsidy_cap", q.start, q.start, "rate_of_support")
    if kind == "share" and _USERS.search(clause):
        return Choice("penetration_rate", q.start, q.start, "users_of_ai")
    hits = [
        h
        for h in before + (after if kind == "share" else [])
        if h.tag[0] not in ("project_investment", "subsidy_cap", "public_funding")
    ]
    narrow = [h for h in hits if h.word not in WIDE or h.tag[0] == "industry_scale"]
    choice = _last(narrow, frozenset(metrics()), "rate_of_head")
    if choice is None and kind == "growth" and about_ai:
        return Choice("industry_scale", q.start, q.start, "growth_of_industry")
    if choice and choice.metric == "product_count" and kind == "growth" and not _SALES.search(clause):
        return replace(choice, metric="industry_scale")
    return choice


def of_named_firm(phrase: str, head: str, before: str) -> bool:
    """Is revenue that of one firm?  '寒武纪公司实现营业收入' -> True; '全市企业营业收入' -> False"""
    if _NAMED_FIRM.search(phrase):
        return True
    return head in _REVENUE and not _COLLECTIVE.search(phrase) and bool(_FIRM_TALK.search(before))
