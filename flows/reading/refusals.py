"""What is considered and refused by the words around a figure, and what would help."""

from __future__ import annotations

import re

from flows.reading.claims import GROWTH, Candidate

REMEDY = {
    "vague": "a vague magnitude is no figure; wait for a text that states it",
    "model_size": "a model's parameter size is not counted; count the models instead",
    "other_industry": "add the word to subjects.csv if it does belong to AI",
    "no_ai_subject": "name the AI word that ties the figure to AI in subjects.csv",
    "sum_of_industries": "a sum over several industries is not that of AI; wait for AI's own figure",
    "unlikely": "the readings of this figure outweigh each other; `fangzhi read --why` shows them",
    "density": "a rate per so many people or firms has no metric",
    "attendance": "attendance of an event is not counted",
    "served": "customers and firms served are not counted",
    "no_metric": "add the missing head to the metric in metrics.toml",
    "no_unit_fit": "the heads near the figure do not take its unit; check heads and unit in metrics.toml",
    "out_of_range": "check the unit in the text, or widen `range` in metrics.toml",
    "ordinal": "an ordinal counts nothing",
    "comparison": "a multiple of another figure is not growth",
    "valuation": "valuation, profit, price and tax have no metric",
    "eligibility": "a condition for applying is no amount",
    "threshold": "a condition for applying or a size class is no amount",
    "document_part": "parts of a document are not counted",
    "points": "percentage points have no rule in the guide",
    "other_unit": "no metric has this unit",
}

# What the form of a figure settles; any other refusal is weighed against what speaks for the figure
CERTAIN = frozenset(
    (
        "vague",
        "model_size",
        "idiom",
        "ordinal",
        "points",
        "other_unit",
        "no_unit",
        "indefinite",
        "conversion",
        "document_part",
        "no_ai_subject",  # of a whole text
        "attendance",
        "density",
        "comparison",
        "sum_of_industries",
        "valuation",
        "eligibility",
    )
)
_MULTIPLE_OF = re.compile("(?:是|相当于|为|达到?|较)[^，。]{0,14}的$")
_THRESHOLD = re.compile(
    "(?:以上|及以上)?(?:（含）)?的?(?:[^，。；、\\d]{0,8})(?:企业|项目|单位|机构|平台|园区|集群|产业|工厂|赛道)"
)
_ATTENDANCE = re.compile("参展|参会|讨论|嘉宾|观众|与会|媒体参加|参观|展商|到场|出席|客商|参赛|选手|岗位|展出|亮相")
_SERVED = re.compile("服务(?:了|企业|用户|客户|各类)?$|赋能了?$|覆盖|服务于|惠及|接待|吸引[^，。]{0,4}$")
_FORMS = re.compile(
    "条(?:措施|政策|举措|任务)|项(?:任务|措施|举措|指标|行动|工程|政策|机制|条款|改革)|大(?:行动|"
    "工程|任务|领域|方向|举措|板块)|个(?:方面|领域|方向|环节|章节|部分|百分点|月|小时|专题|批次|"
    "梯队)"
)
_MODEL_SIZE = re.compile("参数|Token|token|tokens")
_CONVERTED = re.compile("（(?:约合|折合|合|约|即|相当于|等于)[^（），。]{0,6}$|（[^（）]{0,12}等于[^（）]{0,6}$")
_SUM = re.compile(
    "、[^，。；]{2,14}[三四五六七八九]大[^，。；、]{0,8}(?:产业|领域|集群|行业)"
    "|[三四五六七八九]大(?:先导|主导|支柱|战略性?新兴|未来)产业(?!园|区)[^，。；、]*$"
)
_EACH = re.compile("均|都|各|分别|其中|每个")
_DEFINED = re.compile("(?:FLOPS|P|E)?(?:等于|相当于|即|=)")
_DENSITY = re.compile("每(?:一?[十百千万]|[1-9]0*万?)(?:多|余)?(?:名|个|位|人|户|家)")
_OTHER_RATE = re.compile("绿电|上架率|使用率|利用率|退货|采用率|满意度|能力|准确率|效率|毛利|净利|时延|成本|能耗|价格")
_NO_MONEY = re.compile("(?:估值|市值|利润|亏损|售价|单价|价格|均价|GDP|税收|现金)[^，、融完募投获]{0,6}$")
_TAKES_PART = re.compile("在|出台|开展|发布|谈|布局|印发|制定|明确|写|提出|建|部署|将")
_APPLY = re.compile("方可|可申[报请]|申报条件|可享受|的企业|的项目|的单位")


def flaw(c: Candidate, plain: str) -> str | None:
    """A refusal that the words around a figure already call for."""
    q = c.quantity
    before, after = plain[c.clause.start : q.start], plain[q.end : c.right]
    if q.flaw:
        return q.flaw
    if (
        _FORMS.match(plain, q.end - len(q.word)) or re.match("项[^，。、；]{0,6}任务", plain[q.end - 1 : q.end + 8])
    ) and q.kind == "count":
        return "document_part"
    if re.match("[个座]?(?:城市|省市|地市|省份)", plain[q.end - 1 : q.end + 4]) and not _TAKES_PART.search(
        plain[q.end : c.clause.end]
    ):
        return "no_metric"
    if _SUM.search(before) and not _EACH.search(before):
        return "sum_of_industries"
    if q.kind == "times" and _MULTIPLE_OF.search(before):
        return "comparison"
    if q.kind == "times" and not GROWTH.search(before):
        return "no_metric"
    if q.kind in ("count", "person", "other", "money") and (
        _MODEL_SIZE.match(after) or _MODEL_SIZE.search(before[-6:])
    ):
        return "model_size"
    if q.kind in ("count", "person") and (_ATTENDANCE.search(after[:14]) or _ATTENDANCE.search(before[-8:])):
        return "attendance"
    if _CONVERTED.search(before) or _DEFINED.match(plain, q.end):
        return "conversion"
    if q.kind != "money" and _DENSITY.search(before):
        return "density"
    if q.unit == "percent" and _OTHER_RATE.search(plain[max(c.clause.start, q.start - 12) : q.start]):
        return "no_metric"
    if (
        q.word in ("家", "名", "人", "户", "位")
        and "模型" not in after
        and _is_served(before, plain[q.end : c.clause.end])
    ):
        return "served"
    if (
        q.kind == "money"
        and q.comparator in ("ge", "eq")
        and plain[q.end - 2 : q.end] == "以上"
        and _THRESHOLD.match(plain, q.end)
    ):
        return "threshold"
    if q.kind == "money" and re.match(
        "级|企业|以上企业|的(?:[新共有达约仅]{0,2}增?[\\d]|企业|公司|项目)", plain[q.end : q.end + 6]
    ):
        return "threshold"
    if (
        q.kind == "money"
        and q.comparator == "ge"
        and re.search("不低于|不少于|达到?$", before[-5:])
        and _APPLY.search(plain[q.end : c.clause.end])
    ):
        return "eligibility"
    if q.kind == "money" and (_NO_MONEY.search(before) or re.match("估值|的估值", after)):
        return "valuation"
    return None


def _is_served(before: str, rest: str) -> bool:
    """服务260家企业; 为260家企业提供算力"""
    return bool(_SERVED.search(before[-7:])) or (before.endswith(("为", "向")) and "提供" in rest)
