-- Claims -> fct_metric: one value a series, period and status, chosen by a rule that you can read here.
--   * only claims in force count;
--   * one article that gives two values for one series and period makes it `mixed`: nothing is chosen;
--   * different values from different publishers make a `conflict`: one is chosen, all are kept;
--   * the choice: best trust tier, then plain figures before bounds, then the latest publication.
with claim as (
    select
        c.*,
        coalesce(a.publisher, a.host, a.article_key) as origin,
        a.published_on,
        coalesce(s.tier, 4) as tier,
        case c.comparator when 'le' then 0 when 'approx' then c.value * 0.95 else c.value end as claim_low,
        case c.comparator
            when 'ge' then null
            when 'approx' then coalesce(c.value_high, c.value) * 1.05
            else coalesce(c.value_high, c.value)
        end as claim_high
    from fct_claim c
    join dim_article a using (article_id)
    left join dim_source s on s.source = coalesce(a.publisher, a.host)
    where c.known_to is null
),
ranked as (
    select
        *,
        row_number() over (
            partition by series_id, period_type, period_start, period_end, year, status
            order by tier, comparator <> 'eq', published_on desc nulls last, claim_id
        ) as place,
        min(value) over by_article <> max(value) over by_article
            or min(value_high) over by_article <> max(value_high) over by_article as contradicts_itself
    from claim
    window by_article as (partition by series_id, period_type, period_start, period_end, year, status, article_id)
),
summed as (
    select
        series_id, period_type, period_start, period_end, year, status,
        count(*) as claims,
        count(distinct origin) as independent_origins,
        count(distinct (value, value_high)) as readings,
        bool_or(coalesce(contradicts_itself, false)) as mixed,
        min(claim_low) as low,
        case when bool_or(claim_high is null) then null else max(claim_high) end as high
    from ranked
    group by all
)
select
    s.series_id, s.period_type, s.period_start, s.period_end, s.year, s.status,
    r.region_code, r.metric, r.measure, r.sector, r.scope, r.item, r.unit,
    case when not s.mixed then r.value end as value,
    case when not s.mixed then r.value_high end as value_high,
    s.low::decimal(28, 6) as low,
    s.high::decimal(28, 6) as high,
    s.claims,
    s.independent_origins,
    case
        when s.mixed then 'mixed'
        when s.independent_origins = 1 then 'single'
        when s.readings = 1 then 'agreed'
        else 'conflict'
    end as state,
    case when not s.mixed then r.claim_id end as chosen_claim_id,
    'tier, plain, latest' as rule
from summed s
join ranked r
    on r.place = 1
    and r.series_id = s.series_id
    and r.period_type = s.period_type
    and r.status = s.status
    and r.period_start is not distinct from s.period_start
    and r.period_end is not distinct from s.period_end
    and r.year is not distinct from s.year
