"""The runs."""

from schemas.table import Instant, Number, Table, Text, Whole, column


class FctRun(Table):
    """One row a run that loaded, with counts by stage. What a stage took in equals what it gave out."""

    run_id: Text = column("运行号", "Name of the run")
    mode: Text = column("方式", "plain, prefect or rebuild", isin=["plain", "prefect", "rebuild"])
    started_at: Instant = column("开始时刻", "When it started", role="when")
    committed_at: Instant = column(
        "提交时刻", "Its one instant: known_from of what it loaded, name of its snapshot", role="when"
    )
    journal_mark: Text = column("日志位置", "How far in the archive's journal it read")
    fetched: Whole = column("取得", "Files and addresses looked at")
    fetched_new: Whole = column("新页面", "of them new")
    fetched_unchanged: Whole = column("未变", "of them known")
    fetched_blocked: Whole = column("受阻", "of them not allowed")
    fetched_failed: Whole = column("失败", "of them failed")
    pages: Whole = column("页面", "Pages parsed")
    articles_new: Whole = column("新文章", "of them new article versions")
    pages_further: Whole = column("同文页面", "of them further pages of a known version")
    pages_rejected: Whole = column("拒收页面", "of them rejected")
    candidates: Whole = column("候选", "Quantities considered")
    candidates_claimed: Whole = column("成立候选", "of them gave claims")
    candidates_repeated: Whole = column("重复候选", "of them repeat an earlier one")
    candidates_rejected: Whole = column("拒收候选", "of them rejected")
    other_numbers: Text = column("其他数字", "JSON: numbers that were no candidates, by reason")
    claims_staged: Whole = column("待载陈述", "Claims brought to the warehouse")
    claims_inserted: Whole = column("新载陈述", "of them inserted")
    claims_unchanged: Whole = column("未变陈述", "of them there already")
    claims_rejected: Whole = column("拒收陈述", "of them refused by the contract")
    claims_closed: Whole = column("关闭陈述", "Claims closed, replaced or withdrawn")
    claims_current: Whole = column("现行陈述", "Claims in force afterwards")
    parser_version: Text = column("解析版本", "Version of the parser")
    reader_version: Text = column("识读版本", "Version of the reader and its vocabulary")
    seconds: Number = column("秒数", "From start to commit")

    class Config:
        unique = ["run_id"]
        metadata = {"zh": "运行：每次载入一行", "journal": True}
