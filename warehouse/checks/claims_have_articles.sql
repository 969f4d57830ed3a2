-- A claim in force stands in an article version that is in force.
select c.claim_id, c.article_id
from fct_claim c
left join dim_article a on a.article_id = c.article_id and a.version_after is null
where c.known_to is null and a.article_id is null
