"""What was refused, and why."""

from schemas.table import Instant, Table, Text, Whole, column


class FctReject(Table):
    """One row a refused page, candidate or row, with the reason and what to do about it."""

    reject_id: Text = column("拒收号", "Hash of stage, article (else page or name), span and code")
    stage: Text = column("环节", "Stage that refused it", isin=["fetch", "parse", "read", "validate"])
    code: Text = column("原因代码", "Reason, to count by")
    article_id: Text = column("文章版本号", "Article version, where there is one", null=True)
    page_sha256: Text = column("页面哈希", "Page, where there is one", null=True)
    meta_sha256: Text = column(
        "附注哈希", "Of a page: SHA-256 of what its meta file stated, empty where there was none", null=True
    )
    name: Text = column("名称", "Inbox name or address", null=True)
    char_start: Whole = column("起", "First character in the body", null=True)
    char_end: Whole = column("止", "Character after the last", null=True)
    evidence: Text = column("证据", "What was seen")
    remedy: Text = column("处理办法", "What to do about it")
    rule_version: Text = column("规则版本", "Version of the parser, reader or contract that refused it", role="how")
    refused_at: Instant = column("拒收时刻", "Start of the run that refused it last", role="when")

    class Config:
        unique = ["reject_id"]
        metadata = {"zh": "拒收：每个被拒页面、候选或行一行"}
