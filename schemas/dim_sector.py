"""Fields of artificial intelligence."""

from schemas.table import Table, Text, column


class DimSector(Table):
    """One row a sector of artificial intelligence."""

    sector: Text = column("领域", "Key of the sector")
    name_zh: Text = column("中文名", "Name in Chinese")
    name_en: Text = column("英文名", "Name in English")

    class Config:
        unique = ["sector"]
        metadata = {"zh": "领域：每个领域一行"}
