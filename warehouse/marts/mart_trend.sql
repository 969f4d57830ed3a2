-- zh: 趋势：每个区域、指标、时期的取值一行，附采用的原句
-- en: One row a region's metric in a period and status, as resolved, with the sentence of the value chosen. Long: a new metric adds no column.
-- grain: series_id, period_type, period_start, period_end, year, status
-- column: region_code | 区域代码 | Region code
-- column: region | 区域 | Region, name in Chinese
-- column: region_en | 区域英文名 | Region, name in English
-- column: metric | 指标 | Metric
-- column: metric_zh | 指标名 | Metric, name in Chinese
-- column: metric_en | 指标英文名 | Metric, name in English
-- column: about | 对象 | Whether the metric describes a place or a thing in it
-- column: measure | 口径 | level, growth, share or increase
-- column: sector | 领域 | Sector
-- column: scope | 范围 | What else narrows the count
-- column: item | 对象名称 | Firm, fund, project, centre or programme
-- column: unit | 单位 | Unit
-- column: year | 年份 | Year the figure is for
-- column: period_type | 时期类型 | Kind of period
-- column: period_start | 时期起 | First day of the period
-- column: period_end | 时期止 | Last day of the period
-- column: status | 状态 | actual, target or forecast
-- column: value | 数值 | Value chosen; null where one article contradicts itself
-- column: comparator | 比较词 | eq, ge, le or approx, of the value chosen
-- column: low | 下界 | Lowest value that the claims allow
-- column: high | 上界 | Highest value that the claims allow; null where open
-- column: state | 结论状态 | single, agreed, conflict or mixed
-- column: claims | 陈述数 | Claims behind it
-- column: independent_origins | 独立来源数 | Publishers behind it
-- column: quote | 原文 | The figure chosen, in the article's words
-- column: sentence | 句子 | The sentence that states it
-- column: publisher | 来源 | Who wrote it
-- column: published_on | 发布日期 | Day of publication
-- column: url | 网址 | Address, where known
-- column: chosen_claim_id | 采用的陈述 | claim_id of the value chosen
-- column: series_id | 序列号 | Series
-- assert: value is not null or state = 'mixed'
select
    f.region_code,
    r.name_zh as region,
    r.name_en as region_en,
    f.metric,
    m.name_zh as metric_zh,
    m.name_en as metric_en,
    m.about,
    f.measure,
    f.sector,
    f.scope,
    f.item,
    f.unit,
    f.year,
    f.period_type,
    f.period_start,
    f.period_end,
    f.status,
    f.value,
    c.comparator,
    f.low,
    f.high,
    f.state,
    f.claims,
    f.independent_origins,
    c.quote,
    c.sentence,
    c.publisher,
    c.published_on,
    c.url,
    f.chosen_claim_id,
    f.series_id
from fct_metric f
join dim_region r using (region_code)
join dim_metric m using (metric)
left join mart_claim c on c.claim_id = f.chosen_claim_id
