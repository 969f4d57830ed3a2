"""What articles state."""

import pandera.polars as pa
import polars as pl

from schemas import vocabulary
from schemas.table import Day, Flag, Instant, Number, Table, Text, Texts, Value, Whole, column

MEASURES = ["level", "growth", "share", "increase"]
PERIODS = [
    "year",
    "half",
    "quarter",
    "month",
    "year_to_date",
    "as_of",
    "deadline",
    "span",
    "each_year",
    "none",
]


class FctClaim(Table):
    """One row a figure that an article states, while that reading of it is in force (known_from to known_to)."""

    claim_id: Text = column("陈述号", "Hash of article version, span and the guide's key")
    article_id: Text = column("文章版本号", "Article version that states it")
    region_code: Text = column("区域代码", "Region that the figure is about; unknown where the text gives none")
    metric: Text = column("指标", "Metric")
    measure: Text = column("口径", "level, growth, share or increase", isin=MEASURES)
    value: Value = column("数值", "Value in the unit; the lower end of a range")
    value_high: Value = column("数值上限", "Upper end of a range", null=True)
    unit: Text = column("单位", "Currency, count, percent, PFLOPS, TB, person or rack")
    comparator: Text = column("比较词", "eq, ge (at least), le (at most) or approx", isin=["eq", "ge", "le", "approx"])
    period_type: Text = column(
        "时期类型",
        "year, half, quarter, month, year_to_date, as_of, deadline, span, each_year or none",
        isin=PERIODS,
    )
    period_start: Day = column("时期起", "First day of the period", null=True)
    period_end: Day = column("时期止", "Last day of the period", null=True)
    year: Whole = column("年份", "Year the figure is for", null=True, ge=1990, le=2100)
    as_of: Day = column("截至日期", "Day of a stock that the text dates", null=True)
    status: Text = column("状态", "actual, target or forecast", isin=["actual", "target", "forecast"])
    sector: Text = column("领域", "Sector of artificial intelligence")
    scope: Text = column("范围", "What else narrows the count", null=True)
    item: Text = column("对象名称", "Firm, fund, project, centre or programme, as the text names it", null=True)
    hedge: Text = column("保留语", "Hedge that the text puts on it", null=True)
    policy: Text = column("政策", "Policy document named in 《》", null=True)
    series_id: Text = column("序列号", "Hash of region, metric, measure, sector, scope, item and unit")
    quote: Text = column(
        "原文",
        "The figure in the article's words, at most 40 characters",
        str_length={"min_value": 1, "max_value": 40},
    )
    char_start: Whole = column("起", "First character of the quote in the body", ge=0)
    char_end: Whole = column("止", "Character after its last", ge=1)
    sentence: Text = column("句子", "The sentence that states it")
    sentence_start: Whole = column("句首", "First character of the sentence in the body", ge=0)
    rule: Text = column("规则", "Rule that read it", role="how")
    reasons: Texts = column("理由", "Why the fields are what they are", role="how")
    confidence: Number = column(
        "置信度", "0 to 1, calibrated on annotated texts; null until then", null=True, role="how", ge=0, le=1
    )
    reader_version: Text = column("识读版本", "Version of the reader and its vocabulary", role="how")
    counts_in_totals: Flag = column("计入合计", "May it enter a total?")
    not_counted_why: Text = column("不计原因", "Why not: status, cap, rate, not_additive", null=True)
    known_from: Instant = column("入账时刻", "Commit instant of the run that brought it", role="when")
    known_to: Instant = column(
        "出账时刻", "Commit instant of the run that closed it; null while in force", null=True, role="when"
    )

    class Config:
        unique = ["claim_id", "known_from"]
        metadata = {"zh": "陈述：文章写明的每个数字一行"}

    @pa.check("region_code", name="known_region")
    def _known_region(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key).is_in(list(vocabulary.regions())))

    @pa.check("metric", name="known_metric")
    def _known_metric(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key).is_in(list(vocabulary.metrics())))

    @pa.check("sector", name="known_sector")
    def _known_sector(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key).is_in(list(vocabulary.sectors())))

    @pa.check("unit", name="known_unit")
    def _known_unit(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key).is_in([u["unit"] for u in vocabulary.units()]))

    @pa.dataframe_check(name="range_has_order")
    def _range_has_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        ordered = pl.col("value_high").is_null() | (pl.col("value_high") > pl.col("value"))
        return data.lazyframe.select(ordered)

    @pa.dataframe_check(name="quote_is_span")
    def _quote_is_span(cls, data: pa.PolarsData) -> pl.LazyFrame:
        span = pl.col("char_end") - pl.col("char_start")
        return data.lazyframe.select(span == pl.col("quote").str.len_chars())

    @pa.dataframe_check(name="quote_in_sentence")
    def _quote_in_sentence(cls, data: pa.PolarsData) -> pl.LazyFrame:
        offset = pl.col("char_start") - pl.col("sentence_start")
        inside = pl.col("sentence").str.slice(offset, pl.col("quote").str.len_chars()) == pl.col("quote")
        return data.lazyframe.select((offset >= 0) & inside)

    @pa.dataframe_check(name="share_at_most_100")
    def _share_at_most_100(cls, data: pa.PolarsData) -> pl.LazyFrame:
        ok = (pl.col("measure") != "share") | pl.col("value").is_between(0, 100)
        return data.lazyframe.select(ok)

    @pa.dataframe_check(name="rate_in_percent")
    def _rate_in_percent(cls, data: pa.PolarsData) -> pl.LazyFrame:
        rate = pl.col("measure").is_in(["growth", "share"])
        return data.lazyframe.select(~rate | (pl.col("unit") == "percent"))
