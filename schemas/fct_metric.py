"""Claims resolved to one value."""

from schemas.table import Day, Table, Text, Value, Whole, column


class FctMetric(Table):
    """One row a series, period and status: the value that `warehouse/resolve.sql` chooses among the current claims. The
    present only."""

    series_id: Text = column("序列号", "What may be compared over time")
    period_type: Text = column(
        "时期类型", "year, half, quarter, month, year_to_date, as_of, deadline, span, each_year or none"
    )
    period_start: Day = column("时期起", "First day of the period", null=True)
    period_end: Day = column("时期止", "Last day of the period", null=True)
    year: Whole = column("年份", "Year the figure is for", null=True)
    status: Text = column("状态", "actual, target or forecast", isin=["actual", "target", "forecast"])
    region_code: Text = column("区域代码", "Region")
    metric: Text = column("指标", "Metric")
    measure: Text = column("口径", "level, growth, share or increase")
    sector: Text = column("领域", "Sector")
    scope: Text = column("范围", "What else narrows the count", null=True)
    item: Text = column("对象名称", "Firm, fund, project, centre or programme", null=True)
    unit: Text = column("单位", "Unit")
    value: Value = column("数值", "The value chosen; null where the state is mixed", null=True)
    value_high: Value = column("数值上限", "Upper end, where a range was stated", null=True)
    low: Value = column("下界", "Lowest value that the claims allow", null=True)
    high: Value = column("上界", "Highest value that the claims allow; null where open", null=True)
    claims: Whole = column("陈述数", "Current claims of this series and period", ge=1)
    independent_origins: Whole = column("独立来源数", "Publishers among them", ge=1)
    state: Text = column(
        "结论状态", "single, agreed, conflict or mixed", isin=["single", "agreed", "conflict", "mixed"]
    )
    chosen_claim_id: Text = column("采用的陈述", "claim_id of the value; null where mixed", null=True)
    rule: Text = column("规则", "Rule that chose it")

    class Config:
        unique = ["series_id", "period_type", "period_start", "period_end", "year", "status"]
        metadata = {"zh": "指标值：每个序列、时期、状态一行"}
