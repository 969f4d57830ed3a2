"""The calendar."""

from schemas.table import Day, Table, Text, Whole, column


class DimDate(Table):
    """One row a day from 2010 to 2040, with China's five-year plan that it falls in."""

    day: Day = column("日期", "Day")
    year: Whole = column("年", "Year")
    quarter: Whole = column("季度", "Quarter, 1 to 4")
    month: Whole = column("月", "Month, 1 to 12")
    five_year_plan: Text = column("五年规划", "Five-year plan: 十二五 (2011-2015) to 十七五 (2036-2040)", null=True)

    class Config:
        unique = ["day"]
        metadata = {"zh": "日历：每日一行"}
