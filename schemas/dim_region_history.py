"""Who held a code before."""

from schemas.table import Table, Text, Whole, column


class DimRegionHistory(Table):
    """One row an earlier holder of a code that another place has today."""

    region_code: Text = column("区域代码", "GB/T 2260 code")
    name_zh: Text = column("中文名", "Name of the earlier holder")
    short_name: Text = column("简称", "Its short name")
    level: Text = column("层级", "province, city or county")
    parent_code: Text = column("上级代码", "Code of the region that held it")
    first_year: Whole = column("启用年份", "First year, where after 1980", null=True)
    last_year: Whole = column("停用年份", "Last year")

    class Config:
        unique = ["region_code", "last_year"]
        metadata = {"zh": "区域代码沿革：曾用名一行"}
