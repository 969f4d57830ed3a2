"""The vocabulary holds to its own rules: inert data, validated."""

from __future__ import annotations

from schemas import vocabulary
from schemas.contracts import contracts
from warehouse import dimensions


def test_every_code_is_one_of_a_known_kind_and_its_parents_exist():
    regions = vocabulary.regions()
    for region in regions.values():
        for code in filter(None, (region.parent_code, region.province_code, region.successor_code)):
            assert code in regions, f"{region.region_code} names {code}"
        if region.kind == "place":
            assert region.region_code.isdigit() and len(region.region_code) == 6


def test_the_guides_codes_are_there():
    assert {"100000", "JJJ", "YRD", "GBA", "PRD", "CYR", "OTHER", "WORLD", "unknown", "133100", "USA"} <= set(
        vocabulary.regions()
    )
    assert "CHN" not in vocabulary.regions(), "China as a whole is 100000"


def test_there_are_34_provinces_each_with_a_tile_of_its_own():
    provinces = [r for r in vocabulary.regions().values() if r.level == "province"]
    assert len(provinces) == 34 and len({(r.tile_row, r.tile_col) for r in provinces}) == 34
    assert len({r.iso_3166_2 for r in provinces}) == 34


def test_a_reused_code_shows_its_present_holder():
    assert vocabulary.regions()["130502"].name_zh == "襄都区"
    assert ("130502", "桥东区", 2019) in {(f.region_code, f.name_zh, f.last_year) for f in vocabulary.former_regions()}


def test_what_is_gone_names_its_successor():
    laiwu = vocabulary.regions()["371200"]
    assert (laiwu.name_zh, laiwu.last_year, laiwu.successor_code) == ("莱芜市", 2017, "370116")


def test_aliases_lead_to_codes_and_none_stands_twice():
    seen = [alias.alias for alias in vocabulary.aliases()]
    assert len(seen) == len(set(seen)), sorted(a for a in seen if seen.count(a) > 1)
    assert all(alias.region_code in vocabulary.regions() for alias in vocabulary.aliases())


def test_outlets_are_named_once_and_sit_somewhere():
    outlets = vocabulary.outlets()
    assert len({o.name for o in outlets}) == len(outlets)
    assert all(o.region_code in vocabulary.regions() and 1 <= o.tier <= 4 for o in outlets)


def test_metrics_have_units_ranges_and_a_side():
    kinds = {"money", "count", "percent", "PFLOPS", "TB", "person", "rack"}
    for metric in vocabulary.metrics().values():
        assert metric.unit in kinds and metric.about in ("place", "thing"), metric.metric
        low, high = metric.range
        assert 0 <= low < high, metric.metric


def test_dimensions_hold_to_their_contracts():
    for name, frame in dimensions.frames().items():
        assert contracts()[name].validate(frame, lazy=True).height == frame.height > 0


def test_the_calendar_knows_the_plans():
    days = dimensions.frames()["dim_date"]
    plans = dict(days.group_by("year").agg("five_year_plan").rows())
    assert set(plans[2025]) == {"十四五"} and set(plans[2026]) == {"十五五"} and set(plans[2010]) == {None}
