"""What one line of a copied news page looks like, seen by itself: a breadcrumb, a byline, a caption ...

Only the look is judged here; `copied.py` decides by the line's place on the page what role it plays. Every
pattern is anchored and runs on at most LONGEST characters, so that no line can make it slow.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from schemas.vocabulary import traditional

LONGEST = 240


class Look(NamedTuple):
    """plain, crumb, tools, tool, byline, moment, day, year, author, label, caption, credit, signature, opener, legal"""

    kind: str
    reason: str


PLAIN = Look("plain", "text of the article")
_LINKS = (
    "首页 网站首页 返回首页 要闻 新闻 时政 国际 国内 社会 评论 财经 经济 产经 科技 科创 科教 教育 健康 体育 "
    "文化 文体 文旅 娱乐 视频 图片 图库 影像 专题 直播 论坛 数字报 房产 楼市 汽车 民生 旅游 军事 法治 理论 "
    "舆情 问政 区县 县区 政务 生态 股市 头条 数据 金融 报料 便民 小记者 政策库 政策解读 办事指南 互动交流 "
    "政务公开 政务服务 新闻中心 信息公开 登录 注册 无障碍 无障碍浏览 手机版 移动版 电脑版 繁体 繁體 繁体版 "
    "简体 English EN 设为首页 加入收藏 网站地图 蒙文版 客户端 会员 关于我们 联系我们 广告服务 法律声明 "
    "联系邮箱 版权声明 网站声明 更多 频道 正文"
)
_TOOLS = (
    "分享到 分享至 分享 分享让更多人看到 微信好友 好友 微信 微博 新浪微博 腾讯微博 QQ空间 空间 QQ好友 QQ "
    "朋友圈 复制链接 链接 字号 字体 小字号 大 中 小 A- A+ A 打印本页 打印 收藏本页 收藏 我要纠错 纠错 关闭窗口 "
    "关闭 返回顶部 返回 扫一扫 扫码 打开 在手机打开当前页 手机看 用手机 打开当前页 点击右上角 右上角 "
    "请使用浏览器分享功能进行分享 生成海报 海报 一键转发 转发 打赏作者 打赏 点赞 赞 踩 朗读 听新闻 听全文 "
    "语音播报 下载 下载App 下载APP App APP 我要举报 举报 投稿 投稿邮箱 发表评论 我要评论 评论 阅读全文 "
    "展开全文 阅读剩余全文 订阅 关注 取消 确定 您此刻的心情 加载中 听报道 大号 标准 特大 默认 超大 本页 文章 "
    "按钮 至 到 点击上方 点击 上方 蓝字 关注我们 点亮在看 在看"
)
_WORDS = "|".join(re.escape(w) for w in sorted({*_LINKS.split(), *_TOOLS.split()}, key=len, reverse=True))
_KNOWN = re.compile(rf"(?>{_WORDS})+")
_CHANNELS = frozenset(_LINKS.split())  # one alone on a line may be a heading of the text
_TOKENS = re.compile(r"[^\s|｜丨/·•【】\[\]()（）<>《》:：,，、»›＞\-_+]+")
_NUMBER = re.compile(r"[\d.,万+]+[次人条票]?")

_DATE = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_CLOCK = r"\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?"
_NAME = r"[\u4e00-\u9fff·A-Za-z0-9]{1,12}"
_PERSON = r"(?:[\u4e00-\u9fff·]{1,5}|[A-Za-z0-9_.]{1,16})"
_PERSONS = rf"{_PERSON}(?:[\s　、,，/]{{1,3}}{_PERSON}){{0,7}}"
_NAMES = rf"{_NAME}(?:[\s　、,，/]{{1,3}}{_NAME}){{0,7}}"
_SOURCE = r"(?:文章|稿件|信息)?(?:来\s?源|稿源)"
_LABELS = (
    r"来\s?源|稿源|作\s?者|记者|通讯员|编辑|责编|阅读|浏览|点击|评论|字号|字体|发布|时间|日期|发布者|收藏|热度|已有|\|"
)

_CRUMB = re.compile(
    r"^.{0,12}(?:首页\s{0,2}(?:[>＞»›/|｜]|&gt;)|(?:当前|所在|现在|当前所在)的?位置|您的位置)|[>＞»›]\s{0,2}正\s?文$"
    r"|^[^\s>＞»›。，]{2,14}(?:\s{0,2}[>＞»›]{1,2}\s{0,2}[^\s>＞»›。，]{0,14}){1,6}$"
)
_SEARCH = re.compile(r"^(?:搜索|站内搜索|热搜|热词|请输入)[:：\s　]|请输入关键[词字]")
_READING = re.compile(r"^[您你]?正在(?:阅读|浏览|看)\s{0,2}[:：]")
_BYLINE = (
    re.compile(rf"^[（(【\[]?{_SOURCE}\s{{0,3}}[:：]\s{{0,3}}\S.{{0,100}}$"),
    re.compile(rf"^.{{0,60}}?{_DATE}.{{0,60}}?(?<![据料片]){_SOURCE}\s{{0,3}}[:：]"),
    re.compile(rf"^.{{0,40}}?(?<![据料片]){_SOURCE}\s{{0,3}}[:：].{{0,60}}?{_DATE}"),
    re.compile(
        rf"^(?:(?:发布|发表|发稿|刊发|更新|成文|生成|印发)?(?:时\s?间|日\s?期)|发布于|发表于|更新于)\s{{0,3}}[:：]?\s{{0,3}}{_DATE}"
    ),
    re.compile(rf"^[\[(（【]?{_DATE}\s{{0,3}}(?:{_CLOCK})?\s{{0,3}}[\])）】]?\s{{0,3}}(?:{_LABELS})"),
    re.compile(rf"^{_DATE}\s{{1,3}}{_CLOCK}\s{{1,3}}[\u4e00-\u9fff]{{2,4}}$"),
    re.compile(rf"^[^\s\d]{{2,14}}[\s　|｜]{{1,4}}{_DATE}(?:\s{{0,3}}{_CLOCK})?(?:[\s　|｜].{{0,40}})?$"),
    re.compile(
        r"^(?:索\s{0,2}引\s{0,2}号|发文机关|发布机构|发文字号|文\s{0,4}号|主题分类|公文种类|有\s{0,2}效\s{0,2}性)\s{0,3}[:：]"
    ),
)
_MOMENT = re.compile(
    rf"^(?:{_DATE}[\sT　]{{0,3}}{_CLOCK}|\d\d/\d\d|\d\d:\d\d(?::\d\d)?|\d{{1,2}}-\d{{1,2}}\s\d\d:\d\d)$"
)
_YEAR = re.compile(r"^20\d\d$")  # Xinhua: year, day and time on lines of their own
_DAY = re.compile(rf"^[\[(（]?{_DATE}[\])）]?$")
_AUTHOR = re.compile(
    rf"^(?:原创\s.{{1,30}}|[（(]?(?:作\s?者|文字?|撰文|撰稿|通讯员)\s{{0,2}}[:：/丨|]\s{{0,2}}{_NAMES}[）)]?"
    rf"|(?:{_NAME})?(?:见习|实习|首席|高级|全媒体)?(?:记者|通讯员)[\s　:：]{{1,3}}{_NAMES})$"
)
_LABELLED_TITLE = re.compile(r"^(?:标\s{0,4}题|名\s{0,4}称)\s{0,3}[:：]\s{0,3}\S")
_CAPTION = (
    re.compile(r"(?:记者|通讯员|[\u4e00-\u9fff]{1,4})\s{0,2}/?(?<!拍)(?<!航)摄(?:影报道)?[）)】\]]*$"),
    re.compile(r"^[\[［【(（]\s?图(?:片说明|说|注|[一二三四五六七八九十\d]{0,3})?\s?[:：\]］】)）]"),
    re.compile(r"^[▲△]\s?[^\d：:。，；;]{2,40}$"),
    re.compile(
        r"^(?:图为|图说|图片说明|图注|图片来源|题图|配图|图\s?[/|｜丨:：]|图[一二三四五六七八九十\d]{1,2}\s?[:：])"
    ),
    re.compile(r"(?:资料图片?|供图|制图|[\u4e00-\u9fff]\s图|图/[\u4e00-\u9fff]{2,8}|视觉中国)[）)】\]]*。?$"),
)
_EDITOR = (
    r"(?:本文|本期|本版|值班|文字|网络|图片|视频|执行)?(?:责任编辑|责编|编辑|主编|校对|审核|审校|初审|复审|终审|审签|监制|统筹|值班主任|"
    r"责任校对|编审|签发|美编|排版|三审|二审|一审)"
)
_CREDIT = re.compile(
    rf"^[（(\[【［〔\s]*{_EDITOR}\s{{0,3}}[:：丨|/]\s{{0,3}}(?:{_PERSONS})?[\s　）)\]】］〕]*"
    rf"(?:[（(\[【［\s　、|]*{_EDITOR}\s{{0,3}}[:：丨|/]\s{{0,3}}(?:{_PERSONS})?[\s　）)\]】］〕]*){{0,5}}$"
)
_SIGNATURE = re.compile(
    rf"^[（(]\s?(?:完|(?:{_NAME})?(?:见习|实习)?(?:记者|通讯员|作者)[\s　:：]{{0,3}}{_NAMES})\s?[）)]$"
)
_HEADING = re.compile(
    r"(?:(?:相关|延伸|推荐|精彩|热门|热点|更多|往期)(?:阅读|新闻|链接|文章|报道|推荐|文件|稿件|信息|资讯|内容|精彩|专题|视频)"
    r"|(?:精彩|热门|热点|今日|图文|为[你您]|专题|编辑|小编)推荐|猜你喜欢|大家都在看|大家都爱看|大家还在看|(?:图片|视频)新闻|精彩图片"
    r"|视觉焦点|独家策划|友情链接|快讯滚动|滚动新闻|最新(?:新闻|文章|评论|资讯)|作者名片|(?:本文|文章)标签"
    r"|(?:今日|本站|本周|新闻|点击|阅读|热门|热点|网友|\d{1,2}小时){1,3}(?:排行榜?|热文|热榜|热评|热帖)|(?:网友|读者|全部|最新|热门|精彩)(?:评论|跟帖|留言|热评)|我来说两句|发表评论"
    r"|相关文件下载|点击(?:加载|查看)更多|加载更多|查看更多|更多|新闻表情排行|您?(?:此时|此刻|现在)的?心情|光明云投|下载客户端|返回搜狐.{0,12})"
)
_OPENER = re.compile(
    r"^(?:(?:相关|延伸|推荐|热门|热点|今日)(?:阅读|新闻|链接|文章|报道|推荐)\s{0,2}[:：]|猜你喜欢\s{0,2}[:：]|(?:上一[篇条页]|下一[篇条页])(?:\s{0,3}[:：|｜]|$)|评论\s{0,2}[（(]\d{1,6}[）)]"
    r"|[您你]?(?:看完|读完|阅读|看过)?(?:这篇|此|本)?(?:文章|文|篇)?(?:后|之后|此刻)?[，,]?[您你]?(?:此时|此刻|现在)?的?(?:心情|感受|表情)(?:是|为)?(?:\s{0,2}[:：]|$)"
    r"|[您你]?看完此刻的感受|此页面是否|点击加载更多|阅读剩余全文"
    r"|[\[【［(（]?(?:版权|免责|网站|转载|特别|郑重|重要)?声明[\]】］)）]?[:：\s]{0,3}.{0,8}(?:本文|本网|本站|凡|转载|注明|以上|未经|仅)"
    r"|(?:本文|文章|本站|以上)(?:内容)?(?:仅代表作者|系转载|为转载|转载自|来源于网络|由.{1,12}(?:AI|智能)生成)|.{0,12}未经(?:授权|许可|允许)，?(?:不得|禁止|严禁)"
    r"|广告(?:位|\s{0,2}[|｜:：])|关于我们|网站简介|本文(?:来自|首发于)(?:微信)?公众号|该文观点仅代表|阅读下一篇|.{0,8}(?:新闻热线|报料|爆料|举报电话)\s?[:：]|.{0,6}(?:客户端|公众号)】|【爆料】|查看全部)"
)
_LEGAL = re.compile(
    r"版权所有|ICP备|ICP证|公网安备|Copyright|All Rights Reserved|©|网站标识码|互联网新闻信息服务|违法和?不良信息",
    re.I,
)
_TEASER = re.compile(r"^[·•■●>※▪]\s.{2,80}|.{4,80}(?:[\[(（]?\d{1,2}-\d{1,2}[\])）]?|\d{1,2}(?:小时|分钟|天)前|昨天)$")
_MOODS = re.compile(
    r"^(?:[·•]?\s{0,2}(?:开心|难过|点赞|飘过|感动|惊讶|同情|无聊|愤怒|支持|给力|路过|喜欢|新奇|高兴|惊喜|平静|疑问)"
    r"|(?:[^\d\s]{1,4}\s{0,2}[\[(（]?\d{1,7}[\])）票]?[\s　]{0,3}){2,12})$"
)
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第.{1,4}[章节条])")
_BRACKETS = "[]【】［］〔〕()（）<>《》>＞»■●◆▶·•|｜:：—-_＞ 　"


@cache
def _level() -> dict[int, str]:
    """Traditional script and full-width digits, one character for one: the patterns know the plain forms only."""
    digits = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    return str.maketrans({**traditional(), **digits})


@lru_cache(maxsize=8192)
def look(text: str) -> Look:
    """What a stripped line looks like; `plain` is text.

    '[ 责编:某某 ]' -> credit; '首页> 科技频道 > 正文' -> crumb; '相关阅读' -> opener (of the page's tail)
    """
    if len(text) > LONGEST and not _OPENER.match(text[:40]) and not _LEGAL.search(text[:LONGEST]):
        return PLAIN
    head = text[:LONGEST].translate(_level())
    if _CREDIT.match(head):
        return Look("credit", "names of editors")
    if _HEADING.fullmatch(head.split("（")[0].split("(")[0].strip(_BRACKETS)) or _OPENER.match(head):
        return Look("opener", "heads what follows the article")
    if _LEGAL.search(head) and "。" not in head[-1:]:
        return Look("legal", "imprint of the site")
    return _head_look(head)


def _head_look(text: str) -> Look:
    if _SIGNATURE.match(text):
        return Look("signature", "the reporter's signature or the end mark")
    if len(text) <= 200 and any(pattern.search(text) for pattern in _CAPTION):
        return Look("caption", "a picture's caption")
    if len(text) > 160 or text.endswith("。"):
        return PLAIN
    if _CRUMB.search(text) or _READING.match(text) or _SEARCH.search(text):
        return Look("crumb", "where the page stands in its site")
    if _MOMENT.match(text):
        return Look("moment", "a time alone on its line")
    if _YEAR.match(text):
        return Look("year", "a year alone on its line")
    if _DAY.match(text):
        return Look("day", "a day alone on its line")
    if "地点" not in text and "星期" not in text and any(pattern.search(text) for pattern in _BYLINE):
        return Look("byline", "source, time or author of the article")
    return _small_look(text)


def _small_look(text: str) -> Look:
    if _LABELLED_TITLE.match(text):
        return Look("label", "the title, labelled so")
    if _AUTHOR.match(text):
        return Look("author", "names of reporters")
    if (known := _tools(text)) is not None:
        return Look("tools" if known > 1 or len(text) > 4 else "tool", "links and buttons of the site")
    return PLAIN


def _tools(text: str) -> int | None:
    """How many links and buttons a line names, if three quarters of it are some; of a bar of short words a third."""
    words = [w for w in _TOKENS.findall(text) if not _NUMBER.fullmatch(w)]
    known = [w for w in words if len(w) <= 30 and _KNOWN.fullmatch(w)]
    if not known or max(map(len, known)) < 2 or text in _CHANNELS:
        return None
    is_bar = len(words) >= 4 and max(map(len, words)) <= 6 and len(known) >= 2
    return len(known) if len(known) >= (0.34 if is_bar else 0.75) * len(words) else None


def is_teaser(text: str) -> bool:
    """'· 某市算力再扩容 2025-10-21', '某地开工 3小时前'"""
    return len(text) <= LONGEST and bool(_TEASER.match(text))


def is_counter(text: str) -> bool:
    """'12', '2025-11-12 07:24', '开心', '支持 21 感动 4'"""
    return not any(c.isalpha() for c in text) or (len(text) <= 80 and bool(_MOODS.match(text)))


def is_headline(text: str) -> bool:
    """Short, no sentence, no numbered heading: '甲市算力规模一年翻番' but not '一、总体目标'."""
    ends = text.endswith(("。", "；", "，", "：", ":", "、", ";"))
    return 6 <= len(text) <= 60 and not ends and "。" not in text and not _NUMBERED.match(text)


def is_prose(text: str) -> bool:
    """A sentence, which no headline, link or label is."""
    return "。" in text or len(text) >= 80
