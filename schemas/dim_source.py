"""Who publishes."""

from schemas.table import Number, Table, Text, Whole, column


class DimSource(Table):
    """One row an outlet that articles name as publisher or host, as `vocab/outlets.csv` lists them; outlets that are
    not listed have tier 4."""

    source: Text = column("来源", "Name of the outlet")
    kind: Text = column("类别", "agency, paper, site, government ...", null=True)
    region_code: Text = column("所属区域", "Code of the region it belongs to", null=True)
    tier: Whole = column(
        "可信等级", "1 official, 2 central or state media, 3 market and local media, 4 unknown", ge=1, le=4
    )
    expected_per_day: Number = column("日均篇数", "Articles a day that it is expected to give", null=True)

    class Config:
        unique = ["source"]
        metadata = {"zh": "来源：每个媒体或机构一行"}
