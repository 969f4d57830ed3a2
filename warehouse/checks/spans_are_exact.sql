-- The quote is what stands at its span in the body (DuckDB counts characters from 1).
select c.claim_id, c.quote
from fct_claim c
join stg_text t using (article_id)
where substring(t.body, c.char_start + 1, c.char_end - c.char_start) <> c.quote
