-- Every code that a fact carries stands in its dimension.
select 'region_code' as reference, region_code as code from fct_claim where region_code not in (select region_code from dim_region)
union all
select 'metric', metric from fct_claim where metric not in (select metric from dim_metric)
union all
select 'chosen_claim_id', chosen_claim_id from fct_metric
where chosen_claim_id is not null
    and chosen_claim_id not in (select claim_id from fct_claim where known_to is null)
