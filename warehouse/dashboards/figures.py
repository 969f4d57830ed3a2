"""Figures as people write them."""

from __future__ import annotations

from decimal import Decimal

BOUNDS = {"ge": "≥", "le": "≤", "approx": "≈", "eq": "", None: ""}
MONEY = {
    "CNY": "元",
    "USD": "美元",
    "HKD": "港元",
    "EUR": "欧元",
    "JPY": "日元",
    "GBP": "英镑",
    "MOP": "澳门元",
    "TWD": "新台币",
}
UNITS = {"count": "", "percent": "%", "PFLOPS": " PFLOPS", "TB": " TB", "person": "人", "rack": "架"}
STATES = {
    "met": "已达成",
    "missed": "未达成",
    "open": "未到期",
    "unknown": "结果未知",
    "undated": "无期限",
    "unpaired": "无法配对",
    "mixed": "说法不一",
}


MEASURES = {"level": "", "growth": "增速", "share": "占比", "increase": "新增"}
PARTS = {"half": "半年", "quarter": "季度", "month": "当月", "year_to_date": "年内累计"}


def figure(value: Decimal | None, unit: str, comparator: str | None = "eq") -> str:
    """'≥1万亿元', '38', '12.5%': the value with its bound, in the largest unit that keeps it short; '' for None.

    (Decimal('300000000000'), 'CNY', 'eq') -> '3,000亿元'
    """
    if value is None:
        return ""
    if unit in UNITS and unit not in ("count", "person", "rack"):
        return BOUNDS[comparator] + plain(value) + UNITS[unit]
    scaled, scale = scaled_value(value)
    return BOUNDS[comparator] + plain(scaled) + scale + UNITS.get(unit, MONEY.get(unit, f" {unit}"))


def scaled_value(value: Decimal) -> tuple[Decimal, str]:
    """Value and scale word; 万 only where nothing below it is lost.  300000000000 -> (3000, '亿')"""
    for power, word in ((8, "亿"), (4, "万")):
        scaled = value.scaleb(-power)
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.0001")):
            return (scaled.scaleb(-4), "万亿") if word == "亿" and abs(scaled) >= 10000 else (scaled, word)
    return value, ""


def plain(value: Decimal) -> str:
    """Thousands separated, no trailing zeros.  Decimal('3000.500000') -> '3,000.5'"""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
