"""Places and everything else a claim's region code may be."""

from schemas.table import Table, Text, Whole, column


class DimRegion(Table):
    """One row a code that a claim may carry: GB/T 2260 places, the nation, blocs, the world, countries, and
    `unknown` for claims without a place. A reused code shows its present holder."""

    region_code: Text = column(
        "区域代码", "GB/T 2260 code, or a bloc's, a country's (ISO 3166-1), WORLD, OTHER, unknown"
    )
    kind: Text = column(
        "类别",
        "place, nation, bloc, other, world, country or unknown",
        isin=["place", "nation", "bloc", "other", "world", "country", "unknown"],
    )
    level: Text = column("层级", "nation, province, city or county; null outside the hierarchy", null=True)
    name_zh: Text = column("中文名", "Name in Chinese")
    short_name: Text = column("简称", "Short name in Chinese")
    name_en: Text = column("英文名", "Name in English, where a usual one is known", null=True)
    parent_code: Text = column("上级代码", "Code of the region that holds it", null=True)
    province_code: Text = column("省级代码", "Code of its province-level unit", null=True)
    iso_3166_2: Text = column("ISO 3166-2", "ISO 3166-2 code of a province-level unit", null=True)
    first_year: Whole = column("启用年份", "First year of the present holder, where after 1980", null=True)
    last_year: Whole = column("停用年份", "Last year, where the code is no longer in use", null=True)
    successor_code: Text = column("后继代码", "Code that took its place", null=True)
    tile_row: Whole = column("格图行", "Row in the tile map of provinces", null=True)
    tile_col: Whole = column("格图列", "Column in the tile map of provinces", null=True)

    class Config:
        unique = ["region_code"]
        metadata = {"zh": "区域：每个可用代码一行"}
