"""Has it happened, is it promised, or does somebody expect it: the words that tell."""

from __future__ import annotations

import re

FORECAST = re.compile("预计|预测|有望|预期|或将|料将|可望|可突破|势必|预判|估计|据估算|展望|年均复合增长率将|看好")
TARGET = re.compile(
    "力争|目标|争取|不少于|不低于|组建(?!了)|设计(?:规模|算力|总|承载)|按[^，。]{0,14}设计|打算|增拨|(?<![助援动展才划施术业产持究])计划(?!》|”|」|的|完成|实施|单列|项目|书)|拟(?!人|合|态|真)|将(?!近|士|军|其|这|它|把)|设想|瞄准|锚定|建成后|投产后|达产后|全部建成|"
    "筹建|要(?=在|达|突破|做|建|新|把|形|培|超|实|再|力|开|打|引|完|集|推)|冲刺|确保|可承载|预留|锁定|剑指|规划(?=建设|总|算|面|投|新|到|标|机|智|规|容|的|了|部)|概算"
)
PLAN_VERB = re.compile("提出|明确|要求|部署|规定|指出|写明|写道|写着|列出|定下|锁定|给出|设定|确定|目标")
ACTUAL = re.compile(
    "已(?!有望|成为全)|截至|截止|目前|现有|如今|眼下|现已|了(?!解)|同比|比上年|较上年|去年|上年|现在|通报|签约|投运|投产(?!后)|数据显示|统计显示"
)
EXPECTED = re.compile("将(?:达|超|突破|接近|增|升|攀|跃|扩大|为|会|上升|保持)|可达")
SPENT = re.compile("已(?!有望)|撥出|拨出|平均|累计|发放了|兑现|推出|启动")
GRANT = re.compile("安排|设立|拿出|投入|每年|预留|给予|增拨")
CAPACITY = re.compile("设计|规划(?!》)|拟建|建成后|投产后|扩容后|达产后|可承载")
FIRM = re.compile("已(?!有望)|截至|目前|现有|去年|上年")  # what counts as actual even inside a plan
SUPPORT = re.compile("给予|奖励|补贴|资助|补助|支持|扶持|奖补|发放|补偿|贴息|减免|配套")


def of(clause: str, planned: bool = False) -> str | None:
    """The status that a clause's own words give, or None.  '力争突破100亿元' -> target

    In a plan (`planned`) only firm words such as 已 and 目前 tell of what is the case.
    """
    if FORECAST.search(clause):
        return "forecast"
    if (FIRM if planned else ACTUAL).search(clause) and not TARGET.search(clause):
        return "actual"
    return "target" if TARGET.search(clause) or PLAN_VERB.search(clause) else None
