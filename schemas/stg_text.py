"""The bodies."""

from schemas.table import Table, Text, Wholes, column


class StgText(Table):
    """One row an article version: its body. Private: quote and sentence are what leaves the house."""

    article_id: Text = column("文章版本号", "Article version")
    body: Text = column("正文", "Body, one line a paragraph")
    line_starts: Wholes = column(
        "行首位置", "Where each line of the body begins in the decoded page; empty for HTML", role="how"
    )

    class Config:
        unique = ["article_id"]
        metadata = {"zh": "正文：每个版本一行", "private": True}
