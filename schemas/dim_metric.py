"""What is measured."""

from schemas.table import Flag, Table, Text, column


class DimMetric(Table):
    """One row a metric, as `vocab/metrics.toml` defines it."""

    metric: Text = column("指标", "Key of the metric")
    name_zh: Text = column("中文名", "Name in Chinese")
    name_en: Text = column("英文名", "Name in English")
    definition: Text = column("定义", "What counts")
    unit: Text = column(
        "单位类别",
        "Kind of unit: money, count, percent, PFLOPS, TB, person or rack",
        isin=["money", "count", "percent", "PFLOPS", "TB", "person", "rack"],
    )
    additive: Flag = column("可加", "May levels of different regions be added?")
    about: Text = column("对象", "Whether it describes a place or a thing in it", isin=["place", "thing"])
    metric_group: Text = column("分组", "Group for lists and menus")

    class Config:
        unique = ["metric"]
        metadata = {"zh": "指标：每个指标一行"}
