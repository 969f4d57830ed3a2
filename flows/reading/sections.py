"""The parts of a work report: what looks back (review), what looks ahead (plan)."""

from __future__ import annotations

import re

_REVIEW_HEAD = re.compile("过去一年|一年来|[三四]年来|年工作情况|五年来|这五年|的五年|工作回顾|过去五年|20\\d\\d年以来")
_PLAN_HEAD = re.compile(
    "今年重点|工作安排|主要任务|工作任务|工作重点|工作打算|重点工作|今后五年|未来五年|预期目标|今年要|今年将|下一步"
)
_VERBS = (
    "加快|推进|推动|实施|建设|打造|培育|支持|深化|加强|完善|强化|做强|做大|优化|聚焦|坚持|开展|组织|"
    "深入|大力|积极|全面|健全|落实|构建|发挥|引导|鼓励|"
    "持续|统筹|促进|提升|扩大|壮大|依托|围绕|抢抓|突出|启动|谋划|布局|用好|办好|抓好|抓实|加大|加力|"
    "探索|推广|编制|出台|争创|创建|高标准|高水平|高质量"
)
_VERB_FIRST = re.compile(f"(?:^|[，：、）])(?:{_VERBS})")
_REACHED = re.compile("达到|达(?=[\\d一二三])|突破(?=\\d)|提升至|提高到|增加到|增长(?=\\d)|投产|落户")
_AHEAD = re.compile(
    "力争|争取|确保|将(?!军|近|士)|要(?![求素点件闻])|目标|今年|年内|以上(?=[，。；、])|"
    "左右(?=[，。；])|预期|计划(?!完)|力促|推动.{2,12}(?:落地|投产|开工)"
)
_BACK = re.compile(
    "增长(?=\\d+\\.\\d)|了|已|成功|获批|累计|入选|位居|居全|全国第|跃升|首[个家批次]|圆满|顺利|完成(?=投资|\\d)|"
    "去年|上年|荣获|名列|超额|新增(?=[^，。]{0,14}\\d+(?:\\.\\d+)?[个家项亿万户](?!以上))|跻身|通过(?=国家)|跨越"
)
_JOURNAL = re.compile("记者|本报|报道|介绍说|表示，|“[^”]{6,}[。，]”")


def part(text: str, base_year: int | None = None) -> str | None:
    """The part of a report that a heading opens.  '二、2026年工作安排' -> plan"""
    if len(text) >= 30:
        return None
    if base_year and re.search(f"{base_year}年", text) and not re.search("回顾|以来|[。，；]", text):
        return "plan"
    return _part_named(text)


def _part_named(head: str) -> str | None:
    if _REVIEW_HEAD.search(head):
        return "review"
    return "plan" if _PLAN_HEAD.search(head) else None


def section(text: str, before: str | None) -> str:
    """Does a paragraph of a work report look back (review) or ahead (plan)? A vote of its sentences."""
    head = text[:60]
    if named := _part_named(head):
        return named
    score = sum(_vote(s) for s in re.split("[。；]", text))
    return before if score == 0 and before else "plan" if score > 0 else "review"


def votes(text: str) -> int:
    """How far a paragraph plans (above zero) or reports (below), from -3 to 3."""
    return max(-3, min(3, sum(_vote(s) for s in re.split("[。；]", text))))


def _vote(sentence: str) -> int:
    """Above zero for a sentence that plans: 加快建设… 力争…; below for one that reports: 获批… 增长8%"""
    ahead = 2 * len(_AHEAD.findall(sentence)) + len(_VERB_FIRST.findall(sentence))
    back = 2 * len(_BACK.findall(sentence)) + len(_REACHED.findall(sentence))
    return min(max(ahead - back, -3), 3)


def untitled_report(plain: str) -> bool:
    """Does a text without a title read like a work report: clause after clause that opens with a bare verb?"""
    verbs = len(_VERB_FIRST.findall(plain))
    return verbs >= 3 and verbs * 150 > len(plain) and not _JOURNAL.search(plain)
