-- zh: 承诺与结果：每个目标一行，配同一序列期限前最近的实际值（初版）
-- en: One row a pledge, set against the latest actual of the same series in a period that ends by its deadline (first form).
-- grain: series_id, period_type, period_start, deadline, year
-- column: region_code | 区域代码 | Region code
-- column: region | 区域 | Region, name in Chinese
-- column: metric | 指标 | Metric
-- column: metric_zh | 指标名 | Metric, name in Chinese
-- column: metric_en | 指标英文名 | Metric, name in English
-- column: measure | 口径 | level, growth, share or increase
-- column: sector | 领域 | Sector
-- column: scope | 范围 | What else narrows the count
-- column: item | 对象名称 | Firm, fund, project, centre or programme
-- column: unit | 单位 | Unit
-- column: target | 目标值 | Value pledged
-- column: target_comparator | 目标比较词 | eq, ge, le or approx
-- column: period_type | 时期类型 | Kind of period of the pledge
-- column: period_start | 时期起 | First day of the pledge's period
-- column: deadline | 期限 | Last day of the pledge's period; null where the text gives none
-- column: year | 期限年份 | Year to be reached by
-- column: pledged_on | 承诺日期 | Day of the first article that states it
-- column: pledge_claims | 承诺陈述数 | Claims that state it
-- column: outcome | 实际值 | Latest actual; null where none is known
-- column: outcome_comparator | 实际比较词 | eq, ge, le or approx
-- column: outcome_year | 实际年份 | Year of the actual
-- column: outcome_state | 实际结论状态 | single, agreed or conflict
-- column: state | 结果 | met, missed, open, unknown, undated; unpaired for a thing without a name; mixed where one article states two values
-- column: attainment_pct | 完成率 | Outcome as percent of the target, for levels
-- column: pledge_quote | 承诺原文 | Pledge in the article's words
-- column: pledge_sentence | 承诺句子 | Its sentence
-- column: pledge_publisher | 承诺来源 | Who wrote it
-- column: pledge_url | 承诺网址 | Where
-- column: outcome_quote | 实际原文 | Outcome in the article's words
-- column: outcome_sentence | 实际句子 | Its sentence
-- column: outcome_publisher | 实际来源 | Who wrote it
-- column: outcome_url | 实际网址 | Where
-- column: pledge_claim_id | 承诺陈述 | claim_id of the pledge chosen
-- column: outcome_claim_id | 实际陈述 | claim_id of the outcome chosen
-- column: series_id | 序列号 | Series
-- assert: (outcome is not null) = (outcome_claim_id is not null)
-- assert: state in ('met', 'missed', 'open', 'unknown', 'undated', 'unpaired', 'mixed')
with through as (
    select max(published_on) as day
    from dim_article
    where published_on <= (fetched_at at time zone 'Asia/Shanghai')::date
),
outcome as (
    select
        p.series_id, p.period_type, p.period_start, p.period_end, p.year,
        a.chosen_claim_id, a.state, a.low, a.high, a.year as outcome_year, a.period_end as outcome_end
    from fct_metric p
    join fct_metric a
        on a.series_id = p.series_id
        and a.status = 'actual'
        and a.state <> 'mixed'
        and a.period_type not in ('half', 'quarter', 'month', 'year_to_date')
        and a.year <= p.year
    where p.status = 'target'
    qualify row_number() over (
        partition by p.series_id, p.period_type, p.period_start, p.period_end, p.year
        order by a.year desc, a.period_end desc nulls last, a.period_type, a.chosen_claim_id
    ) = 1
),
first_said as (
    select c.series_id, c.period_type, c.period_start, c.period_end, c.year, min(a.published_on) as pledged_on
    from fct_claim c
    join dim_article a using (article_id)
    where c.known_to is null and c.status = 'target'
    group by all
)
select
    p.region_code,
    r.name_zh as region,
    p.metric,
    m.name_zh as metric_zh,
    m.name_en as metric_en,
    p.measure,
    p.sector,
    p.scope,
    p.item,
    p.unit,
    p.value as target,
    pc.comparator as target_comparator,
    p.period_type,
    p.period_start,
    p.period_end as deadline,
    p.year,
    s.pledged_on,
    p.claims as pledge_claims,
    oc.value as outcome,
    oc.comparator as outcome_comparator,
    o.outcome_year,
    o.state as outcome_state,
    case
        when p.state = 'mixed' then 'mixed'
        when p.year is null then 'undated'
        when m.about = 'thing' and p.item is null then 'unpaired'
        when pc.comparator <> 'le' and o.low >= p.value
            and (p.measure not in ('growth', 'increase') or o.outcome_year = p.year) then 'met'
        when o.outcome_year = p.year and o.high < p.value
            and coalesce(o.outcome_end, oc.published_on) >= coalesce(p.period_end, make_date(p.year, 12, 31)) then 'missed'
        when coalesce(p.period_end, make_date(p.year, 12, 31)) > t.day then 'open'
        else 'unknown'
    end as state,
    case when p.measure = 'level' and p.value > 0 then round(100 * oc.value / p.value, 1) end as attainment_pct,
    pc.quote as pledge_quote,
    pc.sentence as pledge_sentence,
    pc.publisher as pledge_publisher,
    pc.url as pledge_url,
    oc.quote as outcome_quote,
    oc.sentence as outcome_sentence,
    oc.publisher as outcome_publisher,
    oc.url as outcome_url,
    p.chosen_claim_id as pledge_claim_id,
    o.chosen_claim_id as outcome_claim_id,
    p.series_id
from fct_metric p
cross join through t
join dim_region r using (region_code)
join dim_metric m using (metric)
left join mart_claim pc on pc.claim_id = p.chosen_claim_id
left join outcome o
    on o.series_id = p.series_id
    and o.period_type = p.period_type
    and o.year = p.year
    and o.period_start is not distinct from p.period_start
    and o.period_end is not distinct from p.period_end
left join mart_claim oc on oc.claim_id = o.chosen_claim_id
left join first_said s
    on s.series_id = p.series_id
    and s.period_type = p.period_type
    and s.year is not distinct from p.year
    and s.period_start is not distinct from p.period_start
    and s.period_end is not distinct from p.period_end
where p.status = 'target'
