"""What values are counted in."""

from schemas.table import Table, Text, column


class DimUnit(Table):
    """One row a unit that a claim's value may have."""

    unit: Text = column("单位", "Unit as claims carry it")
    kind: Text = column("类别", "money, count, percent, compute, data, person or rack")
    name_zh: Text = column("中文名", "Name in Chinese")
    name_en: Text = column("英文名", "Name in English")
    base: Text = column("基准", "What one unit of value is")

    class Config:
        unique = ["unit"]
        metadata = {"zh": "单位：每个单位一行"}
