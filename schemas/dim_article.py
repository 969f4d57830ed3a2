"""Articles, one row a version."""

from schemas.table import Day, Flag, Instant, Table, Text, Whole, column


class DimArticle(Table):
    """One row an article version. `article_key` is the text over its life; `version_after` is null for the version in
    force."""

    article_id: Text = column("文章版本号", "Hash of article_key and the body without spaces")
    article_key: Text = column("文章号", "Hash of the canonical address, else of publisher, title and day")
    url: Text = column("网址", "Address, where known", null=True)
    title: Text = column("标题", "Title", null=True)
    publisher: Text = column("来源", "Who wrote it", null=True)
    host: Text = column("转载站点", "Who carries it", null=True)
    published_at: Instant = column("发布时刻", "Instant of publication, where the page tells the time", null=True)
    published_on: Day = column("发布日期", "Day of publication in Shanghai", null=True)
    published_year: Whole = column("发布年份", "Year of publication", null=True)
    evidence: Text = column("依据", "JSON: which piece of the page gave title, publisher, host and time")
    fetched_at: Instant = column("抓取时刻", "When its first page was fetched", role="when")
    story_id: Text = column("报道号", "Group of copies of one text", null=True)
    is_origin: Flag = column("首发", "Is it the origin of its story?", null=True)
    language: Text = column("语言", "zh, en or other")
    parser_version: Text = column("解析版本", "Version of the parser", role="how")
    version_before: Text = column("前一版本", "article_id of the version before", null=True)
    version_after: Text = column("后一版本", "article_id of the version that replaced it", null=True)
    version_reason: Text = column(
        "换版原因",
        "publisher: the page changed; parser: we cut or labelled the same page better",
        null=True,
        isin=["publisher", "parser"],
    )

    class Config:
        unique = ["article_id"]
        metadata = {"zh": "文章：每个版本一行"}
