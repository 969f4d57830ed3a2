"""Which bytes gave which article."""

from schemas.table import Instant, Table, Text, column


class ArticlePage(Table):
    """One row an article version, page, what a meta file stated of it, and name under which it came. Private."""

    article_id: Text = column("文章版本号", "Article version")
    page_sha256: Text = column("页面哈希", "SHA-256 of the bytes, their name in the archive")
    meta_sha256: Text = column("附注哈希", "SHA-256 of what a meta file stated, empty where there was none")
    name: Text = column("名称", "Inbox name or address")
    source: Text = column("来源", "inbox, or the source that fetched it")
    fetched_at: Instant = column("抓取时刻", "When it came under this name last", role="when")

    class Config:
        unique = ["article_id", "page_sha256", "meta_sha256", "name"]
        metadata = {"zh": "文章与页面对应表", "private": True}
